package novelty

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

// Run is a run of words told by one account alone: Tokens of a sentence of an account.
type Run struct {
	Doc, Sentence int
	First, Last   int // token, token + 1
}

// Judgement is a reading whose words are judged.
type Judgement struct {
	*Reading
	model *Model
	odds  []float64 // by word: log odds that one account alone tells it
}

// Judge judges every word of content.
func (r *Reading) Judge(m *Model) *Judgement { return &Judgement{r, m, r.odds(m)} }

// Runs are the runs told by one account alone, in order of account and place.
func (r *Judgement) Runs() []Run {
	var out []Run
	for n, doc := range r.account {
		from := r.from[n]
		for _, span := range path(r.odds[from:r.from[n+1]], r.model.Threshold, r.model.Change) {
			out = append(out, Run{doc, n - r.first[doc], r.words[from+span.Start].token, r.words[from+span.End-1].token + 1})
		}
	}
	return out
}

// Alone are the mean log odds of the words of a statement that one account alone tells it,
// where that is likelier than not, else 0.
func (r *Judgement) Alone(s align.Ref) float64 {
	sum, words := 0.0, 0.0
	n := r.sentenceAt(s)
	for _, t := range r.docs[s.Doc].Statements[s.Statement].Own {
		if w := r.at[n][t]; w >= 0 {
			sum, words = sum+r.odds[w], words+1
		}
	}
	return max(0, sum/max(1, words))
}

// batch is how many words a worker takes at least: a few milliseconds of work.
const batch = 256

// odds are the log odds of all words, shared among workers. A panic of any is one of the
// caller.
func (r *Reading) odds(m *Model) []float64 {
	out := make([]float64, len(r.words))
	judge := func(r *Reading, from, size int) {
		r.each(from, min(from+size, len(out)), func(w int, x []float64) {
			m.Normal(x)
			out[w] = m.Odds(x)
		})
	}
	workers := runtime.GOMAXPROCS(0)
	size := max(batch, (len(out)+workers-1)/workers)
	var others sync.WaitGroup
	var broken atomic.Value
	for from := size; from < len(out); from += size {
		part := r.aside()
		others.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					broken.Store(fmt.Sprint(p))
				}
			}()
			judge(part, from, size)
		})
	}
	judge(r, 0, size)
	if others.Wait(); broken.Load() != nil {
		panic(broken.Load())
	}
	return out
}

// path cuts out the runs of words whose odds lie above the threshold by most in sum, where
// each run costs what a change costs: the best path through the states told and told alone.
func path(odds []float64, threshold, change float64) []news.Span {
	told, alone := 0.0, -change
	var fromAlone, toAlone []bool // by word: whether the best path into told came from alone, into alone from told
	for _, o := range odds {
		fromAlone, toAlone = append(fromAlone, alone > told), append(toAlone, told-change >= alone)
		told, alone = max(told, alone), max(told-change, alone)+o-threshold
	}
	return back(fromAlone, toAlone, alone > told)
}

// back follows the best path from its end.
func back(fromAlone, toAlone []bool, alone bool) []news.Span {
	var out []news.Span
	for i := len(fromAlone) - 1; i >= 0; i-- {
		if !alone {
			alone = fromAlone[i]
			continue
		}
		if n := len(out); n > 0 && out[n-1].Start == i+1 {
			out[n-1].Start = i
		} else {
			out = append(out, news.Span{Start: i, End: i + 1})
		}
		alone = !toAlone[i]
	}
	slices.Reverse(out)
	return out
}
