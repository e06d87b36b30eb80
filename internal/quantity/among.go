package quantity

import (
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// DatesAmong gives the documents of one event with the dates that only the others can
// tell: where an article's own day is unknown, its relative dates are counted from the
// days the others were published. Documents that gain are copied, none is changed.
func DatesAmong(docs []*news.Document) []*news.Document {
	var published []string
	for _, d := range docs {
		if !parseDay(d.Article.Published).IsZero() {
			published = append(published, d.Article.Published)
		}
	}
	if len(published) == 0 || len(published) == len(docs) {
		return docs
	}
	out := make([]*news.Document, len(docs))
	for i, d := range docs {
		if out[i] = d; !parseDay(d.Article.Published).IsZero() {
			continue
		}
		copied := *d
		copied.Dates = reader(d.Lang).DatesNear(d, published)
		out[i] = &copied
	}
	return out
}

// reader is the reader of a language, of any data it has.
func reader(code string) *Reader {
	l, err := text.Load(code)
	if err != nil {
		l = text.Neutral(code)
	}
	return New(l)
}
