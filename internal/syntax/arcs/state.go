package arcs

// MaxWords is the longest run of words parsed as one; longer ones are cut before.
const MaxWords = 250

// none is no word.
const none = -1

// State is a sentence half parsed, after the arc-hybrid system (Kuhlmann, Gómez-Rodríguez
// and Satta 2011): a stack of words whose governor is not known yet, above an artificial
// root, and the words still to read. A word enters the stack once and leaves it once, by
// getting its governor: 2n moves, and never a cycle.
type State struct {
	n     int   // words
	next  int   // first word still to read
	stack []int // bottom first; the artificial root is not in it
	nodes []node
}

// node is a word with what hangs on it so far.
type node struct {
	head                int // governor, none if not known or the artificial root
	rel                 uint8
	left, left2         int // outermost and second dependent to the left
	right, right2       int // to the right
	lefts, rights       uint8
	leftRels, rightRels uint64 // relations of the dependents as a set
}

// Reset makes the state the start of a sentence of n words.
func (s *State) Reset(n int) {
	s.n, s.next = n, 0
	s.stack = s.stack[:0]
	if cap(s.nodes) < n {
		s.nodes = make([]node, n)
	}
	s.nodes = s.nodes[:n]
	for i := range s.nodes {
		s.nodes[i] = node{head: none, left: none, left2: none, right: none, right2: none}
	}
}

// Draw makes the state that of a sentence whose tree is drawn.
func (s *State) Draw(heads []int, rels []uint8) {
	s.Reset(len(heads))
	s.next = s.n
	for i := range heads {
		s.nodes[i].head, s.nodes[i].rel = heads[i], rels[i]
	}
	for i := len(heads) - 1; i >= 0; i-- {
		if heads[i] > i {
			s.nodes[heads[i]].take(Left, i, rels[i])
		}
	}
	for i, head := range heads {
		if head != none && head < i {
			s.nodes[head].take(Right, i, rels[i])
		}
	}
}

// Done reports whether each word has its governor.
func (s *State) Done() bool { return s.next == s.n && len(s.stack) == 0 }

// Head is the governor of word i, -1 for the root, and the relation to it.
func (s *State) Head(i int) (head int, rel uint8) { return s.nodes[i].head, s.nodes[i].rel }

// Move is a kind of transition.
type Move uint8

// The moves. Left and Right make the top of the stack a dependent and take it off.
const (
	Shift Move = iota // the next word goes onto the stack
	Left              // the next word governs the top of the stack
	Right             // the word below governs the top of the stack, or the root does
	Moves             // how many there are
)

// Valid reports whether a move may be made. The artificial root takes one word only,
// the last that is left.
func (s *State) Valid(m Move) bool {
	switch m {
	case Shift:
		return s.next < s.n
	case Left:
		return len(s.stack) > 0 && s.next < s.n
	default:
		return len(s.stack) > 1 || len(s.stack) == 1 && s.next == s.n
	}
}

// Arc is the dependent and the governor, -1 for the root, that Left or Right joins.
func (s *State) Arc(m Move) (dependent, governor int) {
	if m == Left {
		return s.down(0), s.next
	}
	return s.down(0), s.down(1)
}

// Do makes a move; rel is the relation of the arc it draws, if it draws one.
func (s *State) Do(m Move, rel uint8) {
	if m == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	dependent, governor := s.Arc(m)
	s.stack = s.stack[:len(s.stack)-1]
	s.nodes[dependent].head, s.nodes[dependent].rel = governor, rel
	if governor != none {
		s.nodes[governor].take(m, dependent, rel)
	}
}

// take hangs a dependent on the node.
func (n *node) take(m Move, dependent int, rel uint8) {
	if m == Left {
		n.left2, n.left = n.left, dependent
		n.lefts++
		n.leftRels |= 1 << (rel % 64)
		return
	}
	n.right2, n.right = n.right, dependent
	n.rights++
	n.rightRels |= 1 << (rel % 64)
}

// down is the k-th word of the stack from the top, none if there is none.
func (s *State) down(k int) int {
	if k >= len(s.stack) {
		return none
	}
	return s.stack[len(s.stack)-1-k]
}

// ahead is the k-th word to read, none if there is none.
func (s *State) ahead(k int) int {
	if s.next+k >= s.n {
		return none
	}
	return s.next + k
}

// nothing is the node of no word.
var nothing = node{head: none, rel: 255, left: none, left2: none, right: none, right2: none}

func (s *State) node(i int) *node {
	if i < 0 || i >= s.n {
		return &nothing
	}
	return &s.nodes[i]
}
