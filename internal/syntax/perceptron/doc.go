// Package perceptron learns and applies linear models over hashed features: the
// averaged perceptron of Collins (2002), packed into a flat table of byte-sized weights
// that is used straight from the bytes of a file, so that opening one costs nothing.
//
// Two features may share a slot's key: with 31 bits of key and neighbouring slots only,
// this happens about once in a hundred million look-ups, and costs one wrong weight.
package perceptron
