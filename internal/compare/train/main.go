// Command train learns the weights of packages align and novelty from annotated cases.
//
//	go run ./internal/compare/train -cases ../shared/cases/dev -stories ../shared/datasets/stories \
//	  -events internal/compare/train/events.jsonl -align internal/align/weights.json -novelty internal/novelty/weights.json
//
// Events are annotated like cases, but only as to points and what one account alone tells;
// their texts stay in the story files. The command reports figures cross-validated in ten
// parts (every case and event scored by networks that never saw it), then learns from all
// of them and writes the weights. What novelty learns from is aligned by networks that have
// not seen it, as what it judges later will be. Fixed seed: the same cases and events give
// the same files, byte for byte.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"

	"synoptic/internal/eval"
)

func main() {
	cases := flag.String("cases", "../shared/cases/dev", "folder of annotated cases")
	events := flag.String("events", "internal/compare/train/events.jsonl", "annotated events; none: cases only")
	stories := flag.String("stories", "../shared/datasets/stories", "folder of the story files that hold the events' articles")
	alignment := flag.String("align", "", "file to write the weights of align to; none: only report")
	novelties := flag.String("novelty", "", "the same of novelty")
	seed := flag.Uint64("seed", 7, "of the networks: other ones show how far the figures are luck")
	flag.Parse()
	lessons, err := load(*cases, *events, *stories)
	if err == nil {
		err = train(lessons, *alignment, *novelties, *seed)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// lessons are what is learned from.
type lessons struct{ cases, events []prepared }

func (l lessons) all() []prepared { return slices.Concat(l.cases, l.events) }

func load(dir, events, stories string) (lessons, error) {
	cases, err := eval.Cases(dir)
	if err != nil {
		return lessons{}, err
	}
	if len(cases) < 2 {
		return lessons{}, fmt.Errorf("find cases in %s: need two or more", dir)
	}
	more, err := eval.Events(events, stories)
	if err != nil {
		return lessons{}, err
	}
	return lessons{prepare(cases), prepare(more)}, nil
}

func train(l lessons, alignment, novelties string, seed uint64) error {
	fmt.Print(ceiling(l.cases))
	m, join, show, figures := validate(l, seed)
	fmt.Printf("groups join at %.2f, words are shown from %.2f\n%s", join, show, figures)
	source := fmt.Sprintf("%d cases and %d events, annotated, each told in several accounts", len(l.cases), len(l.events))
	a := learnAlignment(l.all(), seed)
	a.Threshold, a.Again = join, join+stricter
	a.Source, a.Figures = source, "cross-validated by case: "+figures.short()
	n := learnNovelty(m.places, seed)
	n.Threshold, n.Source, n.Figures = show, a.Source, a.Figures
	return errors.Join(write(alignment, a), write(novelties, n))
}

// write writes a model, unless there is no file for it.
func write(file string, model any) error {
	if file == "" {
		return nil
	}
	raw, err := json.Marshal(model)
	if err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return os.WriteFile(file, append(raw, '\n'), 0o644)
}
