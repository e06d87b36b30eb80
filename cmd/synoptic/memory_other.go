//go:build !linux

package main

// inLargePages does nothing: only Linux takes the advice.
func inLargePages([]byte) {}
