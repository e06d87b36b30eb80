package arcs

import (
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// projective makes a random tree without crossing arcs over the words from … to-1.
func projective(random *rand.Rand, heads []int, from, to, head int) {
	for from < to {
		last := from + 1 + random.IntN(to-from)
		if head == none {
			last = to
		}
		top := from + random.IntN(last-from)
		heads[top] = head
		projective(random, heads, from, top, top)
		projective(random, heads, top+1, last, top)
		from = last
	}
}

func TestOracleLeadsToTheTree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var s State
	for range 500 {
		heads := make([]int, 1+random.IntN(20))
		projective(random, heads, 0, len(heads), none)
		o := Oracle{Heads: heads}
		s.Reset(len(heads))
		for !s.Done() {
			free := slices.DeleteFunc([]Move{Shift, Left, Right}, func(m Move) bool {
				return !s.Valid(m) || o.Cost(&s, m) > 0
			})
			if len(free) == 0 {
				t.Fatalf("no move is free on the way to %v", heads)
			}
			s.Do(free[random.IntN(len(free))], 0)
		}
		for i, want := range heads {
			if got, _ := s.Head(i); got != want {
				t.Fatalf("head of %d is %d; the tree is %v", i, got, heads)
			}
		}
	}
}

func TestCostIsWhatIsLost(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var s State
	for range 300 {
		heads := make([]int, 1+random.IntN(12))
		projective(random, heads, 0, len(heads), none)
		o := Oracle{Heads: heads}
		s.Reset(len(heads))
		paid := 0
		for !s.Done() {
			valid := slices.DeleteFunc([]Move{Shift, Left, Right}, func(m Move) bool { return !s.Valid(m) })
			m := valid[random.IntN(len(valid))]
			paid += o.Cost(&s, m)
			s.Do(m, 0)
		}
		wrong := 0
		for i, want := range heads {
			if got, _ := s.Head(i); got != want {
				wrong++
			}
		}
		if paid != wrong {
			t.Fatalf("paid %d, lost %d of %v", paid, wrong, heads)
		}
	}
}

func TestAnyMovesMakeATree(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		n := 1 + random.IntN(30)
		var s State
		s.Reset(n)
		for moves := 0; !s.Done(); moves++ {
			if moves > 2*n {
				t.Fatal("more than two moves for each word")
			}
			if m := Move(random.IntN(int(Moves))); s.Valid(m) {
				s.Do(m, 0)
			} else {
				moves--
			}
		}
		roots := 0
		for i := range n {
			up, steps := i, 0
			for ; up != none && steps <= n; steps++ {
				up, _ = s.Head(up)
			}
			if up != none {
				t.Fatal("a cycle")
			}
			if head, _ := s.Head(i); head == none {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots", roots)
		}
	}
}

// nothingKnown scores nothing.
type nothingKnown struct{}

func (nothingKnown) Score([]uint64, *perceptron.Scores) {}

// lefts likes Left best, then Shift.
type lefts struct{}

func (lefts) Score(_ []uint64, scores *perceptron.FewScores) { scores[Left], scores[Shift] = 2, 1 }

func TestParseAndTurn(t *testing.T) {
	words := make([]word.Word, 4)
	var in Input
	in.Set(words, make([]uint8, 4))
	p := Parser{Moves: lefts{}, Labels: nothingKnown{}, Relations: 3, Root: 2}
	var d Desk
	p.Parse(&d, &in)
	for i, want := range []int{1, 2, 3, none} {
		if got, _ := d.Head(i); got != want {
			t.Errorf("head of %d is %d, want %d", i, got, want)
		}
	}
	in.Turn(&d.State)
	for i, want := range []hint{{none, 2, 1}, {0, 0, 2}, {1, 0, 3}, {2, 0, none}} {
		if in.hints[i] != want {
			t.Errorf("guess for %d is %+v, want %+v", i, in.hints[i], want)
		}
	}
}
