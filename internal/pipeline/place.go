package pipeline

import (
	"context"
	"fmt"

	"synoptic/internal/cluster"
	"synoptic/internal/news"
)

// restored is how many of the last articles the clustering is given again: more than are
// active in its window, for near copies are among them.
const restored = 2 * 65_536

// unknown is the number of no act.
const unknown = -1

// restore makes the clustering anew from what is stored.
func (in *Ingester) restore(ctx context.Context) error {
	in.online, in.curated = cluster.NewOnline(cluster.Learned()), 0
	acts, err := in.store.Curations(ctx)
	if err != nil {
		return err
	}
	for _, c := range acts {
		in.online.Curate(c)
		in.curated = c.Number
	}
	for placed, err := range in.store.Images(ctx, restored) {
		if err != nil {
			return err
		}
		im, err := cluster.ParseImage(placed.Image)
		if err != nil {
			return fmt.Errorf("restore article %s: %w", placed.Placement.Article, err)
		}
		in.online.Restore(im, placed.Placement, placed.Pinned)
		in.online.RestoreStoryline(placed.Placement.Story, placed.Storyline)
	}
	in.online.Settle() // what it tells is known
	return nil
}

// catchUp makes the clustering anew where people have done something meanwhile, or where
// what was last placed could not be written.
func (in *Ingester) catchUp(ctx context.Context) error {
	acts, err := in.store.Curations(ctx)
	if err != nil {
		return err
	}
	last := int64(0)
	if len(acts) > 0 {
		last = acts[len(acts)-1].Number
	}
	if last == in.curated {
		return nil
	}
	in.families = newFamilies(in.store, &in.reader.languages)
	return in.restore(ctx)
}

// place puts new articles into stories, one after another in the order in which they came,
// and adds to the batch what becomes of all stories.
func (in *Ingester) place(ctx context.Context, b *news.Batch, fresh []*reading) error {
	for _, r := range fresh {
		in.online.Place(r.image)
		b.Images = append(b.Images, news.Image{Article: r.article.ID, Bytes: r.image.Bytes()})
	}
	changes := in.online.Settle()
	b.Placements, b.Redirects, b.Storylines = changes.Placements, changes.Redirects, changes.Storylines
	read := map[string]*reading{}
	for _, r := range fresh {
		read[r.article.ID] = r
	}
	return in.families.follow(ctx, b, read)
}
