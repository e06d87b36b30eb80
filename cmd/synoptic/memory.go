package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// garbage is how much of it may lie while pages are read, in percent of what is in use: they
// are taken apart in memory of which nothing is kept.
const garbage = 400

// letGarbageLie collects garbage less often until what it gives is called, unless $GOGC says
// how often. It saves a tenth of the time for some fifty megabytes.
func letGarbageLie() (end func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(garbage)
	return func() { debug.SetGCPercent(before) }
}

const (
	shortRoom  = 16 << 20 // bytes a comparison of two short accounts takes, garbage included
	longRoom   = 1 << 30  // bytes a stream of 200,000 articles takes
	usually    = 100      // percent, as Go has it
	firstLater = 800      // percent: the first collection comes at some 30 MB instead of 4
)

// giveRoom lets a run of a tenth of a second end without a collection of garbage, in memory
// that the operating system gives in large pieces: page by page, that takes a fifth of the
// run. From the first collection on, a longer run goes as usual. Nothing changes if $GOGC
// says how often to collect.
func giveRoom() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(firstLater)
	largePages(shortRoom)
	runtime.GC() // frees the room for what comes
	runtime.AddCleanup(&firstGarbage{}, goOnAs, usually)
}

// firstGarbage is what the first collection frees.
type firstGarbage struct{ _ *firstGarbage }

// goOnAs sets how often garbage is collected after the first time, unless that was settled
// since.
func goOnAs(percent int) {
	if settled := debug.SetGCPercent(percent); settled != firstLater {
		debug.SetGCPercent(settled)
	}
}

// giveMuchRoom lets the heap of a long run grow in large pages: to look things up all over
// hundreds of megabytes takes a third less time there. What is taken are addresses; memory
// comes as it is used. Nothing changes if $GOGC says how often to collect.
func giveMuchRoom() {
	size := min(longRoom, addresses())
	if size <= shortRoom || os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(-1) // the room is no reason to collect
	largePages(size)
	runtime.GC()
	debug.SetGCPercent(usually)
}
