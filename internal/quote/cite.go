package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// Citations finds the media, agencies and documents the document names as where it has
// something from, each once, where it is first so named.
func (r *Reader) Citations(doc *news.Document) []news.Citation {
	p := open(doc, r.words)
	said := doc.Quotes
	if said == nil {
		said = r.Read(doc)
	}
	var list []news.Citation
	seen := names{}
	seen.add(doc.Article.Source)
	for _, t := range p.trees {
		for i := 0; i < len(t.tokens); i++ {
			name, last := p.sourceAt(t, i, said)
			if name.Empty() {
				continue
			}
			if seen.add(name.Of(doc.Article.Text)) {
				list = append(list, news.Citation{Span: name, Source: name.Of(doc.Article.Text)})
			}
			i = last - 1
		}
	}
	slices.SortStableFunc(list, func(a, b news.Citation) int { return a.Start - b.Start })
	return list
}

// names holds the folded names seen so far.
type names []string

// add adds a name and reports whether it is new: neither part of one seen nor made of one.
func (n *names) add(name string) bool {
	folded := " " + text.Fold(name) + " "
	if strings.TrimSpace(folded) == "" {
		return false
	}
	for _, old := range *n {
		if strings.Contains(old, folded) || strings.Contains(folded, old) {
			return false
		}
	}
	*n = append(*n, folded)
	return true
}

// sourceAt is the name of a cited source that begins at token i, and the token past it.
func (p *page) sourceAt(t *tree, i int, said []news.Quote) (news.Span, int) {
	if n := t.mediumAt(i); n > 0 {
		start := t.tokens[i].Start
		last := i + 1
		for last < len(t.tokens) && t.tokens[last].Start < start+n {
			last++
		}
		if k := t.top(i, last); p.cited(t, k, said) && !p.inLongerName(t, i, last) {
			return news.Span{Start: start, End: start + n}, last
		}
		return news.Span{}, last
	}
	k := t.nameHead(i)
	if k < 0 {
		return news.Span{}, 0
	}
	switch {
	case p.isMedium(t, i, k) && p.cited(t, k, said):
	case p.isOffice(t, i, k) && p.speaks(t, k, said):
	case p.isDocument(t, i, k) && p.speaks(t, k, said):
	default:
		return news.Span{}, 0
	}
	return t.span(i, k+1), k + 1
}

// inLongerName reports whether tokens i … last-1 are but a part of a name: "the Liberation
// Army". A word for a medium behind the name is none of it.
func (p *page) inLongerName(t *tree, i, last int) bool {
	if i > 0 && t.tokens[i-1].Tag == "PROPN" && t.capital(i-1) {
		return true
	}
	return last < len(t.tokens) && t.tokens[last].Tag == "PROPN" && t.capital(last) && !t.isTime(last) &&
		!p.words.media.Has(t.tokens[last].Norm)
}

// top is the token among first … last-1 that the others hang on.
func (t *tree) top(first, last int) int {
	for i := first; i < last; i++ {
		if h := t.tokens[i].Head; h < first || h >= last {
			return i
		}
	}
	return first
}

// nameHead is the last noun of the run of nouns, names and adjectives that begins at
// token i, -1 if none begins there.
func (t *tree) nameHead(i int) int {
	if !t.inName(i) || i > 0 && t.inName(i-1) {
		return -1
	}
	k := i
	for k+1 < len(t.tokens) && t.inName(k+1) {
		k++
	}
	for k > i && (t.tokens[k].Tag != "NOUN" && t.tokens[k].Tag != "PROPN" || t.isTime(k)) {
		k--
	}
	if k == i {
		return -1
	}
	return k
}

// inName reports whether token k can stand inside the name of an office or document.
func (t *tree) inName(k int) bool {
	switch t.tokens[k].Tag {
	case "PROPN", "NOUN", "ADJ":
		return true
	}
	return t.tokens[k].Fine == "POS"
}

// capital reports whether token i begins with a capital letter.
func (t *tree) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(t.text[t.tokens[i].Start:])
	return unicode.IsUpper(r)
}

// isMedium reports whether the phrase i … k names a medium by its last word: a masthead
// in capitals, or the kind of medium with whose it is.
func (p *page) isMedium(t *tree, i, k int) bool {
	if p.words.mastheads.Has(t.tokens[k].Norm) && t.capital(k) && t.capital(i) {
		return true
	}
	return p.words.media.Has(t.tokens[k].Lemma) && (t.capital(i) || strings.Contains(t.tokens[i].Norm, "state"))
}

// isOffice reports whether the phrase i … k names an office that gives out information.
func (p *page) isOffice(t *tree, i, k int) bool {
	return p.words.offices.Has(t.tokens[k].Norm) && (t.capital(i) || t.capital(k))
}

// isDocument reports whether the phrase i … k is a document named by what or whose it is.
func (p *page) isDocument(t *tree, i, k int) bool {
	return p.words.documents.Has(t.tokens[k].Lemma) && t.tokens[i].Tag != "PRON" && k > i
}

// speaks reports whether token k heads a speaker of something said.
func (p *page) speaks(t *tree, k int, said []news.Quote) bool {
	at := t.tokens[k].Span
	for i := range said {
		if said[i].Said.Contains(at) && !said[i].Said.Empty() {
			return true
		}
	}
	return p.accorded(t, k)
}

// accorded reports whether token k stands in an "according to" phrase.
func (p *page) accorded(t *tree, k int) bool {
	for range t.tokens {
		first := t.lo[k]
		for first < k && t.tokens[first].Tag == "PUNCT" { // the comma before the phrase hangs on it
			first++
		}
		if norm := t.tokens[first].Norm; norm == "according" || norm == "to" && first > 0 && t.accords(first-1) {
			return true
		}
		h := t.tokens[k].Head
		if h < 0 || !syntax.Is(t.tokens[k].Rel, "nmod", "compound", "obl", "acl", "conj", "appos") {
			return false
		}
		k = h
	}
	return false
}

// cited reports whether a medium's name at token k stands where a source is named: it
// speaks, something was told to it, printed in it or passed on by it.
func (p *page) cited(t *tree, k int, said []news.Quote) bool {
	if p.speaks(t, k, said) {
		return true
	}
	for range t.tokens {
		h := t.tokens[k].Head
		if h < 0 {
			return false
		}
		rel, above := t.tokens[k].Rel, &t.tokens[h]
		switch {
		case above.Tag == "VERB" && p.words.citing.Has(above.Lemma):
			return syntax.Is(rel, "nsubj", "obl", "obj", "iobj", "ccomp")
		case above.Tag == "VERB" && p.words.manner[above.Lemma] == string(news.Said):
			return syntax.Is(rel, "nsubj", "obl")
		case above.Tag == "NOUN" && p.words.pieces.Has(above.Lemma):
			return true
		case !syntax.Is(rel, "nmod", "compound", "appos", "flat", "conj", "nmod:poss", "acl"):
			return false
		}
		k = h
	}
	return false
}
