// Package syntax gives each word of a sentence its part of speech, its dictionary form
// and its place in a tree of dependencies (Universal Dependencies), and finds names.
package syntax
