package pipeline

import (
	"context"
	"iter"

	"synoptic/internal/news"
)

// Archive is what ingesting needs of a store.
type Archive interface {
	Write(ctx context.Context, b *news.Batch) error
	Known(ctx context.Context, ids []string) (map[string]news.Latest, error)
	Article(ctx context.Context, id string) (news.Revision, error)
	Revisions(ctx context.Context, id string) ([]news.Revision, error)
	Members(ctx context.Context, story string) ([]news.Member, error)
	Copies(ctx context.Context, story string) ([]news.Reuse, error)
	Curations(ctx context.Context) ([]news.Curation, error)
	Troubled(ctx context.Context) (bool, error) // whether any input could not be read, as far as is known
	Progress(ctx context.Context, input string) (news.Progress, error)

	// Images are those of the last n articles, in the order in which they were first kept.
	Images(ctx context.Context, n int) iter.Seq2[news.Placed, error]
}
