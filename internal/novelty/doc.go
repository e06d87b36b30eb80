// Package novelty finds what one account tells that none of the others does.
//
// In: the documents of two or more accounts and how their statements were aligned. Out:
// runs of words told by one account alone.
//
// How: every word of content is described by what the other accounts say of it: whether
// they have it, or one near in meaning; how much of its phrase, clause, sentence and
// neighbours stands in one sentence of theirs; how well its statement was aligned; where
// it stands. Small networks, learned from annotated events, turn that into the log odds
// that nobody else tells it. They are learned on parts of annotated places, whose odds are
// the mean of those of their words, so that every word says its share. Within a sentence
// the runs are those of the best path through two states, told alone or not, where each
// change costs something (Viterbi 1967). Sentence by sentence the task is that of the
// novelty tracks of TREC (Soboroff and Harman 2003).
//
// One file each: speech.go and near.go (who says which words, or words near to them),
// coverage.go with answering.go (how much of some words another account has), matches.go (how statements
// were aligned), features.go with place.go and context.go (what describes a word), run.go,
// model.go. The weights are made by compare/train.
//
// Limits: what others tell in wholly other words counts as told alone.
package novelty
