// Command train learns the weights of package align from annotated cases.
//
//	go run ./internal/align/train -cases ../shared/cases/dev -out internal/align/weights.json
//
// It reports figures cross-validated by case (every case scored by networks that never
// saw it), then learns from all of them and writes the weights. Fixed seed: the same
// cases give the same file, byte for byte.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"synoptic/internal/align"
	"synoptic/internal/compare"
	"synoptic/internal/eval"
)

func main() {
	cases := flag.String("cases", "../shared/cases/dev", "folder of annotated cases")
	out := flag.String("out", "", "weights file to write; none: only report")
	threshold := flag.Float64("threshold", 0, "mean score at which groups join; 0: try several")
	flag.Parse()
	if err := train(*cases, *out, *threshold); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(dir, out string, threshold float64) error {
	cases, err := eval.Cases(dir)
	if err != nil {
		return err
	}
	if len(cases) < 2 {
		return fmt.Errorf("find cases in %s: need two or more", dir)
	}
	all := prepare(cases)
	fmt.Print(ceiling(all))
	best, figures := validate(all, threshold)
	fmt.Printf("threshold %.2f\n%s", best, figures)
	if out == "" {
		return nil
	}
	m := learn(all, -1)
	m.Threshold, m.Again = best, best+stricter
	m.Source = fmt.Sprintf("%d annotated cases of one event in several accounts", len(cases))
	m.Figures = "cross-validated by case: " + figures.short()
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return os.WriteFile(out, append(raw, '\n'), 0o644)
}

// stricter is how much higher a pair must score to give a statement a second group.
const stricter = 0.2

// validate scores every case by a model learned from the others, at each threshold, and
// returns the best threshold by the mean of point and exclusive F1.
func validate(all []prepared, fixed float64) (float64, report) {
	models := make([]*align.Model, len(all))
	for i := range all {
		models[i] = learn(all, i)
	}
	thresholds := []float64{.3, .35, .4, .45, .5}
	if fixed > 0 {
		thresholds = []float64{fixed}
	}
	best, bestAt, kept := -1.0, 0.0, report{}
	for _, t := range thresholds {
		var r report
		for i := range all {
			models[i].Threshold, models[i].Again = t, t+stricter
			r.add(all[i].name, eval.Of(all[i].gold, compare.With(models[i]).Compare(all[i].docs, nil)))
		}
		fmt.Printf("threshold %.2f: %s\n", t, r.short())
		if q := r.total.Points.F1() + r.total.Exclusives.F1(); q > best {
			best, bestAt, kept = q, t, r
		}
	}
	return bestAt, kept
}
