// Package quote finds who said what, and whom an account cites as its source.
//
// In: a document with blocks, sentences, trees and the mentions of its entities. Out:
// quotations (the words without outer marks and cue, the speaker by the fullest name the
// text gives, the cue, whether the words stand in marks, whether they were said, thought
// or meant) and citations (the name of a medium, agency, office or document the account
// has something from). Every span lies within one block.
//
// How. Quotation marks are read first, over the whole text at once: each mark may open,
// close or be none, each reading has a cost by the mark's form and neighbours, and the
// cheapest reading of all marks wins (Viterbi 1967). So lost and misplaced marks, marks
// repeated at each paragraph, nested marks and the marks of other languages need no rules
// of their own. Then every verb, noun and adjective with a clause, an object or a
// preposition below it is a candidate cue, and so is a verb of saying set behind its words
// ("…, she said"). Logistic regressions over features of the cue, the shape of its words,
// the speaker and the place in the tree decide which candidates attribute something, which
// word introduces a quotation in marks, which marks without such a word hold a quotation,
// and who speaks; they are trained by the program in train on attributions marked by
// people (PolNeAR, Newell et al. 2018, "An Attribution Relations Corpus for Political
// News"; features after Pareti et al. 2013, "Automatically Detecting and Attributing
// Indirect Quotations"). A speaker's name comes from the document's mentions; quotations
// without a speaker of their own go on with the last. What is known of a language (cues,
// pronouns, kinds of media) is data in package text; names of media are in media.txt.
//
// Limits. Attributions are looked for within one sentence: indirect speech that runs on
// over several without a new cue is not followed. A source named only in another
// paragraph is taken from the last that spoke. Without trees only quotations in marks,
// and words around listed cues in languages that list them, are found.
package quote
