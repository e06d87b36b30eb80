// Package sketch makes small images of a text that can be compared without reading it
// again: its words as hashes, its shingles (runs of k words), a winnowed fingerprint.
//
// In: a string. Out: values that depend on nothing else, so they can be made in
// parallel and kept.
//
// Winnowing keeps the smallest hash of every window of shingles (Schleimer, Wilkerson
// and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003): two texts
// that share a run of k+w-1 words share a fingerprint.
//
// Limits: words are cut by UAX 29, so a Han text counts each character as a word; two
// different words with the same 64-bit hash are taken for one.
package sketch
