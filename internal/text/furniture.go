package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// furniture is what a language says about the lines around a story.
type furniture struct {
	calls     []string // openings of links and calls to the reader: "read more"
	bare      Section  // whole lines that are furniture: "advertisement"
	photo     []string // openings of photo credits: "photo:"
	photoEnds []string // ends of photo credits: "getty images"
	credits   []string // openings of closing credits: "reporting by"
	thanks    []string // phrases of closing credits: "contributed to this report"
	by        Section  // words that open a byline: "by"
	joiners   Section  // words between the names of a byline: "and"
	roles     Section  // what authors are: "correspondent"
	desks     Section  // words around a role: "senior", "political"
	dateWords Section  // words of a line of date: "updated", "on", "at", "gmt"
	months    Section
	weekdays  Section
	small     Section // words that title case leaves small
}

// furnish reads the sections about furniture.
func furnish(l *Language) *furniture {
	return &furniture{
		calls:     keys(l.Section("calls")),
		bare:      l.Section("furniture"),
		photo:     keys(l.Section("photo-credits")),
		photoEnds: keys(l.Section("photo-agencies")),
		credits:   keys(l.Section("closing-credits")),
		thanks:    keys(l.Section("closing-phrases")),
		by:        l.Section("byline-openers"),
		joiners:   l.Section("byline-joiners"),
		roles:     l.Section("byline-roles"),
		desks:     l.Section("byline-desks"),
		dateWords: l.Section("date-line-words"),
		months:    l.Section("date months"),
		weekdays:  l.Section("date weekdays"),
		small:     l.Section("stopwords"),
	}
}

// keys are the entries of a section; their order does not matter to whoever asks
// whether any of them fits.
func keys(s Section) []string {
	out := make([]string, 0, len(s))
	for k := range s {
		out = append(out, k)
	}
	return out
}

// countWords counts the runs without white space that hold a letter or digit.
func countWords(t string) int {
	n := 0
	for w := range strings.FieldsSeq(t) {
		if strings.IndexFunc(w, isWordRune) >= 0 {
			n++
		}
	}
	return n
}

func isWordRune(r rune) bool { return isLetter(r) || unicode.IsDigit(r) }

// bare is a word without the marks around it.
func bare(w string) string {
	return strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
}

// isTitleCase reports whether most words that carry content begin with a capital.
func isTitleCase(t string, small Section) bool {
	capital, content := 0, 0
	for w := range strings.FieldsSeq(t) {
		w = bare(w)
		if w == "" || listed(small, w) || !isLetter(firstRune(w)) {
			continue
		}
		content++
		if isUpperRune(w) {
			capital++
		}
	}
	return content > 1 && capital*10 >= content*8
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// endsWithStop reports whether a line ends with a full stop (not ?, ! or an ellipsis),
// perhaps inside closing marks.
func endsWithStop(t string) bool {
	t = strings.TrimRightFunc(t, func(r rune) bool {
		k := markKind(r)
		return k == closer || k == quote || isBlank(r)
	})
	return strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "..") || strings.HasSuffix(t, "。")
}

func endsWithColon(t string) bool {
	return strings.HasSuffix(t, ":") || strings.HasSuffix(t, ",") || strings.HasSuffix(t, ";")
}

// isAddress reports whether a line is nothing but a web address.
func isAddress(t string) bool {
	from, to := findAddress(t)
	return to == len(t) && from == 0 && !strings.ContainsFunc(t, isBlank)
}

// isCall reports whether a line is a link or a call to the reader.
func (f *furniture) isCall(t string) bool {
	if len(t) > 160 {
		return false
	}
	low := strings.TrimLeft(Fold(t), `"'*-> ([`)
	return f.bare.Has(strings.TrimRight(low, `.:!"'])`)) || opensWith(low, f.calls)
}

// opensWith reports whether a folded line begins with one of the phrases, whole words.
func opensWith(low string, phrases []string) bool {
	for _, p := range phrases {
		if rest, ok := strings.CutPrefix(low, p); ok && (rest == "" || !isWordRune(firstRune(rest)) || !isWordRune(lastRune(p))) {
			return true
		}
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isPhotoCredit reports whether a line says who took a picture. A caption counts at the
// top only, when it ends with the credit.
func (f *furniture) isPhotoCredit(t string, top bool) bool {
	if endsWithStop(t) && countWords(t) > 12 {
		return false
	}
	low := Fold(t)
	if strings.HasPrefix(low, "©") || opensWith(low, f.photo) {
		return true
	}
	if isSlashed(t) {
		return true
	}
	if !top && countWords(t) > 8 {
		return false
	}
	for _, end := range f.photoEnds {
		if strings.HasSuffix(strings.TrimRight(low, ").] "), end) {
			return true
		}
	}
	return false
}

// isSlashed reports whether a line has the form "Ada Byron/Agency".
func isSlashed(t string) bool {
	at := strings.IndexByte(t, '/')
	if at <= 0 || at == len(t)-1 || countWords(t) > 7 || !isUpperRune(t[at+1:]) || strings.ContainsAny(t[:at], ",:;") {
		return false
	}
	for w := range strings.FieldsSeq(strings.Trim(t[:at], " (")) {
		if !isUpperRune(w) || isDigit(w[len(w)-1]) {
			return false
		}
	}
	return true
}

// isCredit reports whether a closing line says who worked on the story.
func (f *furniture) isCredit(t string) bool {
	low := strings.TrimLeft(Fold(t), "([-* ")
	if opensWith(low, f.credits) && countWords(t) < 40 {
		return true
	}
	if countWords(t) > 30 {
		return false
	}
	for _, phrase := range f.thanks {
		if strings.Contains(low, phrase) {
			return true
		}
	}
	return false
}

// isDateLine reports whether a line is nothing but a day and time, with words such as
// "updated" around.
func (f *furniture) isDateLine(t string) bool {
	if len(t) > 100 {
		return false
	}
	digits, named := 0, false
	for w := range strings.FieldsFuncSeq(Fold(t), isDateBreak) {
		w = strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
		switch {
		case w == "":
		case isDigit(w[0]):
			digits++
			if rest := strings.TrimLeft(w, "0123456789:.-"); rest != "" && !f.dateWords.Has(rest) {
				return false
			}
		case f.months.Has(w) || f.weekdays.Has(w) || f.dateWords.Has(w):
			named = true
		default:
			return false
		}
	}
	return digits > 0 && (named || digits >= 3 || strings.ContainsAny(t, "/-"))
}

// isDateBreak reports whether a rune stands between the parts of a day and time.
func isDateBreak(r rune) bool {
	return isBlank(r) || strings.ContainsRune(",|/()–—•·+-", r)
}
