// Package word describes a word by what its letters and its neighbourhood in running
// text tell: lower-case form, affixes, shape, class of words used alike. The descriptions
// are hashes, made without allocation, from which taggers and parsers build features.
package word
