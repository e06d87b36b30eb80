// Package syntax gives each word of a sentence its part of speech, its dictionary form
// and its place in a tree of dependencies (Universal Dependencies), and finds names.
//
// In: a text and a sentence of it, cut into tokens. Out: Tag, Fine, Lemma, Head and Rel of
// the tokens, filled in place; with Names, the runs of tokens that name a person, an
// organisation, a place or something else. The functions of tree.go walk the tree.
//
// How: everything is a linear model over hashed features, learned by the averaged
// perceptron (package perceptron) and read straight from the bytes of the model file.
//
//   - Words are described by form, affixes, shape, case against the style of the whole
//     sentence (so that headlines and text in capitals are read too), and by what is known
//     of them beforehand: a class of words with the same neighbours, a topic, a field of
//     meaning, whether lists have them as part of a name (packages word and cluster).
//     Typographic marks count as plain ones, invisible ones not at all.
//   - Tags come greedily from left to right (package tagger).
//   - Trees are built by arc-hybrid transitions with a dynamic oracle (package arcs), a
//     classifier for the move and one for the relation of each arc. A second parser reads
//     the sentence from right to left, sees the tree of the first as a guess, and decides
//     (after Attardi and Dell'Orletta 2009). Both draw projective trees only; a third
//     classifier looks at the finished tree and hangs words on a sibling where a
//     non-projective arc is missing, as "about" on "what" in "what are you talking about"
//     (after Hall and Novák 2005).
//   - Dictionary forms come from a table of irregular words and from rules for endings
//     (package lemma).
//   - Names are labelled by a structured perceptron; those written alike in one text are
//     given one kind, that for which most speaks in all places together (package naming).
//
// Models are learned by the command train; its comment names the steps. Any treebank of
// Universal Dependencies will do. The English one is learned from UD English EWT (CC BY-SA
// 4.0), names from WikiGold (CC BY 4.0), DocRED and CrossNER (MIT), classes of words from
// news articles, topics from GloVe vectors (public domain), fields of meaning from WordNet.
// Its figures on texts it has not seen stand in testdata/figures.golden, those of names by
// cross-validation in train/figures.txt.
//
// Limits: most non-projective arcs, one in six hundred of English, are still missing; those
// drawn are of questions and relative clauses ("what do you want to do"), those of clauses
// that stand away from their noun hardly ever. Sentences of more than 250 tokens are parsed
// in pieces, cut after the strongest mark, joined by "parataxis". Where a name begins and
// ends is told by its sentence alone; its kind is less sure than its extent: halls and
// stadiums, and teams called by their town, are taken for places.
package syntax
