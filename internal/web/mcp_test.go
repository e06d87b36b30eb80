package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestAssistant speaks to the server as an assistant does, over HTTP.
func TestAssistant(t *testing.T) {
	site, _ := newSite(t, Options{})
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: site.URL + "/mcp", HTTPClient: http.DefaultClient}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	call := func(accounts ...map[string]any) *mcp.CallToolResult {
		t.Helper()
		result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "compare_texts", Arguments: map[string]any{"accounts": accounts}})
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	result := call(map[string]any{"source": "Tidewater", "text": wire}, map[string]any{"source": "Courier", "text": courier})
	if result.IsError {
		t.Fatalf("%+v", result.Content)
	}
	raw, err := json.Marshal(result.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	var out evidenceOnly
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	if len(out.Accounts) != 2 || len(out.Differences) == 0 || len(out.Points) == 0 {
		t.Fatalf("the tool gives %s", raw)
	}
	for _, v := range out.Differences[0].Values {
		if !strings.Contains(wire+courier, v.Text) {
			t.Errorf("%q is not verbatim", v.Text)
		}
	}
	if bad := call(map[string]any{"text": wire}); !bad.IsError {
		t.Error("one account is compared with nothing")
	}
}
