package extract

import (
	"strings"

	"golang.org/x/net/html"
)

// paragraph is a piece of a page's text between two block boundaries.
type paragraph struct {
	text   string
	tag    string // of the block it stands in
	within marks  // what the elements around it say
	letter string // letters and digits alone, folded: what two extractors are compared by
	linked int    // bytes of its text that are links
	strong int    // bytes that are bold or slanted
}

// marks is a set of signs around a paragraph: elements, and words of classes and ids.
type marks uint32

const (
	inArticle marks = 1 << iota
	inMain
	inAside
	inNav
	inHeader
	inFooter
	inForm
	inFigure
	inList
	inTable
	inQuote
	isHidden
	saysBody
	saysComment
	saysShare
	saysRelated
	saysSignup
	saysCaption
	saysAuthor
	saysTags
	saysAd
	saysSidebar
	saysMeta
	saysFooter
)

// markNames are the marks in the order of their bits.
var markNames = []string{
	"article", "main", "aside", "nav", "header", "footer", "form", "figure", "list", "table", "quote", "hidden",
	"says body", "says comment", "says share", "says related", "says sign-up", "says caption", "says author",
	"says tags", "says ad", "says sidebar", "says meta", "says footer",
}

var elementMarks = map[string]marks{
	"article": inArticle, "main": inMain, "aside": inAside, "nav": inNav, "header": inHeader, "footer": inFooter,
	"form": inForm, "button": inForm, "label": inForm, "figure": inFigure, "figcaption": inFigure | saysCaption,
	"ul": inList, "ol": inList, "dl": inList, "table": inTable, "blockquote": inQuote,
}

// partMarks are parts of classes and ids, tokenMarks whole words of them: short words
// stand inside too many others.
var (
	partMarks = []struct {
		part string
		mark marks
	}{
		{"article", saysBody}, {"story", saysBody}, {"body", saysBody}, {"content", saysBody}, {"entry", saysBody},
		{"paragraph", saysBody}, {"comment", saysComment}, {"disqus", saysComment}, {"discuss", saysComment},
		{"share", saysShare}, {"sharing", saysShare}, {"social", saysShare}, {"facebook", saysShare},
		{"twitter", saysShare}, {"follow", saysShare}, {"relat", saysRelated}, {"recommend", saysRelated},
		{"readmore", saysRelated}, {"read-more", saysRelated}, {"trend", saysRelated}, {"popular", saysRelated},
		{"promo", saysRelated}, {"teaser", saysRelated}, {"recirc", saysRelated}, {"outbrain", saysRelated},
		{"taboola", saysRelated}, {"newsletter", saysSignup}, {"subscri", saysSignup}, {"signup", saysSignup},
		{"sign-up", saysSignup}, {"login", saysSignup}, {"paywall", saysSignup}, {"regist", saysSignup},
		{"donat", saysSignup}, {"caption", saysCaption}, {"credit", saysCaption}, {"gallery", saysCaption},
		{"image", saysCaption}, {"photo", saysCaption}, {"media", saysCaption}, {"video", saysCaption},
		{"embed", saysCaption}, {"slide", saysCaption}, {"author", saysAuthor}, {"byline", saysAuthor},
		{"contributor", saysAuthor}, {"writer", saysAuthor}, {"categor", saysTags}, {"topic", saysTags},
		{"keyword", saysTags}, {"breadcrumb", saysTags}, {"advert", saysAd}, {"sponsor", saysAd}, {"banner", saysAd},
		{"affiliate", saysAd}, {"commerc", saysAd}, {"sidebar", saysSidebar}, {"side-bar", saysSidebar},
		{"widget", saysSidebar}, {"secondary", saysSidebar}, {"menu", saysSidebar}, {"modal", saysSidebar},
		{"popup", saysSidebar}, {"overlay", saysSidebar}, {"cookie", saysSidebar}, {"toolbar", saysSidebar},
		{"publish", saysMeta}, {"headline", saysMeta}, {"title", saysMeta}, {"kicker", saysMeta}, {"subhead", saysMeta},
		{"summary", saysMeta}, {"excerpt", saysMeta}, {"standfirst", saysMeta}, {"foot", saysFooter},
		{"copyright", saysFooter}, {"disclaim", saysFooter}, {"legal", saysFooter}, {"notice", saysFooter},
		{"correction", saysFooter},
	}
	tokenMarks = map[string]marks{
		"post": saysBody, "text": saysBody, "reply": saysComment, "more": saysRelated, "also": saysRelated,
		"most": saysRelated, "next": saysRelated, "prev": saysRelated, "cta": saysSignup, "bio": saysAuthor,
		"tag": saysTags, "tags": saysTags, "ad": saysAd, "ads": saysAd, "dfp": saysAd, "rail": saysSidebar,
		"meta": saysMeta, "date": saysMeta, "time": saysMeta, "dek": saysMeta,
	}
)

// reach is how many elements up the words of classes count.
const reach = 6

// paragraphs takes the page's text apart, in its order.
func paragraphs(doc *html.Node) []paragraph {
	c := &collector{named: map[string]marks{}}
	c.node(doc, context{})
	c.flush(context{})
	return c.out
}

// context is what the elements around a node say.
type context struct {
	tag          string
	element      marks
	words        [reach]marks
	depth        int
	link, strong bool
}

func (x context) marks() marks {
	all := x.element
	for _, m := range x.words {
		all |= m
	}
	return all
}

// enter adds an element to the context.
func (c *collector) enter(x context, n *html.Node) context {
	x.depth++
	x.element |= elementMarks[n.Data]
	switch n.Data {
	case "a":
		x.link = true
	case "b", "strong", "em", "i":
		x.strong = true
	}
	if blockTags[n.Data] {
		x.tag = n.Data
	}
	copy(x.words[1:], x.words[:reach-1])
	x.words[0] = c.marksOf(n)
	return x
}

func (c *collector) marksOf(n *html.Node) (m marks) {
	if names := strings.ToLower(attr(n, "class") + " " + attr(n, "id")); len(names) > 1 && n.Data != "body" && n.Data != "html" {
		known := false
		if m, known = c.named[names]; !known {
			m = nameMarks(names[:min(len(names), 200)])
			c.named[names] = m
		}
	}
	if _, hidden := attribute(n, "hidden"); hidden || strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none") {
		m |= isHidden
	}
	return m
}

func nameMarks(names string) (m marks) {
	for _, p := range partMarks {
		if strings.Contains(names, p.part) {
			m |= p.mark
		}
	}
	notLetter := func(r rune) bool { return r < 'a' || r > 'z' }
	for token := range strings.FieldsFuncSeq(names, notLetter) {
		m |= tokenMarks[token]
	}
	return m
}

// collector gathers the runs of text of one paragraph until a block begins or ends.
type collector struct {
	out            []paragraph
	named          map[string]marks // of classes and ids already seen
	raw            strings.Builder
	linked, strong int
}

func (c *collector) node(n *html.Node, x context) {
	switch {
	case x.depth > maxDepth || n.Type == html.CommentNode:
		return
	case n.Type == html.TextNode:
		c.text(n.Data, x)
		return
	case n.Type == html.ElementNode && invisible[n.Data]:
		return
	case n.Data == "br":
		c.raw.WriteByte('\n')
		return
	}
	block := n.Type == html.ElementNode && blockTags[n.Data]
	if block {
		c.flush(x)
	}
	inner := x
	if n.Type == html.ElementNode {
		inner = c.enter(x, n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.node(child, inner)
	}
	switch {
	case block:
		c.flush(inner)
	case n.Data == "td" || n.Data == "th":
		c.raw.WriteByte(' ')
	}
}

func (c *collector) text(s string, x context) {
	if x.tag != "pre" {
		s = unbroken.Replace(s)
	}
	c.raw.WriteString(s)
	size := len(strings.TrimSpace(s))
	if x.link {
		c.linked += size
	}
	if x.strong {
		c.strong += size
	}
}

// unbroken makes the line breaks of the source what they are on the page: spaces.
var unbroken = strings.NewReplacer("\n", " ", "\r", " ")

// flush ends a paragraph. Line breaks the page made stay; an empty line divides.
func (c *collector) flush(x context) {
	raw := c.raw.String()
	c.raw.Reset()
	var lines []string
	end := func() {
		if len(lines) > 0 {
			t := strings.Join(lines, "\n")
			c.out = append(c.out, paragraph{text: t, tag: x.tag, within: x.marks(), letter: letters(t), linked: c.linked, strong: c.strong})
			lines = nil
		}
	}
	for line := range strings.SplitSeq(raw, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		} else {
			end()
		}
	}
	end()
	c.linked, c.strong = 0, 0
}

// maxDepth is how deep a tree is followed; the parser allows about as much.
const maxDepth = 1000

// blockTags are the elements that begin and end a paragraph.
var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "caption": true,
	"center": true, "dd": true, "details": true, "div": true, "dl": true, "dt": true, "fieldset": true,
	"figcaption": true, "figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true,
	"h4": true, "h5": true, "h6": true, "header": true, "hr": true, "li": true, "main": true, "nav": true,
	"ol": true, "p": true, "pre": true, "section": true, "summary": true, "table": true, "tbody": true,
	"thead": true, "title": true, "tr": true, "ul": true,
}
