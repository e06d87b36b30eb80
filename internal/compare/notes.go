package compare

import (
	"fmt"
	"slices"

	"synoptic/internal/news"
)

// littleInCommon is the share of statements told by several below which the accounts
// are said to be of different events.
const littleInCommon = 0.05

// notes says what was not done and what a reader should know of the input.
func (a *accounts) notes(c *news.Comparison) []string {
	var out []string
	add := func(note string) {
		if !slices.Contains(out, note) {
			out = append(out, note)
		}
	}
	if len(a.docs) == 1 {
		add("one account only: nothing to compare with")
	}
	for _, d := range a.docs {
		for _, n := range d.Notes {
			add(n)
		}
		if d.Lang != a.docs[0].Lang {
			add("accounts in several languages: only names and numbers join them")
		}
	}
	for _, r := range c.Reuse {
		if r.Kind == "copy" {
			add(fmt.Sprintf("%s is a copy of %s: it confirms nothing", r.To, r.From))
		}
	}
	if len(a.docs) > 1 && inCommon(c.Points) < littleInCommon {
		add("little in common: these may be accounts of different events")
	}
	return out
}

// inCommon is the share of points told by several.
func inCommon(points []news.Point) float64 {
	n := 0
	for _, p := range points {
		if len(p.Sources) > 1 || len(p.Tellings) > 1 && p.Tellings[0].Article != p.Tellings[len(p.Tellings)-1].Article {
			n++
		}
	}
	return float64(n) / float64(max(1, len(points)))
}
