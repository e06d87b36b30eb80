// Package charset turns bytes of any encoding into UTF-8, once, at the border: every
// offset counts in what it gives.
//
// In: bytes with the type their sender declared. Out: valid UTF-8.
//
// How: byte order marks, then validity (no other encoding happens to be valid UTF-8 by
// chance), then what sender or document declare, if it can be true, then detection by
// the frequencies of byte pairs.
//
// Limits: undeclared single-byte encodings of short texts are told apart by guess.
package charset
