package pipeline

import (
	"context"
	"fmt"
	"slices"

	"synoptic/internal/cluster"
	"synoptic/internal/news"
)

// everything is more articles than any archive has.
const everything = 1 << 40

// Recluster places all articles anew, in the order in which they were placed first, and
// writes what has become of them. What people did stays: articles that were put somewhere
// by hand, and those of pinned stories, are given as they stand. It returns how many
// articles stand elsewhere now. Ended early, it leaves some placed anew and some as they
// were; done again, it ends the same.
func Recluster(ctx context.Context, store Archive, progress func(done int)) (int, error) {
	r := recluster{store: store, online: cluster.NewOnline(cluster.Learned()), families: newFamilies(store, &languages{}), stood: map[string]string{}}
	acts, err := store.Curations(ctx)
	if err != nil {
		return 0, err
	}
	for _, c := range acts {
		r.online.Curate(c)
	}
	r.online.Settle()
	done := 0
	for placed, err := range store.Images(ctx, everything) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = r.place(&placed)
		}
		if done++; err == nil && done%1024 == 0 {
			err = r.write(ctx)
			progress(done)
		}
		if err != nil {
			return r.moved, err
		}
	}
	return r.moved, r.write(ctx)
}

// recluster is one run of it.
type recluster struct {
	store    Archive
	online   *cluster.Online
	families *families
	stood    map[string]string // by article: the story it stood in
	moved    int
}

func (r *recluster) place(p *news.Placed) error {
	im, err := cluster.ParseImage(p.Image)
	if err != nil {
		return fmt.Errorf("place article %s anew: %w", p.Placement.Article, err)
	}
	if p.Pinned || p.Placement.Kind == news.Curated {
		r.online.Restore(im, p.Placement, p.Pinned)
		return nil
	}
	r.stood[p.Placement.Article] = p.Placement.Story
	r.online.Place(im)
	return nil
}

// write writes what has become of the articles so far.
func (r *recluster) write(ctx context.Context) error {
	changes := r.online.Settle()
	b := &news.Batch{Placements: changes.Placements, Redirects: changes.Redirects, Storylines: changes.Storylines}
	for _, p := range b.Placements {
		if r.stood[p.Article] != p.Story {
			r.moved++
		}
		r.stood[p.Article] = p.Story
	}
	if err := r.families.follow(ctx, b, nil); err != nil {
		return err
	}
	b.Redirects = slices.DeleteFunc(b.Redirects, func(d news.Redirect) bool { return d.From == d.Into })
	if err := r.store.Write(ctx, b); err != nil {
		return err
	}
	r.families.written()
	return nil
}
