package text

import (
	"strings"
)

// isByline reports whether a line names who wrote the story: "By Ada Byron and Al
// Khwarizmi", "Ada Byron, science correspondent".
func (f *furniture) isByline(t string) bool {
	n := countWords(t)
	if n < 2 || n > 16 || endsWithStop(t) && n > 6 {
		return false
	}
	names, ok := f.byNames(t)
	if ok {
		return names > 0
	}
	name, role, found := strings.Cut(t, ",")
	if !found || endsSentence(t) {
		return false
	}
	names, ok = f.capitals(name)
	return ok && names >= 2 && names <= 5 && f.isRole(role)
}

// byNames counts the capitalised words after "By"; false if the line does not begin so.
func (f *furniture) byNames(t string) (names int, ok bool) {
	first, rest, _ := strings.Cut(t, " ")
	if !listed(f.by, strings.TrimRight(first, ":")) || countWords(rest) < 2 {
		return 0, false
	}
	for part := range strings.SplitSeq(rest, ",") {
		n, ok := f.capitals(part)
		switch {
		case ok:
			names += n
		case names == 0 || !f.endsInRole(part):
			return 0, true
		}
	}
	return names, true
}

// endsInRole reports whether a part of a byline is a role with what it is for:
// "transport correspondent".
func (f *furniture) endsInRole(t string) bool {
	words := strings.Fields(t)
	return len(words) > 0 && len(words) <= 4 && listed(f.roles, bare(words[len(words)-1]))
}

// capitals counts the words of a name or names; false if a word is small and neither
// joins names nor belongs to a role.
func (f *furniture) capitals(t string) (n int, ok bool) {
	for w := range strings.FieldsSeq(t) {
		w = bare(w)
		switch {
		case w == "" || isUpperRune(w):
			n++
		case !f.joiners.Has(w) && !f.roles.Has(w) && !f.desks.Has(w):
			return n, false
		}
	}
	return n, true
}

// isRole reports whether a part of a byline says what its author is.
func (f *furniture) isRole(t string) bool {
	if _, ok := f.capitals(t); !ok {
		return false
	}
	for w := range strings.FieldsSeq(t) {
		if listed(f.roles, bare(w)) {
			return true
		}
	}
	return false
}
