package web

import (
	"context"
	"net/http"
)

// Demo is an invented world of articles for a database that has none yet. The zero Demo is
// not offered.
type Demo struct {
	Load   func(context.Context) error // keeps it and compares its stories
	Remove func(context.Context) error // removes all of it
	Loaded func(context.Context) (bool, error)
}

// demoLoaded reports whether the demo world is among what is shown.
func (s *Server) demoLoaded(ctx context.Context) (bool, error) {
	if s.options.Demo.Loaded == nil {
		return false, nil
	}
	return s.options.Demo.Loaded(ctx)
}

// postDemo loads the demo world, or removes it.
func (s *Server) postDemo(w http.ResponseWriter, r *http.Request) {
	act := r.PostFormValue("act")
	do := map[string]func(context.Context) error{"load": s.options.Demo.Load, "remove": s.options.Demo.Remove}[act]
	if do == nil {
		s.fail(w, r, &fault{http.StatusBadRequest, "No such act", "Choose load or remove."})
		return
	}
	if err := do(r.Context()); err != nil {
		s.fail(w, r, err)
		return
	}
	s.changed()
	s.options.Log.Info("audit", "act", act+" demo world", "by", who(r.Context()))
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
