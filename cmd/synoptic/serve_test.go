package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// startServe runs `synoptic serve` on a free port until the test ends, and returns its
// address.
func startServe(t *testing.T, flags ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		status := run(ctx, append([]string{"serve", "--listen", "localhost:0", "--log", "none", "--db", filepath.Join(t.TempDir(), "news.db")}, flags...), nil, in, in)
		in.Close()
		ended <- status
	}()
	t.Cleanup(func() {
		cancel()
		if status := <-ended; status != exitOK {
			t.Errorf("serve ends with status %d", status)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, out)
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "synoptic: "), "/")
}

func postJSON(t *testing.T, address string, body any) (int, string) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Post(address, "application/json", strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// TestServeReachesNoPrivateAddress asks the running program to fetch a server of this
// machine under every name it can have. The server counts who comes.
func TestServeReachesNoPrivateAddress(t *testing.T) {
	var visits atomic.Int32
	secret := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		visits.Add(1)
		io.WriteString(w, "the secret of the house")
	}))
	defer secret.Close()
	_, port, _ := net.SplitHostPort(secret.Listener.Addr().String())
	site := startServe(t)
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "0.0.0.0",
		"user@127.0.0.1", "169.254.169.254", "[64:ff9b::7f00:1]", "localhost.", "LOCALHOST"} {
		address := "http://" + host + ":" + port + "/"
		status, body := postJSON(t, site+"/api/v1/compare", map[string]any{"accounts": []map[string]string{{"text": "A ferry hit the wall."}, {"url": address}}})
		if status != http.StatusUnprocessableEntity || strings.Contains(body, "secret of the house") {
			t.Errorf("%s: status %d: %s", address, status, body)
		}
	}
	if n := visits.Load(); n != 0 {
		t.Errorf("%d requests reached the private server", n)
	}
}

// TestServeFetches holds that the same addresses are fetched when the user allows it.
func TestServeFetches(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(serveScripts))
	defer page.Close()
	site := startServe(t, "--allow-private")
	status, body := postJSON(t, site+"/api/v1/compare", map[string]any{"accounts": []map[string]string{
		{"source": "Ledger", "text": "A ferry struck the outer breakwater of Port Callow harbour on Tuesday evening, injuring 26 passengers."}, {"url": page.URL + "/brief"}}})
	if status != http.StatusOK || !strings.Contains(body, `"17 passengers"`) {
		t.Errorf("status %d: %.300s", status, body)
	}
}

// TestServePush brings a text and a page, brings them again, and a text that changed; also
// where the feeds are left to another program.
func TestServePush(t *testing.T) {
	page := "<html><head><title>River rises</title></head><body><article><h1>River rises</h1>" +
		strings.Repeat("<p>The river rose on Monday night, and the town moved its sandbags to the bridge.</p>", 5) + "</article></body></html>"
	bring := func(text string) map[string]any {
		return map[string]any{"articles": []map[string]string{{"id": "x1", "source": "Harbour Times", "text": text}, {"url": "https://river.example/1", "html": page}}}
	}
	first, second := "The ferry struck the breakwater, and 17 passengers were hurt.", "The ferry struck the breakwater, and 26 passengers were hurt."
	for _, flags := range [][]string{nil, {"--no-poll"}} {
		site := startServe(t, flags...)
		for _, step := range []struct {
			body   any
			status int
			want   string
		}{
			{bring(first), http.StatusOK, `{"new":2,"revised":0,"same":0,"failed":0}`},
			{bring(first), http.StatusOK, `{"new":0,"revised":0,"same":2,"failed":0}`},
			{bring(second), http.StatusOK, `{"new":0,"revised":1,"same":1,"failed":0}`},
			{map[string]any{"articles": []map[string]string{{"url": "http://127.0.0.1/"}}}, http.StatusUnprocessableEntity, "neither text nor html"},
		} {
			status, body := postJSON(t, site+"/api/v1/articles", step.body)
			if status != step.status || !strings.Contains(body, step.want) {
				t.Errorf("%v: status %d: %s; want %d, %s", flags, status, body, step.status, step.want)
			}
		}
	}
}

func TestServeListensHere(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var errOut strings.Builder
	if status := run(ctx, []string{"serve", "--listen", "0.0.0.0:0", "--db", filepath.Join(t.TempDir(), "news.db")}, nil, io.Discard, &errOut); status != exitNothing || !strings.Contains(errOut.String(), "--open") {
		t.Errorf("status %d: %s", status, errOut.String())
	}
}

// TestServeMCP speaks to `synoptic mcp` over its pipes.
func TestServeMCP(t *testing.T) {
	in, out := io.Pipe()
	answers, answering := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"mcp", "--db", filepath.Join(t.TempDir(), "none.db")}, in, answering, io.Discard)
		answering.Close()
	}()
	lines := bufio.NewScanner(answers)
	lines.Buffer(nil, 1<<20)
	ask := func(message string) string {
		io.WriteString(out, message+"\n")
		lines.Scan()
		return lines.Text()
	}
	hello := ask(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`)
	if !strings.Contains(hello, `"name":"synoptic"`) {
		t.Errorf("it answers %s", hello)
	}
	io.WriteString(out, `{"jsonrpc":"2.0","method":"notifications/initialized"}`+"\n")
	compared := ask(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"compare_texts","arguments":{"accounts":[` +
		`{"source":"Wire","text":"The ferry carried 140 passengers, the company said."},{"source":"Courier","text":"The ferry carried 162 passengers, the company said."}]}}}`)
	if !strings.Contains(compared, "conflict") || !strings.Contains(compared, "162 passengers") {
		t.Errorf("it answers %s", compared)
	}
	out.Close()
	if status := <-ended; status != exitOK {
		t.Errorf("it ends with status %d", status)
	}
}

// TestAlertsForAssistants asks `synoptic mcp` what a watch has told.
func TestAlertsForAssistants(t *testing.T) {
	db := filepath.Join(t.TempDir(), "news.db")
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w, err := s.AddWatch(t.Context(), news.Watch{Name: "Ferries", Query: "ferry", Kinds: news.AlertKinds()})
	if err == nil {
		err = s.Raise(t.Context(), &news.Raised{Alerts: []news.Alert{{Watch: w.ID, Key: "k", Kind: news.NewNumber, Title: "14 people → 19 people"}}})
	}
	if err != nil {
		t.Fatal(err)
	}
	in := strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}` + "\n" +
		`{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n" + `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"alerts","arguments":{"unread":true}}}` + "\n")
	held, hold := io.Pipe() // until the answer is there
	out, answering := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"mcp", "--db", db}, io.MultiReader(in, held), answering, io.Discard)
		answering.Close()
	}()
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() && !strings.Contains(lines.Text(), `"id":2`) {
	}
	if said := lines.Text(); !strings.Contains(said, "14 people → 19 people") || !strings.Contains(said, "Ferries") {
		t.Errorf("it answers %s", said)
	}
	hold.Close()
	if status := <-ended; status != exitOK {
		t.Errorf("it ends with status %d", status)
	}
}
