// Package address brings web addresses to the one form an article is known by.
//
// In: an address as a feed, a page or a person writes it. Out: the same article's address
// without what varies between its readers: campaign and click parameters, the fragment,
// marks of AMP, print and mobile variants, default ports, the order of parameters.
//
// How: by rules on the parts of the address, never by asking anybody. The names of
// parameters are those that the advertising and newsletter systems document; a parameter
// that is not known to be noise is kept, for it may name the article.
//
// Limits: the form is for comparing. It is usually an address that can be fetched, but
// nobody promises that. What the page itself names as canonical is worth more.
package address
