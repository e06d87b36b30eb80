package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"synoptic/internal/intake"
	"synoptic/internal/pipeline"
)

// bar shows on a terminal how far long work has come, with its rate and the time left;
// elsewhere it shows nothing.
type bar struct {
	shown *progressbar.ProgressBar // nil: no terminal, or ended
	began time.Time
}

// newBar begins a bar over that many bytes, -1 if the amount is unknown.
func newBar(out io.Writer, total int64) *bar {
	file, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return &bar{}
	}
	return &bar{began: time.Now(), shown: progressbar.NewOptions64(total, progressbar.OptionSetWriter(out), progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionSpinnerType(14), progressbar.OptionFullWidth())}
}

// at shows that so many bytes, with so many things in them, are done.
func (b *bar) at(bytes int64, things int, what string) {
	if b.shown == nil {
		return
	}
	b.shown.Set64(min(bytes, max(b.shown.GetMax64(), 0)))
	rate := float64(things) / max(time.Since(b.began).Seconds(), .001)
	b.shown.Describe(fmt.Sprintf("%s %s, %s/s", thousands(things), what, thousands(int(rate))))
}

// of shows that so many of all things are done.
func (b *bar) of(done, all int, what string) {
	if b.shown == nil {
		return
	}
	b.shown.ChangeMax(all)
	b.at(int64(done), done, what)
}

// clear takes the bar off the screen until it is shown again.
func (b *bar) clear() {
	if b.shown != nil {
		b.shown.Clear()
	}
}

// end takes the bar off the screen for good.
func (b *bar) end() {
	b.clear()
	b.shown = nil
}

// sizeOf is how many bytes the inputs have in the files that were not read before, -1 if that
// cannot be told, as of addresses.
func sizeOf(ctx context.Context, store pipeline.Archive, inputs []string, only intake.Only) int64 {
	total := int64(0)
	for file, err := range intake.Files(ctx, inputs) {
		info, failed := os.Stat(file)
		if err != nil || failed != nil {
			return -1
		}
		if !pipeline.WasRead(ctx, store, file, only) {
			total += info.Size()
		}
	}
	return total
}
