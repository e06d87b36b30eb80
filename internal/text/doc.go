// Package text turns the bytes of an article into spans: blocks (paragraphs, headlines,
// furniture), sentences and words, each word with its normal form, and says what language
// a text is in.
//
// In: a text and a Language. Out: news.Block and news.Sentence values whose spans are
// places of that text, which is never altered: the words of all sentences together are
// all of its bytes but white space and characters without width.
//
// How: lines become blocks by blank lines, line breaks and the width a text is wrapped
// at; what a block is (headline, byline, dateline, credit) is told by its form and its
// place, and in doubt it is body. Runs without white space are cut by the word boundaries
// of Unicode (UAX 29), then joined and cut further to the words of Universal Dependencies
// as its English Web Treebank has them. Sentences end at end marks that no abbreviation,
// initial, number, quotation or small letter after them explains. On the raw text of that
// treebank's test set words reach an F1 of .988 and sentences .842 (a test holds both);
// much of it is mail and chat without end marks.
//
// What it knows of a language is data: languages/<code>/ holds sections of entries, for
// this package and for the readers above it. A language without data (Neutral) is read by
// Unicode's rules, the marks of all scripts, and the form of abbreviations.
//
// Limits: Thai, Lao and Khmer are not cut into words; a paragraph whose last wrapped line
// happens to be full joins the next where no blank line parts them; a sentence has at
// most 400 words, and a longer one is cut at a mark.
package text
