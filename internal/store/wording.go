package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"synoptic/internal/news"
)

// Called is how an outlet calls something, and how others do in the same stories.
type Called struct {
	About  string  `json:"about"`  // the name of what is called so
	Own    []Named `json:"own"`    // the terms of the outlet, with how often
	Others []Named `json:"others"` // those of all others
}

// wordings replaces the stored terms of the articles compared.
func (t *tx) wordings(story string, c *news.Comparison) error {
	docs := map[string]int64{}
	for _, a := range c.Articles {
		doc, err := t.doc(a.ID)
		if err == nil {
			err = t.exec("DELETE FROM wordings WHERE doc = ?", doc)
		}
		if err != nil {
			return fmt.Errorf("forget the terms of article %s: %w", a.ID, err)
		}
		docs[a.ID] = doc
	}
	for _, w := range c.Wording {
		for _, term := range w.Terms {
			for _, id := range sorted(term.Counts) {
				doc, known := docs[id]
				if !known {
					continue
				}
				err := t.exec("INSERT INTO wordings (story, about, doc, term, count) VALUES (?, ?, ?, ?, ?)", story, clean(w.About), doc, clean(term.Term), term.Counts[id])
				if err != nil {
					return fmt.Errorf("keep the terms of article %s: %w", id, err)
				}
			}
		}
	}
	return nil
}

// maxCalled is how many things an outlet's wording is told of.
const maxCalled = 12

// worded reads how the outlet calls things that others call otherwise, those with most uses
// first.
func (o *Outlet) worded(ctx context.Context, s *Store) error {
	own, err := s.terms(ctx, "SELECT w.about, w.term, sum(w.count) FROM "+latest("doc")+" a JOIN wordings w ON w.doc = a.doc GROUP BY w.about, w.term ORDER BY 3 DESC, 2",
		o.Source, recentReports)
	if err != nil {
		return err
	}
	others, err := s.terms(ctx, `SELECT w.about, w.term, sum(w.count) FROM (SELECT DISTINCT w.story, w.about FROM `+latest("doc")+` a JOIN wordings w ON w.doc = a.doc) x
		JOIN wordings w ON w.story = x.story AND w.about = x.about JOIN articles b ON b.doc = w.doc WHERE b.source <> ? GROUP BY w.about, w.term ORDER BY 3 DESC, 2`,
		o.Source, recentReports, o.Source)
	o.Wording = []Called{}
	for _, about := range sorted(own) {
		if apart(own[about], others[about]) {
			o.Wording = append(o.Wording, Called{about, own[about], others[about]})
		}
	}
	slices.SortStableFunc(o.Wording, func(a, b Called) int { return cmp.Compare(uses(b.Own), uses(a.Own)) })
	o.Wording = o.Wording[:min(maxCalled, len(o.Wording))]
	return err
}

// terms reads the terms of each thing with how often they are used.
func (s *Store) terms(ctx context.Context, query string, args ...any) (map[string][]Named, error) {
	byAbout := map[string][]Named{}
	err := s.each(ctx, query, args, func(rows *sql.Rows) error {
		var about string
		var n Named
		err := rows.Scan(&about, &n.Name, &n.Count)
		byAbout[about] = append(byAbout[about], n)
		return err
	})
	return byAbout, err
}

// apart reports whether others are known to call something, and one of two has a term that
// the other has not.
func apart(own, others []Named) bool {
	lacks := func(a, b []Named) bool {
		return slices.ContainsFunc(a, func(x Named) bool {
			return !slices.ContainsFunc(b, func(y Named) bool { return y.Name == x.Name })
		})
	}
	return len(others) > 0 && (lacks(own, others) || lacks(others, own))
}

func uses(terms []Named) (n int) {
	for _, t := range terms {
		n += t.Count
	}
	return n
}
