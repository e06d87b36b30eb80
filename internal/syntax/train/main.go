// Train learns a syntax model from a treebank of Universal Dependencies:
//
//	go run ./internal/syntax/train -treebank DIR/en_ewt -out internal/syntax/models/en.model
//
// reads DIR/en_ewt-train.conllu and DIR/en_ewt-dev.conllu. The same data gives the same
// file, byte for byte.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"synoptic/internal/syntax"
	"synoptic/internal/syntax/cluster"
	"synoptic/internal/syntax/conllu"
	"synoptic/internal/syntax/flat"
	"synoptic/internal/syntax/lemma"
	"synoptic/internal/syntax/perceptron"
)

// How weights are stored: units of a byte for one unit of weight, and how often a
// feature must have been updated to be kept.
const (
	tagScale, tagLeast   = 4, 2
	treeScale, treeLeast = 4, 4
)

const seed = 2

func main() {
	treebank := flag.String("treebank", "", "path of the treebank's files without -train.conllu")
	out := flag.String("out", "", "model file to write")
	rounds := flag.Int("rounds", 10, "rounds over the treebank")
	limit := flag.Int("limit", 0, "use only so many sentences, for a quick look")
	flag.Parse()
	log.SetFlags(log.Ltime)
	if err := run(*treebank, *out, *rounds, *limit); err != nil {
		log.Fatal(err)
	}
}

// run trains on one treebank and writes the model.
func run(treebank, out string, rounds, limit int) error {
	gold, err := readTreebank(treebank + "-train.conllu")
	if err != nil {
		return err
	}
	if limit > 0 {
		gold = gold[:limit]
	}
	dev, err := readTreebank(treebank + "-dev.conllu")
	if err != nil {
		return err
	}
	inv := numbered(gold)
	classData := flat.Pack(nil)
	classes, err := cluster.Open(classData)
	if err != nil {
		return err
	}
	all := inv.prepare(gold, classes)
	log.Printf("%d sentences, %d tags, %d relations", len(all), len(inv.tags), len(inv.relations))
	tags := trainTagger(all, len(inv.tags), rounds, seed).Pack(tagScale, tagLeast)
	log.Printf("tagger: %d bytes", len(tags))
	if err := jackknife(all, 5, len(inv.tags), max(rounds/2, 1), seed); err != nil {
		return err
	}
	log.Printf("jackknifed")
	sections := []syntax.Section{
		{Name: "tags", Data: []byte(strings.Join(inv.tags, "\n"))},
		{Name: "relations", Data: []byte(strings.Join(inv.relations, "\n"))},
		{Name: "classes", Data: classData},
		{Name: "tagger", Data: tags},
		{Name: "lemmas", Data: learnLemmas(gold, inv)},
		{Name: "parser"},
	}
	last := &sections[len(sections)-1]
	trainParser(all, len(inv.relations), rounds, seed, func(round int, t *perceptron.Trainer) {
		last.Data = t.Pack(treeScale, treeLeast)
		m, err := syntax.Open(syntax.Join(sections))
		if err != nil {
			log.Fatal(err)
		}
		log.Printf("round %d: parser %d bytes, dev %v", round, len(last.Data), measure(m, dev))
	})
	file := syntax.Join(sections)
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// learnLemmas learns dictionary forms.
func learnLemmas(gold []conllu.Sentence, inv inventory) []byte {
	var l lemma.Learner
	for _, s := range gold {
		for _, w := range s.Words {
			l.Add(w.Form, inv.tagIDs[label(w)], w.Lemma)
		}
	}
	return l.Pack()
}
