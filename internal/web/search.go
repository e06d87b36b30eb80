package web

import (
	"context"
	"net/http"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// Question is a search.
type Question struct {
	Text   string `query:"q" doc:"Words, \"phrases\", beginnings (elect*), AND, OR, NOT, parentheses, source: title: speaker: lang: since: until:." maxLength:"2000"`
	Newest bool   `query:"newest" doc:"The newest first, not those that fit best."`
	After  string `query:"after" doc:"Cursor of the page before."`
	Limit  int    `query:"limit" doc:"Hits in a page; 30 if left out." minimum:"0" maximum:"200"`
}

// Found is what a search finds.
type Found struct {
	Hits []store.Hit `json:"hits"`
	Next string      `json:"next" doc:"Cursor of the page that follows, empty after the last one."`
}

// maxQuery is the longest search, in bytes.
const maxQuery = 2000

// search is the view behind the search page, the API, the tool and the feeds.
func (s *Server) search(ctx context.Context, q Question) (Found, error) {
	db, err := s.database()
	if err != nil {
		return Found{}, err
	}
	if len(q.Text) > maxQuery {
		return Found{}, &fault{http.StatusBadRequest, "This search is too long", "Give at most 2000 bytes."}
	}
	limit := q.Limit
	if limit == 0 {
		limit = 30
	}
	hits, next, err := db.Search(ctx, store.Query{Text: q.Text, Newest: q.Newest, After: q.After, Limit: limit})
	if hits == nil {
		hits = []store.Hit{}
	}
	return Found{hits, next}, asked(err)
}

// searchPage is a search as a page.
type searchPage struct {
	Question
	Found
	Fault *fault
	More  string
	Asked bool
}

func (s *Server) searchPage(r *http.Request) (frame, error) {
	q := r.URL.Query()
	p := searchPage{Question: Question{Text: q.Get("q"), Newest: q.Get("order") == "new", After: q.Get("after")}}
	f := frame{Title: "Search", Section: "search", Query: p.Text, Data: &p}
	if p.Text == "" {
		return f, nil
	}
	f.Title = p.Text
	var err error
	p.Asked = true
	if p.Found, err = s.search(r.Context(), p.Question); err != nil {
		if p.Fault = faultOf(err); p.Fault.Status >= http.StatusInternalServerError {
			return f, err
		}
		return f, nil
	}
	if p.Next != "" {
		q.Set("after", p.Next)
		p.More = "/search?" + q.Encode()
	}
	return f, nil
}

// piece is a run of a text, found or not.
type piece struct {
	Text  string
	Found bool
}

// pieces cuts the snippet of a hit at the words that were found in it.
func pieces(h store.Hit) []piece {
	var out []piece
	at := h.Snippet.Start
	for _, m := range h.Marks {
		if m.Start < at || m.End > h.Snippet.End || m.Empty() {
			continue
		}
		out = append(out, piece{cut(h, at, m.Start), false}, piece{cut(h, m.Start, m.End), true})
		at = m.End
	}
	return append(out, piece{cut(h, at, h.Snippet.End), false})
}

// cut is the part of a hit's snippet between two places of the text.
func cut(h store.Hit, start, end int) string {
	within := news.Span{Start: start - h.Snippet.Start, End: end - h.Snippet.Start}
	return within.Of(h.Text)
}
