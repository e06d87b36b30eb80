package text

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// plain writes typographic marks as a typewriter would and drops what has no width.
var plain = strings.NewReplacer(
	"‘", "'", "’", "'", "‚", "'", "‛", "'", "ʼ", "'", "′", "'", "`", "'", "´", "'",
	"“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "″", `"`,
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "−", "-", "—", "--", "―", "--", "…", "...",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "")

// Fold is the form in which words are compared: lower case, composed (NFC), with
// quotation marks, apostrophes, dashes and ellipses made plain ASCII and zero-width
// characters dropped. A text already in that form is returned as it is.
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return plain.Replace(norm.NFC.String(strings.ToLower(s)))
		}
	}
	return strings.ToLower(s)
}
