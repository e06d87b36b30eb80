package arcs

// Oracle knows the right tree of a sentence and tells what a move costs: how many right
// arcs can no longer be drawn after it (the dynamic oracle of Goldberg and Nivre 2013).
type Oracle struct {
	Heads []int // governor of each word, -1 for the root
}

// Cost of a valid move.
func (o *Oracle) Cost(s *State, m Move) int {
	switch m {
	case Shift:
		return o.shift(s)
	case Left:
		return o.left(s)
	default:
		return o.right(s)
	}
}

// shift loses the next word's arcs with words on the stack, but for the governor on top.
func (o *Oracle) shift(s *State) int {
	cost, head := 0, o.Heads[s.next]
	for k, word := range s.stack {
		if o.Heads[word] == s.next || head == word && k < len(s.stack)-1 {
			cost++
		}
	}
	if head == none && len(s.stack) > 0 {
		cost++
	}
	return cost
}

// left loses the top's arcs with the word below and with all words to read but the next
// as governor.
func (o *Oracle) left(s *State) int {
	top := s.down(0)
	cost, head := o.toRead(s, top), o.Heads[top]
	if head == s.down(1) || head > s.next {
		cost++
	}
	return cost
}

// right loses the top's arcs with all words to read.
func (o *Oracle) right(s *State) int {
	top := s.down(0)
	cost := o.toRead(s, top)
	if o.Heads[top] >= s.next {
		cost++
	}
	return cost
}

// toRead counts the dependents of a word among the words to read.
func (o *Oracle) toRead(s *State, governor int) int {
	count := 0
	for _, head := range o.Heads[s.next:] {
		if head == governor {
			count++
		}
	}
	return count
}
