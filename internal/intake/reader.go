package intake

import (
	"context"
	"io"
	"iter"

	"synoptic/internal/news"
)

// Stream yields the captures that r holds, as Open does for a file called name.
func Stream(ctx context.Context, name string, r io.Reader, o Options) iter.Seq2[news.Capture, error] {
	return func(yield func(news.Capture, error) bool) {
		in := &opener{ctx: ctx, options: o, yield: yield}
		in.stream(r, origin{name: name})
	}
}
