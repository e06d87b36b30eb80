package report

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"synoptic/internal/news"
)

var noticed = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)

// exported are two articles: one with everything, one with next to nothing and a formula.
func exported() []Exported {
	return []Exported{
		{Story: "s1", Revision: news.Revision{Number: 2, Seen: noticed, Hash: "h1", Capture: "c1", Article: news.Article{
			ID: "wire/1", Source: "The Wire", URL: "https://wire.example/1", Title: "Ferry aground", Published: "2026-05-03", Updated: "2026-05-03T11:00:00Z",
			Authors: []string{"Lou Hart", "Mo Reed"}, Lang: "en", Agency: "AP", Place: "TARN", Section: "World", Text: wireText}}},
		{Revision: news.Revision{Number: 1, Seen: noticed, Hash: "h2", Article: news.Article{
			ID: "b", Authors: []string{}, Incomplete: "paywall", Text: "=1+1 <b>渡船</b>"}}},
	}
}

func export(t *testing.T, form string, articles []Exported) []byte {
	t.Helper()
	var out bytes.Buffer
	e, err := NewExporter(form, &out)
	if err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		if err := e.Write(&articles[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExportLines(t *testing.T) {
	in := json.NewDecoder(bytes.NewReader(export(t, "jsonl", exported())))
	for _, want := range exported() {
		var got Exported
		if err := in.Decode(&got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestExportCSV(t *testing.T) {
	lines, err := csv.NewReader(bytes.NewReader(export(t, "csv", exported()))).ReadAll()
	if err != nil || len(lines) != 3 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	if !reflect.DeepEqual(lines[0], tableHeader) || lines[1][8] != "Lou Hart; Mo Reed" || lines[1][17] != wireText {
		t.Errorf("got %q", lines[:2])
	}
	if lines[2][17] != "'=1+1 <b>渡船</b>" {
		t.Errorf("a formula is written as %q", lines[2][17])
	}
}

func TestExportParquet(t *testing.T) {
	raw := export(t, "parquet", exported())
	rows, err := parquet.Read[parquetRow](bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if r := rows[0]; r.Text != wireText || r.Seen != noticed.UnixMilli() || r.Revision != 2 || len(r.Authors) != 2 || rows[1].Incomplete != "paywall" {
		t.Errorf("got %+v", rows)
	}
}

// Rows are written in groups, so that no more than one of them is kept in memory.
func TestExportParquetInGroups(t *testing.T) {
	many := make([]Exported, 2*rowGroup+1)
	for i := range many {
		many[i] = exported()[1]
	}
	raw := export(t, "parquet", many)
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || f.NumRows() != int64(len(many)) || len(f.RowGroups()) != 3 {
		t.Fatalf("%v: %d rows in %d groups", err, f.NumRows(), len(f.RowGroups()))
	}
}

func TestExportNewsForms(t *testing.T) {
	for form, want := range map[string]string{
		"ninjs": `{"uri":"urn:x-synoptic:article:wire%2F1","standard":{"name":"ninjs","version":"2.1","schema":"http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"},` +
			`"type":"text","representationtype":"full","version":"2","versioncreated":"2026-05-03T12:00:00Z","contentcreated":"2026-05-03T00:00:00Z","language":"en",` +
			`"headlines":[{"role":"main","contenttype":"text/plain","value":"Ferry aground"}],"by":"Lou Hart, Mo Reed","located":"TARN",` +
			`"infosources":[{"name":"The Wire","role":"http://cv.iptc.org/newscodes/infosourcerole/sourcepublisher"},{"name":"AP","role":"http://cv.iptc.org/newscodes/infosourcerole/origcont"}],` +
			`"subjects":[{"name":"World"}],"events":[{"literal":"s1"}],"bodies":[{"role":"main","contenttype":"text/plain","value":"TEXT"}],` +
			`"altids":[{"role":"id","value":"wire/1"},{"role":"url","value":"https://wire.example/1"}]}`,
		"jsonld": `{"@context":"https://schema.org","@type":"NewsArticle","@id":"urn:x-synoptic:article:wire%2F1","identifier":"wire/1","version":2,"url":"https://wire.example/1",` +
			`"headline":"Ferry aground","datePublished":"2026-05-03","dateModified":"2026-05-03T11:00:00Z","inLanguage":"en","articleSection":"World","dateline":"TARN",` +
			`"author":[{"@type":"Person","name":"Lou Hart"},{"@type":"Person","name":"Mo Reed"}],"publisher":{"@type":"Organization","name":"The Wire"},"sourceOrganization":{"@type":"Organization","name":"AP"},` +
			`"about":{"@type":"Event","@id":"urn:x-synoptic:story:s1","identifier":"s1"},"sdDatePublished":"2026-05-03T12:00:00Z","articleBody":"TEXT"}`,
	} {
		articles := exported()
		articles[0].Text = "TEXT"
		got := strings.Split(string(export(t, form, articles)), "\n")
		if len(got) != 3 || got[0] != want || !json.Valid([]byte(got[1])) {
			t.Errorf("%s:\n%s\nnot\n%s", form, got[0], want)
		}
	}
}

func TestExportUnknownForm(t *testing.T) {
	if _, err := NewExporter("xml", io.Discard); err == nil || !strings.Contains(err.Error(), Forms) {
		t.Errorf("got %v", err)
	}
}

func bundle(t *testing.T) *Bundle {
	c := newFixture(t)
	b := &Bundle{Story: news.Story{ID: "s1", Title: "Ferry", Last: noticed, Reports: 4}, Comparison: c,
		Captures: sound(news.Kept{Hash: "00ff", Fetched: noticed, Capture: news.Capture{URL: "https://wire.example/1", Bytes: []byte("<html>")}})}
	var revisions []news.Revision
	for _, a := range c.Articles {
		r := news.Revision{Article: a, Number: 1, Seen: noticed}
		revisions = append(revisions, r)
		b.Members = append(b.Members, news.Member{Revision: r})
	}
	b.Revisions = sound(revisions...)
	return b
}

// sound yields values without an error.
func sound[V any](values ...V) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// TestBundleAsksOneByOne holds that no capture is asked for before the one before it is
// written, and that one that cannot be read ends the bundle with its error.
func TestBundleAsksOneByOne(t *testing.T) {
	const captures, large = 8, 1 << 20
	b := bundle(t)
	b.Comparison = nil
	var out bytes.Buffer
	broken := errors.New("the disk is gone")
	b.Captures = func(yield func(news.Kept, error) bool) {
		noise := rand.New(rand.NewPCG(1, 2))
		for i := range captures {
			if written := out.Len(); written < (i-1)*large {
				t.Errorf("capture %d is asked for when %d bytes are written", i, written)
			}
			content := make([]byte, large)
			for at := range content {
				content[at] = byte(noise.Uint32())
			}
			if !yield(news.Kept{Hash: fmt.Sprint(i), Capture: news.Capture{Bytes: content}}, nil) {
				return
			}
		}
		yield(news.Kept{}, broken)
	}
	if err := b.Write(&out); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

func TestBundle(t *testing.T) {
	var out, again bytes.Buffer
	for _, w := range []*bytes.Buffer{&out, &again} {
		if err := bundle(t).Write(w); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same bundle has other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	content := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if content[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	var m Manifest
	if err := json.Unmarshal(content["manifest.json"], &m); err != nil || m.Schema != BundleSchema || m.Story.ID != "s1" {
		t.Fatalf("manifest %+v, %v", m, err)
	}
	if len(m.Files) != len(z.File)-1 {
		t.Errorf("%d files in the manifest, %d in the archive", len(m.Files), len(z.File))
	}
	for _, f := range m.Files {
		sum := sha256.Sum256(content[f.Path])
		if hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(content[f.Path])) != f.Bytes {
			t.Errorf("%s is not what the manifest says", f.Path)
		}
	}
	if string(content["texts/001-wire.1.txt"]) != wireText || string(content["captures/00ff"]) != "<html>" || len(content["comparison.html"]) == 0 {
		t.Errorf("files %v", m.Files)
	}
}

// A story that has not been compared has a bundle too, and a time before zip's first is no error.
func TestBundleWithoutComparison(t *testing.T) {
	b := bundle(t)
	b.Comparison, b.Story.Last = nil, time.Time{}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	if _, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil {
		t.Error(err)
	}
}
