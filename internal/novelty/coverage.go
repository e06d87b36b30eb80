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

// coverer measures coverage, of words of one sentence at a time; it holds scratch space and
// serves one goroutine.
type coverer struct {
	*speech
	sentence  int                 // whose words are measured, -1: none yet
	answering answering           // what answers it
	covered   map[[2]int]coverage // of runs of its words, by first and last + 1
	places    []int               // scratch: of words in the sentence
}

func newCoverer(s *speech) *coverer {
	return &coverer{speech: s, sentence: -1, covered: map[[2]int]coverage{}}
}

// in turns to the sentence of some words and gives their places among its words.
func (c *coverer) in(words ...int) []int {
	if len(words) == 0 {
		return nil
	}
	if n := c.words[words[0]].sentence; n != c.sentence {
		c.sentence = n
		c.answering.find(c.speech, n)
		clear(c.covered)
	}
	c.places = c.places[:0]
	for _, w := range words {
		c.places = append(c.places, w-c.from[c.sentence])
	}
	return c.places
}

// coverRun is the coverage of the words from … to-1, of one sentence: the words of a phrase
// ask for the same one after another.
func (c *coverer) coverRun(from, to int) coverage {
	words := c.in(c.all[from:to]...)
	out, ok := c.covered[[2]int{from, to}]
	if !ok {
		out = c.coverPlaces(words)
		c.covered[[2]int{from, to}] = out
	}
	return out
}

// cover is the coverage of words of one sentence.
func (c *coverer) cover(words []int) coverage { return c.coverPlaces(c.in(words...)) }

// coverPlaces is the coverage of words of the sentence turned to.
func (c *coverer) coverPlaces(words []int) coverage {
	out := coverage{sentence: -1, words: len(words)}
	if len(words) == 0 {
		return out
	}
	a := &c.answering
	weight, local, anywhere := 0.0, 0.0, 0.0
	for _, i := range words {
		weight, local = weight+a.weight.weights[i], local+a.local.weights[i]
		anywhere += a.weight.weights[i] * a.top[i]
	}
	best, row := a.most(&a.weight, words)
	most, _ := a.most(&a.local, words)
	out.best, out.local, out.anywhere = best/weight, most/local, anywhere/weight
	if row >= 0 {
		out.sentence = a.sentence(row)
	}
	return out
}

// with is the greatest share of words about a word, of its sentence, that a sentence has
// which says the word itself.
func (c *coverer) with(w int, about []int) float64 {
	places := c.in(about...)
	if len(places) == 0 {
		return 0
	}
	weight := 0.0
	for _, i := range places {
		weight += c.answering.weight.weights[i]
	}
	return c.answering.mostWith(w-c.from[c.sentence], places) / weight
}

// said is how close a sentence comes to saying a word.
func (c *coverer) said(w, sentence int) float64 {
	if c.account[sentence] == c.accountOf(w) {
		return c.speech.said(w, sentence)
	}
	return c.answering.near(sentence, c.in(w)[0])
}

// together is how close any sentence of another account comes to saying both words, of one
// sentence.
func (c *coverer) together(a, b int) float64 {
	places := c.in(a, b)
	return c.answering.both(places[0], places[1])
}

// sameSense is the closeness from which a sentence counts as saying a word.
const sameSense = 0.5
