package extract

import (
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Head is what a text says about itself before and after its story, as places in it.
// Spans of what it does not say are empty.
type Head struct {
	Title    news.Span // the headline
	Dateline news.Span // "OSLO, May 5 (Reuters) -", whole
	Place    news.Span // "OSLO"
	Agency   news.Span // "Reuters", of the dateline or of the end
	Day      news.Span // "May 5", or the day of a line such as "Updated 5 May 2010"
	Byline   news.Span // "By Ada Byron, science editor", or the reporter of the dateline
}

// Plain fills the empty fields of an article (title, authors, day, agency, place,
// language) from its own text and says where it read them. A day without a year is not
// taken for the day of publication; the day of the last change is where no other is given.
func Plain(a *news.Article, l *text.Language) Head {
	p := plainReader{a: a, l: l}
	blocks := text.Blocks(a.Text, l)
	for _, b := range blocks {
		switch b.Kind {
		case news.Headline:
			p.title(b.Span)
		case news.Byline:
			p.byline(b.Span)
		case news.Dateline:
			p.dateline(b.Span)
		case news.Credit:
			p.credit(b.Span)
		}
	}
	p.signature(text.ReadSignature(a.Text, blocks, l))
	if a.Published == "" {
		a.Published = a.Updated
	}
	if a.Lang == "" {
		a.Lang = text.Detect(a.Text)
	}
	return p.Head
}

// plainReader fills one article.
type plainReader struct {
	Head
	a *news.Article
	l *text.Language
}

func (p *plainReader) title(at news.Span) {
	if !p.Title.Empty() {
		return
	}
	p.Title = at
	if p.a.Title == "" {
		p.a.Title = strings.Join(strings.Fields(at.Of(p.a.Text)), " ")
	}
}

// byline takes the authors, and the agency when one stands among them.
func (p *plainReader) byline(at news.Span) {
	if p.Byline.Empty() {
		p.Byline = at
	}
	names, agency := p.people(at.Of(p.a.Text))
	if len(p.a.Authors) == 0 {
		p.a.Authors = names
	}
	if p.a.Agency == "" {
		p.a.Agency = agency
	}
}

// credit takes the authors that a closing "(Reporting by …)" names.
func (p *plainReader) credit(at news.Span) {
	line := strings.TrimLeft(at.Of(p.a.Text), "([ ")
	longest := 0
	for opener := range p.l.Section("reporting-credits") {
		if len(line) > len(opener) && strings.EqualFold(line[:len(opener)], opener) {
			longest = max(longest, len(opener))
		}
	}
	if longest == 0 || len(p.a.Authors) > 0 {
		return
	}
	first, _, _ := strings.Cut(line[longest:], ";")
	p.a.Authors, _ = p.people(strings.Trim(first, " :.)"))
}

// signature takes the agency that signs the text, where nothing before names one.
func (p *plainReader) signature(at news.Span) {
	if at.Empty() || p.a.Agency != "" {
		return
	}
	p.Agency, p.a.Agency = at, at.Of(p.a.Text)
}

// dateline takes the place, agency, author and day of a dateline, or the day of a line
// of date.
func (p *plainReader) dateline(at news.Span) {
	words := at.Of(p.a.Text)
	if day, ok := readDay(words, p.l); ok {
		p.day(day, words)
	}
	d, ok := text.ReadDateline(p.a.Text, at, p.l)
	if !ok {
		if p.Day.Empty() {
			p.Day = at
		}
		return
	}
	p.Head.Dateline, p.Place, p.Agency, p.Day = d.Span, d.Place, d.Agency, d.Day
	if p.a.Place == "" {
		p.a.Place = d.Place.Of(p.a.Text)
	}
	if p.a.Agency == "" {
		p.a.Agency = d.Agency.Of(p.a.Text)
	}
	if name := d.Author.Of(p.a.Text); name != "" {
		p.Byline = d.Author
		if len(p.a.Authors) == 0 {
			p.a.Authors = []string{name}
		}
	}
}

// day notes a full date as the day of publication, or of the last change.
func (p *plainReader) day(day, words string) {
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if p.l.Section("update-words").Has(strings.Trim(w, ":")) {
			if p.a.Updated == "" {
				p.a.Updated = day
			}
			return
		}
	}
	if p.a.Published == "" {
		p.a.Published = day
	}
}

// people are the names of a byline, and the agency if it names one.
func (p *plainReader) people(line string) (names []string, agency string) {
	first, rest, _ := strings.Cut(line, " ")
	if p.l.Section("byline-openers").Has(strings.ToLower(strings.Trim(first, ":"))) {
		line = rest
	}
	for part := range strings.SplitSeq(line, ",") {
		for _, name := range p.splitNames(part) {
			switch {
			case p.l.Section("agencies").Has(strings.ToLower(name)):
				agency = name
			case p.isName(name):
				names = append(names, name)
			}
		}
	}
	return names, agency
}

// splitNames cuts "Ada Byron and Al Khwarizmi in Baghdad" at its small words; what
// follows a word of place is no name.
func (p *plainReader) splitNames(part string) []string {
	var names []string
	var words []string
	flush := func() {
		if len(words) > 0 {
			names = append(names, strings.Join(words, " "))
		}
		words = nil
	}
	for w := range strings.FieldsSeq(part) {
		low := strings.ToLower(w)
		if p.l.Section("byline-places").Has(low) {
			break
		}
		if p.l.Section("byline-joiners").Has(low) {
			flush()
			continue
		}
		words = append(words, strings.Trim(w, ".;:()"))
	}
	flush()
	return names
}

// isName reports whether words can be a person's name: two to five of them, none a role.
func (p *plainReader) isName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	for _, w := range words {
		low := strings.ToLower(w)
		if p.l.Section("byline-roles").Has(low) || p.l.Section("byline-desks").Has(low) || strings.ContainsAny(w, "0123456789@") {
			return false
		}
	}
	return true
}
