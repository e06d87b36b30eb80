package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/news"
)

// Why a person's wish cannot be done.
var (
	ErrSameStory   = errors.New("both are the same story")
	ErrNotInStory  = errors.New("it is not in that story")
	ErrNothingLeft = errors.New("nothing would be left of the story")
)

// Shelf is what curating needs of a store.
type Shelf interface {
	Archive
	Story(ctx context.Context, id string) (news.Story, error)
}

// Curate does what a person wants with stories, in one transaction, and records it, so that
// no recomputation undoes it. Stories that were joined to others stand for those. It
// returns the act with the story that it made, where it made one.
func Curate(ctx context.Context, store Shelf, c news.Curation) (news.Curation, error) {
	k := curator{Shelf: store, batch: &news.Batch{}}
	act := map[news.CurationKind]func(context.Context, *news.Curation) error{
		news.Merge: k.merge, news.Split: k.split, news.Move: k.move, news.Pin: k.pin, news.Unpin: k.pin,
	}[c.Kind]
	if act == nil {
		return c, fmt.Errorf("%q is nothing to do with a story", c.Kind)
	}
	if err := act(ctx, &c); err != nil {
		return c, fmt.Errorf("%s story %s: %w", c.Kind, cmp.Or(c.Story, c.Target), err)
	}
	k.batch.Curations = []news.Curation{c}
	if err := newFamilies(store, &languages{}).follow(ctx, k.batch, nil); err != nil {
		return c, err
	}
	return c, store.Write(ctx, k.batch)
}

// curator gathers what an act changes.
type curator struct {
	Shelf
	batch *news.Batch
}

// resolve replaces the id of a story by that of the story it has been joined to.
func (k *curator) resolve(ctx context.Context, ids ...*string) error {
	for _, id := range ids {
		s, err := k.Story(ctx, *id)
		if err != nil {
			return err
		}
		*id = s.ID
	}
	return nil
}

func (k *curator) merge(ctx context.Context, c *news.Curation) error {
	if err := k.resolve(ctx, &c.Story, &c.Target); err != nil {
		return err
	}
	if c.Story == c.Target {
		return ErrSameStory
	}
	if err := k.put(ctx, c.Story, c.Target, nil, "Put here"+by(c)+": its story was joined to this one."); err != nil {
		return err
	}
	k.batch.Redirects = []news.Redirect{{From: c.Story, Into: c.Target}}
	return k.put(ctx, c.Target, c.Target, nil, "Kept here"+by(c)+" when another story was joined to this one.")
}

func (k *curator) split(ctx context.Context, c *news.Curation) error {
	if err := k.resolve(ctx, &c.Story); err != nil {
		return err
	}
	members, err := k.Members(ctx, c.Story)
	if err != nil {
		return err
	}
	if len(c.Articles) >= len(members) {
		return ErrNothingLeft
	}
	c.Target = mint(c.Story, c.At.UTC().String(), strings.Join(c.Articles, "\x00"))
	return k.put(ctx, c.Story, c.Target, c.Articles, "Taken out of "+c.Story+by(c)+".")
}

func (k *curator) move(ctx context.Context, c *news.Curation) error {
	if err := k.resolve(ctx, &c.Target); err != nil {
		return err
	}
	known, err := k.Known(ctx, c.Articles)
	if err != nil {
		return err
	}
	for _, id := range c.Articles {
		story := known[id].Story
		if story == "" {
			_, err := k.Article(ctx, id)
			return errors.Join(err, ErrNotInStory)
		}
		if err := k.put(ctx, story, c.Target, []string{id}, "Put here"+by(c)+"."); err != nil {
			return err
		}
	}
	return nil
}

func (k *curator) pin(ctx context.Context, c *news.Curation) error { return k.resolve(ctx, &c.Story) }

// put places articles of a story, nil for all of them, into a story by hand.
func (k *curator) put(ctx context.Context, from, into string, articles []string, why string) error {
	members, err := k.Members(ctx, from)
	if err != nil {
		return err
	}
	for _, id := range articles {
		if !slices.ContainsFunc(members, func(m news.Member) bool { return m.ID == id }) {
			return fmt.Errorf("article %s: %w", id, ErrNotInStory)
		}
	}
	for _, m := range members {
		if articles == nil || slices.Contains(articles, m.ID) {
			k.batch.Placements = append(k.batch.Placements, news.Placement{Article: m.ID, Story: into, Kind: news.Curated, Why: why})
		}
	}
	return nil
}

func by(c *news.Curation) string {
	if c.By == "" {
		return " by hand"
	}
	return " by " + c.By
}

// mint makes the id of a new story from what made it.
func mint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "s" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:12]
}
