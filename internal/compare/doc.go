// Package compare lays the accounts of one event side by side.
//
// In: the documents of two or more accounts. Out: one news.Comparison: what is told by
// all, by some and by one alone, where accounts differ, who is quoted,
// what is copied, how wording differs. Every finding is a verbatim place.
//
// How: statements are aligned across accounts (package align) into points. Typed values
// answer each other where the evidence is enough that they are of one thing: what they
// count, what befell it, what surrounds them. Each rule that finds two of them unequal
// gives a verdict with its reason: conflict, compatible or update. A rule that cannot
// tell which value answers which stays silent: a false conflict costs more trust than a
// missed one. Nothing here says who is right.
//
// What one account alone tells is judged word by word (package novelty) and rounded off to
// what can be read.
//
// One file each: agreement.go (points), exclusive.go and piece.go; difference.go with number.go,
// date.go, hour.go, place.go, name.go, role.go, cause.go, wording.go and polarity.go;
// amount.go, fate.go, owner.go, setting.go and answer.go say which amount of one account answers
// which of another, in a point or not; voices.go (who speaks), framing.go (how they call
// it), evolution.go (numbers over time), notes.go.
package compare
