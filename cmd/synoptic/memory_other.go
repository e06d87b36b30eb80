//go:build !linux

package main

// largePages does nothing: only Linux takes the advice.
func largePages(int) {}

// addresses is none: nothing is gained by them here.
func addresses() int { return 0 }
