package compare

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/entity"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// How much it counts, beside what surrounds them, that two places are the same, or have
// to do with each other; and how much evidence shows a difference.
const (
	bySamePlace  = 2.0
	byKinPlace   = 1.0
	surePlace    = 2.4
	leastHeard   = 0.3 // that some statements of the two sentences tell the same
	mostMentions = 400 // of places, in one account
)

// spot is a place an account names, as its words place it: "off Aden", "northern
// Australia".
type spot struct {
	setting
	entity  int    // linked
	name    string // folded
	words   string // with the bearing
	bearing string // "north", "off", "near", "northern": "" for the place itself
	country string // that it is or lies in, "" if unknown
	state   bool   // it is the country
}

// spots collects the places that an account's statements name.
func (a *accounts) spots(doc int) []spot {
	d := a.docs[doc]
	var out []spot
	for k := range d.Mentions {
		m := &d.Mentions[k]
		e := &d.Entities[m.Entity]
		if e.Kind != news.Place || m.Form != "name" || len(out) == mostMentions {
			continue
		}
		p := spot{setting: a.setting(doc, m.Span), entity: a.links.Entity[doc][m.Entity], name: text.Fold(m.Of(d.Article.Text)),
			country: e.Country, state: e.Country != ""}
		if len(p.refs) == 0 {
			continue
		}
		if !p.state {
			p.country = entity.CountryOf(a.language, p.name)
		}
		p.span, p.bearing = a.bearing(a.sentence(p.refs[0]), m.Span)
		p.words = p.span.Of(d.Article.Text)
		out = append(out, p)
	}
	return out
}

// bearing widens a place by the words before it that say where it is seen from.
func (a *accounts) bearing(s *news.Sentence, place news.Span) (news.Span, string) {
	first, _ := within(s, place)
	var words []string
	for i := first - 1; i >= max(0, first-3); i-- {
		w := s.Tokens[i].Norm
		if a.language.Section("bearings").Has(w) {
			words = append(words, w)
			place.Start = s.Tokens[i].Start
		} else if w != "of" && w != "the" {
			break
		}
	}
	slices.Reverse(words)
	return place, strings.Join(words, " ")
}

// places finds what two accounts place differently, each pair of names once.
func (a *accounts) places(i, j int) []finding {
	xs, ys := a.placed[i], a.placed[j]
	seen := map[string]bool{}
	var out []finding
	for _, m := range mutual(len(xs), len(ys), surePlace, func(x, y int) float64 { return a.samePlace(&xs[x], &ys[y]) }) {
		x, y := &xs[m.x], &ys[m.y]
		rule, why := a.placesDiffer(x, y)
		if key := text.Fold(x.words + "\n" + y.words); rule != "" && !seen[key] {
			seen[key] = true
			out = append(out, finding{kind: news.PlaceDiffers, verdict: news.Compatible, rule: rule, why: why,
				a: value{i, x.span, x.words}, b: value{j, y.span, y.words}})
		}
	}
	return out
}

// samePlace is the evidence that two places are where one thing happened, 0 for places
// that have nothing to do with each other.
func (a *accounts) samePlace(x, y *spot) float64 {
	sum := byKinPlace
	rule, _ := a.placesDiffer(x, y)
	switch {
	case x.entity == y.entity && rule == "":
		sum = bySamePlace
	case rule == "":
		return 0
	}
	if a.sentencesLikely(x.refs[0], y.refs[0]) < leastHeard {
		return 0
	}
	return sum + a.context(&x.setting, &y.setting, surePlace-sum)
}

// placesDiffer says by which rule two places differ and yet may be one, "" if they are
// the same or cannot be one.
func (a *accounts) placesDiffer(x, y *spot) (rule, why string) {
	switch {
	case x.entity == y.entity && x.bearing != y.bearing:
		return "bearing", fmt.Sprintf("%s and %s: the same place, seen from elsewhere or more finely", x.words, y.words)
	case x.entity == y.entity:
		return "", ""
	case !(x.state && y.state) && (a.qualifies(x.name, y.name) || a.qualifies(y.name, x.name)):
		return "part-of-name", fmt.Sprintf("%s and %s: one names a part of the other, or is its looser name", x.words, y.words)
	case x.country != "" && x.country == y.country && x.state != y.state:
		return "lies-in", fmt.Sprintf("%s and %s: one lies in the other", x.words, y.words)
	}
	return "", ""
}

// qualifies reports whether one name is the other with bearings before it: "west papua",
// "papua".
func (a *accounts) qualifies(long, short string) bool {
	before, ok := strings.CutSuffix(long, " "+short)
	if !ok {
		return false
	}
	for _, w := range strings.Fields(before) {
		if !a.language.Section("bearings").Has(w) {
			return false
		}
	}
	return true
}
