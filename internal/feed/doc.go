// Package feed reads the lists in which outlets announce their articles: RSS, Atom and
// JSON Feed, sitemaps of news, pages with links, and the lists of feeds people keep (OPML).
//
// In: the bytes of an answer with its declared type and address. Out: a List of items,
// each with an absolute address and what the list says about it, and the hints of the
// publisher how often to ask.
//
// How: bytes become UTF-8 first, whatever they declare; feeds are then read by gofeed,
// sitemaps and OPML by encoding/xml, pages by the HTML parser. Addresses are resolved
// against the list's own and kept as they are written.
//
// Limits: 5,000 items, 1,000 levels of elements, half a million elements; beyond them a
// feed is refused before it is parsed. XML is read without entities of its own: a document
// type is never followed, so that nothing is fetched and nothing multiplies. Which links of
// a page are articles is a guess by their length and their addresses.
package feed
