package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"

	"synoptic/internal/news"
)

func (t *tx) placements(b *Batch) error {
	for i := range b.Placements {
		p := &b.Placements[i]
		if err := t.place(p); err != nil {
			return fmt.Errorf("place article %s in story %s: %w", p.Article, p.Story, err)
		}
	}
	return nil
}

// place puts an article into its story and remembers why.
func (t *tx) place(p *news.Placement) error {
	h := t.held[p.Article]
	if h == nil {
		return ErrNotFound
	}
	t.touched[p.Story] = true
	if !h.fresh || t.placed[p.Article] != p { // else it came with its story
		t.touched[h.story] = true
		h.story = p.Story
		err := t.exec("UPDATE articles SET story = ?, kind = ?, near = ? WHERE doc = ?", p.Story, string(p.Kind), p.Near, h.doc)
		if err != nil {
			return err
		}
	}
	features, err := json.Marshal(p.Features)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO placements (doc, score, why, features) VALUES (?, ?, ?, ?) ON CONFLICT (doc) DO UPDATE SET score = excluded.score, why = excluded.why, features = excluded.features",
		h.doc, p.Score, clean(p.Why), features)
}

func (t *tx) redirects(b *Batch) error {
	for _, r := range b.Redirects {
		if r.From == r.Into {
			return fmt.Errorf("join story %s to itself", r.From)
		}
		t.touched[r.From], t.touched[r.Into] = true, true
		for _, h := range t.held {
			if h.story == r.From {
				h.story = r.Into
			}
		}
		err := cmp.Or(
			t.exec("INSERT INTO stories (id, goes) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET goes = excluded.goes", r.From, r.Into),
			t.exec("UPDATE articles SET story = ?, kind = ? WHERE story = ?", r.Into, string(news.Joined), r.From),
			t.exec("DELETE FROM comparisons WHERE story = ?", r.From),
			t.joinWatched(r.From, r.Into))
		if err != nil {
			return fmt.Errorf("join story %s to %s: %w", r.From, r.Into, err)
		}
	}
	return nil
}

func (t *tx) storylines(b *Batch) error {
	for _, story := range sorted(b.Storylines) {
		err := t.exec("INSERT INTO stories (id, storyline) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET storyline = excluded.storyline", story, b.Storylines[story])
		if err != nil {
			return fmt.Errorf("keep storyline of story %s: %w", story, err)
		}
	}
	return nil
}

func (t *tx) copies(b *Batch) error {
	for _, c := range b.Copies {
		shared, err := json.Marshal(c.Shared)
		if err == nil {
			err = t.exec("INSERT INTO copies (source, target, share, from_share, kind, why, shared) VALUES (?, ?, ?, ?, ?, ?, ?)"+
				" ON CONFLICT (target, source) DO UPDATE SET share = excluded.share, from_share = excluded.from_share, kind = excluded.kind, why = excluded.why, shared = excluded.shared",
				c.From, c.To, c.Share, c.FromShare, c.Kind, clean(c.Why), pack(shared))
		}
		if err != nil {
			return fmt.Errorf("keep copy of %s by %s: %w", c.From, c.To, err)
		}
		t.concern(c.To)
	}
	return nil
}

// origins notes which articles go back to one origin.
func (t *tx) origins(b *Batch) error {
	for _, article := range sorted(b.Origins) {
		if err := t.exec("UPDATE articles SET origin = ? WHERE id = ?", b.Origins[article], article); err != nil {
			return fmt.Errorf("keep origin of article %s: %w", article, err)
		}
		t.concern(article)
	}
	return nil
}

// concern has the story of an article counted anew.
func (t *tx) concern(article string) {
	if h := t.held[article]; h != nil {
		t.touched[h.story] = true
	}
}

// storyColumns are those of a news.Story, in order.
const storyColumns = "id, title, first, last, reports, outlets, origins, langs, storyline, goes, pinned"

func scanStory(rows *sql.Rows) (news.Story, error) {
	var s news.Story
	var first, last int64
	var langs string
	var pinned int
	err := rows.Scan(&s.ID, &s.Title, &first, &last, &s.Reports, &s.Outlets, &s.Origins, &langs, &s.Storyline, &s.Into, &pinned)
	s.First, s.Last, s.Langs, s.Pinned = moment(first), moment(last), fields(langs), pinned != 0
	if s.Storyline == "" {
		s.Storyline = s.ID
	}
	return s, err
}

// maxHops limits how many redirects lead from one story to another.
const maxHops = 100

// Story is a story; of one that was joined to another, that other one. ErrNotFound if
// there is none.
func (s *Store) Story(ctx context.Context, id string) (news.Story, error) {
	for next, hops := id, 0; ; hops++ {
		story, err := s.storyItself(ctx, next)
		if err == nil && hops > maxHops {
			err = fmt.Errorf("its redirects go round in a circle; synoptic check --repair: %w", ErrCorrupt)
		}
		if err != nil {
			return news.Story{}, fmt.Errorf("read story %s: %w", id, err)
		}
		if story.Into == "" {
			return story, nil
		}
		next = story.Into
	}
}

// storyItself is a story, redirected or not.
func (s *Store) storyItself(ctx context.Context, id string) (news.Story, error) {
	story, err := news.Story{}, error(ErrNotFound)
	failed := s.each(ctx, "SELECT "+storyColumns+" FROM stories WHERE id = ?", []any{id}, func(rows *sql.Rows) error {
		story, err = scanStory(rows)
		return err
	})
	if failed != nil {
		err = failed
	}
	return story, err
}

// Members are the articles of a story in order of time. A story that was joined to another
// has none.
func (s *Store) Members(ctx context.Context, story string) ([]Member, error) {
	var list []Member
	query := "SELECT " + revisionColumns + ", a.first, a.origin, " + placementColumns + ` FROM articles a
		JOIN revisions r ON r.doc = a.doc AND r.number = a.number LEFT JOIN placements p ON p.doc = a.doc WHERE a.story = ? ORDER BY a.doc`
	err := s.each(ctx, query, []any{story}, func(rows *sql.Rows) error {
		var m Member
		var first int64
		place, finish := scanPlacement(&m.Placement)
		r, err := scanRevision(rows, append([]any{&first, &m.Origin}, place...)...)
		if err == nil {
			err = finish()
		}
		m.Revision, m.First = r, moment(first)
		list = append(list, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read articles of story %s: %w", story, err)
	}
	return list, nil
}

const placementColumns = "a.id, a.story, a.kind, a.near, p.score, p.why, p.features"

// scanPlacement gives where to scan a placement into, and what finishes it.
func scanPlacement(p *news.Placement) ([]any, func() error) {
	var score sql.NullFloat64
	var why sql.NullString
	var features []byte
	return []any{&p.Article, &p.Story, &p.Kind, &p.Near, &score, &why, &features}, func() error {
		p.Score, p.Why = score.Float64, why.String
		if len(features) == 0 {
			return nil
		}
		return json.Unmarshal(features, &p.Features)
	}
}

// Images are the images of the last n articles with where they stand now, in the order in
// which they were first kept.
func (s *Store) Images(ctx context.Context, n int) iter.Seq2[Placed, error] {
	return func(yield func(Placed, error) bool) {
		var last int64
		err := s.row(ctx, "SELECT coalesce(max(seq), 0) FROM images", nil, &last)
		for after := last - int64(n); err == nil; {
			var list []Placed
			list, after, err = s.someImages(ctx, after)
			for _, p := range list {
				if !yield(p, nil) {
					return
				}
			}
			if len(list) == 0 {
				break
			}
		}
		if err != nil {
			yield(Placed{}, fmt.Errorf("read images: %w", err))
		}
	}
}

// someImages are the next images after a number, and the last of their numbers.
func (s *Store) someImages(ctx context.Context, after int64) (list []Placed, last int64, err error) {
	query := "SELECT i.seq, i.bytes, coalesce(s.pinned, 0), coalesce(s.storyline, ''), " + placementColumns + ` FROM images i JOIN articles a ON a.doc = i.doc
		LEFT JOIN stories s ON s.id = a.story LEFT JOIN placements p ON p.doc = a.doc WHERE i.seq > ? ORDER BY i.seq LIMIT 1000`
	err = s.each(ctx, query, []any{after}, func(rows *sql.Rows) error {
		var p Placed
		var pinned int
		place, finish := scanPlacement(&p.Placement)
		err := rows.Scan(append([]any{&last, &p.Image, &pinned, &p.Storyline}, place...)...)
		if err == nil {
			err = finish()
		}
		p.Pinned = pinned != 0
		list = append(list, p)
		return err
	})
	return list, last, err
}
