// Package quantity reads how many, how much and when: amounts with what they count,
// and expressions of time as days, months or years.
//
// In: a document cut into sentences, with tags and trees where the language has a
// model. Out: news.Quantity and news.Date values whose spans are verbatim places of
// the text. Same, Convert and Compatible say how two amounts relate; Format writes one
// for people.
//
// How: a sentence is cut into atoms (numbers, words, signs), finer than its tokens, so
// that "$1.5Bln", "110bn-euro" and "10-20" need no special case. A small grammar over
// atoms reads numerals, the bound before or after them, the currency, the measure or
// the noun counted; its words are the language's data (sections "quantity …" and
// "date …"). The noun counted is the head of the noun phrase the numeral opens, read
// off the tags; a bare number ("and injured 12") takes it from the number before, from
// a word of harm, or is left out. Dates are found first, so that no year is taken for
// an amount; a relative one is counted from the day of the report, and looks ahead
// where its verb does.
//
// Limits: one sentence at a time; ordinals, labels ("Section 8"), times of day, scores
// and bare numbers of nothing are left out; "half" alone is not an amount. Without
// data for a language only digits, signs, ISO currencies and ISO dates are read.
package quantity
