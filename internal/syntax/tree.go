package syntax

import (
	"iter"
	"strings"

	"synoptic/internal/news"
)

// Root is the index of the token at the top of the sentence's tree, -1 if the sentence
// has no token or was not parsed.
func Root(s *news.Sentence) int {
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 && s.Tokens[i].Rel != "" {
			return i
		}
	}
	return -1
}

// Is reports whether the relation is one of those named, with or without a subtype:
// Is("nsubj:pass", "nsubj") holds, Is("nsubj", "nsubj:pass") does not.
func Is(rel string, names ...string) bool {
	for _, name := range names {
		if rest, ok := strings.CutPrefix(rel, name); ok && (rest == "" || rest[0] == ':') {
			return true
		}
	}
	return false
}

// Children yields the indexes of the tokens governed by token i, in order of the text.
func Children(s *news.Sentence, i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j := range s.Tokens {
			if s.Tokens[j].Head == i && i >= 0 && !yield(j) {
				return
			}
		}
	}
}

// Dependents yields the children of token i that stand in one of the relations.
func Dependents(s *news.Sentence, i int, rels ...string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j := range Children(s, i) {
			if Is(s.Tokens[j].Rel, rels...) && !yield(j) {
				return
			}
		}
	}
}

// Dependent is the first child of token i that stands in one of the relations, -1 if
// there is none.
func Dependent(s *news.Sentence, i int, rels ...string) int {
	for j := range Dependents(s, i, rels...) {
		return j
	}
	return -1
}

// Subtree is the run of tokens around token i that it governs, directly or through
// others, itself included: tokens first … last-1.
func Subtree(s *news.Sentence, i int) (first, last int) {
	first, last = i, i+1
	for first > 0 && reaches(s, first-1, first, last) {
		first--
	}
	for last < len(s.Tokens) && reaches(s, last, first, last) {
		last++
	}
	return first, last
}

// reaches reports whether the way up from token j enters the run first … last-1.
func reaches(s *news.Sentence, j, first, last int) bool {
	for range s.Tokens {
		j = s.Tokens[j].Head
		if j < 0 {
			return false
		}
		if first <= j && j < last {
			return true
		}
	}
	return false
}

// SubtreeSpan is the place in the text of token i's subtree.
func SubtreeSpan(s *news.Sentence, i int) news.Span {
	first, last := Subtree(s, i)
	return news.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
}

// Governs reports whether token i stands above token j in the tree.
func Governs(s *news.Sentence, i, j int) bool {
	for range s.Tokens {
		j = s.Tokens[j].Head
		if j < 0 {
			return false
		}
		if j == i {
			return true
		}
	}
	return false
}

// Clause is the head of the clause token i stands in: the nearest token at or above it
// that heads a clause of its own (the root, a complement, an adverbial or relative
// clause, a clause joined to another).
func Clause(s *news.Sentence, i int) int {
	for range s.Tokens {
		if s.Tokens[i].Head < 0 || headsClause(s, i) {
			return i
		}
		i = s.Tokens[i].Head
	}
	return i
}

// headsClause reports whether token i heads a clause: by its relation, or as a verb
// joined to another.
func headsClause(s *news.Sentence, i int) bool {
	t := &s.Tokens[i]
	if Is(t.Rel, "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis") {
		return true
	}
	return Is(t.Rel, "conj") && (t.Tag == "VERB" || Dependent(s, i, "nsubj", "cop", "aux") >= 0)
}

// Path is the way through the tree from one token to another, both ends included: up
// to the lowest token above both, then down.
func Path(s *news.Sentence, from, to int) []int {
	up, down := climb(s, from), climb(s, to)
	for len(up) > 1 && len(down) > 1 && up[len(up)-2] == down[len(down)-2] {
		up, down = up[:len(up)-1], down[:len(down)-1]
	}
	if up[len(up)-1] != down[len(down)-1] {
		return nil
	}
	for k := len(down) - 2; k >= 0; k-- {
		up = append(up, down[k])
	}
	return up
}

// climb lists token i and all tokens above it, up to the root.
func climb(s *news.Sentence, i int) []int {
	way := []int{i}
	for range s.Tokens {
		i = s.Tokens[i].Head
		if i < 0 {
			break
		}
		way = append(way, i)
	}
	return way
}
