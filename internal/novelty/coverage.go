package novelty

// coverage is how much of some words of an account the others have, each word counted by
// its weight and by how close they come to it.
type coverage struct {
	best     float64 // share that one sentence has
	local    float64 // the same, words that the account itself repeats counted less
	anywhere float64 // share that all sentences have together
	sentence int     // the one that has most, -1: none has any
	words    int
}

// share is the weight of words that a sentence has.
type share struct{ weight, local float64 }

// coverer measures coverage; it holds scratch space and serves one goroutine.
type coverer struct {
	*speech
	shares   []share // by sentence
	touched  []int32
	covered  map[[2]int]coverage // of runs of words of one sentence, by first and last + 1
	sentence int                 // that one
}

func newCoverer(s *speech) *coverer {
	return &coverer{speech: s, shares: make([]share, len(s.account)), covered: map[[2]int]coverage{}}
}

// coverRun is the coverage of the words from … to-1, of one sentence: the words of a phrase
// ask for the same one after another.
func (c *coverer) coverRun(from, to int) coverage {
	if n := c.words[from].sentence; n != c.sentence {
		clear(c.covered)
		c.sentence = n
	}
	out, ok := c.covered[[2]int{from, to}]
	if !ok {
		out = c.cover(c.all[from:to])
		c.covered[[2]int{from, to}] = out
	}
	return out
}

// cover is the coverage of words of one account.
func (c *coverer) cover(words []int) coverage {
	weight, local, anywhere := c.tally(words)
	out := coverage{sentence: -1, words: len(words)}
	for _, n := range c.touched {
		s := c.shares[n]
		if s.weight > out.best || s.weight == out.best && int(n) < out.sentence {
			out.best, out.sentence = s.weight, int(n)
		}
		out.local = max(out.local, s.local)
	}
	c.forget()
	if weight > 0 {
		out.best, out.local, out.anywhere = out.best/weight, out.local/local, anywhere/weight
	}
	return out
}

// tally sums the weight of words for every sentence of another account that has them, in
// shares, and returns the weight of all words and of those that are said anywhere.
func (c *coverer) tally(words []int) (weight, local, anywhere float64) {
	for _, i := range words {
		w, top := &c.words[i], 0.0
		doc := c.account[w.sentence]
		weight, local = weight+w.weight, local+w.local
		for _, e := range c.echoes[w.term] {
			if c.account[e.sentence] == doc {
				continue
			}
			s := &c.shares[e.sentence]
			if s.weight == 0 {
				c.touched = append(c.touched, e.sentence)
			}
			near := float64(e.close)
			s.weight += w.weight * near
			s.local += w.local * near
			top = max(top, near)
		}
		anywhere += w.weight * top
	}
	return weight, local, anywhere
}

// forget clears the shares.
func (c *coverer) forget() {
	for _, n := range c.touched {
		c.shares[n] = share{}
	}
	c.touched = c.touched[:0]
}

// with is the greatest share of words about a word that a sentence has which says the word
// itself.
func (c *coverer) with(w int, about []int) float64 {
	doc, best := c.accountOf(w), 0.0
	weight, _, _ := c.tally(about)
	for _, e := range c.echoes[c.words[w].term] {
		if e.close >= sameSense && c.account[e.sentence] != doc {
			best = max(best, float64(e.close)*c.shares[e.sentence].weight)
		}
	}
	c.forget()
	if weight == 0 {
		return 0
	}
	return best / weight
}

// sameSense is the closeness from which a sentence counts as saying a word.
const sameSense = 0.5
