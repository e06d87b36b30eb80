package text

import (
	"strings"
	"unicode/utf8"

	"synoptic/internal/news"
)

// ReadSignature finds the agency that signs a text at its end: "(AP)" or "– Reuters" after
// the last sentence, a line of its own ("AFP", "Source: dpa"), a notice of copyright
// ("© 2026 The Associated Press"). Who only contributed does not sign, nor do two. The span
// is that of the name, empty if nobody signs.
func ReadSignature(s string, blocks []news.Block, l *Language) news.Span {
	const tail = 6 // blocks
	for i := len(blocks) - 1; i >= max(0, len(blocks)-tail); i-- {
		b := blocks[i]
		if name := signature(s, b.Span, l); !name.Empty() && (i > 0 || name.Start > b.Start+1) {
			return name
		}
		if b.Kind == news.Body && endsSentence(b.Of(s)) {
			break
		}
	}
	return news.Span{}
}

// isSignature reports whether a line says who signs the text and nothing else.
func isSignature(t string, l *Language) bool {
	name := signature(t, news.Span{Start: 0, End: len(t)}, l)
	return !name.Empty() && !endsSentence(strings.TrimRight(t[:name.Start], signs))
}

// signs are the marks that may stand before the name that signs a text.
const signs = " \u00a0([/-–—―"

// signature is the name that signs at the end of a block.
func signature(s string, in news.Span, l *Language) news.Span {
	t := in.Of(s)
	if isCopyright(t) {
		t, _, _ = strings.Cut(t, ". ")
	}
	t = strings.TrimRight(t, " \u00a0)]/.")
	name := agencyAtEnd(t, l)
	at := len(t) - len(name)
	if name == "" || !maySign(t[:at]) {
		return news.Span{}
	}
	return news.Span{Start: in.Start + at, End: in.Start + len(t)}
}

// agencyAtEnd is the longest name of an agency that a text ends with.
func agencyAtEnd(t string, l *Language) string {
	longest := ""
	for at := len(t); at > 0 && len(t)-at <= maxListed; {
		_, size := utf8.DecodeLastRuneInString(t[:at])
		at -= size
		if (at == 0 || !isWordRune(lastRune(t[:at]))) && listed(l.Section("agencies"), t[at:]) {
			longest = t[at:]
		}
	}
	return longest
}

// maySign reports whether what stands before a name lets it sign: nothing, a finished
// sentence and a bracket or dash, "Source:", a mark of copyright and a year.
func maySign(before string) bool {
	if isCopyright(before) {
		return !strings.ContainsFunc(afterCopyright(before), isLetter)
	}
	rest, opened := unlabelled(before), told(before)
	if opened == "" {
		return true
	}
	if opened == rest || strings.HasSuffix(rest, "-") && !strings.ContainsRune(" \u00a0", lastRune(strings.TrimRight(rest, "-"))) {
		return false
	}
	return endsSentence(opened)
}

// unlabelled is what stands before a name that signs, without "Source:".
func unlabelled(before string) string {
	rest := strings.TrimRight(before, " \u00a0")
	if strings.HasSuffix(rest, ":") {
		rest = rest[:strings.LastIndexAny(rest, " ([/")+1]
	}
	return rest
}

// told is the text before what signs it: without "Source:" and the marks before the name.
func told(before string) string { return strings.TrimRight(unlabelled(before), signs) }

// isCopyright reports whether a line begins with a mark of copyright.
func isCopyright(t string) bool { return len(afterCopyright(t)) < len(t) }

// afterCopyright is a line without the mark of copyright that opens it.
func afterCopyright(t string) string {
	for _, opening := range []string{"©", "(c)", "copyright"} {
		if len(t) >= len(opening) && strings.EqualFold(t[:len(opening)], opening) {
			return afterCopyright(strings.TrimLeft(t[len(opening):], " "))
		}
	}
	return t
}
