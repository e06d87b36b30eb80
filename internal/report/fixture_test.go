package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// The accounts of the fixture: an agency, a newspaper, a page that copies the agency, and
// one in another script with marks that every form has to guard against.
const (
	wireText = `TARN FERRY, 3 May 2026 (Wire) - A car ferry ran aground off Tarn Ferry on Sunday morning, and at least 12 people were hurt, the coast guard said.

The ship was carrying 140 passengers. "We saw the light too late, and then we felt the stones," said captain Ada Moll.

Coast guard chief Piet Vane said the rudder had failed. Tugs will try to free the ship at high water on Monday.`

	courierText = `Fifteen people were hurt when the car ferry Swift ran onto the rocks at Tarn Ferry on 3 May.

There were 162 passengers on board, according to the list the Wire agency did not see.

"We saw the light too late," the captain, Ada Moll, told the Courier. Vane spoke of a failure of the engine. A dog named Button was carried ashore in a bread basket.

=SUM(A1:A9) was the first line of the ferry's own statement, which the company later withdrew as "a slip".`

	dailyText = `A car ferry ran aground off Tarn Ferry on Sunday morning, and at least 12 people were hurt, the coast guard said.

The ship was carrying 140 passengers. "We saw the light too late, and then we felt the stones," said captain Ada Moll. (Wire)`

	harborText = `渡船“雨燕号”星期日在塔恩渡口触礁，十五人受伤。 <script>alert("x")</script> & more | *bold*

The captain "saw the light far too late", she was quoted as saying. 船上有162名乘客。`
)

// fixture is a comparison of the four accounts with findings of every kind.
type fixture struct {
	t testing.TB
	*news.Comparison
}

// at is the n-th place (from 0) where words stand in an article.
func (f fixture) at(article, words string, n int) news.Evidence {
	f.t.Helper()
	i := slices.IndexFunc(f.Articles, func(a news.Article) bool { return a.ID == article })
	text, start := f.Articles[i].Text, 0
	for ; ; n-- {
		k := strings.Index(text[start:], words)
		if k < 0 {
			f.t.Fatalf("%q does not stand in %s", words, article)
		}
		if n == 0 {
			return news.Evidence{Article: article, Span: news.Span{Start: start + k, End: start + k + len(words)}, Text: words}
		}
		start += k + len(words)
	}
}

// ev reads "article: words".
func (f fixture) ev(s string) news.Evidence {
	f.t.Helper()
	article, words, _ := strings.Cut(s, ": ")
	return f.at(article, words, 0)
}

func (f fixture) point(origins int, tellings ...string) string {
	f.t.Helper()
	p := news.Point{ID: fmt.Sprintf("p%d", len(f.Points)+1), Origins: origins, Weight: 1 / float64(len(f.Points)+1)}
	for _, s := range tellings {
		e := f.ev(s)
		p.Tellings = append(p.Tellings, news.Telling{Evidence: e})
		if !slices.Contains(p.Sources, e.Article) {
			p.Sources = append(p.Sources, e.Article)
		}
	}
	p.Gist = p.Tellings[0].Text
	f.Points = append(f.Points, p)
	return p.ID
}

// differ reads its values as "value = article: words".
func (f fixture) differ(point string, kind news.DifferenceKind, verdict news.Verdict, why string, values ...string) {
	f.t.Helper()
	d := news.Difference{Point: point, Kind: kind, Verdict: verdict, Why: why, Rule: "by-hand"}
	for _, s := range values {
		value, place, _ := strings.Cut(s, " = ")
		d.Values = append(d.Values, news.Variant{Evidence: f.ev(place), Value: value})
	}
	f.Differences = append(f.Differences, d)
}

func newFixture(t testing.TB) *news.Comparison {
	f := fixture{t, &news.Comparison{Schema: news.Schema, Articles: []news.Article{
		{ID: "wire", Source: "The Wire", URL: "https://wire.example/1", Title: "Ferry aground off Tarn Ferry", Published: "2026-05-03T10:00:00Z", Lang: "en", Agency: "Wire", Place: "Tarn Ferry", Text: wireText},
		{ID: "courier", Source: "Tarn Courier", URL: "javascript:alert(1)", Title: `Dog saved <b onmouseover=alert(1)>from</b> "Swift"`, Published: "2026-05-04", Authors: []string{"Lou Hart"}, Lang: "en", Text: courierText},
		{ID: "daily", Source: "The Daily", Title: "=HYPERLINK(\"http://evil.example\")", Published: "2026-05-03", Lang: "en", Text: dailyText},
		{ID: harbor, URL: "https://www.harbor.example/渡船", Title: "渡船触礁，十五人受伤\x1b[31m", Lang: `zh" onclick="alert(3)`, Text: harborText},
	}}}
	f.addPoints()
	f.addFindings()
	f.addAcross()
	return f.Comparison
}

const harbor = `harbor"><i>`

func (f fixture) addPoints() {
	hurt := f.point(3, "wire: at least 12 people were hurt", "courier: Fifteen people were hurt", "daily: at least 12 people were hurt", harbor+": 十五人受伤")
	f.differ(hurt, news.NumberDiffers, news.Compatible, "“at least 12” holds for 15: 15 ≥ 12.",
		"≥12 people = wire: at least 12", "15 people = courier: Fifteen", "≥12 people = daily: at least 12", "15 people = "+harbor+": 十五")
	aground := f.point(3, "wire: A car ferry ran aground off Tarn Ferry on Sunday morning", "courier: the car ferry Swift ran onto the rocks at Tarn Ferry on 3 May",
		"daily: A car ferry ran aground off Tarn Ferry on Sunday morning", harbor+": 渡船“雨燕号”星期日在塔恩渡口触礁")
	f.differ(aground, news.DateDiffers, news.Compatible, "Sunday is 3 May 2026, counted from the dateline.",
		"2026-05-03 = wire: Sunday", "2026-05-03 (named) = courier: 3 May")
	aboard := f.point(3, "wire: The ship was carrying 140 passengers.", "courier: There were 162 passengers on board", "daily: The ship was carrying 140 passengers.", harbor+": 船上有162名乘客")
	const exact = "140 and 162 are both given as exact counts of passengers on board."
	f.differ(aboard, news.NumberDiffers, news.Conflict, exact, "140 passengers = wire: 140", "162 passengers = courier: 162")
	f.differ(aboard, news.NumberDiffers, news.Conflict, exact, "162 passengers = courier: 162", "140 passengers = daily: 140")
	f.differ(aboard, news.NumberDiffers, news.Conflict, exact, "140 passengers = wire: 140", "162 passengers = "+harbor+": 162")
	cause := f.point(2, "wire: the rudder had failed", "courier: a failure of the engine")
	f.differ(cause, news.CauseDiffers, news.Conflict, "One names the rudder, the other the engine, both after Vane.",
		"rudder = wire: rudder", "engine = courier: engine")
	f.point(3, "wire: We saw the light too late", "courier: We saw the light too late", "daily: We saw the light too late", harbor+": saw the light far too late")
	f.point(1, "wire: said captain Ada Moll", "daily: said captain Ada Moll")
	f.point(1, "wire: Tugs will try to free the ship at high water on Monday.")
	f.point(1, "courier: A dog named Button was carried ashore in a bread basket.")
	f.point(1, "courier: =SUM(A1:A9) was the first line of the ferry's own statement, which the company later withdrew")
}

func (f fixture) addFindings() {
	f.Evolution = []news.Series{{About: "person · hurt", Unit: "person", Steps: []news.Step{
		{Evidence: f.ev("daily: at least 12 people"), At: "2026-05-03", Source: "The Daily", Value: 12, Bound: news.AtLeast, Shown: "≥12 people"},
		{Evidence: f.ev("wire: at least 12 people"), At: "2026-05-03T10:00:00Z", Source: "The Wire", Value: 12, Bound: news.AtLeast, Shown: "≥12 people"},
		{Evidence: f.ev("courier: Fifteen people"), At: "2026-05-04", Source: "Tarn Courier", Value: 15, Bound: news.Exactly, Shown: "15 people"},
	}}}
	f.Quotes = []news.QuoteShown{
		{Evidence: f.ev("wire: We saw the light too late, and then we felt the stones,"), Speaker: "Ada Moll", Direct: true, SpeakerStart: 0, SpeakerEnd: 4},
		{Evidence: f.ev("wire: the rudder had failed"), Speaker: "Piet Vane"},
		{Evidence: f.ev("courier: We saw the light too late,"), Speaker: "Ada Moll", Direct: true},
		{Evidence: f.ev("courier: a failure of the engine"), Speaker: "Piet Vane"},
		{Evidence: f.ev("daily: We saw the light too late, and then we felt the stones,"), Speaker: "Ada Moll", Direct: true},
		{Evidence: f.ev(harbor + ": saw the light far too late"), Speaker: "Ada Moll", Direct: true},
	}
	f.Quantities = append(f.Quantities,
		news.QuantityShown{Evidence: f.ev("wire: at least 12 people"), Value: 12, Unit: "person", Bound: news.AtLeast},
		news.QuantityShown{Evidence: f.ev("courier: 162 passengers"), Value: 162, Unit: "passenger", Bound: news.Exactly})
	f.Dates = append(f.Dates, news.DateShown{Evidence: f.ev("wire: Sunday"), Date: "2026-05-03"})
	f.Citations = append(f.Citations,
		news.CitationShown{Evidence: f.ev("courier: Wire agency"), Source: "Wire"},
		news.CitationShown{Evidence: f.at("daily", "Wire", 0), Source: "Wire"})
}

func (f fixture) addAcross() {
	f.Voices = []news.Voice{
		{Speaker: "Ada Moll", Counts: []news.VoiceCount{
			{Article: "wire", Direct: 1, Words: 13, Share: .2}, {Article: "courier", Direct: 1, Words: 6, Share: .07},
			{Article: "daily", Direct: 1, Words: 13, Share: .31}, {Article: harbor, Direct: 1, Words: 6, Share: .3}}},
		{Speaker: "Piet Vane", Counts: []news.VoiceCount{
			{Article: "wire", Indirect: 1, Words: 4, Share: .06}, {Article: "courier", Indirect: 1, Words: 5, Share: .06}}},
	}
	for i := range f.Voices {
		for j := range f.Voices[i].Counts {
			n := &f.Voices[i].Counts[j]
			for _, q := range f.Quotes {
				if q.Speaker == f.Voices[i].Speaker && q.Article == n.Article {
					n.Evidence = append(n.Evidence, q.Evidence)
				}
			}
		}
	}
	f.Utterances = []news.Utterance{
		{Kind: "cut", Versions: []news.UtteranceShown{
			{Evidence: f.ev("wire: We saw the light too late, and then we felt the stones,"), Speaker: "Ada Moll", Direct: true},
			{Evidence: f.ev("daily: We saw the light too late, and then we felt the stones,"), Speaker: "Ada Moll", Direct: true},
			{Evidence: f.ev("courier: We saw the light too late,"), Speaker: "Ada Moll", Direct: true,
				Diff: []news.DiffPart{{Op: "=", Text: "We saw the light too late,"}, {Op: "-", Text: " and then we felt the stones,"}}}}},
		{Kind: "altered", Versions: []news.UtteranceShown{
			{Evidence: f.ev("courier: saw the light too late,"), Speaker: "Ada Moll", Direct: true},
			{Evidence: f.ev(harbor + ": saw the light far too late"), Speaker: "she", Direct: true,
				Diff: []news.DiffPart{{Op: "=", Text: "saw the light "}, {Op: "+", Text: "far "}, {Op: "=", Text: "too late"}, {Op: "-", Text: ","}}}}},
	}
	f.Reuse = []news.Reuse{{From: "wire", To: "daily", Share: .96, Kind: "copy", Why: "The Daily credits “(Wire)”, and the Wire was first.",
		Shared: []news.SharedPiece{{
			From: f.ev("wire: A car ferry ran aground off Tarn Ferry on Sunday morning, and at least 12 people were hurt, the coast guard said."),
			To:   f.ev("daily: A car ferry ran aground off Tarn Ferry on Sunday morning, and at least 12 people were hurt, the coast guard said.")}}}}
	f.Wording = []news.Wording{{About: "the accident", Kind: "act", Terms: []news.WordingTerm{
		{Term: "ran aground", Counts: map[string]int{"wire": 1, "daily": 1}, Evidence: []news.Evidence{f.ev("wire: ran aground"), f.ev("daily: ran aground")}},
		{Term: "ran onto the rocks", Counts: map[string]int{"courier": 1}, Evidence: []news.Evidence{f.ev("courier: ran onto the rocks")}}}}}
	f.Origins = [][]string{{"wire", "daily"}, {"courier"}, {harbor}}
	f.Notes = []string{`Account “harbor” is in Chinese: names, numbers and quotation marks were read, clauses were not.`}
}
