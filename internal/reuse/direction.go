package reuse

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// direction is which of two accounts has its text from the other, and why.
type direction struct {
	reversed bool   // from the second to the first
	kind     string // where the direction decides it
	why      string
}

// direction weighs the evidence, the strongest first: a common agency, a credit, a text
// cut off, the time of publication, a common source.
func (o *overlap) direction() direction {
	rules := []func(*overlap) (direction, bool){
		commonAgency, credit, cutOff, earlier, beginning, commonSource,
	}
	for _, rule := range rules {
		if d, ok := rule(o); ok {
			return d
		}
	}
	why := "which came first cannot be told: neither credits the other"
	if a, b := o.a.doc.Article.Published, o.b.doc.Article.Published; a == "" || b == "" {
		why += ", and not both are dated"
	} else {
		why += ", and both are of " + day(a)
	}
	return direction{why: why}
}

func commonAgency(o *overlap) (direction, bool) {
	a, b := o.a.doc.Article, o.b.doc.Article
	if !sameOutlet(a.Agency, b.Agency) || sameOutlet(a.Source, a.Agency) || sameOutlet(b.Source, b.Agency) {
		return direction{}, false
	}
	return direction{
		reversed: before(b.Published, a.Published),
		kind:     kindCommon,
		why:      "both credit " + a.Agency,
	}, true
}

func credit(o *overlap) (direction, bool) {
	ab, ba := credits(o.b.doc, o.a.doc.Article), credits(o.a.doc, o.b.doc.Article)
	switch {
	case ab != "" && ba == "":
		return direction{why: fmt.Sprintf("%s credits %s", label(o.b), ab)}, true
	case ba != "" && ab == "":
		return direction{reversed: true, why: fmt.Sprintf("%s credits %s", label(o.a), ba)}, true
	}
	return direction{}, false
}

// credits is the name under which a document credits the outlet of another, "" if it
// does not.
func credits(doc *news.Document, other *news.Article) string {
	if sameOutlet(doc.Article.Source, other.Source) {
		return ""
	}
	if sameOutlet(doc.Article.Agency, other.Source) {
		return doc.Article.Agency
	}
	for _, c := range doc.Citations {
		if sameOutlet(c.Source, other.Source) {
			return c.Source
		}
	}
	return ""
}

// cutOff holds where one account is the beginning of the other and stops in the middle.
func cutOff(o *overlap) (direction, bool) {
	switch {
	case o.begins(false) && truncated(o.b.doc.Article):
		return direction{kind: kindTeaser, why: label(o.b) + " is the beginning of the other, cut off"}, true
	case o.begins(true) && truncated(o.a.doc.Article):
		return direction{reversed: true, kind: kindTeaser, why: label(o.a) + " is the beginning of the other, cut off"}, true
	}
	return direction{}, false
}

// beginning is cutOff for a text that ends with a sentence.
func beginning(o *overlap) (direction, bool) {
	switch {
	case o.begins(false):
		return direction{kind: kindTeaser, why: label(o.b) + " is the beginning of the other"}, true
	case o.begins(true):
		return direction{reversed: true, kind: kindTeaser, why: label(o.a) + " is the beginning of the other"}, true
	}
	return direction{}, false
}

// begins reports whether b is the beginning of a; the other way round if reversed.
func (o *overlap) begins(reversed bool) bool {
	whole, part, share := o.a, o.b, o.shareB
	if reversed {
		whole, part, share = o.b, o.a, o.shareA
	}
	first := len(whole.words)
	for _, p := range o.pieces {
		at := p[0].a
		if reversed {
			at = p[0].b
		}
		first = min(first, at)
	}
	return share >= copyShare &&
		float64(len(part.words)) <= teaserPart*float64(len(whole.words)) &&
		float64(first) <= teaserFrom*float64(len(whole.words))
}

// truncated reports whether a text stops before its end.
func truncated(a *news.Article) bool {
	end := strings.TrimRightFunc(a.Text, unicode.IsSpace)
	if a.Incomplete != "" || strings.HasSuffix(end, "…") || strings.HasSuffix(end, "...") ||
		strings.HasSuffix(end, "[…]") || strings.HasSuffix(end, "[...]") {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(end)
	return unicode.IsLetter(last) || last == ','
}

func earlier(o *overlap) (direction, bool) {
	a, b := o.a.doc.Article.Published, o.b.doc.Article.Published
	switch {
	case before(a, b):
		return direction{why: fmt.Sprintf("published earlier: %s, then %s", a, b)}, true
	case before(b, a):
		return direction{reversed: true, why: fmt.Sprintf("published earlier: %s, then %s", b, a)}, true
	}
	return direction{}, false
}

func commonSource(o *overlap) (direction, bool) {
	for _, c := range o.a.doc.Citations {
		for _, d := range o.b.doc.Citations {
			if sameOutlet(c.Source, d.Source) {
				return direction{kind: kindCommon, why: "both cite " + c.Source}, true
			}
		}
	}
	return direction{}, false
}

// before reports whether the first time is known to lie before the second: by the clock
// where both have one, else by the day.
func before(a, b string) bool {
	at, errA := time.Parse(time.RFC3339, a)
	bt, errB := time.Parse(time.RFC3339, b)
	if errA == nil && errB == nil {
		return at.Before(bt)
	}
	return day(a) != "" && day(b) != "" && day(a) < day(b)
}

func day(published string) string {
	if len(published) < len(time.DateOnly) {
		return ""
	}
	return published[:len(time.DateOnly)]
}

func label(a *account) string {
	if a.doc.Article.Source != "" {
		return a.doc.Article.Source
	}
	return a.doc.Article.ID
}

// sameOutlet reports whether two names mean one outlet: equal, one the beginning of the
// other ("Xinhua", "Xinhua News Agency"), or its initials ("AP").
func sameOutlet(a, b string) bool { return oneOutlet(outletWords(a), outletWords(b)) }

// oneOutlet is sameOutlet by the words of the names.
func oneOutlet(x, y []string) bool {
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 1 && len(y) > 1 && x[0] == initials(y) {
		return true
	}
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

// outletWords are the words of an outlet's name or host, without what all have.
func outletWords(name string) []string {
	words := strings.FieldsFunc(text.Fold(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	for len(words) > 1 && (words[0] == "the" || words[0] == "www") {
		words = words[1:]
	}
	return words
}

func initials(words []string) string {
	var s strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		s.WriteRune(r)
	}
	return s.String()
}
