package text

import "strings"

// findAddress finds the web or e-mail address in a run without white space; 0, 0 if
// there is none. Marks that close a sentence around it are not part of it.
func findAddress(s string) (from, to int) {
	if len(s) < 5 {
		return 0, 0
	}
	from = addressStart(s)
	if from < 0 {
		return 0, 0
	}
	to = len(s)
	if i := strings.IndexAny(s[from:], "<>\"“”«»|"); i >= 0 {
		to = from + i
	}
	for to > from && strings.IndexByte(".,;:!?)]}'*", s[to-1]) >= 0 && !balanced(s[from:to]) {
		to--
	}
	to = from + len(strings.TrimRight(s[from:to], "’"))
	if to-from < 5 {
		return 0, 0
	}
	return from, to
}

// balanced reports whether a closing bracket at the end was opened inside.
func balanced(s string) bool {
	return s[len(s)-1] == ')' && strings.Count(s, "(") >= strings.Count(s, ")")
}

// addressStart is where an address begins in s, -1 if none does.
func addressStart(s string) int {
	if i := strings.Index(s, "://"); i > 0 {
		return lettersBefore(s, i)
	}
	if i := strings.Index(s, "www."); i >= 0 {
		return i
	}
	i := strings.IndexByte(s, '@')
	if i <= 0 || i == len(s)-1 {
		return -1
	}
	j := i
	for j > 0 && (class[s[j-1]]&(letter|digit) != 0 || strings.IndexByte("._-+%", s[j-1]) >= 0) {
		j--
	}
	if j == i || class[s[i+1]]&(letter|digit) == 0 {
		return -1
	}
	return j
}

// lettersBefore is where the run of ASCII letters that ends at i begins.
func lettersBefore(s string, i int) int {
	j := i
	for j > 0 && class[s[j-1]]&letter != 0 {
		j--
	}
	if j == i {
		return -1
	}
	return j
}
