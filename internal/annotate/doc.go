// Package annotate reads one article completely: blocks, sentences and words, syntax,
// names, quantities and dates, quotations and citations, and cuts it into statements,
// the clause-sized units that accounts are compared by.
//
// In: a news.Article. Out: a news.Document whose spans are places in the article's
// text. Pure: no I/O but the language data and models embedded in the program, loaded
// at the first article of a language and shared.
//
// Statements follow the dependency tree: every clause (main, complement, relative,
// adverbial, joined), every longer apposition and every member of a list of three or
// more is one, without the words of the clauses inside it. In the manner of elementary
// discourse units (Carlson & Marcu 2001), but a clause of saying that carries nothing
// else is no statement: it is the attribution of the statement under it. Limits: without
// a model for the language a statement is a whole sentence, and the notes say so.
package annotate
