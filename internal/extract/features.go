package extract

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// feature is one sign for or against a paragraph, a number near 0…1.
type feature struct {
	name string
	of   func(o *opinions, i int, c *candidate) float64
}

// features are weighed in this order. The opinions come first, then the paragraph by
// itself, where it stands, and the elements around it.
var features = concat(opinionFeatures, shapeFeatures, placeFeatures, markFeatures())

var opinionFeatures = []feature{
	{"both", func(_ *opinions, _ int, c *candidate) float64 { return one(c.first && c.second) }},
	{"only first", func(_ *opinions, _ int, c *candidate) float64 { return one(c.onlyFirst()) }},
	{"only second", func(_ *opinions, _ int, c *candidate) float64 { return one(c.onlySecond()) }},
	{"only first, by its agreement", func(o *opinions, _ int, c *candidate) float64 { return one(c.onlyFirst()) * o.ofFirst }},
	{"only first, by the other's", func(o *opinions, _ int, c *candidate) float64 { return one(c.onlyFirst()) * o.ofSecond }},
	{"only second, by its agreement", func(o *opinions, _ int, c *candidate) float64 { return one(c.onlySecond()) * o.ofSecond }},
	{"only second, by the other's", func(o *opinions, _ int, c *candidate) float64 { return one(c.onlySecond()) * o.ofFirst }},
	{"in the page's data", func(o *opinions, _ int, c *candidate) float64 { return one(o.inBody(c)) }},
	{"not in the page's data", func(o *opinions, _ int, c *candidate) float64 { return one(o.body != "" && !o.inBody(c)) }},
}

var shapeFeatures = []feature{
	{"bias", func(*opinions, int, *candidate) float64 { return 1 }},
	{"size", func(_ *opinions, _ int, c *candidate) float64 { return math.Min(math.Log1p(float64(c.words))/5, 1) }},
	{"under 4 words", func(_ *opinions, _ int, c *candidate) float64 { return one(c.words < 4) }},
	{"4 to 9 words", func(_ *opinions, _ int, c *candidate) float64 { return one(c.words >= 4 && c.words < 10) }},
	{"10 to 24 words", func(_ *opinions, _ int, c *candidate) float64 { return one(c.words >= 10 && c.words < 25) }},
	{"25 words or more", func(_ *opinions, _ int, c *candidate) float64 { return one(c.words >= 25) }},
	{"links", func(_ *opinions, _ int, c *candidate) float64 { return c.share(c.linked) }},
	{"mostly links", func(_ *opinions, _ int, c *candidate) float64 { return one(c.share(c.linked) > 0.5) }},
	{"all links", func(_ *opinions, _ int, c *candidate) float64 { return one(c.share(c.linked) > 0.9) }},
	{"bold or slanted", func(_ *opinions, _ int, c *candidate) float64 { return c.share(c.strong) }},
	{"all bold or slanted", func(_ *opinions, _ int, c *candidate) float64 { return one(c.share(c.strong) > 0.9) }},
	{"ends a sentence", func(_ *opinions, _ int, c *candidate) float64 { return one(c.endsIn(sentenceEnds)) }},
	{"ends in a colon", func(_ *opinions, _ int, c *candidate) float64 { return one(c.endsIn(":：")) }},
	{"starts small", func(_ *opinions, _ int, c *candidate) float64 { return one(c.startsSmall()) }},
	{"digits", func(_ *opinions, _ int, c *candidate) float64 { return c.digits }},
	{"capitals", func(_ *opinions, _ int, c *candidate) float64 { return one(c.capitals) }},
	{"p", func(_ *opinions, _ int, c *candidate) float64 { return one(c.tag == "p") }},
	{"li", func(_ *opinions, _ int, c *candidate) float64 { return one(c.tag == "li") }},
	{"heading", func(_ *opinions, _ int, c *candidate) float64 { return one(c.isHeading()) }},
	{"h1", func(_ *opinions, _ int, c *candidate) float64 { return one(c.tag == "h1") }},
	{"div", func(_ *opinions, _ int, c *candidate) float64 {
		return one(c.tag == "div" || c.tag == "section" || c.tag == "article")
	}},
	{"table", func(_ *opinions, _ int, c *candidate) float64 {
		return one(c.tag == "tr" || c.tag == "table" || c.tag == "tbody")
	}},
	{"repeated", func(_ *opinions, _ int, c *candidate) float64 { return one(c.repeated) }},
	{"is the title", func(o *opinions, _ int, c *candidate) float64 { return one(o.title != "" && c.letter == o.title) }},
	{"in the title", func(o *opinions, _ int, c *candidate) float64 {
		return one(len(c.letter) > 20 && strings.Contains(o.title, c.letter))
	}},
	{"copyright sign", func(_ *opinions, _ int, c *candidate) float64 { return one(strings.Contains(c.text, "©")) }},
	{"at sign", func(_ *opinions, _ int, c *candidate) float64 { return one(strings.Contains(c.text, "@")) }},
	{"address", func(_ *opinions, _ int, c *candidate) float64 { return one(strings.Contains(c.text, "http")) }},
	{"bar or arrow", func(_ *opinions, _ int, c *candidate) float64 {
		return one(strings.ContainsAny(c.text, "|»›→▶"))
	}},
	{"furniture", func(_ *opinions, _ int, c *candidate) float64 {
		return one(hasPhrase(strings.ToLower(c.text), phrases().furniture))
	}},
}

var placeFeatures = []feature{
	{"no agreement", func(o *opinions, _ int, _ *candidate) float64 { return one(o.start < 0) }},
	{"before", func(o *opinions, i int, _ *candidate) float64 { return one(i < o.start) }},
	{"inside", func(o *opinions, i int, _ *candidate) float64 { return one(i >= o.start && i <= o.end) }},
	{"after", func(o *opinions, i int, _ *candidate) float64 { return one(o.start >= 0 && i > o.end) }},
	{"shortly before", func(o *opinions, i int, _ *candidate) float64 { return one(i < o.start) / float64(1+max(o.start-i, 0)) }},
	{"shortly after", func(o *opinions, i int, _ *candidate) float64 {
		return one(o.start >= 0 && i > o.end) / float64(1+max(i-o.end, 0))
	}},
	{"previous agreed", func(o *opinions, i int, _ *candidate) float64 { return o.agreed(i - 1) }},
	{"next agreed", func(o *opinions, i int, _ *candidate) float64 { return o.agreed(i + 1) }},
	{"both sides agreed", func(o *opinions, i int, _ *candidate) float64 { return o.agreed(i-1) * o.agreed(i+1) }},
	{"second previous agreed", func(o *opinions, i int, _ *candidate) float64 { return o.agreed(i - 2) }},
	{"second next agreed", func(o *opinions, i int, _ *candidate) float64 { return o.agreed(i + 2) }},
	{"like the previous", func(o *opinions, i int, c *candidate) float64 { return o.agreedLike(i-1, c) }},
	{"like the next", func(o *opinions, i int, c *candidate) float64 { return o.agreedLike(i+1, c) }},
}

// sentenceEnds are the marks that end a sentence.
const sentenceEnds = ".!?…。！？"

// markFeatures are the marks, and the marks where one extractor alone has the paragraph.
func markFeatures() (list []feature) {
	for b, name := range markNames {
		bit := marks(1) << b
		list = append(list,
			feature{name, func(_ *opinions, _ int, c *candidate) float64 { return one(c.within&bit != 0) }},
			feature{name + ", disputed", func(_ *opinions, _ int, c *candidate) float64 {
				return one(c.within&bit != 0 && c.first != c.second)
			}})
	}
	return list
}

func concat(lists ...[]feature) (all []feature) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func (c *candidate) onlyFirst() bool  { return c.first && !c.second }
func (c *candidate) onlySecond() bool { return c.second && !c.first }

// share is a part of the paragraph's bytes.
func (c *candidate) share(bytes int) float64 { return float64(bytes) / float64(max(len(c.text), 1)) }

func (c *candidate) endsIn(set string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(c.text, `"'”’»)] `))
	return strings.ContainsRune(set, last)
}

func (c *candidate) startsSmall() bool {
	first, _ := utf8.DecodeRuneInString(c.text)
	return unicode.IsLower(first)
}

func (c *candidate) isHeading() bool {
	return len(c.tag) == 2 && c.tag[0] == 'h' && '1' <= c.tag[1] && c.tag[1] <= '6'
}

func (o *opinions) inBody(c *candidate) bool {
	return c.letter != "" && strings.Contains(o.body, c.letter)
}

// agreed is 1 where both opinions have a paragraph, a half where one has it.
func (o *opinions) agreed(i int) float64 {
	if i < 0 || i >= len(o.candidates) {
		return 0
	}
	return (one(o.candidates[i].first) + one(o.candidates[i].second)) / 2
}

// agreedLike is agreed where the paragraph stands in the same element as c.
func (o *opinions) agreedLike(i int, c *candidate) float64 {
	if i < 0 || i >= len(o.candidates) || o.candidates[i].tag != c.tag {
		return 0
	}
	return o.agreed(i)
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
