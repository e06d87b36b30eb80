package web

import (
	"context"
	"net/http"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// problemsShown is how many failures a page has.
const problemsShown = 50

// problems are the inputs that could not be read, the one that failed first the last, from
// below the id before on, or all if it is 0.
func (s *Server) problems(ctx context.Context, before int64) ([]news.Problem, error) {
	db, err := s.database()
	if err != nil {
		return nil, err
	}
	list, err := db.Problems(ctx, store.ProblemFilter{Before: before, Limit: problemsShown})
	if list == nil {
		list = []news.Problem{}
	}
	return list, err
}

// failuresPage is a page of failures.
type failuresPage struct {
	Problems []news.Problem
	Earlier  bool  // it is not the first page
	Next     int64 // where the page that follows begins, 0 after the last one
}

func (s *Server) failuresPage(r *http.Request) (frame, error) {
	before, err := beforeOf(r)
	if err != nil {
		return frame{}, err
	}
	list, err := s.problems(r.Context(), before)
	p := failuresPage{Problems: list, Earlier: before > 0}
	if len(list) == problemsShown {
		p.Next = list[len(list)-1].ID
	}
	return frame{Title: "Failures", Section: "failures", Data: p}, err
}
