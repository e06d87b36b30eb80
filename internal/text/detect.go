package text

import "github.com/abadojack/whatlanggo"

// enough is how much of a text, in bytes, tells its language.
const enough = 1024

// Detect is the language of a text by its letters, as a BCP 47 base code; "" if it
// cannot be told.
func Detect(s string) string {
	info := whatlanggo.Detect(s[:min(len(s), enough)])
	return info.Lang.Iso6391()
}
