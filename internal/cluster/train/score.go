package main

import "fmt"

// figures are B-cubed and pairwise precision and recall.
type figures struct {
	cubedP, cubedR, pairP, pairR float64
	stories                      int
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (f figures) cubed() float64 { return f1(f.cubedP, f.cubedR) }
func (f figures) pairs() float64 { return f1(f.pairP, f.pairR) }

func (f figures) String() string {
	return fmt.Sprintf("B-cubed %.3f / %.3f F1 %.4f, pairwise %.3f / %.3f F1 %.4f, %d stories",
		f.cubedP, f.cubedR, f.cubed(), f.pairP, f.pairR, f.pairs(), f.stories)
}

// score compares stories with gold ones over the articles counted, each in the midst of
// all articles. found may differ by article: the run in which it was held out.
func score(gold []string, found func(article int) []string, counted func(article int) bool) figures {
	var f figures
	var n, right, claimed, due float64
	names := map[string]bool{}
	for i := range gold {
		if !counted(i) {
			continue
		}
		run := found(i)
		both, mine, all := 0.0, 0.0, 0.0
		for j := range gold {
			same, together := gold[i] == gold[j], run[i] == run[j]
			all += count(same)
			mine += count(together)
			both += count(same && together)
		}
		names[run[i]] = true
		n++
		f.cubedP += both / mine
		f.cubedR += both / all
		right, claimed, due = right+both-1, claimed+mine-1, due+all-1
	}
	f.cubedP, f.cubedR = f.cubedP/n, f.cubedR/n
	f.pairP, f.pairR = right/max(claimed, 1), right/max(due, 1)
	f.stories = len(names)
	return f
}

func count(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
