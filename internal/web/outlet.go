package web

import (
	"context"
	"net/http"

	"synoptic/internal/store"
)

// OutletView is an outlet with its latest reports.
type OutletView struct {
	store.Outlet
	Latest []store.Report `json:"latest"`
}

func (s *Server) outlet(ctx context.Context, name string) (OutletView, error) {
	db, err := s.database()
	if err != nil {
		return OutletView{}, err
	}
	return s.outlets.get(name, func() (OutletView, error) {
		o, err := db.Outlet(ctx, name)
		if err != nil {
			return OutletView{}, asked(err)
		}
		latest, err := db.ReportsOf(ctx, name, 40)
		return OutletView{o, latest}, err
	})
}

func (s *Server) outletPage(r *http.Request) (frame, error) {
	o, err := s.outlet(r.Context(), r.PathValue("source"))
	return frame{Title: o.Source, Section: "stories", Data: o}, err
}

// Speaker is somebody who is quoted, with what they are quoted saying.
type Speaker struct {
	Name   string       `json:"name"`
	Quotes []store.Said `json:"quotes" doc:"The latest first."`
}

func (s *Server) speaker(ctx context.Context, name string) (Speaker, error) {
	db, err := s.database()
	if err != nil {
		return Speaker{}, err
	}
	quotes, err := db.Said(ctx, name, 100)
	if err == nil && len(quotes) == 0 {
		err = &fault{http.StatusNotFound, "Nobody of this name is quoted", "Names are as the reports give them in full. Try a search with speaker: and a part of the name."}
	}
	return Speaker{name, quotes}, err
}

// saidInStory are the quotations of a speaker in one story.
type saidInStory struct {
	Story  string
	Title  string
	Quotes []store.Said
}

// ByStory are the quotations by the story they stand in, so that versions of the same words
// stand together.
func (p Speaker) ByStory() []saidInStory {
	var out []saidInStory
	at := map[string]int{}
	for _, q := range p.Quotes {
		i, ok := at[q.Story]
		if !ok {
			i = len(out)
			at[q.Story] = i
			out = append(out, saidInStory{Story: q.Story, Title: q.Title})
		}
		out[i].Quotes = append(out[i].Quotes, q)
	}
	return out
}

func (s *Server) speakerPage(r *http.Request) (frame, error) {
	p, err := s.speaker(r.Context(), r.PathValue("name"))
	return frame{Title: p.Name, Section: "stories", Data: p}, err
}
