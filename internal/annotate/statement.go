package annotate

import (
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// How long, in words with all that hangs on it, a part of a sentence must be to be cut
// off as a statement of its own. The lengths are where readers who marked what accounts
// tell (1,300 marks in 29 accounts) begin to mark part and rest apart more often than
// together; infinitives, subject clauses and -ing clauses on nouns they keep.
const (
	shortClause = 4 // adverbial clauses with a finite verb or participle, asides
	shortNoun   = 5 // counted nouns joined to others
	longClause  = 8 // complement, relative and -ing clauses, appositions
)

// minTold is how many words of content a clause must have not to be taken together with
// the one it hangs on.
const minTold = 4

// cutter cuts sentences into statements.
type cutter struct {
	negation, planned, possible, stop text.Section
	cues                              Cues // of the document being cut
}

func newCutter(l *text.Language) cutter {
	return cutter{negation: l.Section("negation"), planned: l.Section("planned"), possible: l.Section("possible"), stop: l.Section("stopwords")}
}

// cut gives all statements of a document, in order of the text.
func (c cutter) cut(doc *news.Document) []news.Statement {
	c.cues = CuesOf(doc)
	var out []news.Statement
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		if !tells(doc.Blocks[s.Block].Kind) {
			continue
		}
		for _, st := range c.sentence(s) {
			if c.trim(doc, s, &st); len(st.Own) == 0 || c.attribution(s, &st) {
				continue
			}
			st.Sentence, st.Quote = i, quoteOf(doc, st.Span)
			st.Polarity, st.Modality = c.polarity(s, &st), c.modality(s, &st)
			out = append(out, st)
		}
	}
	return out
}

// tells reports whether a block of this kind tells news.
func tells(k news.BlockKind) bool {
	return k == news.Body || k == news.Headline || k == news.Heading
}

// sentence cuts one sentence: at its clauses if it was parsed, else not at all.
func (c cutter) sentence(s *news.Sentence) []news.Statement {
	if syntax.Root(s) < 0 {
		return []news.Statement{{Head: -1, Subject: -1, Own: run(0, len(s.Tokens))}}
	}
	heads := clauseHeads(s)
	c.absorb(s, heads)
	own := clauses(s, heads)
	var out []news.Statement
	for h := range s.Tokens {
		if heads[h] {
			out = append(out, news.Statement{Head: h, Subject: subject(s, h), Own: compact(own[h], h)})
		}
	}
	return out
}

// clauses gives every clause head its words.
func clauses(s *news.Sentence, heads []bool) [][]int {
	own := make([][]int, len(s.Tokens))
	for i := range s.Tokens {
		h := owner(s, heads, i)
		own[h] = append(own[h], i)
	}
	return own
}

// absorb takes small clauses together with the one they hang on, as long as there are
// any: "it is time" says nothing without "for me to go".
func (c cutter) absorb(s *news.Sentence, heads []bool) {
	for again := true; again; {
		again = false
		own := clauses(s, heads)
		for h := len(s.Tokens) - 1; h >= 0; h-- {
			if !heads[h] || s.Tokens[h].Head < 0 {
				continue
			}
			p := owner(s, heads, s.Tokens[h].Head)
			small, parent := c.content(s, own[h]), c.content(s, own[p])
			if parent > 0 && min(small, parent) < minTold && touch(own[h], own[p]) {
				heads[h], again = false, true
				break
			}
		}
	}
}

// content counts the words of content of a clause that are not part of an attribution.
func (c cutter) content(s *news.Sentence, own []int) int {
	n := 0
	for _, i := range own {
		t := &s.Tokens[i]
		switch t.Tag {
		case "NOUN", "VERB", "PROPN", "ADJ", "NUM":
			if !c.stop.Has(t.Norm) && !c.cues.Has(t.Span) {
				n++
			}
		}
	}
	return n
}

// touch reports whether two clauses stand side by side.
func touch(a, b []int) bool {
	for _, i := range a {
		if slices.Contains(b, i-1) || slices.Contains(b, i+1) {
			return true
		}
	}
	return false
}

func run(first, last int) []int {
	out := make([]int, 0, last-first)
	for i := first; i < last; i++ {
		out = append(out, i)
	}
	return out
}

// clauseHeads marks the tokens that head a statement.
func clauseHeads(s *news.Sentence) []bool {
	heads := make([]bool, len(s.Tokens))
	for i := range s.Tokens {
		heads[i] = headsStatement(s, i)
	}
	return heads
}

func headsStatement(s *news.Sentence, i int) bool {
	t := &s.Tokens[i]
	if t.Head < 0 {
		return true
	}
	if infinitive(s, i) {
		return false
	}
	first, last := syntax.Subtree(s, i)
	return cutsOff(s, i, last-first, first) && !torn(s.Tokens[first:last])
}

// cutsOff reports whether a clause of so many words, which begins at token first, stands to
// its sentence as a statement of its own does.
func cutsOff(s *news.Sentence, i, length, first int) bool {
	t := &s.Tokens[i]
	switch {
	case syntax.Is(t.Rel, "conj"):
		return t.Tag == "VERB" || syntax.Dependent(s, i, "nsubj", "cop") >= 0 || t.Tag == "NOUN" && listed(s, i, length)
	case syntax.Is(t.Rel, "parataxis"), syntax.Is(t.Rel, "advcl") && t.Fine != "VBG":
		return length >= shortClause
	case syntax.Is(t.Rel, "advcl"):
		return length >= longClause && setOff(s, first)
	case syntax.Is(t.Rel, "ccomp", "acl:relcl", "appos"), syntax.Is(t.Rel, "acl") && t.Fine != "VBG":
		return length >= longClause
	}
	return false
}

// torn reports whether words cannot be cut off: they begin with the mark of whose they are
// ("the city| 's works") or with what an editor put in ("President |[Ann] Lee"), or hold
// one half of a pair of brackets.
func torn(words []news.Token) bool {
	return words[0].Fine == "POS" || words[0].Norm == "[" || brackets(words) != 0
}

// brackets is how many brackets are opened more than closed among words.
func brackets(words []news.Token) int {
	open := 0
	for i := range words {
		switch words[i].Norm {
		case "[", "(":
			open++
		case "]", ")":
			open--
		}
	}
	return open
}

// listed reports whether a noun joined to another is told by itself: counted or long, and
// no part of a subject, which its verb needs whole.
func listed(s *news.Sentence, i, length int) bool {
	if syntax.Is(s.Tokens[s.Tokens[i].Head].Rel, "nsubj") {
		return false
	}
	return length >= longClause || length >= shortNoun && syntax.Dependent(s, i, "nummod") >= 0
}

// setOff reports whether a part of a sentence that begins at token first stands at its
// beginning or after a mark: "kept pirates from attacking" is one thing told.
func setOff(s *news.Sentence, first int) bool {
	return first == 0 || s.Tokens[first-1].Tag == "PUNCT"
}

// infinitive reports whether a verb stands with "to".
func infinitive(s *news.Sentence, i int) bool {
	for j := range syntax.Dependents(s, i, "mark") {
		if s.Tokens[j].Tag == "PART" {
			return true
		}
	}
	return false
}

// owner is the head of the statement a token belongs to.
func owner(s *news.Sentence, heads []bool, i int) int {
	for range s.Tokens {
		if heads[i] || s.Tokens[i].Head < 0 {
			return i
		}
		i = s.Tokens[i].Head
	}
	return i
}

// compact keeps of a statement's words the run around its head and those near runs
// that hold more words than lie between, so that its span is mostly its own.
func compact(own []int, head int) []int {
	at := slices.Index(own, head)
	first, last := at, at
	for last+1 < len(own) && own[last+1] == own[last]+1 {
		last++
	}
	for first > 0 && own[first-1] == own[first]-1 {
		first--
	}
	for k := first; k > 0; {
		from := k - 1
		for from > 0 && own[from-1] == own[from]-1 {
			from--
		}
		if gap := own[k] - own[k-1] - 1; gap > max(3, k-from) {
			break
		}
		first, k = from, from
	}
	for k := last; k+1 < len(own); {
		to := k + 1
		for to+1 < len(own) && own[to+1] == own[to]+1 {
			to++
		}
		if gap := own[k+1] - own[k] - 1; gap > max(3, to-k) {
			break
		}
		last, k = to, to
	}
	return own[first : last+1]
}

// subject is the head word of who or what a clause is about: its own subject, the noun
// it describes, or the subject of the clause it hangs on.
func subject(s *news.Sentence, head int) int {
	for range s.Tokens {
		if j := syntax.Dependent(s, head, "nsubj", "csubj"); j >= 0 {
			return j
		}
		t := &s.Tokens[head]
		switch {
		case t.Head < 0:
			return -1
		case syntax.Is(t.Rel, "acl", "appos"):
			return t.Head
		case syntax.Is(t.Rel, "ccomp", "parataxis"):
			return -1
		}
		head = t.Head
	}
	return -1
}

// trim sets the span of a statement, without joining words, marks and attribution at its
// edges.
func (c cutter) trim(doc *news.Document, s *news.Sentence, st *news.Statement) {
	c.spoken(doc, s, st)
	for len(st.Own) > 0 && (Edge(&s.Tokens[st.Own[0]], true) || c.cues.Has(s.Tokens[st.Own[0]].Span)) {
		st.Own = st.Own[1:]
	}
	for n := len(st.Own); n > 0 && (Edge(&s.Tokens[st.Own[n-1]], false) || c.cues.Has(s.Tokens[st.Own[n-1]].Span)); n-- {
		st.Own = st.Own[:n-1]
	}
	if len(st.Own) > 0 {
		closeBrackets(s, st)
		st.Start, st.End = s.Tokens[st.Own[0]].Start, s.Tokens[st.Own[len(st.Own)-1]].End
	}
}

// closeBrackets takes in the bracket beside a statement whose other half it holds.
func closeBrackets(s *news.Sentence, st *news.Statement) {
	first, last := st.Own[0], st.Own[len(st.Own)-1]
	switch open := brackets(s.Tokens[first : last+1]); {
	case open == 1 && last+1 < len(s.Tokens) && brackets(s.Tokens[last+1:last+2]) == -1:
		st.Own = append(slices.Clip(st.Own), last+1)
	case open == -1 && first > 0 && brackets(s.Tokens[first-1:first]) == 1:
		st.Own = append([]int{first - 1}, st.Own...)
	}
}

// Edge reports whether a token at the beginning (leading) or end of a part of a sentence is
// no part of what it says: a mark, or what joins it to words that are left out.
func Edge(t *news.Token, leading bool) bool {
	switch {
	case t.Tag == "PUNCT" || t.Rel == "cc":
		return true
	case leading:
		return t.Rel == "mark" && t.Lemma == "that"
	}
	return t.Tag != "ADV" && syntax.Is(t.Rel, "case", "fixed", "mark", "det") // what they stand with was cut off
}

// spoken keeps of a statement whose head is said by somebody only what is said, where
// who says it stands in the same clause.
func (c cutter) spoken(doc *news.Document, s *news.Sentence, st *news.Statement) {
	if st.Head < 0 || !slices.ContainsFunc(st.Own, func(i int) bool { return c.cues.Has(s.Tokens[i].Span) }) {
		return
	}
	head := s.Tokens[st.Head].Span
	for i := range doc.Quotes {
		if q := doc.Quotes[i].Span; q.Contains(head) {
			st.Own = slices.DeleteFunc(st.Own, func(k int) bool { return !q.Contains(s.Tokens[k].Span) })
			return
		}
	}
}

// attribution reports whether a statement says no more than who said something.
func (c cutter) attribution(s *news.Sentence, st *news.Statement) bool {
	left := 0
	for _, i := range st.Own {
		t := &s.Tokens[i]
		if t.Tag != "PUNCT" && !c.cues.Has(t.Span) {
			left++
		}
	}
	return left == 0
}

// quoteOf is the index of the quotation that holds most of the span, -1 if none does.
func quoteOf(doc *news.Document, w news.Span) int {
	for i := range doc.Quotes {
		if 2*doc.Quotes[i].Overlap(w) > w.Len() {
			return i
		}
	}
	return -1
}
