package compare

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// evolved writes the series of a comparison: "5 people 2026-04-15 a, …; …".
func evolved(t *testing.T, c *news.Comparison) string {
	t.Helper()
	texts := map[string]string{}
	for _, a := range c.Articles {
		texts[a.ID] = a.Text
	}
	var all []string
	for _, s := range c.Evolution {
		var steps []string
		for _, step := range s.Steps {
			if step.Of(texts[step.Article]) != step.Text {
				t.Errorf("%q does not stand at %v", step.Text, step.Span)
			}
			steps = append(steps, fmt.Sprintf("%s %s %s", step.Shown, step.Article, step.At))
		}
		all = append(all, strings.Join(steps, ", "))
	}
	return strings.Join(all, "; ")
}

// TestEvolution follows a toll through a day, told out of order, with a copy that adds nothing.
func TestEvolution(t *testing.T) {
	const place = " when a gas main blew up under the covered market of Callow on Tuesday, the fire brigade said. Twelve stalls burned down."
	c := compared(t,
		article("late", "2026-04-15T21:00:00Z", "Some 24 people were killed"+place),
		article("first", "2026-04-15T09:10:00+02:00", "One person was killed"+place),
		article("noon", "2026-04-15T12:00:00Z", "At least five people were killed"+place),
		article("also", "2026-04-15T12:30:00Z", "Rescuers who reached the burning hall at midday found that five people were killed there."),
		article("copy", "2026-04-15T13:00:00Z", "At least five people were killed"+place),
		article("undated", "", "Eleven people were killed"+place),
		article("next", "2026-04-15T16:00:00Z", "Eleven people were killed"+place),
	)
	want := "1 person first 2026-04-15T09:10:00+02:00, ≥5 people noon 2026-04-15T12:00:00Z, 5 people also 2026-04-15T12:30:00Z, " +
		"11 people next 2026-04-15T16:00:00Z, ~24 people late 2026-04-15T21:00:00Z"
	if got := evolved(t, c); got != want {
		t.Errorf("the numbers went\n%s\nnot\n%s", got, want)
	}
}

// TestNoEvolution holds that what is told at one time, or agrees, is no series.
func TestNoEvolution(t *testing.T) {
	for name, c := range map[string]*news.Comparison{
		"one time": pair(t, "The crash injured 14 passengers.", "The crash injured 19 passengers."),
		"a bound": compared(t, article("a", "2026-04-15", "The crash injured at least 14 passengers."),
			article("b", "2026-04-16", "The crash injured 19 passengers.")),
		"a count that falls": compared(t, article("a", "2026-04-15", "The ferry carried 212 passengers to the island."),
			article("b", "2026-04-16", "The ferry carried 187 passengers to the island.")),
		"undated": compared(t, article("a", "", "The crash injured 14 passengers."), article("b", "", "The crash injured 19 passengers.")),
	} {
		if got := evolved(t, c); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
