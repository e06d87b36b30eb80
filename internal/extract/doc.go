// Package extract turns a capture into an article: the main text of a page, or the
// article a JSON object holds, or a plain text, each with what is known about it.
//
// In: captures (bytes, name, address, declared type). Out: articles with a stable id, a
// source, title, authors, dates, address, language and a text that never changes again.
//
// How: bytes become UTF-8 once, by byte order mark, validity, declaration or detection.
// A page is read by go-trafilatura (Barbaresi 2021, "Trafilatura") and by readability;
// its paragraphs are then weighed one by one, by what the two say of each and by its
// shape and place, with weights learned by the program in train.
// What a page says about itself is taken in the order of trust: JSON-LD of the article,
// meta tags, marks in the body, the address, the text. A text that is plainly not whole
// (a paywall's teaser, a consent wall) says so in Article.Incomplete.
//
// Limits: 4 MB and 20,000 elements of a page are read; a page drawn by scripts has no
// text here; tables lose their grid; image captions are left out.
package extract
