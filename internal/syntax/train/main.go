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
	"synoptic/internal/syntax/lemma"
)

// How weights are stored: units of a byte for one unit of weight, and how often a
// feature must have been updated to be kept.
const (
	tagScale, tagLeast     = 4, 2
	moveScale, moveLeast   = 4, 3
	labelScale, labelLeast = 4, 3
)

// margin is the lead of the right class over all others up to which weights are learned.
const margin = 1

const seed = 2

func main() {
	treebank := flag.String("treebank", "", "path of the treebank's files without -train.conllu")
	out := flag.String("out", "", "model file to write")
	rounds := flag.Int("rounds", 10, "rounds over the treebank")
	texts := flag.String("text", "", "files of plain text as JSON lines, separated by commas")
	limit := flag.Int("limit", 0, "use only so many sentences, for a quick look")
	flag.Parse()
	log.SetFlags(log.Ltime)
	if err := run(*treebank, *out, strings.FieldsFunc(*texts, func(r rune) bool { return r == ',' }), *rounds, *limit); err != nil {
		log.Fatal(err)
	}
}

// run trains on one treebank and writes the model.
func run(treebank, out string, texts []string, rounds, limit int) error {
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
	classData, err := learnClasses(gold, texts)
	if err != nil {
		return err
	}
	log.Printf("classes: %d bytes", len(classData))
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
	}
	if sections, err = trainTrees(sections, all, &inv, rounds, dev); err != nil {
		return err
	}
	file := syntax.Join(sections)
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// trainTrees learns both parsers and appends their weights.
func trainTrees(sections []syntax.Section, all []sentence, inv *inventory, rounds int, dev []conllu.Sentence) ([]syntax.Section, error) {
	trees := treesOf(all)
	moves, labels := trainParser(trees, inv, rounds, seed).pack()
	sections = append(sections, syntax.Section{Name: "moves", Data: moves}, syntax.Section{Name: "labels", Data: labels})
	m, err := syntax.Open(syntax.Join(sections))
	if err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	log.Printf("parser: %d + %d bytes, dev %v", len(moves), len(labels), measure(m, dev))
	mirrors, err := mirrored(trees, inv, max(rounds*2/3, 1))
	if err != nil {
		return nil, err
	}
	log.Printf("mirrored")
	moves, labels = trainParser(mirrors, inv, rounds, seed).pack()
	sections = append(sections, syntax.Section{Name: "second moves", Data: moves}, syntax.Section{Name: "second labels", Data: labels})
	if m, err = syntax.Open(syntax.Join(sections)); err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	log.Printf("second parser: %d + %d bytes, dev %v", len(moves), len(labels), measure(m, dev))
	return sections, nil
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
