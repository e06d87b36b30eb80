// Package lexicon knows which words mean nearly the same: lend and loan, kill and
// dead, vessel and ship.
//
// In: two dictionary forms. Out: how close they are, 0 to 1.
//
// How: every word carries the concepts it can stand for, in two rings. The near ring
// has its own senses and those of its derivations (loan, to loan); the far ring has
// what these are kinds of, what they cause or entail, and what is similar. Two words
// are as close as the rarest concept they share, near rings counting more. The table
// is made from Princeton WordNet 3.0 (Fellbaum 1998) by internal/lexicon/build.
//
// Limits: single words only, English only, no word sense disambiguation: the first
// senses stand for the word.
package lexicon
