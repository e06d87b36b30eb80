package compare

import (
	"fmt"
	"slices"

	"synoptic/internal/news"
)

// littleInCommon is the share of statements told by several below which the accounts
// are said to be of different events.
const littleInCommon = 0.05

// An account is said to be of another event if it makes so many points at least, and fewer than
// this share of them with any other. Of 241 accounts in threes and fours of one event (cases and
// story collections) none shares less than .17; of 60 put among accounts of another event, 55
// share less than .1.
const (
	enoughPoints = 5
	stranger     = 0.1
)

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
		return out
	}
	for _, id := range strangers(c) {
		add(fmt.Sprintf("%s has little in common with the others: it may be of another event", id))
	}
	return out
}

// strangers are the accounts, of three or more, that tell next to nothing that others tell.
func strangers(c *news.Comparison) []string {
	if len(c.Articles) < 3 {
		return nil
	}
	made, shared := map[string]int{}, map[string]int{}
	for i := range c.Points {
		by := tellers(&c.Points[i])
		for _, id := range by {
			made[id]++
			if len(by) > 1 {
				shared[id]++
			}
		}
	}
	var out []string
	for i := range c.Articles {
		if id := c.Articles[i].ID; made[id] >= enoughPoints && float64(shared[id]) < stranger*float64(made[id]) {
			out = append(out, id)
		}
	}
	return out
}

// tellers are the accounts that tell a point, each once.
func tellers(p *news.Point) []string {
	var out []string
	for _, t := range p.Tellings {
		if !slices.Contains(out, t.Article) {
			out = append(out, t.Article)
		}
	}
	return out
}

// inCommon is the share of points told by several.
func inCommon(points []news.Point) float64 {
	n := 0
	for i := range points {
		if len(tellers(&points[i])) > 1 {
			n++
		}
	}
	return float64(n) / float64(max(1, len(points)))
}
