package novelty

import (
	"math"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

var placeNames = []string{"answered", "date", "date told", "quoted", "direct", "said", "position", "sentence number", "headline",
	"accounts", "length over others", "length", "told share"}

// place describes where a word stands.
func (r *Reading) place(w int) {
	doc, n, t := r.accountOf(w), r.words[w].sentence, r.tokenOf(w)
	d := r.docs[doc]
	date, told := r.dated(doc, t.Span)
	quoted, direct := quotedAt(d, t.Span)
	own, all := len(d.Statements), 0
	for _, o := range r.docs {
		all += len(o.Statements)
	}
	answered := slices.ContainsFunc(r.answered[doc], func(a news.Span) bool { return a.Overlap(t.Span) > 0 })
	r.add(truth(answered), truth(date), truth(told), truth(quoted), truth(direct),
		truth(r.language.Section("cues")[t.Lemma] == string(news.Said)),
		float64(t.Start)/float64(len(d.Article.Text)), math.Log1p(float64(n-r.first[doc])),
		truth(d.Blocks[r.sentenceOf(n).Block].Kind == news.Headline), r.others(),
		math.Log(float64(own+1)*r.others()/float64(all-own+1)), math.Log(float64(own+1)), r.told[doc])
}

// dated reports whether a place of an account is of a date, and of one that others tell.
func (r *Reading) dated(doc int, at news.Span) (date, told bool) {
	d := r.docs[doc]
	for i := range d.Dates {
		if d.Dates[i].Overlap(at) == 0 {
			continue
		}
		date = true
		for o, days := range r.days {
			told = told || o != doc && days[d.Dates[i].Value]
		}
	}
	return date, told
}

// quotedAt reports whether a place is quoted, and in the speaker's own words.
func quotedAt(d *news.Document, at news.Span) (quoted, direct bool) {
	for i := range d.Quotes {
		if d.Quotes[i].Overlap(at) > 0 {
			quoted, direct = true, direct || d.Quotes[i].Direct
		}
	}
	return quoted, direct
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
	first, second, mean := r.matches.best(ref, len(r.docs))
	in, same, inSentence, with := 0.0, 0.0, 0.0, 0.0
	if first.score > 0 {
		in, same = r.inStatement(w, first.ref)
		inSentence = r.said(w, r.sentenceAt(first.ref))
	}
	for _, m := range r.matches.of[ref] {
		with = max(with, m.score*r.said(w, r.sentenceAt(m.ref)))
	}
	g := r.matches.groups[ref]
	r.add(first.score, second.score, mean, in, same, inSentence, with,
		truth(g.accounts > 0), g.score, float64(g.accounts)/float64(len(r.docs)), 0)
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
