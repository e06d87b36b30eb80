package report

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/news"
)

// page is what the template of the HTML page reads.
type page struct {
	*synopsis
	Policy   string
	Style    template.CSS
	Script   template.JS
	Texts    [][]paragraph // one list per account
	Speakers []speakerRow
	Sayings  []saying
	Copies   []copied
	Terms    []wording
	Verdicts []verdictCount
	Courses  []course

	marks [][]mark
}

// speakerRow is a speaker with a cell per account.
type speakerRow struct {
	Name   string
	Anchor string
	Cells  []speakerCell
}

// speakerCell is how much of an account a speaker fills.
type speakerCell struct {
	*news.VoiceCount
	Bar float64 // share in percent
}

// saying is an utterance as the accounts quote it.
type saying struct {
	Kind, Anchor string
	Speakers     []string
	Versions     []version
}

// copied is text of one account that stands in another.
type copied struct {
	*news.Reuse
	Anchor   string
	From, To *account
}

// wording is how the accounts call one thing.
type wording struct {
	About, Kind, Anchor string
	Cells               [][]term // one list per account
}

// term is one word for it with where an account uses it.
type term struct {
	Text  string
	Count int
	First *news.Evidence
}

// verdictCount is how many differences have a verdict.
type verdictCount struct {
	Verdict news.Verdict
	Count   int
}

func newPage(c *news.Comparison) *page {
	p := &page{synopsis: arrange(c), Policy: contentPolicy(),
		Style: template.CSS(pageStyle), Script: template.JS(pageScript)}
	p.marks = make([][]mark, len(p.Accounts))
	p.markPoints()
	p.markDifferences()
	p.addCourses()
	p.addSpeakers()
	p.addSayings()
	p.addCopies()
	p.addCited()
	p.addTerms()
	for i, a := range p.Accounts {
		p.Texts = append(p.Texts, paragraphs(a.Text, p.marks[i]))
	}
	return p
}

// mark notes that e belongs to the finding called anchor.
func (p *page) mark(kind, anchor string, e news.Evidence) {
	if a := p.byID[e.Article]; a != nil {
		p.marks[a.Index] = append(p.marks[a.Index], mark{e.Span, kind, anchor})
	}
}

func (p *page) markPoints() {
	for _, r := range p.rows {
		kind := "told"
		if r.Told == 1 {
			kind = "alone"
		}
		for _, t := range r.Tellings {
			p.mark(kind, r.Anchor, t.Evidence)
		}
	}
}

func (p *page) markDifferences() {
	for _, v := range verdictOrder {
		p.Verdicts = append(p.Verdicts, verdictCount{Verdict: v})
	}
	for _, d := range p.Differences {
		for _, g := range d.Groups {
			for _, e := range g.Evidence {
				p.mark("differ", d.Anchor, e)
			}
		}
		for i := range p.Verdicts {
			if p.Verdicts[i].Verdict == d.Verdict {
				p.Verdicts[i].Count++
			}
		}
	}
}

func (p *page) addSpeakers() {
	for i := range p.Voices {
		v := &p.Voices[i]
		r := speakerRow{Name: v.Speaker, Anchor: "voice-" + strconv.Itoa(i+1), Cells: make([]speakerCell, len(p.Accounts))}
		for j := range v.Counts {
			if a := p.byID[v.Counts[j].Article]; a != nil {
				r.Cells[a.Index] = speakerCell{VoiceCount: &v.Counts[j], Bar: 100 * v.Counts[j].Share}
			}
			for _, e := range v.Counts[j].Evidence {
				p.mark("said", r.Anchor, e)
			}
		}
		p.Speakers = append(p.Speakers, r)
	}
}

func (p *page) addSayings() {
	for i := range p.Utterances {
		u := &p.Utterances[i]
		x := saying{Kind: u.Kind, Anchor: "utterance-" + strconv.Itoa(i+1), Speakers: speakers(u), Versions: p.versions(u)}
		if len(x.Versions) == 0 {
			continue
		}
		for _, v := range u.Versions {
			p.mark("said", x.Anchor, v.Evidence)
		}
		p.Sayings = append(p.Sayings, x)
	}
	slices.SortStableFunc(p.Sayings, func(a, b saying) int { return strings.Compare(b.Class(), a.Class()) })
}

func (p *page) addCopies() {
	for i := range p.Reuse {
		r := &p.Reuse[i]
		x := copied{Reuse: r, Anchor: "copy-" + strconv.Itoa(i+1), From: p.byID[r.From], To: p.byID[r.To]}
		if x.From == nil || x.To == nil {
			continue
		}
		for _, s := range r.Shared {
			p.mark("copied", x.Anchor, s.From)
			p.mark("copied", x.Anchor, s.To)
		}
		p.Copies = append(p.Copies, x)
	}
}

func (p *page) addCited() {
	for _, c := range p.Cited {
		for _, cell := range c.Cells {
			for _, e := range cell {
				p.mark("cited", c.Anchor, e)
			}
		}
	}
}

func (p *page) addTerms() {
	for i, w := range p.Wording {
		x := wording{About: w.About, Kind: w.Kind, Anchor: "wording-" + strconv.Itoa(i+1), Cells: make([][]term, len(p.Accounts))}
		for _, t := range w.Terms {
			for _, e := range t.Evidence {
				p.mark("worded", x.Anchor, e)
			}
			for _, a := range p.Accounts {
				if n := t.Counts[a.ID]; n > 0 {
					x.Cells[a.Index] = append(x.Cells[a.Index], term{t.Term, n, first(t.Evidence, a.ID)})
				}
			}
		}
		p.Terms = append(p.Terms, x)
	}
}

// first is the first evidence in the article, nil if there is none.
func first(all []news.Evidence, article string) *news.Evidence {
	for i := range all {
		if all[i].Article == article {
			return &all[i]
		}
	}
	return nil
}

// At is the name of the place in the page where e begins.
func (p *page) At(e news.Evidence) string {
	a := p.byID[e.Article]
	if a == nil {
		return ""
	}
	return place(a.Index, e.Start)
}

// place is the name of the place in the page where byte start of account i stands.
func place(i, start int) string { return "a" + strconv.Itoa(i) + "-" + strconv.Itoa(start) }

// Begin is the place of the first value of a difference.
func (p *page) Begin(groups []variant) string {
	for _, g := range groups {
		return p.At(g.Passages[0].Evidence)
	}
	return "texts"
}

// Begins is the place of the first telling of a point.
func (p *page) Begins(r *row) string {
	for _, c := range r.Cells {
		for _, t := range c.Tellings {
			return p.At(t)
		}
	}
	return "texts"
}

// BeginQuotes is the place of a speaker's first quotation, "" if none is known.
func (p *page) BeginQuotes(r speakerRow) string {
	for _, c := range r.Cells {
		if c.VoiceCount != nil && len(c.Evidence) > 0 {
			return p.At(c.Evidence[0])
		}
	}
	return ""
}

// BeginCited is the place of the first citation of a source.
func (p *page) BeginCited(c cited) string {
	for _, cell := range c.Cells {
		for _, e := range cell {
			return p.At(e)
		}
	}
	return "texts"
}

// BeginTerms is the place of the first use of a term.
func (p *page) BeginTerms(w wording) string {
	for _, cell := range w.Cells {
		for _, t := range cell {
			if t.First != nil {
				return p.At(*t.First)
			}
		}
	}
	return "texts"
}

// Difference is difference i in the order of the page.
func (p *page) Difference(i int) *difference { return &p.Differences[i] }

// Title is the heading of the page.
func (p *page) Title() string { return p.title() }

// Columns is the number of columns of a table with a cell per account.
func (p *page) Columns() int { return len(p.Accounts) + 1 }

// Breadth is the class of a page with so many accounts.
func (p *page) Breadth() string {
	switch n := len(p.Accounts); {
	case n <= 2:
		return "two"
	case n <= 5:
		return "few"
	}
	return "many"
}

// group is a part of the synopsis: told by all, by some, by one alone.
type group struct {
	ID, Title, Short string
	Count            int
	Rows             []*row
	Alone            [][]*row // points of one account, a list per account
}

// Groups are the parts of the synopsis.
func (p *page) Groups() []group {
	all := "Told by all"
	if len(p.Accounts) == 2 {
		all = "Told by both"
	}
	alone := 0
	for _, rows := range p.Alone {
		alone += len(rows)
	}
	return []group{
		{ID: "all", Title: all, Short: all, Count: len(p.ByAll), Rows: p.ByAll},
		{ID: "some", Title: "Told by some", Short: "By some", Count: len(p.BySome), Rows: p.BySome},
		{ID: "origin", Title: "Told by one origin and its copies", Short: "By one origin", Count: len(p.OneOrigin), Rows: p.OneOrigin},
		{ID: "alone", Title: "Told by one alone", Short: "By one", Count: alone, Alone: p.Alone},
	}
}

// PointCount is the number of points of the synopsis.
func (p *page) PointCount() (n int) {
	for _, g := range p.Groups() {
		n += g.Count
	}
	return n
}

// Class is the kind of the utterance as a class of the page.
func (s saying) Class() string {
	if s.Kind == "identical" {
		return "identical"
	}
	return "varied"
}
