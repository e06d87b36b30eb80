package store

import (
	"slices"
	"strings"

	"synoptic/internal/news"
)

// positive are the phrases that a hit may have: those not under a NOT, of title or text.
func (n *node) positive(list []*node) []*node {
	switch n.op {
	case notNode:
		return list
	case phraseNode:
		if n.words[0] == everywhere || strings.Contains(n.words[0], everywhere) && !strings.HasPrefix(n.words[0], titleField) {
			return list
		}
		return append(list, n)
	}
	for _, kid := range n.kids {
		list = kid.positive(list)
	}
	return list
}

// Parameters of the score, those usual for BM25; an article of usual length has so many
// words. A word in the title counts as much as very many in the text.
const (
	saturation  = 1.2
	lengthPart  = 0.75
	usualLength = 400
	inTitle     = 1.0
)

// maxScored is how many bytes of a text are looked at to rank and to show it.
const maxScored = 64 << 10

// score says how well an article fits: for each phrase how often it stands there, after
// BM25, and whether the title has it. How rare a word is has no part in it: the score of
// an article is the same however many others there are, and so pages stay in order while
// articles come in.
func (q *search) score(c *candidate) float64 {
	total := 0.0
	title := q.words(c.hit.Title)
	for _, p := range q.phrases {
		if p.stands(title) {
			total += inTitle
		}
	}
	text := q.words(c.text)
	long := saturation * (1 - lengthPart + lengthPart*float64(len(text))/usualLength)
	for _, p := range q.phrases {
		n := 0.0
		for i := range text {
			if p.begins(text[i:]) {
				n++
			}
		}
		total += n / (n + long)
	}
	return total
}

// words are the words of a text up to a limit; they are good until the next text.
func (q *search) words(text string) []word {
	list := q.scratch[:0]
	words(text, func(w word) bool {
		list = append(list, w)
		return w.end < maxScored
	})
	q.scratch = list
	return list
}

// stands reports whether a phrase stands anywhere among words.
func (n *node) stands(list []word) bool {
	for i := range list {
		if n.begins(list[i:]) {
			return true
		}
	}
	return false
}

// begins reports whether the words begin with the phrase.
func (n *node) begins(list []word) bool {
	return len(n.words) <= len(list) && n.at(list[:len(n.words)])
}

// places are where a phrase stands among words.
func (n *node) places(list []word) []news.Span {
	var found []news.Span
	for i := range list {
		if end := i + len(n.words); n.begins(list[i:]) {
			found = append(found, news.Span{Start: list[i].start, End: list[end-1].end})
		}
	}
	return found
}

// at reports whether the words are those of the phrase.
func (n *node) at(list []word) bool {
	for i, w := range n.words {
		w = strings.TrimPrefix(w, titleField)
		last := i == len(n.words)-1
		if list[i].form != w && !(last && n.prefix && strings.HasPrefix(list[i].form, w)) {
			return false
		}
	}
	return true
}

// snippetLength is about how many bytes of text a hit shows.
const snippetLength = 240

// show makes hits of the articles found, each with a place of its text.
func (q *search) show(list []candidate) []Hit {
	hits := make([]Hit, len(list))
	for i, c := range list {
		hits[i] = c.hit
		words := q.words(c.text)
		var marks []news.Span
		for _, p := range q.phrases {
			marks = append(marks, p.places(words)...)
		}
		hits[i].Snippet, hits[i].Marks = snippet(words, marks)
		hits[i].Text = hits[i].Snippet.Of(c.text)
	}
	return hits
}

// snippet chooses the place with the most marks, from the beginning of a word to the end of
// one, with the marks in it.
func snippet(words []word, marks []news.Span) (news.Span, []news.Span) {
	if len(words) == 0 {
		return news.Span{}, nil
	}
	marks = merged(marks)
	best, most := around(words, 0), 0
	for i, mark := range marks {
		place := around(words, mark.Start)
		n := 0
		for i+n < len(marks) && marks[i+n].End <= place.End {
			n++
		}
		if n > most {
			best, most = place, n
		}
	}
	return best, within(marks, best)
}

// merged are spans in order, those that touch made one.
func merged(spans []news.Span) []news.Span {
	slices.SortFunc(spans, func(a, b news.Span) int { return a.Start - b.Start })
	var out []news.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// within are the spans inside a place.
func within(spans []news.Span, place news.Span) []news.Span {
	var in []news.Span
	for _, s := range spans {
		if place.Contains(s) {
			in = append(in, s)
		}
	}
	return in
}

// around is a place of whole words that begins a little before at.
func around(words []word, at int) news.Span {
	i, _ := slices.BinarySearchFunc(words, at-snippetLength/4, func(w word, at int) int { return w.start - at })
	i = min(i, len(words)-1)
	j := i
	for j+1 < len(words) && words[j+1].end <= words[i].start+snippetLength {
		j++
	}
	return news.Span{Start: words[i].start, End: words[j].end}
}
