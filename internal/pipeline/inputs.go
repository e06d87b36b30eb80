package pipeline

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"synoptic/internal/intake"
	"synoptic/internal/news"
)

// Item is a capture, or why there is none, with how far its input has been read then. An
// item with neither tells the progress alone.
type Item struct {
	Capture  news.Capture
	Err      error
	Progress news.Progress // without an Input there is nothing to take up again
	Fetched  time.Time     // when the capture came; zero: now
	passed   int64         // bytes of the inputs that were behind then
}

// Items are captures of which nothing is to be taken up again.
func Items(captures iter.Seq2[news.Capture, error]) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for c, err := range captures {
			if !yield(Item{Capture: c, Err: err}) {
				return
			}
		}
	}
}

// Inputs opens the files of the inputs one by one, without what was read of them in an
// earlier run: a file that has the size and time it had then is taken up where that run
// ended. What cannot be told apart so (addresses, standard input) is read as a whole. It
// ends with ctx or with an error of the store, kept in failed.
func Inputs(ctx context.Context, store Archive, inputs []string, o intake.Options, failed *error) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		passed := int64(0)
		o.Passed = func(bytes int64) { passed += bytes }
		take := func(item Item) bool {
			item.passed = passed
			return yield(item)
		}
		for file, err := range intake.Files(ctx, inputs) {
			if err != nil {
				if ctx.Err() != nil || !take(Item{Err: err}) {
					return
				}
				continue
			}
			done, err := progressOf(ctx, store, file, o.Only)
			if err != nil {
				*failed = err
				return
			}
			if !done.Whole && !rest(ctx, file, done, o, take) {
				return
			}
		}
	}
}

// rest yields what comes after the progress made; false: no more is wanted. An archive is
// begun at the record that was read last, other files are counted through.
func rest(ctx context.Context, file string, p news.Progress, o intake.Options, yield func(Item) bool) bool {
	n := int64(0)
	o.From = intake.Position{Offset: p.Place, Record: p.Record}
	o.At = func(at intake.Position) {
		if at.Offset != p.Place {
			p.Place, p.Record, p.Done, n = at.Offset, at.Record, 0, 0
		}
	}
	for c, err := range intake.Open(ctx, []string{file}, o) {
		if ctx.Err() != nil {
			return false
		}
		if n++; n <= p.Done {
			continue
		}
		p.Done = n
		if !yield(Item{Capture: c, Err: err, Progress: p}) {
			return false
		}
	}
	p.Whole = p.Input != ""
	return ctx.Err() == nil && yield(Item{Progress: p})
}

// progressOf is how far a file, as it is now, has been read; none for what is no file.
func progressOf(ctx context.Context, store Archive, file string, only intake.Only) (news.Progress, error) {
	input := fingerprint(file)
	if input == "" {
		return news.Progress{}, nil
	}
	if choice := only.String(); choice != "" { // another choice is another input
		input += " " + choice
	}
	return store.Progress(ctx, input)
}

// WasRead reports whether a file, as it is now, was read to its end.
func WasRead(ctx context.Context, store Archive, file string, only intake.Only) bool {
	p, err := progressOf(ctx, store, file, only)
	return err == nil && p.Whole
}

// fingerprint tells a file from what it was before by its size and time; "" if it is none.
func fingerprint(file string) string {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	return fmt.Sprintf("%s %d %s", file, info.Size(), info.ModTime().UTC().Format("2006-01-02T15:04:05.000000000Z"))
}
