package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// kind says what a piece of text is, as far as cutting needs to know.
type kind uint8

const (
	mark       kind = iota // punctuation or symbol that ends nothing
	word                   // letters, perhaps with digits
	number                 // digits with their inner marks
	address                // web or e-mail address
	abbr                   // "Dr.": goes on
	abbrEnd                // "U.S.": may end a sentence
	abbrNumber             // "No.": an abbreviation before a number only
	initial                // "J."
	stop                   // ends a sentence: . ! ? 。
	ellipsis               // may end one: ...
	opener                 // ( [ “ «
	closer                 // ) ] ” »
	quote                  // " or ': opens or closes by its place
)

// piece is a word, number or mark of the text: [start, end).
type piece struct {
	start, end int
	kind       kind
}

// cutter cuts a text into pieces. Runs without white space ("chunks") are cut by the
// word boundaries of Unicode (UAX 29), then joined and cut further by the language.
type cutter struct {
	*rules
	s      string
	pieces []piece
	atoms  []piece // of one chunk, by UAX 29
	norms  norms
}

// cut appends the pieces of s[start:end].
func (c *cutter) cut(start, end int) {
	for i := start; i < end; {
		b := c.s[i]
		switch {
		case class[b]&blank != 0:
			i++
		case class[b]&letter != 0:
			i = c.plainWord(i, end)
		case class[b]&high != 0:
			if r, n := utf8.DecodeRuneInString(c.s[i:end]); isBlank(r) {
				i += n
				continue
			}
			fallthrough
		default:
			j := c.chunkEnd(i, end)
			c.chunk(i, j)
			i = j
		}
	}
}

// plainWord takes the common case, ASCII letters with at most one mark after them, and
// leaves the rest to chunk.
func (c *cutter) plainWord(i, end int) int {
	j := i + 1
	for j < end && class[c.s[j]]&letter != 0 {
		j++
	}
	if j == end || class[c.s[j]]&blank != 0 {
		c.emitLetters(i, j)
		return j
	}
	if k := j + 1; k == end || class[c.s[k]]&blank != 0 {
		switch c.s[j] {
		case ',', ';', ':', ')':
			c.emitLetters(i, j)
			c.emit(j, k, markKind(rune(c.s[j])))
			return k
		case '.', '?', '!':
			c.emitStopped(i, j, k)
			return k
		}
	}
	k := c.chunkEnd(j, end)
	c.chunk(i, k)
	return k
}

// emitLetters emits a word of ASCII letters only, which can be cut as a contraction.
func (c *cutter) emitLetters(i, j int) {
	if at := c.contraction(c.s[i:j]); at > 0 {
		c.emit(i, i+at, word)
		i += at
	}
	c.emit(i, j, word)
}

// emitStopped emits a word and the mark after it, or both as one abbreviation.
func (c *cutter) emitStopped(i, j, k int) {
	if c.s[j] == '.' {
		if kind := c.abbreviationAt(i, k); kind != word {
			c.emit(i, k, kind)
			return
		}
	}
	c.emitWord(i, j, word)
	c.emit(j, k, stop)
}

// abbreviationAt is the kind of the abbreviation s[i:k], stop included; word if it is
// none here: an initial at the end of the text is a word with a full stop.
func (c *cutter) abbreviationAt(i, k int) kind {
	kind := c.abbreviation(c.s[i:k])
	switch kind {
	case abbrNumber:
		if k := c.nextVisible(k); k < len(c.s) && isDigit(c.s[k]) {
			return abbr
		}
		if dotted(c.s[i:k]) == initial && c.nextVisible(k) < len(c.s) {
			return initial
		}
		return word
	case initial:
		if c.nextVisible(k) >= len(c.s) {
			return word
		}
	}
	return kind
}

// nextVisible is the place of the next ASCII byte that is no blank, from k.
func (c *cutter) nextVisible(k int) int {
	for k < len(c.s) && class[c.s[k]]&blank != 0 {
		k++
	}
	return k
}

// chunkEnd is where the run without white space that goes on at i ends.
func (c *cutter) chunkEnd(i, end int) int {
	for i < end {
		switch class[c.s[i]] {
		case blank:
			return i
		case high:
			r, n := utf8.DecodeRuneInString(c.s[i:end])
			if isBlank(r) {
				return i
			}
			i += n
		default:
			i++
		}
	}
	return end
}

func (c *cutter) emit(start, end int, k kind) {
	c.pieces = append(c.pieces, piece{start, end, k})
}

// chunk cuts a run without white space.
func (c *cutter) chunk(start, end int) {
	if from, to := findAddress(c.s[start:end]); to > 0 {
		c.plainChunk(start, start+from)
		c.emit(start+from, start+to, address)
		start += to
	}
	c.plainChunk(start, end)
}

// plainChunk cuts a run without white space that holds no address.
func (c *cutter) plainChunk(start, end int) {
	if start == end {
		return
	}
	c.atoms = c.atoms[:0]
	for it := words.FromString(c.s[start:end]); it.Next(); {
		i, j := start+it.Start(), start+it.End()
		c.atoms = append(c.atoms, piece{i, j, atomKind(c.s[i:j])})
	}
	for i := 0; i < len(c.atoms); {
		i = c.join(i)
	}
}

// atomKind tells words, numbers and marks apart by their first letter or digit.
func atomKind(s string) kind {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case isLetter(r):
		return word
	case unicode.IsDigit(r):
		return number
	case r == '_' && len(s) > 1:
		return underscored(s)
	case unicode.IsMark(r) || unicode.IsNumber(r):
		return word
	}
	return markKind(r)
}

// underscored is word for "_a", mark for "___".
func underscored(s string) kind {
	if strings.Trim(s, "_") == "" {
		return mark
	}
	return word
}

// markKind is the kind of a punctuation mark.
func markKind(r rune) kind {
	switch r {
	case '.', '!', '?', '。', '！', '？', '｡', '．', '؟', '۔', '।', '॥', '።', '‼', '⁇', '⁈', '⁉', '။', '։':
		return stop
	case '…', '‥', '⋯':
		return ellipsis
	case '"', '\'', '＂', '`', '´':
		return quote
	case '“', '„', '‚', '‘', '‟', '‛', '「', '『', '《', '〈', '（', '［', '【', '(', '[', '{', '¿', '¡', '‹', '«', '〝':
		return opener
	case '”', '’', '」', '』', '》', '〉', '）', '］', '】', ')', ']', '}', '›', '»', '〞', '〟':
		return closer
	}
	return mark
}
