package watch

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Story is a story as it stands.
type Story struct {
	news.Story
	Members    []news.Member    // in order of time
	Comparison *news.Comparison // nil if there is none
	Changes    []news.Change    // of those revisions that the watch does not know (see Revised)
	Fits       []string         // for a watch of a search: the members that it finds
}

// maxAlerts is how many alerts of one story one look raises.
const maxAlerts = 100

// finding is something that can be told of a story, an alert that is to be raised where it
// is not known.
type finding struct {
	key   string // what it says, the same in every look
	whole bool   // the key says it whole, whatever the story: an article, a revision
	alert news.Alert
	mute  bool // it is only to be known
}

// Look says what is news in a story to a watch, and all keys that it knows then. known are
// those of the look before, nil if there was none.
func Look(w *news.Watch, s *Story, known []string, now time.Time) (alerts []news.Alert, keys []string) {
	findings := s.findings(w)
	if known == nil {
		s.begin(w, findings)
	}
	has := map[string]bool{}
	for _, k := range known {
		has[k] = true
	}
	opened := false
	for _, f := range findings {
		if has[f.key] {
			continue
		}
		has[f.key] = true
		known = append(known, f.key)
		told := opened && (f.alert.Kind == news.NewReport || f.alert.Kind == news.NewAccount) // by the alert of the story
		if f.mute || told || !slices.Contains(w.Kinds, f.alert.Kind) || len(alerts) == maxAlerts {
			continue
		}
		opened = opened || f.alert.Kind == news.NewStory
		alerts = append(alerts, s.raised(w, f, now))
	}
	return alerts, known
}

// Known are the keys of all that can be told of a story now: what a watch begins with.
func Known(w *news.Watch, s *Story) []string {
	keys := []string{}
	for _, f := range s.findings(w) {
		keys = append(keys, f.key)
	}
	return keys
}

// begin mutes what a story told before the watch. If it had reports then, that is all but
// the reports that came since.
func (s *Story) begin(w *news.Watch, findings []finding) {
	since := map[string]bool{}
	for i := range s.Members {
		since[s.Members[i].ID] = !s.Members[i].First.Before(w.Created)
	}
	if len(s.Members) > 0 && !slices.ContainsFunc(s.Members, func(m news.Member) bool { return !since[m.ID] }) {
		return
	}
	for i := range findings {
		f := &findings[i]
		isReport := f.alert.Kind == news.NewReport || f.alert.Kind == news.NewAccount
		f.mute = f.mute || !isReport || !since[f.alert.Article]
	}
}

// raised is a finding as an alert of a watch.
func (s *Story) raised(w *news.Watch, f finding, now time.Time) news.Alert {
	a := f.alert
	a.Watch, a.Story, a.Headline, a.At, a.Key = w.ID, s.ID, s.Title, now, f.key
	if !f.whole {
		a.Key = s.ID + " " + f.key
	}
	return a
}

// findings are what can be told of the story to a watch, in the order in which it is told.
func (s *Story) findings(w *news.Watch) []finding {
	if w.Query != "" && len(s.Fits) == 0 {
		return nil
	}
	var list []finding
	if w.Query != "" {
		list = append(list, s.opening())
	}
	for _, part := range [][]finding{s.reports(w), s.numbers(), s.differences(), s.edits(w), s.bursts()} {
		list = append(list, part...)
	}
	return list
}

// key names what a finding says, briefly.
func key(kind string, said ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return kind + ":" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// opening is that the story is there.
func (s *Story) opening() finding {
	var sources []string
	for i := range s.Members {
		if name := s.Members[i].Source; name != "" && !slices.Contains(sources, name) {
			sources = append(sources, name)
		}
	}
	a := news.Alert{Kind: news.NewStory, Title: s.Title, Text: counted(len(s.Members), "report", "reports") + from(sources)}
	if len(s.Members) > 0 {
		a.Article = s.Members[0].ID
	}
	return finding{key: key("story", s.ID), whole: true, alert: a}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// from lists some of the names.
func from(names []string) string {
	const shown = 6
	switch {
	case len(names) == 0:
		return ""
	case len(names) > shown:
		return fmt.Sprintf(": %s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return ": " + strings.Join(names, ", ")
}

// reports are the members, those that the search finds as reports, others as accounts.
func (s *Story) reports(w *news.Watch) []finding {
	var list []finding
	for i := range s.Members {
		m := &s.Members[i]
		a := news.Alert{Kind: news.NewAccount, Article: m.ID, Title: headline(m), Text: m.Source}
		if w.Query != "" && slices.Contains(s.Fits, m.ID) {
			a.Kind = news.NewReport
		}
		if m.Placement.Kind == news.CopyOf {
			a.Text += s.copied(m.Placement.Near)
		}
		list = append(list, finding{key: key("report", m.ID), whole: true, alert: a})
	}
	return list
}

func headline(m *news.Member) string { return cmp.Or(m.Title, "(without a headline)") }

// copied says whose text a copy is.
func (s *Story) copied(id string) string {
	for i := range s.Members {
		if s.Members[i].ID == id && s.Members[i].Source != "" {
			return ", a copy of " + s.Members[i].Source
		}
	}
	return ", a copy"
}
