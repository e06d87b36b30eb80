package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"synoptic/internal/news"
)

// addAPI names what programs may ask. The description at /api/v1/openapi.json is made
// from the types of the operations.
func (s *Server) addAPI(mux *http.ServeMux) {
	config := huma.DefaultConfig("synoptic", s.options.Version)
	config.Info.Description = "The accounts of one event, side by side. Every finding is a verbatim place: a half-open range of UTF-8 bytes of an article's text."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "/api/v1/openapi", "", ""
	config.CreateHooks, config.Transformers = nil, nil // no $schema in bodies: they are the same as the command's
	s.api = humago.New(mux, config)
	huma.Register(s.api, huma.Operation{
		OperationID: "compare", Method: http.MethodPost, Path: "/api/v1/compare", Tags: []string{"compare"},
		Summary:     "Lay accounts of one event side by side",
		Description: "Takes 2 to 16 accounts, each as a text or as the address of a page. Nothing is kept.",
		Errors:      []int{http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge, http.StatusServiceUnavailable}, MaxBodyBytes: maxBody,
	}, s.apiCompare)
	if s.options.Store != nil {
		s.addStories()
	}
	if s.options.Ingest != nil {
		s.addPush()
	}
}

// Account is an account as programs give it: a text, or an address to fetch.
type Account struct {
	ID        string   `json:"id,omitempty" doc:"Own name of the account; found from the content if it is left out."`
	Source    string   `json:"source,omitempty" doc:"The outlet."`
	URL       string   `json:"url,omitempty" doc:"Address of the page. It is fetched if text is left out."`
	Title     string   `json:"title,omitempty" doc:"The headline."`
	Published string   `json:"published,omitempty" doc:"RFC 3339 or YYYY-MM-DD."`
	Authors   []string `json:"authors,omitempty"`
	Lang      string   `json:"lang,omitempty" doc:"BCP 47; found from the text if it is left out."`
	Text      string   `json:"text,omitempty" doc:"The text, kept byte for byte."`
}

// input is the account as an input of the comparison.
func (a *Account) input(number int) (Input, error) {
	name := fmt.Sprintf("accounts[%d]", number)
	if a.Text == "" {
		if !isAddress(a.URL) {
			return Input{}, &fault{http.StatusUnprocessableEntity, "An account without words", name + " has neither text nor an http(s) url."}
		}
		return Input{Name: a.URL, URL: a.URL}, nil
	}
	line, err := json.Marshal(a)
	return Input{Name: name, Bytes: line}, err
}

type compareRequest struct {
	Body struct {
		Accounts []Account `json:"accounts" minItems:"2" maxItems:"16"`
	}
}

// Compared is a comparison with the inputs that could not be read.
type Compared struct {
	news.Comparison
	Failures []FailureShown `json:"failures" doc:"Accounts that could not be read."`
}

// FailureShown is an input that could not be read, and why.
type FailureShown struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

type compareResponse struct{ Body Compared }

func (s *Server) apiCompare(ctx context.Context, r *compareRequest) (*compareResponse, error) {
	c, err := s.compareAccounts(ctx, r.Body.Accounts)
	if err != nil {
		return nil, s.apiError(err)
	}
	return &compareResponse{Body: c}, nil
}

// compareAccounts is compare for accounts as programs give them.
func (s *Server) compareAccounts(ctx context.Context, accounts []Account) (Compared, error) {
	var inputs []Input
	for i := range accounts {
		in, err := accounts[i].input(i)
		if err != nil {
			return Compared{}, err
		}
		inputs = append(inputs, in)
	}
	c, err := s.compare(ctx, inputs)
	if err != nil {
		return Compared{}, err
	}
	return Compared{*c.Comparison, shownFailures(c.Failures)}, nil
}

func shownFailures(failures []news.Failure) []FailureShown {
	out := []FailureShown{}
	for _, f := range failures {
		out = append(out, FailureShown{f.Name, f.Err.Error()})
	}
	return out
}

// apiError is err as problem+json.
func (s *Server) apiError(err error) error {
	f := faultOf(err)
	if f.Status >= http.StatusInternalServerError {
		s.options.Log.Error("request failed", "error", err)
	}
	return &huma.ErrorModel{Status: f.Status, Title: f.Title, Detail: f.Detail}
}
