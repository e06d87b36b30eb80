package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"synoptic/internal/news"
)

// stir notes that stories have changed, if anything is watched.
func (t *tx) stir(stories ...string) error {
	if watching, err := t.watching(); err != nil || !watching {
		return err
	}
	for _, story := range stories {
		err := t.exec("DELETE FROM stirred WHERE story = ?", story)
		if err == nil {
			err = t.exec("INSERT INTO stirred (story) VALUES (?)", story)
		}
		if err != nil {
			return fmt.Errorf("note a change of story %s: %w", story, err)
		}
	}
	return nil
}

// watching reports whether anything is watched.
func (t *tx) watching() (bool, error) {
	var one int
	return t.get("SELECT 1 FROM watches LIMIT 1", nil, &one)
}

// joinWatched lets the watches of a story watch the one that it was joined to.
func (t *tx) joinWatched(from, into string) error {
	if watching, err := t.watching(); err != nil || !watching {
		return err
	}
	if err := t.exec("UPDATE watches SET story = ? WHERE story = ?", into, from); err != nil {
		return err
	}
	first, err := t.known(from)
	if err != nil {
		return err
	}
	second, err := t.known(into)
	if err != nil {
		return err
	}
	for _, watch := range sorted(first) {
		if err := t.learn(news.Known{Watch: watch, Story: into, Keys: append(second[watch], first[watch]...)}); err != nil {
			return err
		}
	}
	return t.exec("DELETE FROM watched WHERE story = ?", from)
}

func (t *tx) known(story string) (map[string][]string, error) {
	known := map[string][]string{}
	return known, t.each(knownQuery, []any{story}, scanKnown(known))
}

const knownQuery = "SELECT watch, keys FROM watched WHERE story = ?"

func scanKnown(known map[string][]string) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		var watch string
		var packed []byte
		err := rows.Scan(&watch, &packed)
		if err == nil {
			packed, err = unpack(packed)
		}
		keys := []string{}
		if err == nil {
			err = json.Unmarshal(packed, &keys)
		}
		known[watch] = keys
		return err
	}
}

// learn keeps the keys that a watch knows of a story.
func (t *tx) learn(k news.Known) error {
	slices.Sort(k.Keys)
	keys, err := json.Marshal(append([]string{}, slices.Compact(k.Keys)...))
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO watched (watch, story, keys) VALUES (?, ?, ?) ON CONFLICT (watch, story) DO UPDATE SET keys = excluded.keys", k.Watch, k.Story, pack(keys))
}

// KnownTo is what each watch that was looked at for a story knows of it.
func (s *Store) KnownTo(ctx context.Context, story string) (map[string][]string, error) {
	known := map[string][]string{}
	if err := s.each(ctx, knownQuery, []any{story}, scanKnown(known)); err != nil {
		return nil, fmt.Errorf("read what watches know of story %s: %w", story, err)
	}
	return known, nil
}

// Stirred are stories that changed and were not looked at since, the one that changed first
// the first, of those numbered above after.
func (s *Store) Stirred(ctx context.Context, after int64, limit int) ([]news.Stirred, error) {
	var list []news.Stirred
	err := s.eachOften(ctx, "SELECT number, story FROM stirred WHERE number > ? ORDER BY number LIMIT ?", []any{after, limit}, func(rows *sql.Rows) error {
		var x news.Stirred
		err := rows.Scan(&x.Number, &x.Story)
		list = append(list, x)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list stories that changed: %w", err)
	}
	return list, nil
}

// Fitting are the articles of stories that a search finds, by story.
func (s *Store) Fitting(ctx context.Context, search string, stories []string) (map[string][]string, error) {
	found := map[string][]string{}
	if len(stories) == 0 {
		return found, nil
	}
	q, err := parseQuery(search)
	if err != nil {
		return nil, err
	}
	within := "story IN (" + marks(len(stories)) + ")"
	var low, high sql.NullInt64
	err = s.row(ctx, "SELECT min(doc), max(doc) FROM articles WHERE "+within, anys(stories), &low, &high)
	if err == nil && low.Valid {
		match, args := s.dialect.match(q.root, max(q.from(), low.Int64), min(q.to(), high.Int64+1))
		err = s.each(ctx, "SELECT story, id FROM articles WHERE "+within+" AND doc IN ("+match+") ORDER BY doc", append(anys(stories), args...), func(rows *sql.Rows) error {
			var story, id string
			err := rows.Scan(&story, &id)
			found[story] = append(found[story], id)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("search stories for %q: %w", search, err)
	}
	return found, nil
}

// FittingStories are the stories with the latest reports that a search finds.
func (s *Store) FittingStories(ctx context.Context, search string, limit int) ([]string, error) {
	list, _, err := s.Stories(ctx, StoryFilter{Words: search, Limit: limit})
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	return ids, err
}

// Raise keeps what a look brought, all of it or nothing. An alert that its watch had before
// is left out, and so are those of a watch that is gone.
func (s *Store) Raise(ctx context.Context, r *news.Raised) error {
	return s.transact(ctx, "raise alerts", func(t *tx) error {
		gone := map[string]bool{}
		for i := range r.Alerts {
			if err := t.alert(&r.Alerts[i], r, gone); err != nil {
				return fmt.Errorf("%s of watch %s: %w", r.Alerts[i].Key, r.Alerts[i].Watch, err)
			}
		}
		for _, k := range r.Known {
			if there, err := t.watchThere(k.Watch, gone); err != nil {
				return err
			} else if !there {
				continue
			}
			if err := t.learn(k); err != nil {
				return fmt.Errorf("keep what watch %s knows of story %s: %w", k.Watch, k.Story, err)
			}
		}
		for _, x := range r.Looked {
			if err := t.exec("DELETE FROM stirred WHERE number = ?", x.Number); err != nil {
				return err
			}
		}
		return nil
	})
}

// watchThere reports whether a watch is there still; gone remembers those that are not.
func (t *tx) watchThere(id string, gone map[string]bool) (bool, error) {
	if absent, asked := gone[id]; asked {
		return !absent, nil
	}
	var one int
	there, err := t.get("SELECT 1 FROM watches WHERE id = ?", []any{id}, &one)
	gone[id] = !there
	return there, err
}

func (t *tx) alert(a *news.Alert, r *news.Raised, gone map[string]bool) error {
	there, err := t.watchThere(a.Watch, gone)
	if err != nil || !there {
		return err
	}
	evidence, err := json.Marshal(append([]news.Testimony{}, a.Evidence...))
	if err != nil {
		return err
	}
	isNew, err := t.get("INSERT INTO alerts (watch, key, kind, story, headline, article, title, text, evidence, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"+
		" ON CONFLICT (watch, key) DO NOTHING RETURNING number", []any{a.Watch, a.Key, string(a.Kind), a.Story, clean(a.Headline), a.Article,
		clean(a.Title), clean(a.Text), clean(string(evidence)), a.At.UnixMilli()}, &a.Number)
	if err != nil || !isNew {
		return err
	}
	for _, way := range r.Ways[a.Watch] {
		if err := t.exec("INSERT INTO deliveries (alert, way, watch, next) VALUES (?, ?, ?, ?)", a.Number, string(way), a.Watch, r.Due.UnixMilli()); err != nil {
			return err
		}
	}
	return nil
}

// AlertFilter chooses alerts; what is empty chooses all.
type AlertFilter struct {
	Watch  string
	Unread bool
	Before int64 // those with a lower number: the page after the one that ended with it
	Limit  int   // 0: 50
}

const alertColumns = "a.number, a.watch, a.key, a.kind, a.story, a.headline, a.article, a.title, a.text, a.evidence, a.at, a.seen"

func scanAlert(rows *sql.Rows, more ...any) (news.Alert, error) {
	var a news.Alert
	var evidence string
	var at, seen int64
	err := rows.Scan(append([]any{&a.Number, &a.Watch, &a.Key, &a.Kind, &a.Story, &a.Headline, &a.Article, &a.Title, &a.Text, &evidence, &at, &seen}, more...)...)
	if err == nil {
		err = json.Unmarshal([]byte(evidence), &a.Evidence)
	}
	a.At, a.Read = moment(at), seen != 0
	return a, err
}

// Alerts are the alerts chosen, the latest first.
func (s *Store) Alerts(ctx context.Context, f AlertFilter) ([]news.Alert, error) {
	list := []news.Alert{}
	var c conditions
	c.add("1 = 1")
	if f.Watch != "" {
		c.add("a.watch = ?", f.Watch)
	}
	if f.Unread {
		c.add("a.seen = 0")
	}
	if f.Before > 0 {
		c.add("a.number < ?", f.Before)
	}
	query := "SELECT " + alertColumns + " FROM alerts a WHERE " + c.String() + " ORDER BY a.number DESC LIMIT ?"
	err := s.each(ctx, query, append(c.args, pageSize(f.Limit)), func(rows *sql.Rows) error {
		a, err := scanAlert(rows)
		list = append(list, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list alerts: %w", err)
	}
	return list, nil
}

// UnreadAlerts counts the alerts that nobody has seen, by watch.
func (s *Store) UnreadAlerts(ctx context.Context) (map[string]int, error) {
	counts := map[string]int{}
	err := s.eachOften(ctx, "SELECT watch, count(*) FROM alerts WHERE seen = 0 GROUP BY watch", nil, func(rows *sql.Rows) error {
		var watch string
		var n int
		err := rows.Scan(&watch, &n)
		counts[watch] = n
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count alerts: %w", err)
	}
	return counts, nil
}

// SeeAlerts notes that somebody has seen the alerts of a watch, or of all if it is "", up to
// a number.
func (s *Store) SeeAlerts(ctx context.Context, watch string, upTo int64) error {
	return s.transact(ctx, "mark alerts as read", func(t *tx) error {
		if watch == "" {
			return t.exec("UPDATE alerts SET seen = 1 WHERE seen = 0 AND number <= ?", upTo)
		}
		return t.exec("UPDATE alerts SET seen = 1 WHERE seen = 0 AND number <= ? AND watch = ?", upTo, watch)
	})
}
