package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/report"
	"synoptic/internal/store"
)

// StoryView is a story with its reports and what comparing them shows.
type StoryView struct {
	Card
	Articles   []store.Report    `json:"articles" doc:"Its reports in order of time."`
	Placed     []news.Placement  `json:"placements" doc:"Why each report is in the story, in the order of the reports."`
	Copies     []news.Reuse      `json:"copies" doc:"Who has the text of whom."`
	Rewritten  []store.Rewritten `json:"rewritten" doc:"Later texts of its reports, in order of time."`
	Comparison *news.Comparison  `json:"comparison" doc:"Null if the story was not compared."`
	Asked      string            `json:"asked" doc:"The name asked for, if the story has joined another since."`
}

// story is the view behind the API and the tool.
func (s *Server) story(ctx context.Context, id string) (StoryView, error) {
	out, err := s.reported(ctx, id)
	if err != nil {
		return StoryView{}, err
	}
	c, _, _, err := s.options.Store.Comparison(ctx, out.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return StoryView{}, err
	}
	if out.Comparison = c; c != nil {
		out.Glance = glanceOf(c, time.Time{})
	}
	return out, nil
}

// reported is a story without its comparison.
func (s *Server) reported(ctx context.Context, id string) (StoryView, error) {
	db, err := s.database()
	if err != nil {
		return StoryView{}, err
	}
	found, err := db.Story(ctx, id)
	if err != nil {
		return StoryView{}, asked(err)
	}
	out := StoryView{Asked: id}
	err = s.fillStory(ctx, &out, found)
	return out, err
}

// fillStory adds what the database knows of the reports.
func (s *Server) fillStory(ctx context.Context, out *StoryView, found news.Story) error {
	db := s.options.Store
	reports, err := db.Reports(ctx, []string{found.ID})
	if err != nil {
		return err
	}
	out.Articles = reports[found.ID]
	out.Card = card(found, out.Articles, found.Last)
	if out.Placed, err = db.Placements(ctx, found.ID); err != nil {
		return err
	}
	if out.Copies, err = db.Copies(ctx, found.ID); err != nil {
		return err
	}
	out.Rewritten, err = db.Rewritten(ctx, found.ID)
	return err
}

// storyPage is a story as a page.
type storyPage struct {
	StoryView
	Parts     *report.Parts // nil if it was not compared
	Entries   []entryOfStory
	Storyline []news.Story
	Bundle    bool // it can be had with all that proves it
}

// entryOfStory is a report in the list of the page.
type entryOfStory struct {
	store.Report
	Placement news.Placement
	CopyOf    *store.Report // nil if it is none
	Share     float64
	NearTo    *store.Report
	Compared  bool // it stands in the comparison
	Rewrites  []store.Rewritten
	Strip     []tick // where it and its later texts stand in the time of the story
}

// tick is a place in the time of a story, of 100.
type tick struct {
	At      string
	Rewrite bool
}

func (s *Server) storyPage(r *http.Request) (frame, error) {
	view, err := s.reported(r.Context(), r.PathValue("id"))
	if err != nil {
		return frame{}, err
	}
	shown, err := s.shownComparison(r.Context(), view.ID)
	if err != nil {
		return frame{}, err
	}
	p := storyPage{StoryView: view, Entries: entriesOf(&view, shown), Bundle: s.options.Bundle != nil}
	f := frame{Title: view.Title, Section: "stories", Data: &p}
	if shown != nil {
		f.Scripts = []string{"findings.js"}
		if p.Parts, err = shown.parts(); err != nil {
			return frame{}, err
		}
	}
	p.Storyline, err = s.line(r.Context(), &view)
	return f, err
}

// line are the other stories of the running story.
func (s *Server) line(ctx context.Context, view *StoryView) ([]news.Story, error) {
	list, _, err := s.options.Store.Stories(ctx, store.StoryFilter{Storyline: view.Storyline, Limit: 12})
	return slices.DeleteFunc(list, func(o news.Story) bool { return o.ID == view.ID }), err
}

func entriesOf(view *StoryView, shown *shownComparison) []entryOfStory {
	at := map[string]*store.Report{}
	for i := range view.Articles {
		at[view.Articles[i].Article] = &view.Articles[i]
	}
	var out []entryOfStory
	from, to := view.lasted()
	for i, r := range view.Articles {
		e := entryOfStory{Report: r, NearTo: at[r.Near], Compared: shown != nil && shown.articles[r.Article]}
		if i < len(view.Placed) {
			e.Placement = view.Placed[i]
		}
		e.Strip = append(e.Strip, tick{At: share(r.Time, from, to)})
		for _, x := range view.Rewritten {
			if x.Article == r.Article {
				e.Rewrites = append(e.Rewrites, x)
				e.Strip = append(e.Strip, tick{share(x.Seen, from, to), true})
			}
		}
		for _, c := range view.Copies {
			if c.To == r.Article && c.Share > e.Share {
				e.CopyOf, e.Share = at[c.From], c.Share
			}
		}
		out = append(out, e)
	}
	return out
}

// lasted is the time from the first report of a story to its last report or later text, of
// which it is no more than half after the last report.
func (v *StoryView) lasted() (from, to time.Time) {
	from, to = v.First, v.Last
	for _, x := range v.Rewritten {
		if x.Seen.After(to) {
			to = x.Seen
		}
	}
	if most := v.Last.Add(max(v.Last.Sub(v.First), time.Hour)); to.After(most) {
		to = most
	}
	return from, to
}

// share is how far a time is between two others, of 98: a tick takes the rest.
func share(at, from, to time.Time) string {
	if !to.After(from) {
		return "0"
	}
	of := float64(at.Sub(from)) / float64(to.Sub(from))
	return strconv.FormatFloat(98*min(max(of, 0), 1), 'f', 1, 64)
}

// chosen compares the reports of a story that the reader has chosen.
func (s *Server) chosen(w http.ResponseWriter, r *http.Request) {
	c, err := s.compareReports(r.Context(), r.URL.Query()["a"])
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if format := r.FormValue("format"); format != "" && format != "page" {
		s.download(w, r, c.Comparison, format)
		return
	}
	s.showComparison(w, r, c)
}

// compareReports lays stored articles side by side, as they are now.
func (s *Server) compareReports(ctx context.Context, ids []string) (compared, error) {
	db, err := s.database()
	if err != nil {
		return compared{}, err
	}
	if len(ids) > maxInputs {
		return compared{}, tooMany(len(ids))
	}
	var inputs []Input
	for i, id := range ids {
		a, err := db.Article(ctx, id)
		if err != nil {
			return compared{}, asked(err)
		}
		in, err := stored(&a).input(i)
		if err != nil {
			return compared{}, err
		}
		inputs = append(inputs, in)
	}
	return s.compare(ctx, inputs)
}

// stored is a stored article as an account.
func stored(r *news.Revision) *Account {
	return &Account{ID: r.ID, Source: r.Source, URL: r.URL, Title: r.Title, Published: r.Published, Authors: r.Authors, Lang: r.Lang, Text: r.Text}
}

// takeAway sends the stored comparison of a story as a file, or the story with all that
// proves it.
func (s *Server) takeAway(w http.ResponseWriter, r *http.Request) {
	format := r.PathValue("format")
	if format == "bundle" && s.options.Bundle != nil {
		s.bundle(w, r)
		return
	}
	view, err := s.story(r.Context(), r.PathValue("id"))
	if err == nil && view.Comparison == nil {
		err = &fault{http.StatusNotFound, "Not compared", "This story has no comparison to take away."}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.download(w, r, view.Comparison, format)
}
