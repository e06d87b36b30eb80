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
	room       = 16 << 20 // bytes a comparison of two short accounts takes, garbage included
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
	inLargePages(make([]byte, room))
	runtime.GC() // frees the room for what comes
	runtime.AddCleanup(&firstGarbage{}, func(percent int) { debug.SetGCPercent(percent) }, usually)
}

// firstGarbage is what the first collection frees.
type firstGarbage struct{ _ *firstGarbage }
