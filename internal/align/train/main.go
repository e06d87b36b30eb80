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

	"synoptic/internal/eval"
)

func main() {
	cases := flag.String("cases", "../shared/cases/dev", "folder of annotated cases")
	out := flag.String("out", "", "weights file to write; none: only report")
	seed := flag.Uint64("seed", 7, "of the networks: other ones show how far the figures are luck")
	flag.Parse()
	if err := train(*cases, *out, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(dir, out string, seed uint64) error {
	cases, err := eval.Cases(dir)
	if err != nil {
		return err
	}
	if len(cases) < 2 {
		return fmt.Errorf("find cases in %s: need two or more", dir)
	}
	all := prepare(cases)
	fmt.Print(ceiling(all))
	best, figures := validate(all, seed)
	fmt.Printf("threshold %.2f\n%s", best, figures)
	if out == "" {
		return nil
	}
	m := learn(all, -1, seed)
	m.Threshold, m.Again = best, best+stricter
	m.Source = fmt.Sprintf("%d annotated cases of one event in several accounts", len(cases))
	m.Figures = "cross-validated by case: " + figures.short()
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return os.WriteFile(out, append(raw, '\n'), 0o644)
}
