package compare

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestMarks holds that the words two sentences have in the same order are never more than
// their signatures allow, and that signatures tell wholly other sentences apart.
func TestMarks(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	words := func(of, n int) []string {
		var out []string
		for range n {
			out = append(out, strconv.Itoa(random.IntN(of)))
		}
		return out
	}
	for range 500 {
		of := 1 + random.IntN(400)
		x, y := words(of, random.IntN(60)), words(of, random.IntN(60))
		xs, ys := signatureOf(x), signatureOf(y)
		if most := min(len(x)-xs.lacks(&ys), len(y)-ys.lacks(&xs)); inOrder(x, y) > most {
			t.Errorf("%v and %v have %d words in the same order, signatures allow %d", x, y, inOrder(x, y), most)
		}
	}
	x, y := signatureOf([]string{"a", "ferry", "hit", "the", "wall"}), signatureOf([]string{"rain", "fell", "all", "night", "long"})
	if x.lacks(&y) < 4 {
		t.Errorf("a sentence lacks %d words of another", x.lacks(&y))
	}
}
