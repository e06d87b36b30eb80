package report

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
)

// account is a column of the synopsis.
type account struct {
	Index  int
	Siglum string // the letter that stands for it: A, B, …
	Name   string // the outlet, or what comes nearest
	Day    string // "14 Sep 2020", or the date as it came, "" if unknown
	Words  int
	CopyOf string // siglum of the account it repeats, "" if it is independent
	Share  float64
	*news.Article
}

// row is a point as a row of the synopsis.
type row struct {
	*news.Point
	Anchor string // its name inside a page: p1, p2, …
	Link   string // its name for good, whatever else the story comes to tell
	Cells  []cell // one per account, in the order of the accounts
	Told   int    // accounts that tell it
	Differ []int  // its differences, as indexes of synopsis.Differences
}

// cell is what one account says of a point; it is empty if the account is silent.
type cell struct {
	Account  *account
	Tellings []news.Evidence
}

// variant is one value with every account that gives it.
type variant struct {
	Value    string
	Accounts []*account
	Passages []passage
	Evidence []news.Evidence // of every account
}

// passage is an evidence with the words around it; accounts that write it in the same
// words share one.
type passage struct {
	Accounts            []*account
	Evidence            news.Evidence
	Before, After       string
	CutBefore, CutAfter bool // words were left out on that side
}

// synopsis is a comparison ordered for display.
type synopsis struct {
	*news.Comparison
	Accounts    []*account
	Independent int
	Differences []difference
	ByAll       []*row
	BySome      []*row
	OneOrigin   []*row   // told by several accounts that are copies of each other
	Alone       [][]*row // one list per account
	Cited       []cited

	byID  map[string]*account
	rows  []*row
	point map[string]*row
}

// arrange orders c for display.
func arrange(c *news.Comparison) *synopsis {
	s := &synopsis{Comparison: c, byID: map[string]*account{}, point: map[string]*row{}}
	for i := range c.Articles {
		s.addAccount(i, &c.Articles[i])
	}
	s.Independent = len(c.Origins)
	if s.Independent == 0 {
		s.Independent = len(c.Articles)
	}
	s.markCopies()
	s.addRows()
	s.addDifferences()
	s.nameForGood()
	s.groupRows()
	s.Cited = citedBy(s)
	return s
}

func (s *synopsis) addAccount(i int, a *news.Article) {
	acc := &account{
		Index: i, Siglum: siglum(i), Name: outlet(a), Day: day(a.Published),
		Words: len(strings.Fields(a.Text)), Article: a,
	}
	s.Accounts = append(s.Accounts, acc)
	s.byID[a.ID] = acc
}

// markCopies notes on each account the one most of it was taken from.
func (s *synopsis) markCopies() {
	for _, r := range s.Reuse {
		from, to := s.byID[r.From], s.byID[r.To]
		if from == nil || to == nil || r.Kind != "copy" || r.Share <= to.Share {
			continue
		}
		to.CopyOf, to.Share = from.Siglum, r.Share
	}
}

func (s *synopsis) addRows() {
	own := pointAnchors(s.Points)
	for i := range s.Points {
		p := &s.Points[i]
		r := &row{Point: p, Anchor: own[i], Cells: make([]cell, len(s.Accounts))}
		for j, a := range s.Accounts {
			r.Cells[j].Account = a
		}
		for _, t := range p.Tellings {
			if a := s.byID[t.Article]; a != nil {
				r.Cells[a.Index].Tellings = append(r.Cells[a.Index].Tellings, t.Evidence)
			}
		}
		for _, c := range r.Cells {
			r.Told += min(1, len(c.Tellings))
		}
		s.rows = append(s.rows, r)
		s.point[p.ID] = r
	}
}

// pointAnchors names the points inside a page: by their own ids where these are of the
// form p1, p2, … and by their place in the list where they are not.
func pointAnchors(points []news.Point) []string {
	own, seen := make([]string, len(points)), map[string]bool{}
	for i, p := range points {
		n, err := strconv.ParseUint(strings.TrimPrefix(p.ID, "p"), 10, 32)
		own[i] = "p" + strconv.FormatUint(n, 10)
		if err != nil || own[i] != p.ID || seen[p.ID] {
			return numbered(len(points))
		}
		seen[p.ID] = true
	}
	return own
}

func numbered(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "p" + strconv.Itoa(i+1)
	}
	return out
}

func (s *synopsis) groupRows() {
	s.Alone = make([][]*row, len(s.Accounts))
	for _, r := range s.rows {
		switch {
		case r.Told == 0:
		case r.Told == 1:
			i := slices.IndexFunc(r.Cells, func(c cell) bool { return len(c.Tellings) > 0 })
			s.Alone[i] = append(s.Alone[i], r)
		case r.Origins == 1:
			s.OneOrigin = append(s.OneOrigin, r)
		case r.Told == len(s.Accounts):
			s.ByAll = append(s.ByAll, r)
		default:
			s.BySome = append(s.BySome, r)
		}
	}
}

// passage puts e into the telling of the point it stands in, or, without one, into the
// words around it on its line.
func (s *synopsis) passage(point string, e news.Evidence) passage {
	a := s.byID[e.Article]
	p := passage{Accounts: []*account{a}, Evidence: e}
	if e.Start < 0 || e.End < e.Start || e.End > len(a.Text) {
		return p
	}
	around := s.telling(point, e)
	p.CutBefore, p.CutAfter = false, false
	if around.Empty() {
		around, p.CutBefore, p.CutAfter = neighbourhood(a.Text, e.Span)
	}
	p.Before, p.After = a.Text[around.Start:e.Start], a.Text[e.End:around.End]
	return p
}

// telling is the shortest telling of the point that e stands in, empty if there is none.
func (s *synopsis) telling(point string, e news.Evidence) (best news.Span) {
	r := s.point[point]
	if r == nil {
		return best
	}
	for _, t := range r.Tellings {
		fits := t.Article == e.Article && t.Contains(e.Span) && t.Start >= 0 && t.End <= len(s.byID[e.Article].Text)
		if fits && (best.Empty() || t.Len() < best.Len()) {
			best = t.Span
		}
	}
	return best
}

// neighbourhood is the words around span on its line, about 60 bytes either side, and
// whether the line goes on before and after them.
func neighbourhood(text string, span news.Span) (around news.Span, before, after bool) {
	const reach = 60
	start := 1 + strings.LastIndexByte(text[:span.Start], '\n')
	end := len(text)
	if i := strings.IndexByte(text[span.End:], '\n'); i >= 0 {
		end = span.End + i
	}
	around = news.Span{Start: start, End: end}
	if span.Start-start > reach {
		if i := strings.IndexByte(text[span.Start-reach:span.Start], ' '); i >= 0 {
			around.Start, before = span.Start-reach+i+1, true
		} else {
			around.Start, before = span.Start, true
		}
	}
	if end-span.End > reach {
		around.End, after = span.End+max(0, strings.LastIndexByte(text[span.End:span.End+reach], ' ')), true
	}
	return around, before, after
}

// siglum is the letter of account i: A…Z, AA, AB, ….
func siglum(i int) string {
	if i >= 26 {
		return siglum(i/26-1) + siglum(i%26)
	}
	return string(rune('A' + i))
}

// outlet is what to call the article's publisher.
func outlet(a *news.Article) string {
	if a.Source != "" {
		return a.Source
	}
	if u, err := url.Parse(a.URL); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	if a.Agency != "" {
		return a.Agency
	}
	return a.ID
}

// day writes the day of a published time for people; what is no time stays as it came.
func day(published string) string {
	if len(published) < len(time.DateOnly) {
		return published
	}
	t, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	if err != nil {
		return published
	}
	return t.Format("2 Jan 2006")
}
