package watch

import (
	"slices"
	"strings"

	"synoptic/internal/news"
)

// numbers are the steps of each number that grew while the story ran, and the numbers that
// a later account tells otherwise than an earlier one.
func (s *Story) numbers() []finding {
	if s.Comparison == nil {
		return nil
	}
	var list []finding
	for i := range s.Comparison.Evolution {
		list = append(list, s.steps(&s.Comparison.Evolution[i])...)
	}
	for i := range s.Comparison.Differences {
		if d := &s.Comparison.Differences[i]; d.Kind == news.NumberDiffers && d.Verdict == news.Update {
			list = append(list, s.updates(d)...)
		}
	}
	return list
}

func numberKey(shown string) string { return key("number", shown) }

// steps are the values of a series. The first is no news, but known.
func (s *Story) steps(series *news.Series) []finding {
	var list []finding
	for i := range series.Steps {
		step := &series.Steps[i]
		f := finding{key: numberKey(step.Shown), mute: i == 0}
		if i > 0 {
			before := &series.Steps[i-1]
			f.mute = before.Shown == step.Shown
			f.alert = news.Alert{Kind: news.NewNumber, Article: step.Article, Title: before.Shown + " → " + step.Shown, Text: series.About,
				Evidence: []news.Testimony{{Evidence: before.Evidence, Source: before.Source}, {Evidence: step.Evidence, Source: step.Source}}}
		}
		list = append(list, f)
	}
	return list
}

// updates are the values of a number that a later account tells otherwise. What the earliest
// one tells is no news, but known.
func (s *Story) updates(d *news.Difference) []finding {
	values := slices.Clone(d.Values)
	slices.SortStableFunc(values, func(a, b news.Variant) int { return s.place(a.Article) - s.place(b.Article) })
	var list []finding
	for i := range values {
		v := &values[i]
		f := finding{key: numberKey(v.Value), mute: i == 0}
		if i > 0 {
			f.mute = values[i-1].Value == v.Value
			f.alert = news.Alert{Kind: news.NewNumber, Article: v.Article, Title: values[i-1].Value + " → " + v.Value, Text: d.Why,
				Evidence: []news.Testimony{s.testimony(values[i-1].Evidence), s.testimony(v.Evidence)}}
		}
		list = append(list, f)
	}
	return list
}

// place is where an article stands in the order of time, after all others if it is in the
// story no longer.
func (s *Story) place(article string) int {
	at := slices.IndexFunc(s.Members, func(m news.Member) bool { return m.ID == article })
	if at < 0 {
		return len(s.Members)
	}
	return at
}

func (s *Story) testimony(e news.Evidence) news.Testimony {
	t := news.Testimony{Evidence: e}
	if at := s.place(e.Article); at < len(s.Members) {
		t.Source = s.Members[at].Source
	}
	return t
}

// differences are those of which not all values can be true, and those by which a later
// account tells another state of things; numbers of the latter kind are told as numbers. A
// rounding or a vaguer word is no news.
func (s *Story) differences() []finding {
	if s.Comparison == nil {
		return nil
	}
	var list []finding
	for i := range s.Comparison.Differences {
		d := &s.Comparison.Differences[i]
		if d.Verdict == news.Conflict || d.Verdict == news.Update && d.Kind != news.NumberDiffers {
			list = append(list, s.difference(d))
		}
	}
	return list
}

func (s *Story) difference(d *news.Difference) finding {
	a := news.Alert{Kind: news.NewDifference, Text: d.Why}
	var values []string
	latest := -1
	for i := range d.Values {
		v := &d.Values[i]
		a.Evidence = append(a.Evidence, s.testimony(v.Evidence))
		if at := s.place(v.Article); at > latest && at < len(s.Members) {
			latest, a.Article = at, v.Article
		}
		if said := told(d, v); !slices.Contains(values, said) {
			values = append(values, said)
		}
	}
	a.Title = string(d.Kind) + ": " + strings.Join(values, " against ")
	slices.Sort(values)
	return finding{key: key("difference", append(values, string(d.Kind))...), alert: a}
}

// told is what a value says. That something is "denied" does not tell what: there it is the
// words.
func told(d *news.Difference, v *news.Variant) string {
	if d.Kind == news.PolarityDiffers || v.Value == "" {
		return v.Text
	}
	return v.Value
}
