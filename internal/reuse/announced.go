package reuse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// announced reports whether the outlet says that the text was changed: in a paragraph
// that is new or changed, or in the changed headline, a line begins with a word such as
// "Correction:" or holds a phrase such as "an earlier version of".
func (r *revision) announced(title []news.DiffPart) bool {
	l, err := text.Load(r.new.Lang)
	if err != nil {
		return false
	}
	headline := ""
	for _, p := range title {
		if p.Op != "-" {
			headline += p.Text
		}
	}
	if announces(headline, l) {
		return true
	}
	s := r.new.Article.Text
	for at := 0; at < len(s); {
		end := len(s)
		if n := strings.IndexByte(s[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		line := news.Span{Start: at, End: end}
		if r.touched(line) && announces(line.Of(s), l) {
			return true
		}
		at = end
	}
	return false
}

// touched reports whether something in a stretch of the new text is new.
func (r *revision) touched(line news.Span) bool {
	for i := r.at(line.Start, true); i < len(r.stretches) && r.stretches[i].new.Start < line.End; i++ {
		if !r.stretches[i].kept && r.stretches[i].new.Overlap(line) > 0 {
			return true
		}
	}
	return false
}

// longestNotice is how much of a paragraph is searched for a notice of change, in bytes.
const longestNotice = 2000

// announces reports whether a line says of itself that the text was changed.
func announces(line string, l *text.Language) bool {
	line = line[:min(len(line), longestNotice)]
	words := strings.FieldsFunc(text.Fold(line), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\''
	})
	folded := " " + strings.Join(words, " ") + " "
	for phrase := range l.Section("revision-phrases") {
		if strings.Contains(folded, " "+phrase+" ") {
			return true
		}
	}
	start := strings.TrimLeftFunc(line, func(r rune) bool { return !unicode.IsLetter(r) })
	for opener := range l.Section("revision-openers") {
		if opens(start, opener) {
			return true
		}
	}
	return false
}

// opens reports whether a line begins with a word that a mark or number sets off:
// "Update:", "UPDATE 2-", "Corrected –".
func opens(line, opener string) bool {
	if len(line) < len(opener) || !strings.EqualFold(line[:len(opener)], opener) {
		return false
	}
	rest := strings.TrimLeft(line[len(opener):], " \u00a0")
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || r != utf8.RuneError && !unicode.IsLetter(r) && r != ',' && r != '.' && r != '\''
}
