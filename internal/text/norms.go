package text

import "synoptic/internal/news"

// norms gives words their folded forms. A word that is folded already shares the bytes
// of the text; the others of a block share one string.
type norms struct {
	folded []byte
	owed   []owed
}

// owed is a word whose form stands in folded.
type owed struct{ token, start, end int }

// add sets the form of token i, or notes it for fill.
func (n *norms) add(tokens []news.Token, i int, s string) {
	var seen uint8
	for k := 0; k < len(s); k++ {
		seen |= class[s[k]]
	}
	if seen&(high|capital) == 0 && s != "`" {
		tokens[i].Norm = s
		return
	}
	at := len(n.folded)
	if seen&high != 0 || s == "`" {
		n.folded = append(n.folded, Fold(s)...)
	} else {
		n.folded = lowerASCII(n.folded, s)
	}
	n.owed = append(n.owed, owed{i, at, len(n.folded)})
}

// fill sets the forms add noted.
func (n *norms) fill(tokens []news.Token) {
	folded := string(n.folded)
	for _, o := range n.owed {
		tokens[o.token].Norm = folded[o.start:o.end]
	}
	n.folded, n.owed = n.folded[:0], n.owed[:0]
}

func lowerASCII(buf []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		b := s[i]
		if isUpper(b) {
			b += 'a' - 'A'
		}
		buf = append(buf, b)
	}
	return buf
}
