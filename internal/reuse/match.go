package reuse

// The sizes of a match, in words.
const (
	seed       = 5  // equal words that start an alignment
	resync     = 3  // equal words that end an edit
	reach      = 6  // words an edit may change on either side
	leastRun   = 8  // words a piece must share
	candidates = 16 // places where a seed is tried; the rest of a refrain is not
)

// pair is a word of one account that equals a word of the other.
type pair struct{ a, b int }

// piece is an alignment of two runs of words: its equal words in order.
type piece []pair

// index finds the places of an account where a run of seed words stands.
type index struct {
	first map[uint64]int32 // hash of the run: its first place + 1
	next  []int32          // by place: the next place of the same run + 1
}

func newIndex(a *account) *index {
	x := &index{first: make(map[uint64]int32, len(a.grams)), next: make([]int32, len(a.grams))}
	for i := len(a.grams) - 1; i >= 0; i-- {
		x.next[i] = x.first[a.grams[i]]
		x.first[a.grams[i]] = int32(i + 1)
	}
	return x
}

// pieces aligns b with the account that x indexes, from left to right; every word of b
// belongs to one piece at most.
func (x *index) pieces(a, b *account) []piece {
	var found []piece
	least := min(leastRun, len(a.words), len(b.words))
	for j := 0; j < len(b.grams); {
		best := x.longest(a, b, j)
		if len(best) < least {
			j++
			continue
		}
		found = append(found, best)
		j = best[len(best)-1].b + 1
	}
	return found
}

// longest is the longest alignment that starts at word j of b.
func (x *index) longest(a, b *account, j int) piece {
	var best piece
	at := x.first[b.grams[j]]
	for tries := 0; at > 0 && tries < candidates; tries++ {
		if p := extend(a, b, int(at-1), j); len(p) > len(best) {
			best = p
		}
		at = x.next[at-1]
	}
	return best
}

// extend follows equal words from (i, j) to the right, over small edits.
func extend(a, b *account, i, j int) piece {
	var p piece
	for {
		for i < len(a.words) && j < len(b.words) && a.words[i].Hash == b.words[j].Hash {
			p = append(p, pair{i, j})
			i, j = i+1, j+1
		}
		di, dj := rejoin(a, b, i, j)
		if di+dj == 0 {
			return p
		}
		i, j = i+di, j+dj
	}
}

// rejoin is the smallest edit after which the words are equal again: how many words of
// a and of b it skips, 0 and 0 if there is none.
func rejoin(a, b *account, i, j int) (di, dj int) {
	for size := 1; size <= 2*reach; size++ {
		for di := max(0, size-reach); di <= min(size, reach); di++ {
			if equalRun(a, b, i+di, j+size-di) {
				return di, size - di
			}
		}
	}
	return 0, 0
}

func equalRun(a, b *account, i, j int) bool {
	if i+resync > len(a.words) || j+resync > len(b.words) {
		return false
	}
	for k := range resync {
		if a.words[i+k].Hash != b.words[j+k].Hash {
			return false
		}
	}
	return true
}
