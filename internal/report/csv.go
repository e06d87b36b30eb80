package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"synoptic/internal/news"
)

// csvHeader names the columns. A column that says nothing about a record is empty.
var csvHeader = []string{"record", "id", "point", "article", "outlet", "start", "end", "text",
	"kind", "verdict", "value", "unit", "bound", "speaker", "direct", "note"}

// record is one line of the table; its fields are the columns of csvHeader.
type record struct {
	record, id, point string
	evidence          *news.Evidence
	article           string // where there is no evidence
	kind, verdict     string
	value, unit       string
	bound, speaker    string
	direct, note      string
}

// CSV writes c as one table (RFC 4180, UTF-8, header first). The column record says what
// a line is about:
//
//	article     one account: value is its day, note its title
//	telling     one account's wording of the point id: note is the gist
//	difference  one account's value in the difference id: note is the reason
//	step        one account's number in the course of numbers id: kind is what is counted,
//	            note when it was published
//	quote, quantity, date, citation
//	            one finding in one account
//	voice       how much of an account a speaker fills: value is the share, 0…1
//	utterance   one account's version of the thing said id
//	copy        one text taken from another: article has it too, value is the share, 0…1
//	shared      a run of words of the copy id, once for each of the two articles
//	wording     one use of the term value: note is what it is used for
//	note        a remark on the whole comparison
//
// A cell that a spreadsheet would take for a formula is preceded by an apostrophe, and so
// is one that begins with an apostrophe itself: to read a cell, drop a leading apostrophe.
func CSV(w io.Writer, c *news.Comparison) error {
	s := arrange(c)
	out := csv.NewWriter(w)
	out.Write(csvHeader)
	for _, r := range s.records() {
		out.Write(s.csvLine(r))
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write comparison as CSV: %w", err)
	}
	return nil
}

func (s *synopsis) csvLine(r record) []string {
	id, start, end, text := r.article, "", "", ""
	if e := r.evidence; e != nil {
		id, text = e.Article, e.Text
		start, end = strconv.Itoa(e.Start), strconv.Itoa(e.End)
	}
	name := ""
	if a := s.byID[id]; a != nil {
		name = a.Name
	}
	line := []string{r.record, r.id, r.point, id, name, start, end, text,
		r.kind, r.verdict, r.value, r.unit, r.bound, r.speaker, r.direct, r.note}
	for i := range line {
		line[i] = noFormula(line[i])
	}
	return line
}

// noFormula keeps a spreadsheet from evaluating cell. Numbers and a lone sign of
// equality pass as they are.
func noFormula(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell == "" || cell == "=" || !strings.ContainsRune("=+-@'\t\r\n＝＋－＠", first) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

func (s *synopsis) records() []record {
	var out []record
	for _, a := range s.Accounts {
		out = append(out, record{record: "article", article: a.ID, value: a.Published, note: a.Title})
	}
	for _, p := range s.Points {
		for i := range p.Tellings {
			out = append(out, record{record: "telling", id: p.ID, point: p.ID, evidence: &p.Tellings[i].Evidence, note: p.Gist})
		}
	}
	for n, d := range s.Comparison.Differences {
		for i := range d.Values {
			out = append(out, record{record: "difference", id: "difference-" + strconv.Itoa(n+1), point: d.Point, evidence: &d.Values[i].Evidence,
				kind: string(d.Kind), verdict: string(d.Verdict), value: d.Values[i].Value, note: d.Why})
		}
	}
	out = append(out, s.evolutionRecords()...)
	out = append(out, s.findingRecords()...)
	out = append(out, s.voiceRecords()...)
	out = append(out, s.reuseRecords()...)
	out = append(out, s.wordingRecords()...)
	for _, n := range s.Notes {
		out = append(out, record{record: "note", note: n})
	}
	return out
}

func (s *synopsis) findingRecords() []record {
	var out []record
	for i := range s.Quotes {
		q := &s.Quotes[i]
		out = append(out, record{record: "quote", evidence: &q.Evidence, speaker: q.Speaker, direct: yesNo(q.Direct)})
	}
	for i := range s.Quantities {
		q := &s.Quantities[i]
		out = append(out, record{record: "quantity", evidence: &q.Evidence, value: number(q.Value), unit: q.Unit, bound: string(q.Bound)})
	}
	for i := range s.Dates {
		out = append(out, record{record: "date", evidence: &s.Dates[i].Evidence, value: s.Dates[i].Date})
	}
	for i := range s.Citations {
		out = append(out, record{record: "citation", evidence: &s.Citations[i].Evidence, value: s.Citations[i].Source})
	}
	return out
}

func (s *synopsis) voiceRecords() []record {
	var out []record
	for _, v := range s.Voices {
		for _, n := range v.Counts {
			out = append(out, record{record: "voice", article: n.Article, speaker: v.Speaker, value: number(n.Share),
				note: fmt.Sprintf("%d direct, %d indirect, %d words", n.Direct, n.Indirect, n.Words)})
		}
	}
	for i, u := range s.Utterances {
		for j := range u.Versions {
			x := &u.Versions[j]
			out = append(out, record{record: "utterance", id: "utterance-" + strconv.Itoa(i+1), evidence: &x.Evidence,
				kind: u.Kind, speaker: x.Speaker, direct: yesNo(x.Direct)})
		}
	}
	return out
}

func (s *synopsis) reuseRecords() []record {
	var out []record
	for i, r := range s.Reuse {
		id := "copy-" + strconv.Itoa(i+1)
		out = append(out, record{record: "copy", id: id, article: r.To, kind: r.Kind, value: number(r.Share),
			note: "from " + r.From + ": " + r.Why})
		for j := range r.Shared {
			out = append(out, record{record: "shared", id: id, evidence: &r.Shared[j].From},
				record{record: "shared", id: id, evidence: &r.Shared[j].To})
		}
	}
	return out
}

func (s *synopsis) wordingRecords() []record {
	var out []record
	for i, x := range s.Wording {
		for _, t := range x.Terms {
			for j := range t.Evidence {
				out = append(out, record{record: "wording", id: "wording-" + strconv.Itoa(i+1), evidence: &t.Evidence[j],
					kind: x.Kind, value: t.Term, note: x.About})
			}
		}
	}
	return out
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
