package reuse

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/sketch"
)

// How much must be shared, as a part of an account's own words.
const (
	leastShare = 0.10 // less is chance and common phrases
	leastTold  = 15   // words outside quotations; fewer only where they are half an account
	halfShare  = 0.50
	leastOwn   = 5    // words of a piece outside quotations
	copyShare  = 0.80 // from here an account is a copy
	teaserPart = 0.67 // a teaser has fewer words than this part of the whole
	teaserFrom = 0.15 // and starts within this part of it
)

// The kinds of reuse.
const (
	kindCopy    = "copy"
	kindPartial = "partial"
	kindTeaser  = "teaser"
	kindCommon  = "common-origin"
)

// Find returns the text that accounts share, one Reuse for each pair of accounts that
// share enough. The order of docs changes nothing but the order of equal ids.
func Find(docs []*news.Document) []news.Reuse {
	accounts := make([]*account, len(docs))
	for i, doc := range docs {
		accounts[i] = newAccount(doc)
	}
	slices.SortStableFunc(accounts, byIdentity)
	var found []news.Reuse
	for i, a := range accounts {
		var x *index
		for _, b := range accounts[i+1:] {
			if sketch.Shared(a.print, b.print) == 0 {
				continue
			}
			if x == nil {
				x = newIndex(a)
			}
			if r, ok := compare(a, b, x.pieces(a, b)); ok {
				found = append(found, r)
			}
		}
	}
	return found
}

func byIdentity(a, b *account) int {
	return cmp.Or(
		strings.Compare(a.doc.Article.ID, b.doc.Article.ID),
		strings.Compare(a.doc.Article.Source, b.doc.Article.Source),
		strings.Compare(a.doc.Article.Text, b.doc.Article.Text),
	)
}

// overlap is what two accounts share.
type overlap struct {
	a, b           *account
	pieces         []piece
	shareA, shareB float64 // of own words
}

func compare(a, b *account, pieces []piece) (news.Reuse, bool) {
	o := overlap{a: a, b: b}
	coveredA, ownA, ownB := make([]bool, len(a.words)), 0, 0
	for _, p := range pieces {
		own := 0
		for _, w := range p {
			if !b.quoted[w.b] {
				own++
			}
		}
		if own < min(leastOwn, b.own) {
			continue
		}
		o.pieces = append(o.pieces, p)
		ownB += own
		for _, w := range p {
			if !a.quoted[w.a] && !coveredA[w.a] {
				coveredA[w.a] = true
				ownA++
			}
		}
	}
	if len(o.pieces) == 0 {
		return news.Reuse{}, false
	}
	o.shareA, o.shareB = float64(ownA)/float64(a.own), float64(ownB)/float64(b.own)
	most := max(o.shareA, o.shareB)
	if most < leastShare || max(ownA, ownB) < leastTold && most < halfShare {
		return news.Reuse{}, false
	}
	return o.judge(), true
}

// judge puts the overlap the right way round and names its kind.
func (o *overlap) judge() news.Reuse {
	d := o.direction()
	if d.reversed {
		o.reverse()
	}
	r := news.Reuse{
		From: o.a.doc.Article.ID, To: o.b.doc.Article.ID,
		Share: o.shareB, FromShare: o.shareA,
		Kind: d.kind, Why: d.why,
	}
	if r.Kind == "" {
		r.Kind = kindPartial
		if o.shareB >= copyShare {
			r.Kind = kindCopy
		}
	}
	for _, p := range o.pieces {
		first, last := p[0], p[len(p)-1]
		r.Shared = append(r.Shared, news.SharedPiece{
			From: o.a.evidence(first.a, last.a),
			To:   o.b.evidence(first.b, last.b),
		})
	}
	return r
}

func (o *overlap) reverse() {
	o.a, o.b = o.b, o.a
	o.shareA, o.shareB = o.shareB, o.shareA
	for _, p := range o.pieces {
		for i := range p {
			p[i] = pair{p[i].b, p[i].a}
		}
	}
	slices.SortStableFunc(o.pieces, func(p, q piece) int { return cmp.Compare(p[0].b, q[0].b) })
}

func (a *account) evidence(first, last int) news.Evidence {
	s := news.Span{Start: a.words[first].Start, End: a.words[last].End}
	return news.Evidence{Article: a.doc.Article.ID, Span: s, Text: s.Of(a.doc.Article.Text)}
}
