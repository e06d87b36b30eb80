package web

import (
	"context"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// alertsTool tells an assistant what happened in what is watched. It is given over pipes
// alone: whoever starts the program by hand may see whatever its database holds.
func alertsTool() *mcp.Tool {
	return &mcp.Tool{
		Name: "alerts", Title: "What happened in what is watched",
		Description: "Lists what the user's watches have told of, the latest first: new stories and reports, new differences, changed numbers, silent edits, bursts. " +
			"Each has its story, and the verbatim words of the accounts as evidence.",
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}
}

type toolAlertsInput struct {
	Unread bool  `json:"unread,omitempty" jsonschema:"only those that nobody has seen"`
	Before int64 `json:"before,omitempty" jsonschema:"alerts with a lower number: next of the page before"`
}

// alertsTold are alerts with the names of their watches.
type alertsTold struct {
	AlertList
	Watches map[string]string `json:"watches" jsonschema:"names of the watches by id"`
}

func (s *Server) toolAlerts(ctx context.Context, _ *mcp.CallToolRequest, in toolAlertsInput) (*mcp.CallToolResult, alertsTold, error) {
	list, err := s.alerts(ctx, store.AlertFilter{Unread: in.Unread, Before: in.Before})
	if err != nil {
		return nil, alertsTold{}, faultOf(err)
	}
	watches, err := s.options.Store.Watches(ctx)
	if err != nil {
		return nil, alertsTold{}, faultOf(err)
	}
	return nil, alertsTold{list, named(watches)}, nil
}

// named are the names of watches by their ids.
func named(watches []news.Watch) map[string]string {
	names := map[string]string{}
	for _, w := range watches {
		names[w.ID] = w.Name
	}
	return names
}
