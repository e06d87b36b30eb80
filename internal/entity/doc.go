// Package entity reads who and what a text speaks of: persons, organisations, places
// and other named things, under every name, description and pronoun that stands for
// them in one article; and which of them are the same in several articles.
//
// In: a document cut into sentences and words, parsed where there is a model for its
// language. Out: entities, and their mentions as exact spans of the text.
//
// How. Names are found by the tagger's name model where there is one and by capital
// letters: a run of capitalised words, cut at titles ("President"), nationalities and
// possessives. What a name names is voted for over the whole document by the words
// around it and in it (title, given name, legal form, "Ministry of …", apposition,
// preposition, verb of saying), by lists of countries, cities and well-known
// organisations, and by the model. Shorter names then join the longer ones they
// abbreviate: surnames, acronyms, heads. Descriptions ("the Kremlin spokesman") are
// resolved by the roles the text gives its names, pronouns by salience on the tree
// after Lappin and Leass (1994), with agreement in gender and kind, and without the
// speaker inside quotation marks. Link joins entities across documents by their names,
// normalised and transliterated, and abstains where two would fit.
//
// Everything known of a language is in its data file; a language without one is read
// by capitals, repetition and the lists that hold for all. Limits: first and second
// person ("I", "we") belong to the reader of quotations; plural pronouns for groups of
// persons are not resolved; a language that capitalises every noun, or has no capitals,
// gives few names without a model.
package entity
