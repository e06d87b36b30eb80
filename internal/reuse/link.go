package reuse

import (
	"cmp"
	"slices"
)

// What two quotations must have in common to be one utterance.
const (
	leastCover  = 0.50 // of the weight of the shorter one
	leastWords  = 3    // equal words in order
	nearlyAll   = 0.90 // of the words of the shorter one: nothing else was said
	leastAlike  = 0.60 // of them: the same words, altered
	leastStems  = 3    // stems that a paraphrase shares
	strangerRun = 5    // equal words that give one utterance to two speakers
)

// links finds the pairs of sayings that tell one utterance.
func (s *sayings) links() []link {
	places := map[uint64][]int32{} // by rare stem: the sayings that have it
	best := map[[2]int]link{}      // by saying and document: the best paraphrase there
	var found, loose []link
	for q := range s.all {
		for _, p := range s.partners(q, places) {
			l, ok := s.link(p, q)
			if !ok {
				continue
			}
			if l.kind != saidInOtherWords {
				found = append(found, l)
				continue
			}
			loose = append(loose, l)
			s.keepBest(best, l)
		}
		for _, stem := range s.rare(q) {
			if len(places[stem]) < maxPlaces {
				places[stem] = append(places[stem], int32(q))
			}
		}
	}
	for _, l := range loose { // a paraphrase must be the best on both sides
		if best[[2]int{l.p, s.all[l.q].doc}] == l && best[[2]int{l.q, s.all[l.p].doc}] == l {
			found = append(found, l)
		}
	}
	return found
}

func (s *sayings) keepBest(best map[[2]int]link, l link) {
	for _, key := range [][2]int{{l.p, s.all[l.q].doc}, {l.q, s.all[l.p].doc}} {
		if l.cover > best[key].cover {
			best[key] = l
		}
	}
}

func (s *sayings) rare(q int) []uint64 {
	stems := s.all[q].stems
	return stems[:min(rareStems, len(stems))]
}

// partners are the sayings of other accounts before q that share its rare stems, the
// most alike first.
func (s *sayings) partners(q int, places map[uint64][]int32) []int {
	shared := map[int]float64{}
	for _, stem := range s.rare(q) {
		for _, p := range places[stem] {
			if s.all[p].doc != s.all[q].doc {
				shared[int(p)] += s.weight[stem]
			}
		}
	}
	found := make([]int, 0, len(shared))
	for p := range shared {
		found = append(found, p)
	}
	slices.SortFunc(found, func(x, y int) int {
		return cmp.Or(cmp.Compare(shared[y], shared[x]), cmp.Compare(x, y))
	})
	return found[:min(maxPartners, len(found))]
}

// link compares two sayings.
func (s *sayings) link(p, q int) (link, bool) {
	a, b := &s.all[p], &s.all[q]
	l := link{p: p, q: q}
	stems := 0
	l.cover, stems = s.cover(a, b)
	if l.cover < leastCover {
		return l, false
	}
	if a.Direct == b.Direct {
		l.kind = sameWords(a, b, common(a.words, b.words))
	}
	if a.Direct && b.Direct || l.kind == saidIdentically || l.kind == saidByAnother {
		return l, l.kind > 0
	}
	l.kind = saidInOtherWords // a reporter's words are nobody's to cut or alter
	return l, a.speaker != "" && a.speaker == b.speaker && stems >= leastStems
}

// cover is how much of the lighter saying the other one says, by the weight of stems.
func (s *sayings) cover(a, b *saying) (share float64, stems int) {
	shared := 0.0
	for _, stem := range a.stems {
		if slices.Contains(b.stems, stem) {
			shared += s.weight[stem]
			if s.weight[stem] > s.common {
				stems++
			}
		}
	}
	if least := min(a.weight, b.weight); least > 0 {
		share = shared / least
	}
	return share, stems
}

// sameWords tells how two sayings with that many equal words in order are one utterance,
// 0 if they are not.
func sameWords(a, b *saying, equal int) int {
	least, most := min(len(a.words), len(b.words)), max(len(a.words), len(b.words))
	part := float64(equal) / float64(least)
	strangers := a.speaker != "" && b.speaker != "" && a.speaker != b.speaker
	switch {
	case equal < leastWords || part < leastAlike:
		return 0
	case strangers && (equal < strangerRun || part < nearlyAll):
		return 0
	case strangers:
		return saidByAnother
	case equal == most:
		return saidIdentically
	case part >= nearlyAll && least < most:
		return saidCut
	}
	return saidAltered
}

// common is the length of the longest common subsequence of two lists of words.
func common(a, b []uint64) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			above := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
