package report

import (
	"strings"
	"unicode"

	"synoptic/internal/news"
)

// words is a piece of a version of an utterance.
type words struct {
	Text    string
	Changed bool // the other version does not have it
}

// ownWords splits text, a version of an utterance, into what the other version has too
// and what it has not: the parts "=" and own ("-" for the first version, "+" for the
// second) in their order. It returns nil if the parts do not make up the text.
func ownWords(text string, parts []news.DiffPart, own string) []words {
	var out []words
	at := 0
	for _, p := range parts {
		if p.Op != "=" && p.Op != own {
			continue
		}
		for _, word := range strings.Fields(p.Text) {
			i := strings.Index(text[at:], word)
			if i < 0 || strings.ContainsFunc(text[at:at+i], isWord) {
				return nil
			}
			out = appendWords(out, text[at:at+i+len(word)], p.Op == own)
			at += i + len(word)
		}
	}
	if strings.ContainsFunc(text[at:], isWord) || len(out) == 0 {
		return nil
	}
	return appendWords(out, text[at:], out[len(out)-1].Changed)
}

// appendWords adds text to out; space and marks before a changed word go to what precedes.
func appendWords(out []words, text string, changed bool) []words {
	n := len(out)
	if n > 0 && out[n-1].Changed == changed {
		out[n-1].Text += text
		return out
	}
	lead := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if n > 0 {
		out[n-1].Text += text[:lead]
		text = text[lead:]
	}
	return append(out, words{text, changed})
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// version is one version of an utterance ready to be shown, with the words that set it
// off from its counterpart marked.
type version struct {
	Account *account
	Shown   news.UtteranceShown
	Words   []words
}

// versions pairs the versions of u with their accounts. Where the comparison gives a word
// difference, the first two carry it.
func (s *synopsis) versions(u *news.Utterance) []version {
	var out []version
	for i, v := range u.Versions {
		a := s.byID[v.Article]
		if a == nil {
			continue
		}
		x := version{Account: a, Shown: v}
		if i < 2 {
			x.Words = ownWords(v.Text, u.Diff, "-+"[i:i+1])
		}
		if x.Words == nil {
			x.Words = []words{{Text: v.Text}}
		}
		out = append(out, x)
	}
	return out
}
