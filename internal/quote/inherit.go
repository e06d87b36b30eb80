package quote

// reach is over how many blocks a quotation without a speaker goes on with the last one.
const reach = 2

// memory is over how many sentences, within those blocks.
const memory = 20

// inherit gives quotations in marks without a speaker of their own that of the one they
// go on with: found is in order of the runs, held
// what is said indirectly, by sentence.
func (j *judge) inherit(found []attribution, held [][]attribution) {
	for i := len(found) - 2; i >= 0; i-- { // "We go.¶ We stay," she said: the speaker stands behind
		if a, next := &found[i], &found[i+1]; a.source == nowhere && j.flows(a.run, next.run) {
			a.source = next.source
		}
	}
	for i := range found {
		a := &found[i]
		if a.source != nowhere {
			continue
		}
		if i > 0 && j.goesOn(&found[i-1], a) {
			a.source = found[i-1].source
			continue
		}
		if a.source = j.actor(a.run); a.source == nowhere {
			a.source = j.last(found[:i], held, a)
		}
	}
}

// last is who spoke last, in marks or not, at most some blocks and sentences before a
// quotation.
func (j *judge) last(direct []attribution, held [][]attribution, a *attribution) place {
	q := &j.runs[a.run]
	at := j.sentenceAt(q.Start)
	d := len(direct) - 1
	for i := at; i >= max(j.first[max(0, q.block-reach)], at-memory); i-- {
		for k := len(held[i]) - 1; k >= 0; k-- {
			if held[i][k].words.Start < q.Start && held[i][k].source.token >= 0 {
				return held[i][k].source
			}
		}
		for ; d >= 0 && j.sentenceAt(direct[d].words.Start) >= i; d-- {
			if direct[d].source.token >= 0 {
				return direct[d].source
			}
		}
	}
	return nowhere
}

// flows reports whether run b goes on with run a, over a paragraph or in its sentence.
func (j *judge) flows(a, b int) bool {
	if b != a+1 {
		return false
	}
	if j.runs[b].carried {
		return true
	}
	return j.sentenceAt(j.runs[a].End-1) == j.sentenceAt(j.runs[b].Start)
}

// goesOn reports whether a quotation goes on with the one before: it is carried on, in
// the same paragraph, or a paragraph of its own right behind.
func (j *judge) goesOn(last, a *attribution) bool {
	q, before := &j.runs[a.run], &j.runs[last.run]
	if q.block == before.block {
		return true
	}
	alone := q.outer.Start == j.doc.Blocks[q.block].Start
	return a.run == last.run+1 && (q.carried || alone && q.block-before.block <= reach)
}

// actor is who acts in the words that lead to a run, "Smith was unmoved. “We stay.”",
// "Smith: “We stay.”", or is named alone behind it, "“We stay.” — Ann Smith".
func (j *judge) actor(r int) place {
	if f, ok := j.before(r); ok && f.near != "block" || ok && j.colon(f) {
		t := j.trees[f.sentence]
		for k := f.first; k < f.last; k++ {
			if t.tokens[k].Head < 0 {
				if s := t.child(k, "nsubj"); s >= 0 && s < f.last {
					return place{f.sentence, s}
				}
			}
		}
		if who := t.nominalAt(f.first); who >= 0 && j.colon(f) {
			return place{f.sentence, who}
		}
	}
	if f, ok := j.after(r); ok && f.near == "same" {
		t := j.trees[f.sentence]
		if who := t.nominalAt(f.first + 1); who >= 0 && t.isMark(f.first) && t.tokens[f.first].Norm != "," && t.verbs(f.first, f.last) == 0 {
			return place{f.sentence, who}
		}
	}
	return nowhere
}

// colon reports whether a frame ends with a colon.
func (j *judge) colon(f frame) bool {
	return j.trees[f.sentence].tokens[f.last-1].Norm == ":"
}
