package main

import (
	"fmt"
	"testing"

	"synoptic/internal/eval"
)

func named(prefix string, n int) []prepared {
	out := make([]prepared, n)
	for i := range out {
		out[i].name, out[i].part = fmt.Sprint(prefix, i), i%parts
	}
	return out
}

// TestOutside holds that every case and event is left out once, and judged in the part
// that has not seen it.
func TestOutside(t *testing.T) {
	l := lessons{named("case", 10), named("event", 33)}
	missing := map[string]int{}
	for part := range parts {
		seen := map[string]bool{}
		for _, p := range l.outside(part) {
			seen[p.name] = true
		}
		for _, list := range [][]prepared{l.cases, l.events} {
			for i := range list {
				if !seen[list[i].name] {
					missing[list[i].name]++
				}
				if !seen[list[i].name] != (i%parts == part) {
					t.Errorf("part %d has seen %s: %v", part, list[i].name, seen[list[i].name])
				}
			}
		}
	}
	if len(missing) != 43 {
		t.Errorf("%d cases and events were left out, not 43", len(missing))
	}
}

// TestBest holds that a case has no say in the threshold it is judged at, and events have.
func TestBest(t *testing.T) {
	score := func(hits int) eval.Score {
		return eval.Score{Points: eval.Count{GoldHit: hits, Gold: 10, FoundHit: hits, Found: 10}}
	}
	trial := trial{cases: 3, worth: func(s eval.Score) float64 { return s.Points.F1() },
		scores: [][]eval.Score{{score(9), score(1), score(1), score(2)}, {score(1), score(3), score(3), score(2)}}}
	if got := trial.best(); got != 0 {
		t.Errorf("best for all is %d", got)
	}
	if got := trial.best(0); got != 1 {
		t.Errorf("best without the first case is %d", got)
	}
	trial.scores[1][3] = score(10)
	if got := trial.best(); got != 1 {
		t.Errorf("best for all with the event is %d", got)
	}
}
