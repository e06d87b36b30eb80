package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// curate does what a person says about a story, and notes who said it.
func (s *Server) curate(ctx context.Context, c news.Curation) error {
	db, err := s.database()
	if err != nil {
		return err
	}
	if err := s.sensible(ctx, db, c); err != nil {
		return err
	}
	do := s.options.Curate
	if do == nil {
		do = db.Curate
	}
	if err := do(ctx, c); err != nil {
		return asked(err)
	}
	s.changed()
	s.options.Log.Info("audit", "act", c.Kind, "story", c.Story, "target", c.Target, "articles", c.Articles, "by", c.By)
	return nil
}

// sensible refuses acts that cannot be done.
func (s *Server) sensible(ctx context.Context, db *store.Store, c news.Curation) error {
	needsTarget := c.Kind == news.Merge || c.Kind == news.Move
	needsArticles := c.Kind == news.Split || c.Kind == news.Move
	switch {
	case !needsTarget && !needsArticles && c.Kind != news.Pin && c.Kind != news.Unpin:
		return &fault{http.StatusBadRequest, "No such act", "Choose merge, split, move, pin or unpin."}
	case needsArticles && len(c.Articles) == 0:
		return &fault{http.StatusBadRequest, "No reports chosen", "Mark the reports that the act is about."}
	case needsTarget && (c.Target == "" || c.Target == c.Story):
		return &fault{http.StatusBadRequest, "No other story given", "Give the address or name of another story."}
	}
	for i, id := range []string{c.Story, c.Target} {
		if i > 0 && id == "" {
			continue
		}
		if _, err := db.Story(ctx, id); errors.Is(err, store.ErrNotFound) {
			return &fault{http.StatusNotFound, "No such story", "There is no story " + id + "."}
		} else if err != nil {
			return err
		}
	}
	return s.belong(ctx, c)
}

// belong refuses articles that are not in the story.
func (s *Server) belong(ctx context.Context, c news.Curation) error {
	known, err := s.options.Store.Known(ctx, c.Articles)
	if err != nil {
		return err
	}
	for _, id := range c.Articles {
		if known[id].Story != c.Story {
			return &fault{http.StatusBadRequest, "Not in this story", "The report " + id + " is in another story now. Open the story again."}
		}
	}
	return nil
}

func (s *Server) postCurate(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.fail(w, r, &fault{http.StatusBadRequest, "This form cannot be read", "Send it from the page."})
		return
	}
	c := news.Curation{Kind: news.CurationKind(r.PostFormValue("act")), Story: r.PathValue("id"),
		Target: storyName(r.PostFormValue("target")), Articles: r.PostForm["a"], By: who(r.Context()), At: time.Now().UTC()}
	if c.Kind != news.Merge && c.Kind != news.Move {
		c.Target = ""
	}
	if c.Kind != news.Split && c.Kind != news.Move {
		c.Articles = nil
	}
	if err := s.curate(r.Context(), c); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/story/"+url.PathEscape(c.Story), http.StatusSeeOther)
}

// storyName is the name of a story from what a person pastes: the name or an address.
func storyName(pasted string) string {
	pasted = strings.TrimSpace(pasted)
	if u, err := url.Parse(pasted); err == nil {
		if _, id, ok := strings.Cut(u.Path, "/story/"); ok {
			return strings.Trim(id, "/")
		}
	}
	return pasted
}
