package pipeline

import (
	"context"
	"fmt"
	"iter"

	"synoptic/internal/extract"
	"synoptic/internal/news"
)

// Waiting is a store in which captures wait to be read.
type Waiting interface {
	Unread(ctx context.Context, limit int) ([]news.Kept, error)
	MarkRead(ctx context.Context, hashes []string) error
}

// waitingBatch is how many captures are taken at a time.
const waitingBatch = 64

// ReadWaiting ingests the captures that wait in a store until none does. When it is cut off,
// those that were read are perhaps read once more, which changes nothing.
func (in *Ingester) ReadWaiting(ctx context.Context, store Waiting) (Summary, error) {
	var sum Summary
	for ctx.Err() == nil {
		kept, err := store.Unread(ctx, waitingBatch)
		if err != nil || len(kept) == 0 {
			return sum, err
		}
		read, err := in.Ingest(ctx, unread(kept))
		sum.add(read)
		if err != nil || ctx.Err() != nil {
			return sum, err
		}
		hashes := make([]string, len(kept))
		for i := range kept {
			hashes[i] = kept[i].Hash
		}
		if err := store.MarkRead(context.WithoutCancel(ctx), hashes); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func unread(kept []news.Kept) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, k := range kept {
			if !yield(Item{Capture: k.Capture, Fetched: k.Fetched}) {
				return
			}
		}
	}
}

func (s *Summary) add(more Summary) {
	s.Items += more.Items
	s.New += more.New
	s.Revised += more.Revised
	s.Same += more.Same
	s.Failed += more.Failed
}

// Retrying is a store whose captures that could not be understood can be read again.
type Retrying interface {
	Progress(ctx context.Context, input string) (news.Progress, error)
	ReadAgain(ctx context.Context, stage string) (int, error)
	Write(ctx context.Context, b *news.Batch) error
}

// extraction names the progress of retrying: how far is the version that read the captures.
const extraction = "version of the extraction"

// Retry has captures that an earlier version of the program could not understand wait to
// be read again, once for each version, and gives their number.
func Retry(ctx context.Context, store Retrying) (int, error) {
	p, err := store.Progress(ctx, extraction)
	if err != nil || p.Done == extract.Version {
		return 0, err
	}
	n, err := store.ReadAgain(ctx, extracting)
	if err != nil {
		return 0, err
	}
	done := news.Progress{Input: extraction, Done: extract.Version, Whole: true}
	if err := store.Write(ctx, &news.Batch{Progress: []news.Progress{done}}); err != nil {
		return 0, fmt.Errorf("note the version of the extraction: %w", err)
	}
	return n, nil
}
