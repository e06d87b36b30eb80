package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"

	"synoptic/internal/annotate"
	"synoptic/internal/compare"
	"synoptic/internal/extract"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/web"
)

// desk compares what readers of the site bring: models are read once, for all of them.
type desk struct {
	reader   *annotate.Reader
	comparer *compare.Comparer
	options  intake.Options
}

func newDesk(private bool) (*desk, error) {
	comparer, err := compare.New()
	if err != nil {
		return nil, err
	}
	return &desk{annotate.New(), comparer, intake.Options{AllowPrivate: private}}, nil
}

// Limits of one comparison for the site.
const (
	maxText     = 1 << 20 // bytes of text, of all accounts together
	maxFailures = 64
)

// compare is the web.CompareFunc of the program.
func (d *desk) compare(ctx context.Context, inputs []web.Input) (*news.Comparison, []news.Failure, error) {
	var docs []*news.Document
	var failures []news.Failure
	size := 0
	articles := extract.Articles(captures(ctx, inputs, d.options))
	for doc, err := range pipeline.Read(articles, d.reader.Read, cores()) {
		if err != nil {
			failures = append(failures, failureOf(err))
		} else {
			docs, size = append(docs, doc), size+len(doc.Article.Text)
		}
		switch {
		case len(docs) > compare.MaxAccounts || len(failures) > maxFailures:
			return nil, failures, fmt.Errorf("%w: at most %d of one event", web.ErrTooMany, compare.MaxAccounts)
		case size > maxText:
			return nil, failures, fmt.Errorf("%w: their texts have more than %d MB together", web.ErrTooMany, maxText>>20)
		}
	}
	if len(docs) < 2 {
		return nil, failures, nil
	}
	return d.comparer.Compare(docs, nil), failures, nil
}

// captures opens the inputs one after another.
func captures(ctx context.Context, inputs []web.Input, o intake.Options) iter.Seq2[news.Capture, error] {
	return func(yield func(news.Capture, error) bool) {
		for _, in := range inputs {
			found := intake.Stream(ctx, in.Name, bytes.NewReader(in.Bytes), o)
			if in.URL != "" {
				found = intake.Open(ctx, []string{in.URL}, o)
			}
			for c, err := range found {
				if !yield(c, err) {
					return
				}
			}
		}
	}
}

func failureOf(err error) news.Failure {
	var f news.Failure
	if errors.As(err, &f) {
		return f
	}
	return news.Failure{Name: "input", Err: err}
}
