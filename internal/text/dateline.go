package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
)

// Dateline is the opening that says where, when and by whom a story was written:
// "OSLO, May 5 (Reuters) -", "Kyodo News Agency, Osaka, May 5 (Reporter Ken Abe)". Parts
// it does not give are empty.
type Dateline struct {
	news.Span           // the whole, with its closing mark
	Place     news.Span // place as written, with its region: "RENO, Nev."
	Agency    news.Span // "Reuters"
	Day       news.Span // "May 5"
	Author    news.Span // "Ken Abe"
}

// longestDateline is the most bytes a dateline has.
const longestDateline = 160

// ReadDateline reads the dateline at the start of a span of s; false if it has none.
func ReadDateline(s string, in news.Span, l *Language) (Dateline, bool) {
	r := dateliner{Language: l, s: s, at: in.Start, end: min(in.End, in.Start+longestDateline)}
	r.Start = in.Start
	r.parts()
	if !r.closed() || !r.likely() {
		return Dateline{}, false
	}
	r.End = r.Start + len(strings.TrimRightFunc(s[r.Start:r.at], isBlank))
	return r.Dateline, true
}

// dateliner reads a dateline from left to right.
type dateliner struct {
	Dateline
	*Language
	s         string
	at, end   int
	bracketed bool // a part in brackets was read: no place may follow
	dash      bool // closed by a dash
	colon     bool // closed by a colon
}

// parts reads what commas, blanks and brackets separate, as long as it is of a dateline.
func (r *dateliner) parts() {
	for r.part() {
		r.blanks()
		if r.at < r.end && r.s[r.at] == ',' {
			r.at++
			r.blanks()
		}
	}
}

// part reads one part; false at the first that is none.
func (r *dateliner) part() bool {
	if r.at >= r.end {
		return false
	}
	switch r.s[r.at] {
	case '(', '[', '/':
		return r.bracket()
	}
	return r.day() || !r.bracketed && (r.agency() || r.place())
}

// bracket reads "(Reuters)", "/TASS/", "(Reporter Ken Abe)".
func (r *dateliner) bracket() bool {
	const most = 60
	closing := map[byte]byte{'(': ')', '[': ']', '/': '/'}[r.s[r.at]]
	inside := r.s[r.at+1 : min(r.end, r.at+most)]
	n := strings.IndexByte(inside, closing)
	if n <= 0 || !r.Agency.Empty() && !r.Author.Empty() {
		return false
	}
	span := news.Span{Start: r.at + 1, End: r.at + 1 + n}
	if name, ok := r.author(inside[:n]); ok {
		r.Author = news.Span{Start: span.End - len(name), End: span.End}
	} else if r.Agency.Empty() && r.isAgencyName(inside[:n]) {
		r.Agency = span
	} else {
		return false
	}
	r.at = span.End + 1
	r.bracketed = true
	return true
}

// author is the name after "Reporter" and the like.
func (r *dateliner) author(t string) (string, bool) {
	first, rest, found := strings.Cut(t, " ")
	if !found || !listed(r.Section("byline-roles"), strings.TrimRight(first, ":")) {
		return "", false
	}
	return strings.TrimLeft(rest, " "), true
}

// isAgencyName reports whether the words in brackets can be an agency: known, or a name
// of a few words without a mark or number of its own.
func (r *dateliner) isAgencyName(t string) bool {
	if listed(r.Section("agencies"), t) {
		return true
	}
	words := 0
	for w := range strings.FieldsSeq(t) {
		words++
		if !isUpperRune(w) || strings.ContainsAny(w, "-.,;:") {
			return false
		}
	}
	return words > 0 && words <= 4
}

// day reads "May 5", "5 May 2010", "Wednesday".
func (r *dateliner) day() bool {
	at, named, digits := r.at, false, false
	for at < r.end {
		w := r.word(at)
		low := strings.TrimRight(Fold(w), ".")
		switch {
		case listed(r.Section("date months"), low) || listed(r.Section("date weekdays"), low):
			named = true
		case w != "" && isDigit(w[0]) && len(w) <= 5:
			digits = true
		default:
			w = ""
		}
		if w == "" {
			break
		}
		r.Day = grown(r.Day, at, at+len(w))
		at += len(w)
		r.at = at
		for at < r.end && (r.s[at] == ' ' || r.s[at] == ',' && isDigit(r.byteAt(at+2))) {
			at++
		}
	}
	if !named && digits {
		r.Day = news.Span{}
	}
	return named
}

// agency reads an agency that stands outside brackets: "Kyodo News Agency".
func (r *dateliner) agency() bool {
	at, last := r.at, 0
	for range 4 {
		w := r.word(at)
		if w == "" || !isUpperRune(w) {
			break
		}
		at += len(w)
		if name := r.s[r.at:at]; listed(r.Section("agencies"), name) || r.endsAgency(w) && last >= 0 && at > r.at+len(w) {
			last = at - r.at
		}
		at = r.skipSpace(at)
	}
	if last == 0 || !r.Agency.Empty() {
		return false
	}
	r.Agency = news.Span{Start: r.at, End: r.at + last}
	r.at += last
	return true
}

// endsAgency reports whether a word is the last of an agency's name: "Agency".
func (r *dateliner) endsAgency(w string) bool { return listed(r.Section("agency-words"), w) }

// place reads a run of capitalised words; each comma may bring another, its region.
func (r *dateliner) place() bool {
	const most = 5
	start, at, words := r.at, r.at, 0
	for at < r.end {
		w := r.word(at)
		if w == "" || !isUpperRune(w) && (words == 0 || len(w) > 3) || listed(r.Section("not-places"), w) {
			break
		}
		words++
		at += len(w)
		r.at = at
		at = r.skipSpace(at)
		if at == r.at {
			break
		}
	}
	if words == 0 || words > most {
		return false
	}
	r.Place = grown(r.Place, start, r.at)
	return true
}

// grown is a span with one more piece at its end.
func grown(s news.Span, from, to int) news.Span {
	if s.Empty() {
		return news.Span{Start: from, End: to}
	}
	return news.Span{Start: s.Start, End: to}
}

// word is the run of letters, digits and inner marks at a place.
func (r *dateliner) word(at int) string {
	i := at
	for i < r.end {
		c, n := utf8.DecodeRuneInString(r.s[i:r.end])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune(".'’-/", c) {
			break
		}
		if c == '/' && (i == at || i+1 < r.end && r.s[i+1] == ' ') {
			break
		}
		i += n
	}
	w := r.s[at:i]
	if strings.HasSuffix(w, ".-") {
		return w[:len(w)-2]
	}
	return strings.TrimRight(w, "-/")
}

func (r *dateliner) byteAt(i int) byte {
	if i < r.end {
		return r.s[i]
	}
	return 0
}

func (r *dateliner) skipSpace(i int) int {
	for i < r.end {
		c, n := utf8.DecodeRuneInString(r.s[i:r.end])
		if !isBlank(c) {
			break
		}
		i += n
	}
	return i
}

func (r *dateliner) blanks() { r.at = r.skipSpace(r.at) }

// closed reads the mark that ends the dateline: a dash, a colon, or, after an agency or
// author in brackets, nothing.
func (r *dateliner) closed() bool {
	rest := r.s[r.at:r.end]
	last := strings.TrimRight(r.s[r.Start:r.at], " ")
	for _, mark := range []string{"--", "—", "―", "–", ".-", "-", ". -", ".", ":"} {
		if !strings.HasPrefix(rest, mark) {
			continue
		}
		switch mark {
		case ".":
			if !strings.HasSuffix(last, "/") {
				return false
			}
		case ":":
			r.colon = true
		default:
			r.dash = true
		}
		r.at += len(mark)
		return true
	}
	return r.bracketed && strings.ContainsAny(last[max(0, len(last)-1):], ")]/")
}

// likely weighs what was read: a place in capitals before a dash is a dateline; any
// other opening needs an agency or day.
func (r *dateliner) likely() bool {
	place := r.Place.Of(r.s)
	known := listed(r.Section("agencies"), r.Agency.Of(r.s))
	switch {
	case r.Place.Empty():
		return known && (r.dash || r.s[r.Start] == '(') || !r.Author.Empty()
	case r.dash && (!r.Agency.Empty() || !r.Day.Empty()):
		return true
	case r.dash || r.colon && (!r.Day.Empty() || !r.Agency.Empty()):
		return isAllCaps(place)
	case r.colon:
		return false
	}
	return known || !r.Author.Empty()
}

// isAllCaps reports whether the first word of a place is written in capitals.
func isAllCaps(place string) bool {
	letters := 0
	for _, c := range place {
		switch {
		case unicode.IsLower(c):
			return false
		case c == ',' || c == ' ' && letters > 2:
			return letters > 2
		case unicode.IsUpper(c):
			letters++
		}
	}
	return letters > 2
}
