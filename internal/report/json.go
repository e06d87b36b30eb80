package report

import (
	"encoding/json"
	"fmt"
	"io"

	"synoptic/internal/news"
)

// JSON writes c as one JSON object on one line. Arrays are never null, and the places of
// a speaker or a cue are written whenever there are any, offset 0 included.
func JSON(w io.Writer, c *news.Comparison) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(whole(c)); err != nil {
		return fmt.Errorf("write comparison as JSON: %w", err)
	}
	return nil
}

// wholeComparison is a comparison without null arrays. A field here stands for the one of
// the same name in the comparison.
type wholeComparison struct {
	news.Comparison
	Quotes []wholeQuote `json:"quotes"`
}

// wholeQuote tells a place at offset 0 from no place.
type wholeQuote struct {
	news.QuoteShown
	SpeakerStart *int `json:"speaker_start,omitempty"`
	SpeakerEnd   *int `json:"speaker_end,omitempty"`
	CueStart     *int `json:"cue_start,omitempty"`
	CueEnd       *int `json:"cue_end,omitempty"`
}

func whole(c *news.Comparison) wholeComparison {
	out := wholeComparison{Comparison: *c, Quotes: []wholeQuote{}}
	if out.Schema == "" {
		out.Schema = news.Schema
	}
	for _, q := range c.Quotes {
		out.Quotes = append(out.Quotes, wholeQuoteOf(q))
	}
	out.Articles = each(c.Articles, func(a *news.Article) { a.Authors = list(a.Authors) })
	out.Points = each(c.Points, func(p *news.Point) { p.Sources, p.Tellings = list(p.Sources), list(p.Tellings) })
	out.Differences = each(c.Differences, func(d *news.Difference) { d.Values = list(d.Values) })
	out.Quantities, out.Dates, out.Citations = list(c.Quantities), list(c.Dates), list(c.Citations)
	out.Voices = each(c.Voices, func(v *news.Voice) { v.Counts = each(v.Counts, wholeCount) })
	out.Utterances = each(c.Utterances, func(u *news.Utterance) { u.Versions = list(u.Versions) })
	out.Reuse = each(c.Reuse, func(r *news.Reuse) { r.Shared = list(r.Shared) })
	out.Wording = each(c.Wording, func(x *news.Wording) { x.Terms = each(x.Terms, wholeTerm) })
	out.Origins = each(c.Origins, func(o *[]string) { *o = list(*o) })
	out.Notes = list(c.Notes)
	return out
}

func wholeCount(n *news.VoiceCount) { n.Evidence = list(n.Evidence) }

func wholeTerm(t *news.WordingTerm) {
	t.Evidence = list(t.Evidence)
	if t.Counts == nil {
		t.Counts = map[string]int{}
	}
}

func wholeQuoteOf(q news.QuoteShown) wholeQuote {
	out := wholeQuote{QuoteShown: q}
	if q.SpeakerEnd > q.SpeakerStart {
		out.SpeakerStart, out.SpeakerEnd = &q.SpeakerStart, &q.SpeakerEnd
	}
	if q.CueEnd > q.CueStart {
		out.CueStart, out.CueEnd = &q.CueStart, &q.CueEnd
	}
	return out
}

// list is s, and the empty list rather than null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// each is a copy of s with f applied to its elements, never nil.
func each[T any](s []T, f func(*T)) []T {
	out := make([]T, len(s))
	copy(out, s)
	for i := range out {
		f(&out[i])
	}
	return out
}
