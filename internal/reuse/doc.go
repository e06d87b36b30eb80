// Package reuse says who copied whom: text that stands in several accounts, with its
// share, direction and reason; which accounts go back to one origin; what changed
// between two versions of a text; and how accounts tell one utterance.
//
// In: documents read by the recognisers (blocks, quotations, citations). Out: news.Reuse,
// groups of origins, news.DiffPart, news.Utterance; all spans verbatim.
//
// Find works like a plagiarism detector: fingerprints tell which pairs may share a run
// of words, seeds of five equal words are extended over small edits (seed and extend, as
// in passim: Smith, Cordell and Mullen, "Computational methods for uncovering reprinted
// texts", 2015), and the longest alignment wins its words. Words inside direct quotations
// do not count: two reporters who heard the same speech did not copy each other.
// Changes is a patience diff over words with an exact longest common subsequence in the
// gaps.
//
// Limits: a rewrite that keeps no run of five words is not seen; a translation is not
// seen; a press release copied without quotation marks looks like copying.
package reuse
