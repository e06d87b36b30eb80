package arcs

// NonProjective lists the words whose arc spans a word that their governor does not stand
// above. Heads are the governors, -1 for the root.
func NonProjective(heads []int) []int {
	var words []int
	for word, head := range heads {
		if head != none && nonProjective(heads, word) {
			words = append(words, word)
		}
	}
	return words
}

// nonProjective reports whether a word's arc spans one its governor does not stand above.
func nonProjective(heads []int, word int) bool {
	head := heads[word]
	for i := min(word, head) + 1; i < max(word, head); i++ {
		if !below(heads, i, head) {
			return true
		}
	}
	return false
}

// below reports whether a word stands above word i, or is it.
func below(heads []int, i, above int) bool {
	for i != none && i != above {
		i = heads[i]
	}
	return i == above
}

// Lift gives the projective tree nearest to a tree (Nivre and Nilsson 2005): as long as
// an arc is non-projective, the word of the shortest hangs on the governor of its governor.
func Lift(heads []int) []int {
	lifted := append([]int(nil), heads...)
	for {
		word := none
		for _, w := range NonProjective(lifted) {
			if above := lifted[lifted[w]]; above != none && (word == none || length(lifted, w) < length(lifted, word)) {
				word = w
			}
		}
		if word == none {
			return lifted
		}
		lifted[word] = lifted[lifted[word]]
	}
}

// length of the arc of a word.
func length(heads []int, word int) int { return max(word-heads[word], heads[word]-word) }
