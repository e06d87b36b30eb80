package novelty

import (
	"slices"
	"sort"
)

// answering is how close the sentences of other accounts come to saying each word of one
// sentence. A row stands for each of them, in order.
type answering struct {
	own           stretch   // the sentences that are passed over: of the account itself
	words         int       // of the sentence
	closeness     []float32 // by row and word
	top           []float64 // by word: the closest of any
	said          [][]int32 // by word: the rows that say it
	weight, local ranking   // the rows by the weight and the local weight of what they say
}

// find finds what answers a sentence.
func (a *answering) find(s *speech, sentence int) {
	words := s.words[s.from[sentence]:s.from[sentence+1]]
	a.own = s.sentencesOf(s.account[sentence])
	a.begin(words, len(s.account)-a.own.last+a.own.first)
	for i := range words {
		a.said[i] = a.said[i][:0]
		said := s.echoes[words[i].term]
		before := sort.Search(len(said), func(k int) bool { return int(said[k].sentence) >= a.own.first })
		after := before + sort.Search(len(said)-before, func(k int) bool { return int(said[before+k].sentence) >= a.own.last })
		a.hear(i, said[:before], 0)
		a.hear(i, said[after:], a.own.last-a.own.first)
	}
	a.weight.sort()
	a.local.sort()
}

// begin begins anew, with rows that say nothing.
func (a *answering) begin(words []word, rows int) {
	a.words = len(words)
	a.closeness, a.top = zeros(a.closeness, rows*len(words)), zeros(a.top, len(words))
	for len(a.said) < len(words) {
		a.said = append(a.said, nil)
	}
	a.weight.begin(rows)
	a.local.begin(rows)
	for i := range words {
		a.weight.weights = append(a.weight.weights, words[i].weight)
		a.local.weights = append(a.local.weights, words[i].local)
	}
}

// zeros is that many zeros, in the room given if there is enough.
func zeros[F float32 | float64](room []F, n int) []F {
	room = slices.Grow(room[:0], n)[:n]
	clear(room)
	return room
}

// hear notes which sentences say word i, or something near to it; their rows are that much
// lower than their numbers.
func (a *answering) hear(i int, said []echo, lower int) {
	weight, local, top, rows := a.weight.weights[i], a.local.weights[i], a.top[i], a.said[i]
	for _, e := range said {
		row, near := int(e.sentence)-lower, float64(e.close)
		a.closeness[row*a.words+i] = e.close
		a.weight.sums[row] += weight * near
		a.local.sums[row] += local * near
		top = max(top, near)
		rows = append(rows, int32(row))
	}
	a.top[i], a.said[i] = top, rows
}

// of is how close a row comes to each word.
func (a *answering) of(row int32) []float32 {
	return a.closeness[int(row)*a.words : (int(row)+1)*a.words]
}

// near is how close a sentence of another account comes to saying word i.
func (a *answering) near(sentence, i int) float64 {
	if sentence >= a.own.last {
		sentence -= a.own.last - a.own.first
	}
	return float64(a.closeness[sentence*a.words+i])
}

// sentence is the number of a row.
func (a *answering) sentence(row int) int {
	if row < a.own.first {
		return row
	}
	return row + a.own.last - a.own.first
}

// most is the greatest weight of some words that one row has, and the first that has it, -1
// if none has any.
func (a *answering) most(r *ranking, words []int) (best float64, row int) {
	row = -1
	for _, k := range r.order {
		if r.past(k, best) {
			break
		}
		sum := r.sum(a.of(k), words)
		if sum > best || sum == best && int(k) < row {
			best, row = sum, int(k)
		}
	}
	return best, row
}

// mostWith is the greatest weight of some words that a row has which says word i in the same
// sense, by how close it comes to that.
func (a *answering) mostWith(i int, words []int) float64 {
	r, best := &a.weight, 0.0
	for _, row := range r.order {
		if r.past(row, best) {
			break
		}
		of := a.of(row)
		if of[i] >= sameSense {
			best = max(best, float64(of[i])*r.sum(of, words))
		}
	}
	return best
}

// both is how close any row comes to saying two words.
func (a *answering) both(i, k int) float64 {
	if len(a.said[k]) < len(a.said[i]) {
		i, k = k, i
	}
	best := 0.0
	for _, row := range a.said[i] {
		of := a.of(row)
		best = max(best, float64(min(of[i], of[k])))
	}
	return best
}

// ranking is the order of rows by the weight that they have of all words of the sentence:
// of some words none has more, so that most rows need no look.
type ranking struct {
	weights []float64 // by word
	sums    []float64 // by row
	order   []int32   // of rows: those with most first, but for what differs by less than a step
	step    float64
}

// steps is into how many steps of weight rows are sorted, in a time linear in their number.
const steps = 64

// rounding is more than what rounding takes from a sum.
const rounding = 1e-9

// begin begins anew, with rows that say nothing.
func (r *ranking) begin(rows int) {
	r.weights, r.sums = r.weights[:0], zeros(r.sums, rows)
}

// sum is the weight of some words that a row has.
func (r *ranking) sum(of []float32, words []int) float64 {
	sum := 0.0
	for _, i := range words {
		sum += r.weights[i] * float64(of[i])
	}
	return sum
}

// past reports whether neither a row nor any after it has as much.
func (r *ranking) past(row int32, weight float64) bool { return r.sums[row]+r.step < weight }

// sort orders the rows that say anything.
func (r *ranking) sort() {
	most := 0.0
	for _, sum := range r.sums {
		most = max(most, sum)
	}
	var end [steps + 1]int32 // of each step but the first, which begins at 0
	for _, sum := range r.sums {
		if sum > 0 {
			end[1+stepOf(sum, most)]++
		}
	}
	for k := range steps {
		end[k+1] += end[k]
	}
	r.order = slices.Grow(r.order[:0], int(end[steps]))[:end[steps]]
	for row, sum := range r.sums {
		if sum > 0 {
			k := stepOf(sum, most)
			r.order[end[k]] = int32(row)
			end[k]++
		}
	}
	r.step = most * (1./steps + rounding)
}

// stepOf is the step of a sum: the greater the lower.
func stepOf(sum, most float64) int { return min(int((1-sum/most)*steps), steps-1) }

// stretch is the sentences from the first to before the last.
type stretch struct{ first, last int }

// sentencesOf are the sentences of an account.
func (s *speech) sentencesOf(doc int) stretch {
	out := stretch{s.first[doc], len(s.account)}
	if doc+1 < len(s.first) {
		out.last = s.first[doc+1]
	}
	return out
}
