package web

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"synoptic/internal/news"
	"synoptic/internal/report"
	"synoptic/internal/store"
)

const instructions = `synoptic lays the accounts of one news event side by side: what all tell, where they differ, who is quoted, who copied whom. ` +
	`Everything it returns is verbatim: cite the words given as evidence, with their source, and add nothing to them. ` +
	`A copy is no confirmation: count "origins", not outlets.`

// tools are the tools for assistants over the views of s.
func (s *Server) tools() *mcp.Server {
	t := mcp.NewServer(&mcp.Implementation{Name: "synoptic", Title: "synoptic: one event, many accounts", Version: s.options.Version},
		&mcp.ServerOptions{Instructions: instructions})
	mcp.AddTool(t, &mcp.Tool{
		Name: "compare_texts", Title: "Compare accounts of one event",
		Description: "Lays 2 to 16 accounts of one event side by side. Each is given by its text, or by the address of its page. " +
			"Returns what several accounts tell, where they differ and whether both can be true, who is quoted, what was copied; all as verbatim evidence.",
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}, s.toolCompare)
	if s.options.Store == nil {
		return t
	}
	mcp.AddTool(t, &mcp.Tool{
		Name: "search", Title: "Search stored reports",
		Description: `Finds stored reports: words, "phrases", beginnings (elect*), AND, OR, NOT, parentheses, source: title: speaker: lang: since: until:. ` +
			"Each hit has the story it belongs to and a verbatim place.",
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}, s.toolSearch)
	mcp.AddTool(t, &mcp.Tool{
		Name: "story", Title: "Evidence of a story",
		Description: "Gives the evidence of one story: its reports, who copied whom, what several of them tell, where they differ, and who is quoted, all verbatim with the article it stands in.",
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}, s.toolStory)
	return t
}

type toolSearchInput struct {
	Query string `json:"query" jsonschema:"the search"`
	After string `json:"after,omitempty" jsonschema:"cursor of the page before"`
}

func (s *Server) toolSearch(ctx context.Context, _ *mcp.CallToolRequest, in toolSearchInput) (*mcp.CallToolResult, Found, error) {
	found, err := s.search(ctx, Question{Text: in.Query, After: in.After, Limit: 20})
	if err != nil {
		return nil, Found{}, faultOf(err)
	}
	return nil, found, nil
}

type toolStoryInput struct {
	ID string `json:"id" jsonschema:"the story, as search names it"`
}

// storyEvidence is a story as an assistant cites it.
type storyEvidence struct {
	Story   news.Story     `json:"story"`
	Reports []store.Report `json:"reports"`
	Copies  []news.Reuse   `json:"copies"`
	evidenceOnly
}

func (s *Server) toolStory(ctx context.Context, _ *mcp.CallToolRequest, in toolStoryInput) (*mcp.CallToolResult, storyEvidence, error) {
	view, err := s.story(ctx, in.ID)
	if err != nil {
		return nil, storyEvidence{}, faultOf(err)
	}
	out := storyEvidence{Story: view.Card.Story, Reports: view.Articles, Copies: view.Copies}
	if view.Comparison != nil {
		out.evidenceOnly = evidence(&Compared{Comparison: *view.Comparison})
	}
	return nil, out, nil
}

type toolCompareInput struct {
	Accounts []Account `json:"accounts" jsonschema:"the accounts, each with text, or with url to fetch it; source names the outlet"`
}

// evidenceOnly is a comparison without the texts and lists an assistant does not cite.
type evidenceOnly struct {
	Accounts    []accountShown    `json:"accounts"`
	Origins     [][]string        `json:"origins"`
	Points      []news.Point      `json:"points"`
	Differences []news.Difference `json:"differences"`
	Quotes      []news.QuoteShown `json:"quotes"`
	Notes       []string          `json:"notes"`
	Failures    []FailureShown    `json:"failures"`
}

// accountShown is an article without its text.
type accountShown struct {
	ID        string `json:"id"`
	Source    string `json:"source"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
}

func (s *Server) toolCompare(ctx context.Context, _ *mcp.CallToolRequest, in toolCompareInput) (*mcp.CallToolResult, evidenceOnly, error) {
	c, err := s.compareAccounts(ctx, in.Accounts)
	if err != nil {
		return nil, evidenceOnly{}, faultOf(err)
	}
	return told(&c.Comparison), evidence(&c), nil
}

// told is a comparison as text for an assistant.
func told(c *news.Comparison) *mcp.CallToolResult {
	var text strings.Builder
	if err := report.Markdown(&text, c); err != nil {
		return nil // the structured result tells it all
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text.String()}}}
}

func evidence(c *Compared) evidenceOnly {
	out := evidenceOnly{Origins: c.Origins, Points: c.Points, Differences: c.Differences, Quotes: c.Quotes, Notes: c.Notes, Failures: c.Failures}
	for _, a := range c.Articles {
		out.Accounts = append(out.Accounts, accountShown{a.ID, a.Source, a.Title, a.Published, a.URL})
	}
	return out
}

// assistants serves the tools over HTTP, each request for itself.
func (s *Server) assistants() http.Handler {
	tools := s.tools()
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return tools },
		&mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, SessionTimeout: time.Minute})
}

// ServeAssistant gives one assistant the tools over a pair of pipes, a message a line,
// until in ends or ctx does.
func (s *Server) ServeAssistant(ctx context.Context, in io.Reader, out io.Writer) error {
	tools := s.tools()
	if s.options.Store != nil {
		mcp.AddTool(tools, alertsTool(), s.toolAlerts)
	}
	return tools.Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(in), Writer: unclosed{out}})
}

// unclosed is a writer that stays open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
