package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/report"
	"synoptic/internal/store"
)

// StoryView is a story with its reports and what comparing them shows.
type StoryView struct {
	Card
	Articles   []store.Report   `json:"articles" doc:"Its reports in order of time."`
	Placed     []news.Placement `json:"placements" doc:"Why each report is in the story, in the order of the reports."`
	Copies     []news.Reuse     `json:"copies" doc:"Who has the text of whom."`
	Comparison *news.Comparison `json:"comparison" doc:"Null if the story was not compared."`
	Asked      string           `json:"asked" doc:"The name asked for, if the story has joined another since."`
}

// story is the view behind the story page, the API and the tool.
func (s *Server) story(ctx context.Context, id string) (StoryView, error) {
	db, err := s.database()
	if err != nil {
		return StoryView{}, err
	}
	found, err := db.Story(ctx, id)
	if err != nil {
		return StoryView{}, asked(err)
	}
	out := StoryView{Asked: id}
	if err := s.fillStory(ctx, &out, found); err != nil {
		return StoryView{}, err
	}
	c, _, _, err := db.Comparison(ctx, found.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return StoryView{}, err
	}
	if out.Comparison = c; c != nil {
		out.Glance = glanceOf(c, time.Time{})
	}
	return out, nil
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
	out.Copies, err = db.Copies(ctx, found.ID)
	return err
}

// storyPage is a story as a page.
type storyPage struct {
	StoryView
	Parts     *report.Parts // nil if it was not compared
	Entries   []entryOfStory
	Storyline []news.Story
}

// entryOfStory is a report in the list of the page.
type entryOfStory struct {
	store.Report
	Placement news.Placement
	CopyOf    *store.Report // nil if it is none
	Share     float64
	NearTo    *store.Report
	Compared  bool // it stands in the comparison
}

func (s *Server) storyPage(r *http.Request) (frame, error) {
	view, err := s.story(r.Context(), r.PathValue("id"))
	if err != nil {
		return frame{}, err
	}
	p := storyPage{StoryView: view, Entries: entriesOf(&view)}
	f := frame{Title: view.Title, Section: "stories", Data: &p}
	if view.Comparison != nil {
		f.Scripts = []string{"findings.js"}
		if p.Parts, err = s.parts(r.Context(), view); err != nil {
			return frame{}, err
		}
	}
	p.Storyline, err = s.line(r.Context(), &view)
	return f, err
}

// parts are the sections of the story's comparison, made once for each of its versions.
func (s *Server) parts(ctx context.Context, view StoryView) (*report.Parts, error) {
	made, err := s.options.Store.Compared(ctx, []string{view.ID})
	if err != nil {
		return nil, err
	}
	return s.shown.get(version{view.ID, made[view.ID]}, func() (*report.Parts, error) {
		parts, err := report.NewParts(view.Comparison)
		return &parts, err
	})
}

// line are the other stories of the running story.
func (s *Server) line(ctx context.Context, view *StoryView) ([]news.Story, error) {
	list, _, err := s.options.Store.Stories(ctx, store.StoryFilter{Storyline: view.Storyline, Limit: 12})
	return slices.DeleteFunc(list, func(o news.Story) bool { return o.ID == view.ID }), err
}

func entriesOf(view *StoryView) []entryOfStory {
	at := map[string]*store.Report{}
	for i := range view.Articles {
		at[view.Articles[i].Article] = &view.Articles[i]
	}
	compared := map[string]bool{}
	if view.Comparison != nil {
		for i := range view.Comparison.Articles {
			compared[view.Comparison.Articles[i].ID] = true
		}
	}
	var out []entryOfStory
	for i, r := range view.Articles {
		e := entryOfStory{Report: r, NearTo: at[r.Near], Compared: compared[r.Article]}
		if i < len(view.Placed) {
			e.Placement = view.Placed[i]
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

// takeAway sends the stored comparison of a story as a file.
func (s *Server) takeAway(w http.ResponseWriter, r *http.Request) {
	view, err := s.story(r.Context(), r.PathValue("id"))
	if err == nil && view.Comparison == nil {
		err = &fault{http.StatusNotFound, "Not compared", "This story has no comparison to take away."}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.download(w, r, view.Comparison, r.PathValue("format"))
}
