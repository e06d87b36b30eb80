// Package outlet knows who publishes: the names, domains, countries, languages and owners
// of outlets, and which of them are agencies, whose texts others print.
//
// In: the address of an article, or the name an outlet goes by. Out: a news.Source.
//
// How: one file of lines, outlets.txt, which anybody can edit, and files of the same form
// that its user keeps beside it: an outlet named again replaces the one before. An address
// belongs to the outlet with the longest domain that ends its host.
//
// Limits: owners change; the file says what was so when it was written, and is a start for
// the agencies and best-known outlets of the world, not a directory.
package outlet
