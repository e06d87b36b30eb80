package cluster

import (
	"cmp"
	"math"
	"slices"

	"synoptic/internal/syntax/flat"
	"synoptic/internal/syntax/word"
)

// Text is running text to learn from: sentences of hashed forms.
type Text [][]uint64

// least is how often a word must be seen to get a class.
const least = 3

// learner holds words in classes, and how often class follows class. Class 0 is that of
// rare words and of the ends of sentences; its words do not move.
type learner struct {
	classes int
	forms   []uint64 // by word, the most frequent first; word 0 stands for rare ones and ends
	counts  []int
	class   []int
	after   [][]pair // by word: words that follow it, with counts
	before  [][]pair
	joint   []int // classes × classes: class followed by class
	size    []int // words of running text in a class
	moved   int
	toRight []int // room to count in: the classes that follow a word
	toLeft  []int
	logs    []float64 // n log n of the common n
}

// pair is a word with a count.
type pair struct{ word, count int }

// Learn sorts the words of a text into so many classes, in so many rounds, and returns
// the class of each form, 1 and up.
func Learn(text Text, classes, rounds int) map[uint64]int {
	l := newLearner(text, classes)
	for range rounds {
		l.moved = 0
		for word := 1; word < len(l.forms); word++ {
			l.place(word)
		}
		if l.moved*200 < len(l.forms) {
			break
		}
	}
	result := map[uint64]int{}
	for word := 1; word < len(l.forms); word++ {
		result[l.forms[word]] = l.class[word]
	}
	return result
}

// newLearner counts the text. Frequent words start in classes of their own, the others
// go round.
func newLearner(text Text, classes int) *learner {
	l := &learner{classes: classes + 1, logs: commonLogs()}
	l.words(text)
	l.class = make([]int, len(l.forms))
	for word := 1; word < len(l.forms); word++ {
		l.class[word] = 1 + (word-1)%classes
	}
	l.neighbours(text)
	l.joint = make([]int, l.classes*l.classes)
	l.size = make([]int, l.classes)
	for word, follow := range l.after {
		for _, p := range follow {
			l.joint[l.class[word]*l.classes+l.class[p.word]] += p.count
		}
		l.size[l.class[word]] += l.counts[word]
	}
	l.toRight, l.toLeft = make([]int, l.classes), make([]int, l.classes)
	return l
}

// words lists the forms seen often enough.
func (l *learner) words(text Text) {
	counts := map[uint64]int{}
	for _, sentence := range text {
		for _, form := range sentence {
			counts[form]++
		}
	}
	for form, n := range counts {
		if n >= least {
			l.forms = append(l.forms, form)
		}
	}
	slices.SortFunc(l.forms, func(a, b uint64) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b))
	})
	l.forms = slices.Insert(l.forms, 0, 0)
	l.counts = make([]int, len(l.forms))
	for word, form := range l.forms {
		l.counts[word] = counts[form]
	}
}

// neighbours counts which word follows which.
func (l *learner) neighbours(text Text) {
	index := map[uint64]int{}
	for word, form := range l.forms {
		index[form] = word
	}
	follow := map[[2]int]int{}
	for _, sentence := range text {
		last := 0
		for _, form := range sentence {
			word := index[form]
			follow[[2]int{last, word}]++
			last = word
		}
		follow[[2]int{last, 0}]++
	}
	keys := make([][2]int, 0, len(follow))
	for key := range follow {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	l.after, l.before = make([][]pair, len(l.forms)), make([][]pair, len(l.forms))
	for _, key := range keys {
		l.after[key[0]] = append(l.after[key[0]], pair{key[1], follow[key]})
		l.before[key[1]] = append(l.before[key[1]], pair{key[0], follow[key]})
	}
}

// place moves a word to the class where the text is told best.
func (l *learner) place(word int) {
	self := l.contexts(word)
	old := l.class[word]
	l.shift(word, old, -1, self)
	best, most := old, math.Inf(-1)
	right, left := filled(l.toRight), filled(l.toLeft)
	for class := 1; class < l.classes; class++ {
		if gain := l.gain(word, class, self, right, left); gain > most {
			best, most = class, gain
		}
	}
	l.shift(word, best, 1, self)
	l.class[word] = best
	if best != old {
		l.moved++
	}
}

// contexts counts the classes before and after a word, and how often it follows itself.
func (l *learner) contexts(word int) (self int) {
	clear(l.toRight)
	clear(l.toLeft)
	for _, p := range l.after[word] {
		if p.word == word {
			self = p.count
			continue
		}
		l.toRight[l.class[p.word]] += p.count
	}
	for _, p := range l.before[word] {
		if p.word != word {
			l.toLeft[l.class[p.word]] += p.count
		}
	}
	return self
}

// shift adds a word's counts to those of a class, or takes them away.
func (l *learner) shift(word, class, sign, self int) {
	for other, n := range l.toRight {
		l.joint[class*l.classes+other] += sign * n
	}
	for other, n := range l.toLeft {
		l.joint[other*l.classes+class] += sign * n
	}
	l.joint[class*l.classes+class] += sign * self
	l.size[class] += sign * l.counts[word]
}

// filled lists the classes with a count.
func filled(counts []int) []pair {
	var list []pair
	for class, n := range counts {
		if n > 0 {
			list = append(list, pair{class, n})
		}
	}
	return list
}

// gain is how much better the text is told with the word in a class: the change of
// Σ n(c,d) log n(c,d) − 2 Σ n(c) log n(c).
func (l *learner) gain(word, class int, self int, right, left []pair) float64 {
	sum := 0.0
	row := l.joint[class*l.classes : (class+1)*l.classes]
	for _, p := range right {
		if p.word != class {
			sum += l.rise(row[p.word], p.count)
		}
	}
	for _, p := range left {
		if p.word != class {
			sum += l.rise(l.joint[p.word*l.classes+class], p.count)
		}
	}
	sum += l.rise(row[class], l.toRight[class]+l.toLeft[class]+self)
	return sum - 2*l.rise(l.size[class], l.counts[word])
}

// rise is the change of n log n when n grows.
func (l *learner) rise(n, by int) float64 {
	if by == 0 {
		return 0
	}
	return l.nLogN(n+by) - l.nLogN(n)
}

func (l *learner) nLogN(n int) float64 {
	if n < len(l.logs) {
		return l.logs[n]
	}
	return float64(n) * math.Log(float64(n))
}

// commonLogs lists n log n for the common n.
func commonLogs() []float64 {
	logs := make([]float64, 1<<16)
	for n := 2; n < len(logs); n++ {
		logs[n] = float64(n) * math.Log(float64(n))
	}
	return logs
}

// Pack writes what is known of forms as Open reads it.
func Pack(classes map[uint64]word.Class) []byte {
	values := map[uint64]uint32{}
	for form, class := range classes {
		values[form] = value(class)
	}
	return flat.Pack(values)
}
