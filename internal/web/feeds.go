package web

import (
	"context"
	"net/http"
	"time"

	"synoptic/internal/news"
)

// FeedsFile reads and writes lists of feeds (OPML), for the import and export of the page.
type FeedsFile struct {
	Read  func([]byte) (feeds []news.Feed, skipped int, err error)
	Write func([]news.Feed) ([]byte, error)
}

// feeds is the view of what is watched, with its health.
func (s *Server) feeds(ctx context.Context) ([]news.Feed, error) {
	db, err := s.database()
	if err != nil {
		return nil, err
	}
	list, err := db.Feeds(ctx)
	if list == nil {
		list = []news.Feed{}
	}
	return list, err
}

// feedsPage is the list of feeds as a page.
type feedsPage struct {
	Feeds []news.Feed
	Files bool
}

func (s *Server) feedsPage(r *http.Request) (frame, error) {
	list, err := s.feeds(r.Context())
	return frame{Title: "Feeds", Section: "feeds", Data: feedsPage{list, s.options.OPML.Read != nil}}, err
}

// Failing are the feeds that somebody should look at.
func (p feedsPage) Failing() (n int) {
	for _, f := range p.Feeds {
		if f.Errors > 0 || f.Notice != "" {
			n++
		}
	}
	return n
}

// postFeeds adds an address or the feeds of a list, or changes one.
func (s *Server) postFeeds(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		s.fail(w, r, badForm(err))
		return
	}
	defer r.MultipartForm.RemoveAll()
	address := r.FormValue("url")
	if err := s.changeFeeds(r, r.FormValue("act"), address); err != nil {
		s.fail(w, r, asked(err))
		return
	}
	s.options.Log.Info("audit", "act", "feeds "+r.FormValue("act"), "feed", address, "by", who(r.Context()))
	http.Redirect(w, r, "/feeds", http.StatusSeeOther)
}

func (s *Server) changeFeeds(r *http.Request, act, address string) error {
	db, ctx := s.options.Store, r.Context()
	switch act {
	case "add":
		if !isAddress(address) {
			return &fault{http.StatusBadRequest, "No address", "Give the http(s) address of a feed."}
		}
		_, err := db.AddFeed(ctx, news.Feed{URL: address, Kind: news.FeedItems, Added: time.Now().UTC()})
		return err
	case "pause", "resume":
		return db.PauseFeed(ctx, address, act == "pause")
	case "ask":
		return db.HurryFeed(ctx, address)
	case "remove":
		return db.RemoveFeed(ctx, address)
	case "import":
		return s.importFeeds(r)
	}
	return &fault{http.StatusBadRequest, "No such act", "Choose add, pause, resume, ask, remove or import."}
}

func (s *Server) importFeeds(r *http.Request) error {
	if s.options.OPML.Read == nil || len(r.MultipartForm.File["file"]) == 0 {
		return &fault{http.StatusBadRequest, "No list", "Choose a file of feeds (OPML)."}
	}
	in, err := fileInput(r.MultipartForm.File["file"][0])
	if err != nil {
		return badForm(err)
	}
	feeds, _, err := s.options.OPML.Read(in.Bytes)
	if err != nil {
		return &fault{http.StatusUnprocessableEntity, "This list cannot be read", err.Error()}
	}
	if len(feeds) == 0 {
		return &fault{http.StatusUnprocessableEntity, "No feed in this list", "Choose a file of feeds (OPML) with http addresses."}
	}
	for _, f := range feeds {
		f.Added = time.Now().UTC()
		if _, err := s.options.Store.AddFeed(r.Context(), f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) exportFeeds(w http.ResponseWriter, r *http.Request) {
	list, err := s.feeds(r.Context())
	if err == nil && s.options.OPML.Write == nil {
		err = &fault{http.StatusNotFound, "No export", "This server writes no lists."}
	}
	var file []byte
	if err == nil {
		file, err = s.options.OPML.Write(list)
	}
	if err == nil {
		w.Header().Set("Content-Disposition", `attachment; filename="feeds.opml"`)
	}
	s.send(w, r, "text/x-opml; charset=utf-8", file, err)
}
