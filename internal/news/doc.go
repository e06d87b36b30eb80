// Package news holds the nouns of the program: what an article is, what reading it
// finds, and what a comparison of several says. Values only, standard library only.
//
// Every finding carries a Span of the article's Text, which never changes:
// Text[Start:End] is what is shown.
package news
