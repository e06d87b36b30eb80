package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"synoptic/internal/syntax"
	"synoptic/internal/syntax/cluster"
	"synoptic/internal/syntax/conllu"
	"synoptic/internal/syntax/lemma"
)

// How weights are stored: units of a byte for one unit of weight, how often a feature
// must have been updated to be kept, and how many are kept.
const (
	tagScale, tagLeast, tagMost    = 4, 2, 110_000
	moveScale, moveLeast, moveMost = 4, 3, 270_000
	labelScale, labelLeast         = 4, 2
	firstLabels, secondLabels      = 45_000, 68_500
	lowScale, lowLeast, lowMost    = 4, 2, 5_000
	nameScale, nameLeast, nameMost = 0.4, 2, 36_000
)

// margin is the lead of the right class over all others up to which weights are learned.
const margin = 1

// nameRounds is the number of rounds over the text with names.
const nameRounds = 2

// nameMargin is the lead per word that the right labelling of a sentence has to have.
const nameMargin = 60

const seed = 2

// sources are the files a model is learned from.
type sources struct {
	treebank string   // path of the treebank's files without -train.conllu
	texts    []string // plain text, JSON lines
	wordnet  string   // directory of WordNet's database
	lists    []string // of given names and cities
	vectors  string   // of words, JSON
	names    string   // text with its names marked, measured by cross-validation
	more     []string // texts of the kind that are learned from alone
	model    string   // model file whose trees are kept
	figures  string   // file to write with what was measured of names
	list     string   // file to write with the fingerprints of all of them; none if empty
}

func main() {
	var src sources
	flag.StringVar(&src.treebank, "treebank", "", "path of the treebank's files without -train.conllu")
	flag.StringVar(&src.wordnet, "wordnet", "", "directory of WordNet's database")
	flag.StringVar(&src.names, "names", "", "text with its names marked, in CoNLL form: learned and measured")
	more := flag.String("more-names", "", "more such texts, of DocRED where they end in .json, separated by commas")
	flag.StringVar(&src.model, "model", "", "model file in which only the names are learned anew")
	flag.StringVar(&src.vectors, "vectors", "", "word vectors, a JSON file")
	texts := flag.String("text", "", "files of plain text as JSON lines, separated by commas")
	lists := flag.String("lists", "", "files of given names and of cities, separated by commas")
	flag.StringVar(&src.figures, "figures", "internal/syntax/train/figures.txt", "file to write with the figures of names")
	flag.StringVar(&src.list, "sources", "", "file to write with the fingerprints of all files read")
	out := flag.String("out", "", "model file to write")
	rounds := flag.Int("rounds", 6, "rounds over the treebank")
	flag.Parse()
	log.SetFlags(log.Ltime)
	src.texts, src.lists, src.more = listed(*texts), listed(*lists), listed(*more)
	if err := run(src, *out, *rounds); err != nil {
		log.Fatal(err)
	}
}

// listed cuts a list at its commas.
func listed(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' })
}

// run trains on one treebank and writes the model.
func run(src sources, out string, rounds int) error {
	sections, err := learnTrees(src, rounds)
	if err == nil && src.names != "" {
		sections, err = addNames(sections, src)
	}
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, syntax.Join(sections), 0o644); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return src.note(out)
}

// learnTrees learns all sections but that of names, or takes them from a model file.
func learnTrees(src sources, rounds int) ([]syntax.Section, error) {
	if src.model != "" {
		return sectionsOf(src.model)
	}
	gold, err := readTreebank(src.treebank + "-train.conllu")
	if err != nil {
		return nil, err
	}
	dev, err := readTreebank(src.treebank + "-dev.conllu")
	if err != nil {
		return nil, err
	}
	return train(src, gold, dev, rounds)
}

// sectionsOf are the sections of a model file without that of names.
func sectionsOf(path string) ([]syntax.Section, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	sections, err := syntax.Split(file)
	if err != nil {
		return nil, fmt.Errorf("read model %s: %w", path, err)
	}
	return slices.DeleteFunc(sections, func(s syntax.Section) bool { return s.Name == "names" }), nil
}

// train learns the sections of a model one after the other.
func train(src sources, gold, dev []conllu.Sentence, rounds int) ([]syntax.Section, error) {
	known, err := learnClasses(gold, src.texts)
	if err != nil {
		return nil, err
	}
	if err := addLists(known, src.wordnet, src.lists); err != nil {
		return nil, err
	}
	if err := addTopics(known, src.vectors); err != nil {
		return nil, err
	}
	packed := cluster.Pack(known)
	classes, err := cluster.Open(packed)
	if err != nil {
		return nil, err
	}
	inv := numbered(gold)
	all := inv.prepare(gold, classes)
	log.Printf("%d sentences, %d tags, %d relations, %d words known", len(all), len(inv.tags), len(inv.relations), len(known))
	tags := trainTagger(all, len(inv.tags), rounds, seed).Pack(tagScale, tagLeast, tagMost)
	sections := []syntax.Section{
		{Name: "tags", Data: []byte(strings.Join(inv.tags, "\n"))},
		{Name: "relations", Data: []byte(strings.Join(inv.relations, "\n"))},
		{Name: "classes", Data: packed},
		{Name: "tagger", Data: tags},
		{Name: "lemmas", Data: learnLemmas(gold, inv)},
	}
	if err := jackknife(all, len(inv.tags), max(rounds/2, 1), seed); err != nil {
		return nil, err
	}
	return trainTrees(sections, all, &inv, rounds, dev)
}

// addNames learns names, measures them and appends their weights.
func addNames(sections []syntax.Section, src sources) ([]syntax.Section, error) {
	m, err := syntax.Open(syntax.Join(sections))
	if err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	all, err := readNames(src.names)
	if err != nil {
		return nil, err
	}
	more, err := readMore(src.more, all)
	if err != nil {
		return nil, err
	}
	describe(all, m)
	describe(more, m)
	log.Printf("names: %d sentences, and %d of other texts", len(all), len(more))
	found, err := crossValidate(all, more, nameRounds)
	if err != nil {
		return nil, err
	}
	figures := fmt.Sprintf("Names, five-fold by document: %v\n", found)
	if err := os.WriteFile(src.figures, []byte(figures), 0o644); err != nil {
		return nil, fmt.Errorf("write figures: %w", err)
	}
	data := trainNames(slices.Concat(more, all), nameRounds).Pack(nameScale, nameLeast, nameMost)
	return append(sections, syntax.Section{Name: "names", Data: data}), nil
}

// trainTrees learns both parsers and the arcs they cannot draw, and appends their weights.
func trainTrees(sections []syntax.Section, all []sentence, inv *inventory, rounds int, dev []conllu.Sentence) ([]syntax.Section, error) {
	trees := treesOf(all)
	moves, labels := settled(trees, inv, firstLabels, rounds)
	sections = append(sections, syntax.Section{Name: "moves", Data: moves}, syntax.Section{Name: "labels", Data: labels})
	if err := report("first parser", sections, dev); err != nil {
		return nil, err
	}
	mirrors, err := mirrored(trees, inv, max(rounds*2/3, 1))
	if err != nil {
		return nil, err
	}
	moves, labels = trainParser(mirrors, inv, rounds, seed).pack(secondLabels)
	sections = append(sections, syntax.Section{Name: "second moves", Data: moves}, syntax.Section{Name: "second labels", Data: labels})
	if err := report("second parser", sections, dev); err != nil {
		return nil, err
	}
	ways, weights := trainLowering(mirrors)
	sections = append(sections, syntax.Section{Name: "ways", Data: ways}, syntax.Section{Name: "lowering", Data: weights})
	return sections, report("non-projective arcs", sections, dev)
}

// settled trains a parser to the size of the model file.
func settled(trees []tree, inv *inventory, labelMost, rounds int) (moves, labels []byte) {
	p := trainParser(trees, inv, rounds, seed)
	p.settle(trees, labelMost, max(rounds/2, 1))
	return p.packSettled(labelMost)
}

// report logs what the sections learned so far reach on the development part.
func report(what string, sections []syntax.Section, dev []conllu.Sentence) error {
	m, err := syntax.Open(syntax.Join(sections))
	if err != nil {
		return fmt.Errorf("open model: %w", err)
	}
	log.Printf("%s: dev %v", what, measure(m, dev))
	return nil
}

// learnLemmas learns dictionary forms; of a treebank that gives none, that each word is its
// own.
func learnLemmas(gold []conllu.Sentence, inv inventory) []byte {
	var l lemma.Learner
	if !slices.ContainsFunc(gold, hasLemmas) {
		return l.Pack()
	}
	for _, s := range gold {
		for _, w := range s.Words {
			l.Add(w.Form, inv.tagIDs[inv.label(w)], w.Lemma)
		}
	}
	return l.Pack()
}

// hasLemmas reports whether a word of the sentence has a dictionary form given.
func hasLemmas(s conllu.Sentence) bool {
	return slices.ContainsFunc(s.Words, func(w conllu.Word) bool { return w.Lemma != "_" && w.Lemma != "" })
}
