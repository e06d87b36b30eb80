package web

import (
	"context"
	"net/http"
	"strconv"

	"synoptic/internal/news"
)

// ArticleView is a stored article with all its texts.
type ArticleView struct {
	news.Revision
	Story     string     `json:"story"`
	Revisions []Revised  `json:"revisions" doc:"Every text it had, the first one first."`
	Changed   *Rewording `json:"changed" doc:"What the revision shown changed in the one before it; null if it is the first."`
}

// Revised is a text of an article in a list.
type Revised struct {
	Number int    `json:"revision"`
	Seen   string `json:"seen"`
	Title  string `json:"title"`
	Hash   string `json:"hash"`
	Words  int    `json:"words"`
}

// Rewording is what one revision changed in the one before it, word by word.
type Rewording struct {
	Title []news.DiffPart `json:"title"`
	Text  []news.DiffPart `json:"text"`
}

// article is the view of one revision of an article, the latest if number is 0.
func (s *Server) article(ctx context.Context, id string, number int) (ArticleView, error) {
	db, err := s.database()
	if err != nil {
		return ArticleView{}, err
	}
	all, err := db.Revisions(ctx, id)
	if err != nil {
		return ArticleView{}, asked(err)
	}
	if number == 0 {
		number = len(all)
	}
	if number < 1 || number > len(all) {
		return ArticleView{}, &fault{http.StatusNotFound, "No such revision", "This article has " + strconv.Itoa(len(all)) + "."}
	}
	out := ArticleView{Revision: all[number-1], Revisions: revised(all)}
	if number > 1 && s.options.Changes != nil {
		old, now := &all[number-2], &all[number-1]
		out.Changed = &Rewording{s.options.Changes(old.Title, now.Title), s.options.Changes(old.Text, now.Text)}
	}
	known, err := db.Known(ctx, []string{id})
	out.Story = known[id].Story
	return out, err
}

func revised(all []news.Revision) []Revised {
	out := make([]Revised, len(all))
	for i := range all {
		out[i] = Revised{all[i].Number, all[i].Seen.UTC().Format("2006-01-02T15:04:05Z"), all[i].Title, all[i].Hash, countWords(all[i].Text)}
	}
	return out
}

func (s *Server) articlePage(r *http.Request) (frame, error) {
	number := 0
	if n := r.URL.Query().Get("revision"); n != "" {
		var err error
		if number, err = strconv.Atoi(n); err != nil || number < 1 {
			return frame{}, &fault{http.StatusBadRequest, "No such revision", "Revisions are numbered from 1."}
		}
	}
	a, err := s.article(r.Context(), r.PathValue("id"), number)
	return frame{Title: a.Title, Section: "stories", Data: a}, err
}
