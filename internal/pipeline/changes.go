package pipeline

import (
	"context"

	"synoptic/internal/news"
	"synoptic/internal/reuse"
)

// Changes are what each revision of an article changed in the one before it, in order.
func (c *Comparer) Changes(revisions []news.Revision) []news.Change {
	var out []news.Change
	var before *news.Document
	for i := range revisions {
		doc := c.reader.Read(&revisions[i].Article)
		if i > 0 {
			out = append(out, reuse.Revised(revisions[i-1], revisions[i], before, doc))
		}
		before = doc
	}
	return out
}

// StoryChanges are the changes of all articles of a story that have more than one revision,
// in the order of the articles.
func (c *Comparer) StoryChanges(ctx context.Context, store Archive, story string) ([]news.Change, error) {
	members, err := store.Members(ctx, story)
	if err != nil {
		return nil, err
	}
	var out []news.Change
	for _, m := range members {
		if m.Number == 1 {
			continue
		}
		revisions, err := store.Revisions(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, c.Changes(revisions)...)
	}
	return out, nil
}
