// Package text turns the bytes of an article into spans: blocks (paragraphs, headlines,
// furniture), sentences and words, each with its normal form, and says what language a
// text is in.
//
// Everything it returns is a span of the text it was given; the text is never altered.
// What it knows of a language is data, read from languages/<code>/; a language without
// data is read by Unicode's rules alone (Neutral).
package text
