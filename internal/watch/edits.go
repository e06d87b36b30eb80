package watch

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Revised are the members with a revision that is not among the keys known: what it changed
// is to be given with the story.
func Revised(members []news.Member, known []string) []string {
	var list []string
	for i := range members {
		m := &members[i]
		if m.Number > 1 && !slices.Contains(known, revisionKey(m.ID, m.Number)) {
			list = append(list, m.ID)
		}
	}
	return list
}

func revisionKey(article string, number int) string {
	return key("edit", article, strconv.Itoa(number))
}

// edits are what later revisions changed: silently, or a number whether silently or not.
// A revision is told once, as what the watch wants to be told of.
func (s *Story) edits(w *news.Watch) []finding {
	var list []finding
	for i := range s.Members {
		m := &s.Members[i]
		for number := 2; number <= m.Number; number++ {
			f := finding{key: revisionKey(m.ID, number), whole: true, mute: true}
			at := slices.IndexFunc(s.Changes, func(c news.Change) bool { return c.Article == m.ID && c.To == number })
			if at >= 0 {
				f.alert, f.mute = edit(w, m, &s.Changes[at])
			}
			list = append(list, f)
		}
	}
	return list
}

// edit is the alert of a change, and whether there is nothing to be told.
func edit(w *news.Watch, m *news.Member, c *news.Change) (a news.Alert, mute bool) {
	a = news.Alert{Article: m.ID, Title: headline(m), Text: cmp.Or(m.Source, "the outlet")}
	for _, e := range c.Numbers {
		if e.Old != nil && e.New != nil {
			a.Evidence = append(a.Evidence, news.Testimony{Evidence: *e.Old, Source: m.Source}, news.Testimony{Evidence: *e.New, Source: m.Source})
		}
	}
	changed := whatChanged(c)
	switch {
	case c.Silent && slices.Contains(w.Kinds, news.SilentEdit):
		a.Kind, a.Text = news.SilentEdit, a.Text+" changed it without saying so: "+changed
	case len(a.Evidence) > 0:
		a.Kind, a.Text = news.NewNumber, a.Text+" changed it: "+changed
	default:
		return a, true
	}
	return a, false
}

// whatChanged says what a revision changed, the numbers first.
func whatChanged(c *news.Change) string {
	var said []string
	for _, e := range c.Numbers {
		if e.Old != nil && e.New != nil && len(said) < 3 {
			said = append(said, "“"+e.Old.Text+"” → “"+e.New.Text+"”")
		}
	}
	if c.Headline {
		said = append(said, "the headline")
	}
	if len(c.Quotes) > 0 {
		said = append(said, counted(len(c.Quotes), "quotation", "quotations"))
	}
	if len(said) == 0 {
		return "its words"
	}
	return strings.Join(said, ", ")
}

// Limits of a burst: so many outlets within that time, and then twice as many.
const (
	burstTime  = time.Hour
	leastBurst = 5
	mostBurst  = 5 << 6
)

// bursts are the sizes that a burst of reports has reached.
func (s *Story) bursts() []finding {
	most, last := s.densest()
	var list []finding
	for size := leastBurst; size <= min(most, mostBurst); size *= 2 {
		a := news.Alert{Kind: news.Burst, Article: last, Title: s.Title, Text: fmt.Sprintf("%d outlets within an hour", most)}
		list = append(list, finding{key: key("burst", strconv.Itoa(size)), alert: a})
	}
	for i := range len(list) - 1 {
		list[i].mute = true // the largest tells it
	}
	return list
}

// densest is the largest number of outlets that reported within an hour, and the report by
// which it was reached. Reports without a time of day are left out.
func (s *Story) densest() (most int, last string) {
	type report struct {
		at     time.Time
		member *news.Member
	}
	var timed []report
	for i := range s.Members {
		if at, err := time.Parse(time.RFC3339, s.Members[i].Published); err == nil {
			timed = append(timed, report{at, &s.Members[i]})
		}
	}
	slices.SortStableFunc(timed, func(a, b report) int { return a.at.Compare(b.at) })
	within := map[string]int{} // reports of each outlet in the hour that ends with one
	begin := 0
	for _, r := range timed {
		within[r.member.Source]++
		for ; timed[begin].at.Before(r.at.Add(-burstTime)); begin++ {
			source := timed[begin].member.Source
			if within[source]--; within[source] == 0 {
				delete(within, source)
			}
		}
		if len(within) > most {
			most, last = len(within), r.member.ID
		}
	}
	return most, last
}
