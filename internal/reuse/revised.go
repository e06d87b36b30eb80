package reuse

import (
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
	"synoptic/internal/sketch"
)

// Revised is what the second of two revisions of an article changed in the first. The
// documents are the revisions, read.
func Revised(before, after news.Revision, old, new *news.Document) news.Change {
	c := news.Change{Article: after.ID, From: before.Number, To: after.Number, Seen: after.Seen}
	if before.Title != after.Title {
		c.Headline, c.Title = true, Changes(before.Title, after.Title)
	}
	if before.Text != after.Text {
		c.Text = Changes(before.Text, after.Text)
	}
	r := revision{old: old, new: new, stretches: stretches(c.Text, len(before.Text))}
	c.Numbers, c.Quotes = r.numbers(), r.quotes()
	c.Silent = !r.announced(c.Title)
	return c
}

// stretch is a run of bytes that stands in both texts, or what one text has in the place
// of what the other has.
type stretch struct {
	old, new news.Span
	kept     bool
}

// stretches puts a diff into places of both texts; without a diff all is kept.
func stretches(parts []news.DiffPart, size int) []stretch {
	if len(parts) == 0 {
		whole := news.Span{Start: 0, End: size}
		return []stretch{{whole, whole, true}}
	}
	var list []stretch
	old, new := 0, 0
	for _, p := range parts {
		s := stretch{news.Span{Start: old, End: old}, news.Span{Start: new, End: new}, p.Op == "="}
		if p.Op != "+" {
			old += len(p.Text)
		}
		if p.Op != "-" {
			new += len(p.Text)
		}
		s.old.End, s.new.End = old, new
		if n := len(list); n > 0 && !s.kept && !list[n-1].kept {
			list[n-1].old.End, list[n-1].new.End = old, new
			continue
		}
		list = append(list, s)
	}
	return list
}

// revision is two revisions of a text with where they agree.
type revision struct {
	old, new  *news.Document
	stretches []stretch
}

// at is the stretch of the old text (or the new one) that a place begins in.
func (r *revision) at(byte int, inNew bool) int {
	i, _ := slices.BinarySearchFunc(r.stretches, byte, func(s stretch, b int) int {
		side := s.old
		if inNew {
			side = s.new
		}
		switch {
		case side.End <= b:
			return -1
		case side.Start > b:
			return 1
		}
		return 0
	})
	return min(i, len(r.stretches)-1)
}

// moved is where a place of the old text stands in the new one, if it stayed.
func (r *revision) moved(s news.Span) (news.Span, bool) {
	x := r.stretches[r.at(s.Start, false)]
	by := x.new.Start - x.old.Start
	return news.Span{Start: s.Start + by, End: s.End + by}, x.kept && x.old.Contains(s)
}

// passage is what is compared: a place with the stretch it lies in.
type passage struct {
	news.Span
	item    int // index in its list
	stretch int
}

// pairing pairs passages of the old text with those of the new one.
type pairing struct {
	old, new []passage
	same     func(o, n int) bool // nothing has changed
	akin     func(o, n int) bool // the one may have become the other
	edits    []news.Edit
	*revision
}

// edit pairs what stands where it stood, what stands in one stretch, and what has moved;
// the rest went or came.
func (p *pairing) edit() []news.Edit {
	p.pair(func(o, n passage) bool {
		at, kept := p.moved(o.Span)
		return kept && at == n.Span
	}, nil)
	p.pair(func(o, n passage) bool { return o.stretch == n.stretch && p.same(o.item, n.item) }, p.same)
	p.pair(func(o, n passage) bool { return o.stretch == n.stretch && p.akin(o.item, n.item) }, nil)
	p.pair(func(o, n passage) bool { return p.same(o.item, n.item) }, p.same)
	for _, o := range p.old {
		p.edits = append(p.edits, news.Edit{Old: p.evidence(p.revision.old, o.Span)})
	}
	for _, n := range p.new {
		p.edits = append(p.edits, news.Edit{New: p.evidence(p.revision.new, n.Span)})
	}
	slices.SortStableFunc(p.edits, func(a, b news.Edit) int { return p.place(a) - p.place(b) })
	return p.edits
}

// pair takes out the pairs that fit, in order, and notes those that have changed.
func (p *pairing) pair(fits func(o, n passage) bool, unchanged func(o, n int) bool) {
	if unchanged == nil {
		unchanged = p.same
	}
	p.old = slices.DeleteFunc(p.old, func(o passage) bool {
		i := slices.IndexFunc(p.new, func(n passage) bool { return fits(o, n) })
		if i < 0 {
			return false
		}
		if n := p.new[i]; !unchanged(o.item, n.item) {
			p.edits = append(p.edits, news.Edit{Old: p.evidence(p.revision.old, o.Span), New: p.evidence(p.revision.new, n.Span)})
		}
		p.new = slices.Delete(p.new, i, i+1)
		return true
	})
}

func (p *pairing) evidence(d *news.Document, s news.Span) *news.Evidence {
	return &news.Evidence{Article: d.Article.ID, Span: s, Text: s.Of(d.Article.Text)}
}

// place orders edits by where they stand in the new text.
func (p *pairing) place(e news.Edit) int {
	if e.New != nil {
		return e.New.Start
	}
	return p.stretches[p.at(e.Old.Start, false)].new.Start
}

// Bounds of what is paired.
const (
	maxPassages = 300 // of one revision
	maxKin      = 60  // words of a quotation that tell whether another is like it
)

func (r *revision) passages(n int, span func(int) news.Span, inNew bool) []passage {
	list := make([]passage, 0, n)
	for i := range min(n, maxPassages) {
		s := span(i)
		list = append(list, passage{s, i, r.at(s.Start, inNew)})
	}
	return list
}

// numbers are the amounts that changed, each shown as the number itself.
func (r *revision) numbers() []news.Edit {
	was, is := r.old.Quantities, r.new.Quantities
	p := pairing{revision: r}
	p.old = r.passages(len(was), func(i int) news.Span { return was[i].Number }, false)
	p.new = r.passages(len(is), func(i int) news.Span { return is[i].Number }, true)
	p.same = func(o, n int) bool {
		return quantity.Same(was[o], is[n]) && was[o].Bound == is[n].Bound || was[o].Value == is[n].Value && was[o].Bound == is[n].Bound
	}
	p.akin = func(o, n int) bool {
		return quantity.Commensurable(was[o], is[n]) || was[o].Unit == "" || is[n].Unit == ""
	}
	return p.edit()
}

// quotes are the direct quotations that changed.
func (r *revision) quotes() []news.Edit {
	was, is := direct(r.old), direct(r.new)
	p := pairing{revision: r}
	p.old = r.passages(len(was), func(i int) news.Span { return was[i].Span }, false)
	p.new = r.passages(len(is), func(i int) news.Span { return is[i].Span }, true)
	said, says := hashes(r.old, was), hashes(r.new, is)
	p.same = func(o, n int) bool { return slices.Equal(said[o], says[n]) }
	p.akin = func(o, n int) bool {
		a, b := said[o][:min(len(said[o]), maxKin)], says[n][:min(len(says[n]), maxKin)]
		least := min(len(a), len(b))
		return least > 0 && float64(common(a, b)) >= leastAlike*float64(least)
	}
	return p.edit()
}

func direct(d *news.Document) []news.Quote {
	var list []news.Quote
	for _, q := range d.Quotes {
		if q.Direct {
			list = append(list, q)
		}
	}
	return list
}

// hashes are the words of quotations.
func hashes(d *news.Document, quotes []news.Quote) [][]uint64 {
	list := make([][]uint64, len(quotes))
	for i, q := range quotes {
		for _, w := range sketch.Words(q.Of(d.Article.Text)) {
			list[i] = append(list[i], w.Hash)
		}
	}
	return list
}
