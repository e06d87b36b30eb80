package entity

import (
	_ "embed"
	"strings"

	"github.com/mozillazg/go-unidecode"
)

//go:embed data/given.txt
var givenNames string

//go:embed data/cities.txt
var cityNames string

//go:embed data/short.txt
var shortNames string

// list is a sorted table as it stands in its file: lines "key<tab>value" in order of
// the bytes of the key. It is searched where it lies, so opening it costs nothing.
type list string

// newList is the table of a file, without the comment at its head.
func newList(file string) list {
	for strings.HasPrefix(file, "#") {
		_, file, _ = strings.Cut(file, "\n")
	}
	return list(file)
}

// find returns the value of a key.
func (l list) find(key string) (string, bool) {
	lo, hi := 0, len(l)
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(string(l[:mid]), '\n') + 1
		end := start + strings.IndexByte(string(l[start:]), '\n')
		k, value, _ := strings.Cut(string(l[start:end]), "\t")
		switch strings.Compare(key, k) {
		case 0:
			return value, true
		case -1:
			hi = start
		default:
			lo = end + 1
		}
	}
	return "", false
}

// plain is a folded word in Latin letters without marks, the form of the lists' keys.
func plain(folded string) string {
	for i := 0; i < len(folded); i++ {
		if folded[i] >= 0x80 {
			return strings.ToLower(unidecode.Unidecode(folded))
		}
	}
	return folded
}
