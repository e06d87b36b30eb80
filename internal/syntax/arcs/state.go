package arcs

// Limits of one parse.
const (
	// MaxWords is the longest run of words parsed as one; longer ones are cut before.
	MaxWords = 250
	none     = -1
)

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

// Done reports whether each word has its governor.
func (s *State) Done() bool { return s.next == s.n && len(s.stack) == 0 }

// Head and relation of word i, -1 for the root.
func (s *State) Head(i int) (head int, rel uint8) { return s.nodes[i].head, s.nodes[i].rel }

// Move is a kind of transition.
type Move uint8

// The moves. Attach makes the top of the stack a dependent and takes it off the stack.
const (
	Shift Move = iota // the next word goes onto the stack
	Left              // the next word governs the top of the stack
	Right             // the word below governs the top of the stack, or the root does
	moves
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

// Do makes a move; rel is the relation of the arc it draws.
func (s *State) Do(m Move, rel uint8) {
	if m == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	top := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.nodes[top].rel = rel
	switch {
	case m == Left:
		s.nodes[top].head = s.next
		s.nodes[s.next].takeLeft(top, rel)
	case len(s.stack) > 0:
		below := s.stack[len(s.stack)-1]
		s.nodes[top].head = below
		s.nodes[below].takeRight(top, rel)
	}
}

func (n *node) takeLeft(dependent int, rel uint8) {
	n.left2, n.left = n.left, dependent
	n.lefts++
	n.leftRels |= 1 << (rel % 64)
}

func (n *node) takeRight(dependent int, rel uint8) {
	n.right2, n.right = n.right, dependent
	n.rights++
	n.rightRels |= 1 << (rel % 64)
}

// Class is the number of a transition among all: Shift, then Left and Right with each of
// the relations.
func Class(m Move, rel uint8, relations int) int {
	if m == Shift {
		return 0
	}
	return 1 + int(m-Left)*relations + int(rel)
}

// Split is the transition a class stands for.
func Split(class, relations int) (Move, uint8) {
	if class == 0 {
		return Shift, 0
	}
	class--
	return Left + Move(class/relations), uint8(class % relations)
}

// Classes is the number of transitions.
func Classes(relations int) int { return 1 + 2*relations }
