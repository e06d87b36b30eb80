package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// IngestFunc keeps the articles in inputs. The same article twice changes nothing.
type IngestFunc func(ctx context.Context, inputs []Input) (Taken, error)

// Taken counts what became of articles that were brought.
type Taken struct {
	New     int `json:"new" doc:"Articles not known before."`
	Revised int `json:"revised" doc:"Known articles that have a new text now; the old one is kept."`
	Same    int `json:"same" doc:"Articles known as they are."`
	Failed  int `json:"failed" doc:"Articles that could not be read; /api/v1/failures says why."`
}

// Brought is an article as programs bring it: a text, or the page it stands in.
type Brought struct {
	Account
	HTML string `json:"html,omitempty" doc:"The whole page, instead of text: the article is taken out of it."`
}

type pushRequest struct {
	Body struct {
		Articles []Brought `json:"articles" minItems:"1" maxItems:"1000"`
	}
}

// addPush names how programs bring articles.
func (s *Server) addPush() {
	huma.Register(s.api, huma.Operation{
		OperationID: "push", Method: http.MethodPost, Path: "/api/v1/articles", Summary: "Bring articles",
		Description: "Keeps articles and finds their stories. Nothing is fetched. The same articles brought twice change nothing; another text under an id, or else an address, known already is a new revision.",
		Errors:      []int{http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge}, MaxBodyBytes: maxBody,
	}, func(ctx context.Context, r *pushRequest) (*reply[Taken], error) {
		taken, err := s.push(ctx, r.Body.Articles)
		if err != nil {
			return nil, s.apiError(err)
		}
		return &reply[Taken]{taken}, nil
	})
}

// push takes all articles or, if one of them has no words, none.
func (s *Server) push(ctx context.Context, articles []Brought) (Taken, error) {
	inputs := make([]Input, len(articles))
	for i := range articles {
		name := fmt.Sprintf("articles[%d]", i)
		if articles[i].Text == "" && articles[i].HTML == "" {
			return Taken{}, &fault{http.StatusUnprocessableEntity, "An article without words", name + " has neither text nor html."}
		}
		record, err := json.Marshal(articles[i])
		if err != nil {
			return Taken{}, fmt.Errorf("write %s as JSON: %w", name, err)
		}
		inputs[i] = Input{Name: name, Bytes: record}
	}
	taken, err := s.options.Ingest(ctx, inputs)
	if err != nil {
		return Taken{}, fmt.Errorf("keep articles: %w", err)
	}
	s.changed()
	s.options.Log.Info("audit", "act", "bring articles", "new", taken.New, "revised", taken.Revised, "failed", taken.Failed, "by", who(ctx))
	return taken, nil
}
