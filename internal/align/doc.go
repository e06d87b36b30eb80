// Package align says which statements of several accounts tell the same thing.
//
// In: documents (read completely) and, for each, which of its entities are the same as
// in the others. Out: groups of statements, each group one thing told; a statement that
// nobody else tells is a group of one.
//
// How: every statement becomes a bag of weighted terms (lemmas, entities with their
// pronouns and descriptions resolved, numbers by value). Candidates are found through
// an inverted index over rare and related terms; each candidate pair gets a score from
// learned weights over overlap, head words, subjects, numbers, days, speakers, position
// and how it ranks among its rivals; the pairs are then grouped by average-link
// clustering, so that no chain of single links joins what is not alike. The weights are
// made by compare/train from annotated cases, cross-validated by case; figures
// stand beside them. Limits: wording far from any shared or related word is not found
// unless an embedding model is given.
package align
