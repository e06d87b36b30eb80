// Package arcs builds the tree of a tagged sentence: each word's governor, and the relation
// to it.
//
// In: words with their tags, and perhaps an earlier guess at the tree (Input). Out: the tree
// (State). How: a stack of words waiting for their governor, the words still to read, and
// three moves, each the best of a linear classifier (Parser); the relation of each arc is
// told by a second one. The moves are learned by help of an Oracle that tells what each
// costs. What they draw is projective: what is missing is drawn on the finished tree
// (Lowering).
//
// Two moves a word, so time is linear; every word gets its governor once, so a tree has no
// cycle. Limits: sentences of more than MaxWords words are to be cut before.
package arcs
