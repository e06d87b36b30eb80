package extract

import (
	"net/url"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// candidate is a paragraph of a page with what speaks for and against its being news.
type candidate struct {
	paragraph
	first, second bool // trafilatura has it, readability has it
	repeated      bool // an earlier paragraph has the same letters
	words         int
	digits        float64 // share of its characters
	capitals      bool    // all its letters are
}

// opinions is a page with what the two extractors and the page's own data took from it.
type opinions struct {
	candidates        []candidate
	title             string  // letters of the headline
	body              string  // letters of the JSON-LD article body
	ofFirst, ofSecond float64 // share of the first, of the second opinion that both hold
	start, end        int     // first and last long candidate both hold; -1 if there is none
}

// longWords is the length of a paragraph that is hardly furniture, in words.
const longWords = 12

// consult asks both extractors and joins their answers to the paragraphs of the page.
func consult(p *page) *opinions {
	o := &opinions{title: letters(title(p.head)), body: letters(p.head.data.body), start: -1, end: -1}
	layBare(p.doc, p.head)
	own := paragraphs(p.doc)
	first, second := newHolder(firstOpinion(p.doc, p.address)), newHolder(secondOpinion(p.doc, p.address))
	seen := map[string]bool{}
	for _, p := range own {
		c := newCandidate(p)
		c.first, c.second, c.repeated = first.has(p.letter), second.has(p.letter), seen[p.letter]
		seen[p.letter] = true
		o.candidates = append(o.candidates, c)
	}
	o.measure()
	return o
}

func newCandidate(p paragraph) candidate {
	c := candidate{paragraph: p, words: countWords(p.text)}
	digits, upper, all, runes := 0, 0, 0, 0
	for _, r := range p.text {
		runes++
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			all++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	c.digits = float64(digits) / float64(max(runes, 1))
	c.capitals = all > 3 && upper == all
	return c
}

// countWords counts what stands between white space.
func countWords(s string) (n int) {
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// measure finds how far the opinions agree, and where.
func (o *opinions) measure() {
	var both, inFirst, inSecond int
	for i, c := range o.candidates {
		size := len(c.letter)
		if c.first {
			inFirst += size
		}
		if c.second {
			inSecond += size
		}
		if !c.first || !c.second {
			continue
		}
		both += size
		if c.words >= longWords {
			o.end = i
			if o.start < 0 {
				o.start = i
			}
		}
	}
	o.ofFirst = float64(both) / float64(max(inFirst, 1))
	o.ofSecond = float64(both) / float64(max(inSecond, 1))
}

// firstOpinion asks trafilatura.
func firstOpinion(doc *html.Node, address *url.URL) []paragraph {
	return opinion(func() *html.Node {
		found, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
			OriginalURL:     address,
			ExcludeComments: true,
			HtmlDateMode:    trafilatura.Disabled,
		})
		if err != nil {
			return nil
		}
		return found.ContentNode
	})
}

// secondOpinion asks readability, which is let change the page: it makes paragraphs of double
// line breaks, and copies the page before it does more.
func secondOpinion(doc *html.Node, address *url.URL) []paragraph {
	return opinion(func() *html.Node {
		parser := readability.NewParser()
		parser.DisableJSONLD = true
		found, err := parser.ParseAndMutate(doc, address)
		if err != nil {
			return nil
		}
		return found.Node
	})
}

// opinion is what an extractor takes from a page. The extractors walk foreign trees by
// hundreds of rules; one that panics on a page has no opinion on it.
func opinion(ask func() *html.Node) (list []paragraph) {
	defer func() {
		if recover() != nil {
			list = nil
		}
	}()
	if found := ask(); found != nil {
		return paragraphs(found)
	}
	return nil
}

// holder says whether an extractor kept a paragraph, however it cut the blocks.
type holder struct {
	whole map[string]bool
	text  string
}

// minInside is how many bytes of letters a paragraph needs to be looked for inside others.
const minInside = 30

func newHolder(ps []paragraph) holder {
	h := holder{whole: map[string]bool{}}
	var text strings.Builder
	for _, p := range ps {
		h.whole[p.letter] = true
		text.WriteString(p.letter)
	}
	h.text = text.String()
	return h
}

func (h holder) has(letter string) bool {
	return h.whole[letter] || len(letter) >= minInside && strings.Contains(h.text, letter)
}
