package arcs

import (
	"errors"
	"slices"

	"synoptic/internal/syntax/perceptron"
)

// Lowering draws the arcs a projective tree lacks, after Hall and Novák (2005): it hangs a
// word on one of its siblings where that makes a non-projective arc and the weights say
// so. A sibling is never below the word, so a tree stays a tree.
type Lowering struct {
	Scorer perceptron.FewScorer // of High and Low
	ways   map[Way]uint8
	opens  [2][perceptron.MaxClasses + 1]bool // by side and tag of the word: there is a way
}

// The classes the weights of a Lowering tell apart: a word stays, or hangs on its sibling.
const (
	High = iota
	Low
)

// Way tells which words may hang on which siblings: by the tag of the word, the relation
// of the sibling and whether the word is read after their governor.
type Way struct {
	Tag, Sibling uint8
	After        bool
}

// NewLowering is one that tries the ways given, each with the relation the word is in then.
func NewLowering(scorer perceptron.FewScorer, ways map[Way]uint8) *Lowering {
	l := &Lowering{Scorer: scorer, ways: ways}
	for w := range ways {
		l.opens[side(w.After)][w.Tag] = true
	}
	return l
}

func side(after bool) uint64 {
	if after {
		return 1
	}
	return 0
}

// waySize is the bytes of a way: tag, relation of the sibling, side, relation.
const waySize = 4

// ErrWays says that bytes are no list of ways.
var ErrWays = errors.New("list of ways is corrupt")

// PackWays writes ways as OpenWays reads them.
func PackWays(ways map[Way]uint8) []byte {
	var rows [][waySize]byte
	for w, rel := range ways {
		rows = append(rows, [waySize]byte{w.Tag, w.Sibling, byte(side(w.After)), rel})
	}
	slices.SortFunc(rows, func(a, b [waySize]byte) int { return slices.Compare(a[:], b[:]) })
	var data []byte
	for _, row := range rows {
		data = append(data, row[:]...)
	}
	return data
}

// OpenWays reads what PackWays wrote; relations are less than their number.
func OpenWays(data []byte, relations int) (map[Way]uint8, error) {
	if len(data)%waySize != 0 {
		return nil, ErrWays
	}
	ways := map[Way]uint8{}
	for row := range slices.Chunk(data, waySize) {
		if int(row[3]) >= relations {
			return nil, ErrWays
		}
		ways[Way{Tag: row[0], Sibling: row[1], After: row[2] == 1}] = row[3]
	}
	return ways, nil
}

// Lower changes the tree of a desk.
func (l *Lowering) Lower(d *Desk, in *Input) {
	for word := range d.nodes {
		best, most := none, int32(0)
		d.siblings = l.Siblings(d.siblings[:0], &d.State, in, word)
		for _, sibling := range d.siblings {
			d.few = perceptron.FewScores{}
			d.features = d.LowerFeatures(d.features[:0], in, word, sibling)
			l.Scorer.Score(d.features, &d.few)
			if lead := d.few[Low] - d.few[High]; lead > most {
				best, most = sibling, lead
			}
		}
		if best != none {
			n := &d.nodes[word]
			n.rel = l.ways[d.Way(in, word, best)]
			n.head = best
		}
	}
}

// Siblings appends those a word may hang on.
func (l *Lowering) Siblings(list []int, s *State, in *Input, word int) []int {
	head := s.nodes[word].head
	if head == none || !l.opens[side(word > head)][in.tag(word)] {
		return list
	}
	for i := range s.nodes {
		if s.nodes[i].head == head && s.apart(word, i) {
			if _, ok := l.ways[s.Way(in, word, i)]; ok {
				list = append(list, i)
			}
		}
	}
	return list
}

// Way is the one a word would take to a sibling.
func (s *State) Way(in *Input, word, sibling int) Way {
	return Way{Tag: in.tag(word), Sibling: s.nodes[sibling].rel, After: word > s.nodes[word].head}
}

// apart reports whether between two words stands one that is not below the second.
func (s *State) apart(word, sibling int) bool {
	for i := min(word, sibling) + 1; i < max(word, sibling); i++ {
		up := i
		for up != none && up != sibling {
			up = s.nodes[up].head
		}
		if up == none {
			return true
		}
	}
	return false
}

// LowerFeatures appends what speaks for hanging a word on a sibling: both and their
// governor, what they govern, what stands beside them.
func (s *State) LowerFeatures(f []uint64, in *Input, word, sibling int) []uint64 {
	top := s.nodes[word].head
	d, c, p := in.part(word), in.part(sibling), in.part(top)
	dn, cn, pn := s.node(word), s.node(sibling), s.node(top)
	dl, dr, cl, cr := in.part(dn.left), in.part(dn.right), in.part(cn.left), in.part(cn.right)
	before, after := in.part(word-1), in.part(word+1)
	near, far := distance(word, top), distance(sibling, top)
	dRel, cRel, dRels := uint64(dn.rel), uint64(cn.rel), dn.leftRels|dn.rightRels
	sides := side(word > top)<<1 + side(sibling > top)
	way := d.t<<16 + cRel<<8 + sides
	return append(f, 1,
		mix(2, way), mix3(3, way, d.w), mix3(4, way, dRel), mix3(5, way, c.w), mix3(6, way, c.t),
		mix3(7, way, p.w), mix3(8, way, p.t), mix3(9, way, p.c), mix3(10, way, c.c), mix3(11, way, d.c),
		mix3(12, d.w, c.w), mix3(13, d.t, c.w), mix3(14, c.w, p.w), mix(15, mix3(way, dRel, mix(c.t, p.t))),
		mix(16, mix3(d.w, c.t, p.t)), mix(17, mix3(c.w, d.t, p.t)), mix3(18, way, near), mix3(19, way, far),
		mix(20, mix3(way, near, far)), mix3(21, way, uint64(pn.rel)), mix3(22, way, pn.leftRels), mix3(23, way, pn.rightRels),
		mix3(24, way, cn.leftRels), mix3(25, way, cn.rightRels), mix3(26, way, dn.leftRels), mix3(27, way, dn.rightRels),
		mix3(28, way, dl.w), mix3(29, way, dr.w), mix3(30, way, cl.w), mix3(31, way, cr.w),
		mix3(32, dl.w, c.w), mix3(33, dr.w, c.w), mix3(34, dl.w, cl.w), mix3(35, dr.w, cr.w), mix3(36, dr.w, cl.w),
		mix3(37, way, before.t), mix3(38, way, after.t), mix3(39, before.w, c.w), mix3(40, after.w, c.w),
		mix(41, mix3(way, p.w, c.t)), mix(42, mix3(way, p.t, cn.leftRels)), mix(43, mix3(way, p.t, cn.rightRels)),
		mix3(44, way, p.v), mix3(45, way, p.n), mix3(46, way, c.v), mix3(47, way, c.n), mix3(48, way, d.v),
		mix3(49, dr.w, c.t), mix3(50, dl.w, c.t), mix(51, mix3(way, before.t, after.t)),
		mix3(52, sides, c.w), mix3(53, sides, d.w), mix3(54, sides, p.w), mix(55, mix3(sides, c.t, d.t)),
		mix(56, mix3(sides, c.w, dRel)), mix(57, mix3(sides, cRel, c.w)), mix(58, mix3(sides, cRel, p.w)),
		mix(59, mix3(sides, cRel, p.v)), mix3(60, sides, cl.w), mix3(61, sides, cr.w), mix3(62, sides, dl.w),
		mix3(63, sides, dr.w), mix(64, mix3(sides, cRel, dRel)), mix(65, mix3(sides, pn.leftRels, pn.rightRels)),
		mix(66, mix3(sides, dRels, c.t)), mix(67, mix3(sides, dRels, c.w)),
	)
}
