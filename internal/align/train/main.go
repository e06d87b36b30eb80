// Command train learns the weights of package align from annotated cases.
//
//	go run ./internal/align/train -cases ../shared/cases/dev -stories ../shared/datasets/stories \
//	  -events internal/align/train/events.jsonl -out internal/align/weights.json
//
// Events are annotated like cases, but only as to points and what one account alone tells;
// their texts stay in the story files. The command reports figures cross-validated in ten
// parts (every case and event scored by networks that never saw it), then learns from all
// of them and writes the weights. Fixed seed: the same cases and events give the same
// file, byte for byte.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"

	"synoptic/internal/eval"
)

func main() {
	cases := flag.String("cases", "../shared/cases/dev", "folder of annotated cases")
	events := flag.String("events", "internal/align/train/events.jsonl", "annotated events; none: cases only")
	stories := flag.String("stories", "../shared/datasets/stories", "folder of the story files that hold the events' articles")
	out := flag.String("out", "", "weights file to write; none: only report")
	seed := flag.Uint64("seed", 7, "of the networks: other ones show how far the figures are luck")
	flag.Parse()
	lessons, err := load(*cases, *events, *stories)
	if err == nil {
		err = train(lessons, *out, *seed)
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

func train(l lessons, out string, seed uint64) error {
	fmt.Print(ceiling(l.cases))
	best, figures := validate(l, seed)
	fmt.Printf("threshold %.2f\n%s", best, figures)
	if out == "" {
		return nil
	}
	m := learn(l.all(), seed)
	m.Threshold, m.Again = best, best+stricter
	m.Source = fmt.Sprintf("%d cases and %d events, annotated, each told in several accounts", len(l.cases), len(l.events))
	m.Figures = "cross-validated by case: " + figures.short()
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return os.WriteFile(out, append(raw, '\n'), 0o644)
}
