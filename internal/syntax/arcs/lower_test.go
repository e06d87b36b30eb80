package arcs

import (
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// always hangs a word on any sibling there is a way to.
type always struct{}

func (always) Score(_ []uint64, scores *perceptron.FewScores) { scores[Low]++ }

// never hangs it on any.
type never struct{}

func (never) Score(_ []uint64, scores *perceptron.FewScores) { scores[High]++ }

// drawn is a desk with a tree, and its sentence of words without tags.
func drawn(heads []int, rels []uint8) (*Desk, *Input) {
	var d Desk
	d.Draw(heads, rels)
	var in Input
	in.Set(make([]word.Word, len(heads)), make([]uint8, len(heads)))
	return &d, &in
}

func headsOf(s *State) []int {
	var heads []int
	for i := range s.nodes {
		heads = append(heads, s.nodes[i].head)
	}
	return heads
}

func TestLower(t *testing.T) {
	const aux, subject, object, verb, preposition, stranded = 1, 2, 3, 4, 5, 6
	rels := []uint8{object, aux, subject, verb, preposition} // What are you talking about
	heads := []int{3, 3, 3, none, 3}
	about := Way{Sibling: object, After: true}
	for _, c := range []struct {
		name   string
		scorer perceptron.FewScorer
		ways   map[Way]uint8
		heads  []int
		rel    uint8
	}{
		{"a way", always{}, map[Way]uint8{about: stranded}, []int{3, 3, 3, none, 0}, stranded},
		{"no weight", never{}, map[Way]uint8{about: stranded}, heads, preposition},
		{"no way", always{}, nil, heads, preposition},
		{"another tag", always{}, map[Way]uint8{{Tag: 1, Sibling: object, After: true}: stranded}, heads, preposition},
		{"another side", always{}, map[Way]uint8{{Sibling: preposition, After: true}: stranded}, heads, preposition},
		{"no arc between", always{}, map[Way]uint8{{Sibling: subject}: stranded}, []int{2, 3, 3, none, 3}, preposition},
	} {
		d, in := drawn(heads, rels)
		NewLowering(c.scorer, c.ways).Lower(d, in)
		if got := headsOf(&d.State); !slices.Equal(got, c.heads) {
			t.Errorf("%s: heads are %v, want %v", c.name, got, c.heads)
		}
		if _, rel := d.Head(4); rel != c.rel {
			t.Errorf("%s: relation is %d, want %d", c.name, rel, c.rel)
		}
	}
}

// everyWay leads everywhere.
func everyWay(relations uint8) map[Way]uint8 {
	ways := map[Way]uint8{}
	for rel := range relations {
		ways[Way{Sibling: rel}], ways[Way{Sibling: rel, After: true}] = 0, 0
	}
	return ways
}

// Whatever is lowered in whatever tree, it stays a tree.
func TestLowerLeavesATree(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	lowering := NewLowering(always{}, everyWay(5))
	for range 2000 {
		heads := crossed(random, 1+random.IntN(20))
		rels := make([]uint8, len(heads))
		for i := range rels {
			rels[i] = uint8(random.IntN(5))
		}
		d, in := drawn(heads, rels)
		lowering.Lower(d, in)
		if got := headsOf(&d.State); !tree(got) {
			t.Fatalf("%v is lowered to %v", heads, got)
		}
	}
}

// A tree of which one word was lifted, by one arc, comes back when the word is hung on the
// right one of the siblings tried.
func TestLowerUndoesLift(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	lowering, back := NewLowering(always{}, everyWay(1)), 0
	for range 2000 {
		heads := crossed(random, 2+random.IntN(8))
		lifted := Lift(heads)
		var words []int
		for i := range heads {
			if lifted[i] != heads[i] {
				words = append(words, i)
			}
		}
		if len(words) != 1 || lifted[heads[words[0]]] != lifted[words[0]] {
			continue
		}
		d, in := drawn(lifted, make([]uint8, len(heads)))
		siblings := lowering.Siblings(nil, &d.State, in, words[0])
		if !slices.Contains(siblings, heads[words[0]]) {
			t.Fatalf("%v, lifted to %v: word %d may hang on %v", heads, lifted, words[0], siblings)
		}
		if d.nodes[words[0]].head = heads[words[0]]; !slices.Equal(headsOf(&d.State), heads) {
			t.Fatalf("%v does not come back", heads)
		}
		back++
	}
	if back < 200 {
		t.Errorf("only %d trees tried", back)
	}
}

// A tree drawn at once is the tree drawn by moves.
func TestDraw(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for range 300 {
		heads := make([]int, 1+random.IntN(20))
		projective(random, heads, 0, len(heads), none)
		rels := make([]uint8, len(heads))
		for i := range rels {
			rels[i] = uint8(random.IntN(50))
		}
		var moved, at State
		moved.Reset(len(heads))
		for o := (Oracle{Heads: heads}); !moved.Done(); {
			for m := range Moves {
				if moved.Valid(m) && o.Cost(&moved, m) == 0 {
					word, rel := 0, uint8(0)
					if m != Shift {
						word, _ = moved.Arc(m)
						rel = rels[word]
					}
					moved.Do(m, rel)
					break
				}
			}
		}
		if at.Draw(heads, rels); !at.Done() || !slices.Equal(at.nodes, moved.nodes) {
			t.Fatalf("%v is drawn as\n%v, moves draw\n%v", heads, at.nodes, moved.nodes)
		}
	}
}

func TestPackWays(t *testing.T) {
	ways := map[Way]uint8{{Tag: 3, Sibling: 7, After: true}: 2, {Tag: 200, Sibling: 0}: 9}
	data := PackWays(ways)
	got, err := OpenWays(data, 10)
	if err != nil || len(got) != len(ways) {
		t.Fatalf("ways come back as %v, %v", got, err)
	}
	for w, rel := range ways {
		if got[w] != rel {
			t.Errorf("%v has relation %d, want %d", w, got[w], rel)
		}
	}
	if _, err := OpenWays(data[1:], 10); err == nil {
		t.Error("half a way passes")
	}
	if _, err := OpenWays(data, 9); err == nil {
		t.Error("a relation there is not passes")
	}
}
