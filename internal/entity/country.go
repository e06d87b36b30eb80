package entity

import (
	"strings"

	"synoptic/internal/text"
)

// CountryOf is the ISO 3166 code of the country that a region or great city lies in, ""
// where the lists do not know it or several countries have one of the name.
func CountryOf(l *text.Language, name string) string {
	key := text.Fold(name)
	if c := l.Section("entity regions")[key]; c != "" {
		return c
	}
	c, _ := newList(cityNames).find(cityKey(key))
	return strings.TrimSuffix(c, "*")
}
