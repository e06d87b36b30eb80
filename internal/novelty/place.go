package novelty

import (
	"math"
	"slices"
	"sort"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

var placeNames = []string{"answered", "date", "date told", "quoted", "direct", "said", "position", "sentence number", "headline",
	"accounts", "length over others", "length", "told share"}

// mark is what the place of a word is part of.
type mark struct{ answered, date, told, quoted, direct bool }

// place describes where a word stands.
func (r *Reading) place(w int) {
	doc, n, t := r.accountOf(w), r.words[w].sentence, r.tokenOf(w)
	d, m := r.docs[doc], &r.marks[w]
	r.add(truth(m.answered), truth(m.date), truth(m.told), truth(m.quoted), truth(m.direct),
		truth(r.language.Section("cues")[t.Lemma] == string(news.Said)),
		float64(t.Start)/float64(len(d.Article.Text)), math.Log1p(float64(n-r.first[doc])),
		truth(d.Blocks[r.sentenceOf(n).Block].Kind == news.Headline), others(r.docs),
		r.length[doc], math.Log(float64(len(d.Statements)+1)), r.told[doc])
}

// mark marks the words of amounts that others answer, of dates and of quotations.
func (r *Reading) mark(answered [][]news.Span) {
	r.marks = make([]mark, len(r.words))
	days := map[string][]int{} // to the accounts that tell them
	for doc, d := range r.docs {
		for i := range d.Dates {
			days[d.Dates[i].Value] = append(days[d.Dates[i].Value], doc)
		}
	}
	for doc, d := range r.docs {
		for _, s := range answered[doc] {
			r.within(doc, s, func(m *mark) { m.answered = true })
		}
		for i := range d.Dates {
			told := slices.ContainsFunc(days[d.Dates[i].Value], func(o int) bool { return o != doc })
			r.within(doc, d.Dates[i].Span, func(m *mark) { m.date, m.told = true, m.told || told })
		}
		for i := range d.Quotes {
			direct := d.Quotes[i].Direct
			r.within(doc, d.Quotes[i].Span, func(m *mark) { m.quoted, m.direct = true, m.direct || direct })
		}
	}
}

// within calls do with the marks of the words of an account that a place touches.
func (r *Reading) within(doc int, at news.Span, do func(*mark)) {
	from, to := r.from[r.first[doc]], len(r.words)
	if doc+1 < len(r.first) {
		to = r.from[r.first[doc+1]]
	}
	from += sort.Search(to-from, func(i int) bool { return r.tokenOf(from+i).End > at.Start })
	for w := from; w < to && r.tokenOf(w).Start < at.End; w++ {
		do(&r.marks[w])
	}
}

var (
	statementNames = []string{"best match", "second match", "mean match", "in match", "same in match", "in its sentence", "match with it",
		"grouped", "group score", "group accounts", "no statement"}
	sentenceNames = []string{"before", "after", "in line"}
)

// statement describes how the statement of a word was aligned.
func (r *Reading) statement(w int) {
	doc, at := r.accountOf(w), &r.words[w]
	ref := align.Ref{Doc: doc, Statement: r.owner[at.sentence][at.token]}
	if ref.Statement < 0 {
		r.add(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
		return
	}
	s := r.statements[ref]
	in, same, inSentence, with := 0.0, 0.0, 0.0, 0.0
	if s.first.score > 0 {
		in, same = r.inStatement(w, s.first.ref)
		inSentence = r.said(w, r.sentenceAt(s.first.ref))
	}
	for _, m := range s.matches {
		with = max(with, m.score*r.said(w, r.sentenceAt(m.ref)))
	}
	r.add(s.first.score, s.second.score, s.mean, in, same, inSentence, with,
		truth(s.accounts > 0), s.group, float64(s.accounts)/float64(len(r.docs)), 0)
}

// sentenceAt is the sentence of a statement.
func (r *Reading) sentenceAt(ref align.Ref) int {
	return r.first[ref.Doc] + r.docs[ref.Doc].Statements[ref.Statement].Sentence
}

// inStatement is how close the words of a statement come to a word, and whether it is among
// them.
func (r *Reading) inStatement(w int, ref align.Ref) (near, same float64) {
	n := r.sentenceAt(ref)
	for _, k := range r.docs[ref.Doc].Statements[ref.Statement].Own {
		o := r.at[n][k]
		if o < 0 {
			continue
		}
		near = max(near, r.close(r.words[w].term, r.words[o].term))
		if r.terms[r.words[o].term].lemma == r.terms[r.words[w].term].lemma {
			same = 1
		}
	}
	return near, same
}
