// Package quote finds who said what, and whom an account cites as its source.
//
// In: a document with blocks, sentences, trees and the mentions of its entities. Out:
// quotations (the words, the speaker by the fullest name the text gives, the word that
// attributes them, whether they stand in quotation marks) and citations (the name of a
// medium, agency, office or document the account has something from).
package quote
