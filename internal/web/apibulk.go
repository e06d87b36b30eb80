package web

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// bulkRequest chooses articles; what is left out chooses all.
type bulkRequest struct {
	Story  string `query:"story" maxLength:"500" doc:"Id of the story they are in."`
	Source string `query:"source" maxLength:"500" doc:"Their outlet."`
	Lang   string `query:"lang" maxLength:"35" doc:"Their language, BCP 47."`
	Since  string `query:"since" maxLength:"40" doc:"Published then or later: a day, a time, or a span before now such as 6h or 7d."`
	Until  string `query:"until" maxLength:"40" doc:"Published before then."`
}

// addBulk offers articles as JSON lines.
func (s *Server) addBulk() {
	article := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[news.Revision](), true, "Revision")
	huma.Register(s.api, huma.Operation{OperationID: "articles", Method: http.MethodGet, Path: "/api/v1/articles", Summary: "Articles",
		Description: "Streams the latest text of every article chosen as JSON lines, in order of time, however many there are. A stream that breaks off did not give them all.",
		Responses:   map[string]*huma.Response{"200": {Description: "An article a line.", Content: map[string]*huma.MediaType{"application/jsonl": {Schema: article}}}}}, s.bulk)
}

// bulk streams articles as JSON lines.
func (s *Server) bulk(_ context.Context, in *bulkRequest) (*huma.StreamResponse, error) {
	f := store.ArticleFilter{Story: in.Story, Source: in.Source, Lang: in.Lang}
	var err error
	if f.Since, err = since(in.Since, time.Now()); err == nil {
		f.Until, err = since(in.Until, time.Now())
	}
	if err != nil {
		return nil, s.apiError(err)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		_ = http.NewResponseController(w).SetWriteDeadline(time.Time{}) // as long as the reader reads
		w.Header().Set("Content-Type", "application/jsonl")
		s.writeArticles(r.Context(), w, f)
	}}, nil
}

func (s *Server) writeArticles(ctx context.Context, w http.ResponseWriter, f store.ArticleFilter) {
	lines := json.NewEncoder(w)
	for a, err := range s.options.Store.Articles(ctx, f) {
		if err != nil {
			s.options.Log.Error("articles break off", "error", err)
			panic(http.ErrAbortHandler) // so that the reader sees that it is not all
		}
		if lines.Encode(a) != nil {
			return
		}
	}
}
