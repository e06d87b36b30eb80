package embedding

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// serve answers every request by answer, given how many texts were asked for.
func serve(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int)) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ask struct {
			Model string
			Input []string
		}
		if err := json.NewDecoder(r.Body).Decode(&ask); err != nil || ask.Model != "tiny" {
			t.Errorf("asked %v for model %q", err, ask.Model)
		}
		answer(w, r, len(ask.Input))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestVectors(t *testing.T) {
	requests := 0
	url := serve(t, func(w http.ResponseWriter, r *http.Request, n int) {
		requests++
		if r.URL.Path != "/v1/embeddings" || r.Header.Get("Authorization") != "Bearer secret" {
			t.Errorf("asked %s with %q", r.URL.Path, r.Header.Get("Authorization"))
		}
		rows := make([]string, n)
		for i := range rows { // last first: the index counts, not the order
			rows[i] = fmt.Sprintf(`{"index":%d,"embedding":[3,4]}`, n-1-i)
		}
		fmt.Fprintf(w, `{"data":[%s]}`, strings.Join(rows, ","))
	})
	c, err := New(url, "tiny", "secret")
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Vectors(t.Context(), make([]string, batch+1))
	if err != nil || len(got) != batch+1 || requests != 2 {
		t.Fatalf("%d vectors in %d requests, %v", len(got), requests, err)
	}
	if math.Abs(float64(got[0][0])-.6) > 1e-6 {
		t.Errorf("vector %v is not of length 1", got[0])
	}
}

func TestVectorsRefused(t *testing.T) {
	for name, answer := range map[string]string{
		"not JSON":   `<html>`,
		"too few":    `{"data":[]}`,
		"twice":      `{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}`,
		"negative":   `{"data":[{"index":-1,"embedding":[1]},{"index":0,"embedding":[1]}]}`,
		"dimensions": `{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}`,
	} {
		c, err := New(serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, answer) }), "tiny", "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Vectors(t.Context(), []string{"a", "b"}); err == nil {
			t.Errorf("%s: answer taken", name)
		}
	}
	c, _ := New(serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) {
		http.Error(w, "no such model", http.StatusNotFound)
	}), "tiny", "")
	if _, err := c.Vectors(t.Context(), []string{"a"}); err == nil || !strings.Contains(err.Error(), "no such model") {
		t.Errorf("error %v does not say why", err)
	}
}

func TestNew(t *testing.T) {
	for address, want := range map[string]string{
		"http://localhost:1":                "http://localhost:1/v1/embeddings",
		"http://localhost:1/v1/":            "http://localhost:1/v1/embeddings",
		"https://example.org/v1/embeddings": "https://example.org/v1/embeddings",
	} {
		c, err := New(address, "m", "")
		if err != nil || c.endpoint != want {
			t.Errorf("New(%s) = %v, %v", address, c, err)
		}
	}
	for _, bad := range []string{"", "localhost:1", "ftp://x", "http://"} {
		if _, err := New(bad, "m", ""); err == nil {
			t.Errorf("New(%q) taken", bad)
		}
	}
}

func FuzzVectors(f *testing.F) {
	f.Add([]byte(`{"data":[{"index":0,"embedding":[1]}]}`), 1)
	f.Fuzz(func(t *testing.T, raw []byte, n int) {
		if n < 0 || n > 8 {
			return
		}
		got, err := vectors(raw, n)
		if err == nil && len(got) != n {
			t.Errorf("%d vectors for %d", len(got), n)
		}
	})
}
