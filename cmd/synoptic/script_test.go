package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"synoptic/internal/postgres"
	"synoptic/internal/store"
)

// server is the PostgreSQL that the tests run on.
var server postgres.Server

// serverBeside runs tests and ends the server after them.
type serverBeside struct{ *testing.M }

func (s serverBeside) Run() int { return server.Run(s.M) }

func TestMain(m *testing.M) {
	testscript.Main(serverBeside{m}, map[string]func(){"synoptic": main})
}

// TestScripts runs the whole program as testdata/script tells it. $SITE is a server on
// loopback, $DB and $DB2 are databases to be made.
func TestScripts(t *testing.T) {
	runScripts(t, testscript.Params{Dir: "testdata/script"}, func(folder, name string) string { return filepath.Join(folder, name+".db") })
}

// TestScriptsPostgres runs the scripts about databases on PostgreSQL.
func TestScriptsPostgres(t *testing.T) {
	server.Database(t) // skips where there is none
	var files []string
	names := []string{"check", "ingest", "search"}
	if !testing.Short() {
		names = append(names, "export", "stories")
	}
	for _, name := range names {
		files = append(files, "testdata/script/"+name+".txt")
	}
	runScripts(t, testscript.Params{Files: files}, func(string, string) string { return server.Database(t) })
}

func runScripts(t *testing.T, p testscript.Params, database func(folder, name string) string) {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(serveScripts))
	t.Cleanup(site.Close)
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	p.Setup = func(env *testscript.Env) error {
		env.Setenv("SITE", site.URL)
		env.Setenv("EXAMPLES", examples)
		env.Setenv("DB", database(env.WorkDir, "news"))
		env.Setenv("DB2", database(env.WorkDir, "again"))
		return nil
	}
	p.Cmds = map[string]func(*testscript.TestScript, bool, []string){
		"exits": exits, "pack": pack, "bytes": writeBytes, "repeat": repeat, "truncate": truncate, "keep": keep,
		"storyid": storyID,
	}
	testscript.Run(t, p)
}

func serveScripts(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/page":
		fmt.Fprint(w, "<html><head><title>River rises again on Monday</title></head><body><article><h1>River rises again on Monday</h1>"+
			strings.Repeat("<p>The river rose again on Monday night, and the town moved its sandbags to the bridge.</p>", 5)+"</article></body></html>")
	case "/brief":
		fmt.Fprint(w, "<html><head><title>Ferry hits breakwater</title></head><body><article><h1>Ferry hits breakwater</h1>"+
			"<p>A ferry struck the outer breakwater of Port Callow harbour on Tuesday evening, injuring 17 passengers, the coast guard said.</p>"+
			"<p>The harbour was closed to all traffic until further notice.</p></article></body></html>")
	case "/front":
		fmt.Fprint(w, `<html><head><title>Port Callow Times</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>Front</body></html>`)
	case "/feed.xml":
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Port Callow Times</title><item><title>River</title><link>http://%[1]s/page?utm_source=rss</link></item>`+
			`<item><title>Ferry</title><link>http://%[1]s/brief</link></item></channel></rss>`, r.Host)
	case "/v1/embeddings":
		serveEmbeddings(w, r)
	case "/loop":
		http.Redirect(w, r, "/loop", http.StatusFound)
	case "/endless":
		for line := strings.Repeat("word ", 1000); ; {
			if _, err := fmt.Fprint(w, line); err != nil {
				return
			}
		}
	default:
		http.NotFound(w, r)
	}
}

// serveEmbeddings answers with how often a text has each letter, or not at all to who asks
// for the model "none".
func serveEmbeddings(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		Model string
		Input []string
	}
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil || ask.Model == "none" {
		http.Error(w, "no such model", http.StatusNotFound)
		return
	}
	type row struct {
		Index     int         `json:"index"`
		Embedding [26]float32 `json:"embedding"`
	}
	rows := make([]row, len(ask.Input))
	for i, text := range ask.Input {
		rows[i].Index = i
		for _, letter := range strings.ToLower(text) {
			if 'a' <= letter && letter <= 'z' {
				rows[i].Embedding[letter-'a']++
			}
		}
	}
	json.NewEncoder(w).Encode(map[string]any{"data": rows})
}

// exits STATUS PROGRAM [ARG…]: the program ends with that status.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	status := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	}
	if strconv.Itoa(status) != args[0] {
		ts.Fatalf("exit status %d, not %s", status, args[0])
	}
}

// pack FILE: FILE.gz is FILE, gzipped.
func pack(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
}

// bytes FILE HEX: FILE holds these bytes.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	b, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

// repeat FILE COUNT BEFORE TEXT AFTER: FILE holds the text that often, between the others.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[2]+strings.Repeat(args[3], n)+args[4]), 0o644))
}

// truncate FILE SIZE: FILE keeps its first bytes.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// storyid NAME ARTICLE: NAME is the id of the story that the article is in, in the database
// of the script.
func storyID(ts *testscript.TestScript, _ bool, args []string) {
	s, err := store.Open(context.Background(), ts.Getenv("SYNOPTIC_DB"), store.Options{ReadOnly: true})
	ts.Check(err)
	defer s.Close()
	known, err := s.Known(context.Background(), args[1:2])
	ts.Check(err)
	ts.Setenv(args[0], known[args[1]].Story)
}
