package novelty

import (
	"math"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// Reading is the accounts of one event as they are judged word by word.
type Reading struct {
	*coverer
	language   *text.Language
	heard      []heard                // by word
	withHead   []float64              // by word: how close any sentence comes to saying it and what it hangs on
	marks      []mark                 // by word
	whole      []coverage             // by sentence
	statements map[align.Ref]*aligned // by statement
	owner      [][]int                // by sentence and token: the statement of the account it is a word of, -1 none
	told       []float64              // by account: share of its words that others have
	length     []float64              // by account: log of its statements over those of the mean other
	x          []float64              // scratch: the features of a word
}

// Accounts are two or more accounts of one event, and what joins them.
type Accounts struct {
	Docs     []*news.Document
	Named    []map[int]int  // by account: the linked entity that a word names, by where it starts
	Language *text.Language // that most of them are read as
	Field    *align.Field   // their statements, aligned
	Groups   []align.Group  // and grouped
	Answered [][]news.Span  // by account: the amounts that another account gives too, at whatever value
}

// Read reads accounts.
func Read(a Accounts) *Reading {
	r := &Reading{coverer: newCoverer(listen(a.Docs, a.Named, a.Language)), language: a.Language, statements: map[align.Ref]*aligned{}}
	r.measure(r.assign())
	r.collect(a.Field, a.Groups)
	r.mark(a.Answered)
	r.told, r.length = r.toldShares(), lengths(a.Docs)
	return r
}

// measure notes how far the others say each word and cover each sentence and statement, one
// sentence after another.
func (r *Reading) measure(statements [][]*aligned) {
	known := map[[2]int]heard{} // by account and term: it says the same wherever it stands
	for n, doc := range r.account {
		r.whole = append(r.whole, r.cover(r.wordsOf(n)))
		for _, s := range statements[n] {
			s.coverage = r.cover(s.words)
		}
		for _, w := range r.wordsOf(n) {
			key := [2]int{doc, r.words[w].term}
			if _, ok := known[key]; !ok {
				known[key] = r.hearing(w)
			}
			r.heard = append(r.heard, known[key])
			r.withHead = append(r.withHead, r.headToo(w))
		}
	}
}

// headToo is how close any sentence comes to saying a word and what it hangs on.
func (r *Reading) headToo(w int) float64 {
	if h := r.words[w].head; h >= 0 {
		return r.together(w, h)
	}
	return 0
}

// lengths are the logs of how many statements each account has over the mean of the others.
func lengths(docs []*news.Document) []float64 {
	all := 0
	for _, d := range docs {
		all += len(d.Statements)
	}
	var out []float64
	for _, d := range docs {
		own := len(d.Statements)
		out = append(out, math.Log(float64(own+1)*others(docs)/float64(all-own+1)))
	}
	return out
}

// others is how many other accounts there are, at least 1.
func others(docs []*news.Document) float64 { return float64(max(1, len(docs)-1)) }

// wordsOf are the words of a sentence.
func (r *Reading) wordsOf(sentence int) []int { return r.all[r.from[sentence]:r.from[sentence+1]] }

// assign notes which statement each token belongs to, and returns the statements by
// sentence.
func (r *Reading) assign() [][]*aligned {
	for n := range r.account {
		r.owner = append(r.owner, slices.Repeat([]int{-1}, len(r.sentenceOf(n).Tokens)))
	}
	out := make([][]*aligned, len(r.account))
	for doc, d := range r.docs {
		for k := range d.Statements {
			s := &aligned{words: r.claim(doc, k)}
			r.statements[align.Ref{Doc: doc, Statement: k}] = s
			n := r.first[doc] + d.Statements[k].Sentence
			out[n] = append(out[n], s)
		}
	}
	return out
}

// claim notes the tokens of a statement as its own and returns its words.
func (r *Reading) claim(doc, statement int) []int {
	st := &r.docs[doc].Statements[statement]
	n := r.first[doc] + st.Sentence
	var words []int
	for _, t := range st.Own {
		r.owner[n][t] = statement
		if w := r.at[n][t]; w >= 0 {
			words = append(words, w)
		}
	}
	return words
}

// toldShares is the share of each account's words that others have anywhere.
func (r *Reading) toldShares() []float64 {
	got, all := make([]float64, len(r.docs)), make([]float64, len(r.docs))
	for n, doc := range r.account {
		for _, w := range r.wordsOf(n) {
			all[doc] += r.words[w].weight
			got[doc] += r.words[w].weight * r.heard[w].top
		}
	}
	for doc := range got {
		got[doc] /= all[doc] + 1
	}
	return got
}

// heard is how far the other accounts say a word.
type heard struct {
	top, low float64 // closest in any account; in the account that comes least close
	often    int     // sentences that say it in the same sense
}

// hearing is how far the others say a word.
func (r *Reading) hearing(w int) heard {
	out := heard{low: 1}
	doc := r.accountOf(w)
	top := make([]float64, len(r.docs))
	for _, e := range r.echoes[r.words[w].term] {
		if o := r.account[e.sentence]; o != doc {
			top[o] = max(top[o], float64(e.close))
			if e.close >= sameSense {
				out.often++
			}
		}
	}
	for o, t := range top {
		if o != doc {
			out.top, out.low = max(out.top, t), min(out.low, t)
		}
	}
	return out
}

// Each calls do with the features of every word of content, in order; they are made for
// the call and not kept.
func (r *Reading) Each(do func(w int, x []float64)) { r.each(0, len(r.words), do) }

// each is Each for some of the words.
func (r *Reading) each(from, to int, do func(w int, x []float64)) {
	for w := from; w < to; w++ {
		r.x = r.x[:0]
		r.word(w)
		r.place(w)
		r.statement(w)
		r.context(w)
		do(w, r.x)
	}
}

// aside is the same reading with scratch space of its own, for another goroutine.
func (r *Reading) aside() *Reading {
	out := *r
	out.coverer, out.x = newCoverer(r.speech), nil
	return &out
}

// Names names the features, in their order.
func Names() []string {
	out := append([]string{}, wordNames...)
	for _, tag := range tags {
		out = append(out, "tag "+tag)
	}
	for _, rel := range relations {
		out = append(out, "relation "+rel)
	}
	out = append(append(append(out, placeNames...), statementNames...), sentenceNames...)
	for _, extent := range extents {
		for _, name := range extentNames {
			out = append(out, extent+" "+name)
		}
	}
	return append(out, contextNames...)
}

func (r *Reading) add(xs ...float64) { r.x = append(r.x, xs...) }

var wordNames = []string{"weight", "own", "others", "have it", "top", "low", "often", "named"}

// tags and relations are the parts of speech and the relations to their governor that
// words are told apart by.
var (
	tags      = []string{"NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV"}
	relations = []string{"nsubj", "obj", "obl", "nmod", "amod", "compound", "advcl", "acl", "conj", "appos", "ccomp", "xcomp", "root",
		"parataxis", "advmod", "nummod"}
)

// word describes a word by itself.
func (r *Reading) word(w int) {
	doc, term, t := r.accountOf(w), r.words[w].term, r.tokenOf(w)
	elsewhere, have := 0, 0
	for o, n := range r.count[term] {
		if o != doc && n > 0 {
			elsewhere, have = elsewhere+n, have+1
		}
	}
	h := r.heard[w]
	r.add(r.words[w].weight/6, math.Log(float64(r.count[term][doc])), math.Log1p(float64(elsewhere)), float64(have)/others(r.docs),
		h.top, h.low, math.Log1p(float64(h.often)), truth(r.terms[term].entity >= 0))
	for _, tag := range tags {
		r.add(truth(t.Tag == tag))
	}
	for _, rel := range relations {
		r.add(truth(syntax.Is(t.Rel, rel)))
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
