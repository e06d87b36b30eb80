package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"synoptic/internal/news"
)

//go:embed weights.txt
var weightFile string

// weights are those of features, as learned by train.
var weights = sync.OnceValue(func() []float64 { return readWeights(weightFile) })

// threshold is the weight a paragraph needs to be part of the article, a chance of
// about two in three: where cross-validation found precision and recall in balance.
const threshold = 0.6

// mainText is the text of the article on a page; "" if there is none. The page is laid bare
// by it.
func mainText(p *page) string {
	o := consult(p)
	chosen := o.choose(func(i int) bool { return o.weigh(i) > threshold || o.isLost(&o.candidates[i]) })
	if chosen == "" {
		chosen = o.choose(func(i int) bool { return o.candidates[i].first || o.candidates[i].second })
	}
	if own := ownBody(p.head.data.body); len(own) > 2*len(chosen)+minOwnBody {
		return own
	}
	return chosen
}

// minOwnBody is by how many bytes the body in a page's data must outgrow twice the text
// on the page to stand in for it: the page is then drawn by scripts, or shows a teaser.
const minOwnBody = 500

// ownBody is the article body of JSON-LD, which comes as lines or as HTML, as paragraphs.
func ownBody(body string) string {
	var kept []string
	if strings.Contains(body, "</") {
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			return ""
		}
		for _, p := range paragraphs(doc) {
			kept = append(kept, p.text)
		}
		return strings.Join(kept, "\n\n")
	}
	for line := range strings.Lines(body) {
		if line = clean(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n\n")
}

// isLost reports whether a paragraph is running text that the first opinion lost: the
// second holds all of the first, and about as much again. Some pages come in sections
// between which trafilatura stops.
func (o *opinions) isLost(c *candidate) bool {
	return o.ofFirst > 0.9 && o.ofSecond < 0.6 && c.onlySecond() && c.words >= 25 &&
		c.endsIn(sentenceEnds) && c.share(c.linked) < 0.3 && !hasPhrase(strings.ToLower(c.text), phrases().furniture)
}

// choose joins the paragraphs that pass.
func (o *opinions) choose(pass func(int) bool) string {
	var kept []string
	for i := range o.candidates {
		if pass(i) {
			kept = append(kept, o.candidates[i].text)
		}
	}
	return strings.Join(kept, "\n\n")
}

// weigh is the weighted sum of a paragraph's features.
func (o *opinions) weigh(i int) float64 {
	sum, learned := 0.0, weights()
	for k, f := range features {
		sum += learned[k] * f.of(o, i, &o.candidates[i])
	}
	return sum
}

// readWeights reads lines of a weight and the name of its feature, by name; a feature
// the file leaves out weighs nothing.
func readWeights(file string) []float64 {
	byName := map[string]float64{}
	for line := range strings.Lines(file) {
		number, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		byName[name], _ = strconv.ParseFloat(number, 64)
	}
	list := make([]float64, len(features))
	for i, f := range features {
		list[i] = byName[f.name]
	}
	return list
}

// Example is a paragraph of a page as the model sees it, for its training.
type Example struct {
	Text     string
	Kept     bool // at least one extractor has it
	Lost     bool // it counts whatever it weighs
	Features []float64
}

// Examples takes a page apart for training.
func Examples(c news.Capture) ([]Example, error) {
	p, err := openPage(c)
	if err != nil {
		return nil, err
	}
	o := consult(p)
	var list []Example
	for i := range o.candidates {
		c := &o.candidates[i]
		e := Example{Text: c.text, Kept: c.first || c.second, Lost: o.isLost(c)}
		for _, f := range features {
			e.Features = append(e.Features, f.of(o, i, c))
		}
		list = append(list, e)
	}
	return list, nil
}

// FeatureNames are the names of Example.Features, in their order.
func FeatureNames() []string {
	var list []string
	for _, f := range features {
		list = append(list, f.name)
	}
	return list
}
