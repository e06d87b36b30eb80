package main

import (
	"os"
	"runtime"
	"sync"
)

// cores is how many processors there are to work with.
var cores = sync.OnceValue(func() int { return runtime.GOMAXPROCS(0) })

// besideReaders is how many of them work at what nobody waits for: one is left for readers.
func besideReaders() int { return max(1, cores()-1) }

// writtenBesideReaders is how many articles are written together while others read: the
// longer a transaction, the longer a search waits for the processor and for pages that the
// write has made stale. With 512, one search in a hundred took three times as long.
const writtenBesideReaders = 16

// spare is how many threads of Go run beyond the processors while a server runs: when others
// compute, a request is then taken up at once and shares a processor with them, as the
// operating system sees fit, instead of waiting until one of them pauses.
const spare = 2

// quickened lets a server answer while it computes, until back is called. It changes nothing
// where the user has set GOMAXPROCS.
func quickened() (back func()) {
	if os.Getenv("GOMAXPROCS") != "" {
		return func() {}
	}
	before := runtime.GOMAXPROCS(cores() + spare)
	return func() { runtime.GOMAXPROCS(before) }
}
