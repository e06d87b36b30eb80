// Package whatlanggo stands in for github.com/RadhiFadlillah/whatlanggo.
//
// go-trafilatura asks that package for the language of every text it finds, an eighth of
// all its work, and synoptic, which tells languages itself, never looks at the answer. So
// this package has the same form and gives none.
package whatlanggo

// Lang is a language.
type Lang int

// DetectLang gives the unknown language.
func DetectLang(string) Lang { return -1 }

// Iso6391 is the code of a language, "" of the unknown one.
func (Lang) Iso6391() string { return "" }
