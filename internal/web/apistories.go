package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"synoptic/internal/news"
)

// reply is an answer of the API.
type reply[T any] struct{ Body T }

// reads registers a view as an address of the API.
func reads[In, Out any](s *Server, op huma.Operation, view func(context.Context, *In) (Out, error)) {
	op.Method = http.MethodGet
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusNotFound)
	huma.Register(s.api, op, func(ctx context.Context, in *In) (*reply[Out], error) {
		out, err := view(ctx, in)
		if err != nil {
			return nil, s.apiError(err)
		}
		return &reply[Out]{out}, nil
	})
}

type byID struct {
	ID string `path:"id" maxLength:"500"`
}

type byRevision struct {
	ID       string `path:"id" maxLength:"500"`
	Revision int    `query:"revision" minimum:"0" doc:"Number of the revision; the latest if left out."`
}

type byName struct {
	Name string `path:"name" maxLength:"500"`
}

type fromProblem struct {
	Before int64 `query:"before" doc:"Failures with a lower id."`
}

type byReports struct {
	Articles []string `query:"a,explode" minItems:"2" maxItems:"16" doc:"Ids of the articles, the parameter repeated."`
}

// addStories names what programs may read of the database.
func (s *Server) addStories() {
	reads(s, huma.Operation{OperationID: "stories", Path: "/api/v1/stories", Summary: "Stories", Description: "The stories chosen, the most important now first, or the latest first page by page."},
		func(ctx context.Context, in *Choice) (Stories, error) { return s.stories(ctx, *in) })
	reads(s, huma.Operation{OperationID: "story", Path: "/api/v1/stories/{id}", Summary: "A story", Description: "Its reports, why each is in it, who copied whom, and the comparison with its evidence. A story that was joined to another gives the other."},
		func(ctx context.Context, in *byID) (StoryView, error) { return s.story(ctx, in.ID) })
	reads(s, huma.Operation{OperationID: "article", Path: "/api/v1/articles/{id}", Summary: "An article", Description: "One of its texts, the list of all of them, and what this one changed."},
		func(ctx context.Context, in *byRevision) (ArticleView, error) {
			return s.article(ctx, in.ID, in.Revision)
		})
	reads(s, huma.Operation{OperationID: "search", Path: "/api/v1/search", Summary: "Search", Description: "Articles with the place that shows why each was found."},
		func(ctx context.Context, in *Question) (Found, error) { return s.search(ctx, *in) })
	reads(s, huma.Operation{OperationID: "source", Path: "/api/v1/sources/{name}", Summary: "An outlet", Description: "What it reports, how often first, whom it copies and quotes."},
		func(ctx context.Context, in *byName) (OutletView, error) { return s.outlet(ctx, in.Name) })
	reads(s, huma.Operation{OperationID: "speaker", Path: "/api/v1/speakers/{name}", Summary: "A speaker", Description: "What somebody is quoted saying, by whom, when."},
		func(ctx context.Context, in *byName) (Speaker, error) { return s.speaker(ctx, in.Name) })
	reads(s, huma.Operation{OperationID: "side-by-side", Path: "/api/v1/side-by-side", Summary: "Compare stored articles", Description: "Lays the articles side by side as they are now."},
		func(ctx context.Context, in *byReports) (Compared, error) {
			c, err := s.compareReports(ctx, in.Articles)
			if err != nil {
				return Compared{}, err
			}
			return Compared{*c.Comparison, shownFailures(c.Failures)}, nil
		})
	reads(s, huma.Operation{OperationID: "failures", Path: "/api/v1/failures", Summary: "Failures", Description: "Inputs that could not be read, the latest failure first."},
		func(ctx context.Context, in *fromProblem) ([]news.Problem, error) { return s.problems(ctx, in.Before) })
	reads(s, huma.Operation{OperationID: "feeds", Path: "/api/v1/feeds", Summary: "Feeds", Description: "What is watched, with its health."},
		func(ctx context.Context, _ *struct{}) ([]news.Feed, error) { return s.feeds(ctx) })
	huma.Register(s.api, huma.Operation{OperationID: "curate", Method: http.MethodPost, Path: "/api/v1/stories/{id}/curations", Summary: "Settle a story",
		Description: "Merge it into another, split off or move reports, pin or unpin it. What a person settles outlives every recomputation.", DefaultStatus: http.StatusNoContent}, s.apiCurate)
	s.addWatches()
	s.addBulk()
}

type curateRequest struct {
	ID   string `path:"id" maxLength:"500"`
	Body struct {
		Act      string   `json:"act" enum:"merge,split,move,pin,unpin"`
		Target   string   `json:"target,omitempty" doc:"The other story, for merge and move."`
		Articles []string `json:"articles,omitempty" maxItems:"1000" doc:"Ids of the reports, for split and move."`
	}
}

func (s *Server) apiCurate(ctx context.Context, r *curateRequest) (*struct{}, error) {
	err := s.curate(ctx, news.Curation{Kind: news.CurationKind(r.Body.Act), Story: r.ID, Target: r.Body.Target, Articles: r.Body.Articles, By: who(ctx), At: time.Now().UTC()})
	if err != nil {
		return nil, s.apiError(err)
	}
	return nil, nil
}
