package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/alert"
)

// mailbox is a webhook's receiver: the articles told in each message, by the id of the
// message.
type mailbox struct {
	mu       sync.Mutex
	messages map[string][]string
}

func (m *mailbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var message alert.Message
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(body, &message)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	var told []string
	for _, a := range message.Alerts {
		told = append(told, a.Article)
	}
	m.messages[r.Header.Get("Webhook-Id")] = told
}

// told are the articles of all messages, in order.
func (m *mailbox) told() (list []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, articles := range m.messages {
		list = append(list, articles...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// whole holds that a message that came again under another id, as more had come due since it
// was sent and not noted, has all that it had: no message repeats a part of another.
func (m *mailbox) whole(t *testing.T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, articles := range m.messages {
		for other, more := range m.messages {
			shared := 0
			for _, a := range articles {
				if slices.Contains(more, a) {
					shared++
				}
			}
			if id != other && shared > 0 && shared < min(len(articles), len(more)) {
				t.Errorf("messages repeat parts of each other: %q and %q", articles, more)
			}
		}
	}
}

// TestKilledAlerts kills a real server again and again while it raises and sends alerts
// (SIGKILL) and starts it anew. In the end every report is told, and no message came twice
// but one whose sending was not noted: under its own id, or as a part of a larger one.
func TestKilledAlerts(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killedAlerts(t, filepath.Join(t.TempDir(), "news.db")) })
	t.Run("postgres", func(t *testing.T) { killedAlerts(t, server.Database(t)) })
}

func killedAlerts(t *testing.T, db string) {
	box := &mailbox{messages: map[string][]string{}}
	hook := httptest.NewServer(box)
	t.Cleanup(hook.Close)
	settings := filepath.Join(t.TempDir(), "synoptic.toml")
	if err := os.WriteFile(settings, []byte("[webhooks]\nallow_private = true\n[alerts]\ngather = '10ms'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(configVariable, settings)
	command := func(args ...string) {
		t.Helper()
		if out, err := child(t.Context(), append(args, "--db", db)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v: %s", args, err, out)
		}
	}
	command("watches", "add", "--search", "tariff", "--kind", "report", "--webhook", hook.URL)
	var want []string
	for round := range *kills {
		file := filepath.Join(t.TempDir(), "reports.jsonl")
		text := ""
		for i := range 3 {
			id := fmt.Sprintf("r%d%d", round, i)
			text += fmt.Sprintf(`{"id":%q,"source":"S%s","title":"Tariff %d","text":"Tariff number %d of town %s passed the council of %s."}`+"\n", id, id, round*3+i, round*3+i, id, id)
			want = append(want, id)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		command("ingest", "--no-compare", file)
		after := 200*time.Millisecond + time.Duration(rand.Int64N(int64(3*time.Second))) // it looks at once, and sends when it looks again
		if kill(t, after, child(t.Context(), "serve", "--no-poll", "--listen", "localhost:0", "--db", db)) {
			t.Fatal("the server ended by itself")
		}
	}
	startServe(t, "--no-poll", "--db", db)
	await(t, func() bool { return len(box.told()) >= len(want) })
	time.Sleep(3 * lookEvery / 2) // nothing comes after
	if d := cmp.Diff(want, box.told()); d != "" {
		t.Error(d)
	}
	box.whole(t)
}
