package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Exported is an article as it is exported: a revision, and the story it stands in.
type Exported struct {
	news.Revision
	Story string `json:"story,omitempty"`
}

// Exporter writes one article after another. Close ends the output and must be called; it
// does not close what is written to.
type Exporter interface {
	Write(*Exported) error
	Close() error
}

// Forms are the forms articles can be exported in.
const Forms = "jsonl, csv, parquet, ninjs or jsonld"

// NewExporter gives the exporter of a form. However many articles there are, it keeps no
// more than a few thousand in memory (Parquet), or one.
func NewExporter(form string, w io.Writer) (Exporter, error) {
	switch form {
	case "jsonl":
		return newLines(w, func(a *Exported) any { return a }), nil
	case "csv":
		return newTable(w), nil
	case "parquet":
		return newParquet(w), nil
	case "ninjs":
		return newLines(w, func(a *Exported) any { return ninjsOf(a) }), nil
	case "jsonld":
		return newLines(w, func(a *Exported) any { return newsArticleOf(a) }), nil
	}
	return nil, fmt.Errorf("--format %q: choose %s", form, Forms)
}

// lines writes an object a line.
type lines struct {
	out  *json.Encoder
	form func(*Exported) any
}

func newLines(w io.Writer, form func(*Exported) any) *lines {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &lines{out, form}
}

func (l *lines) Write(a *Exported) error { return l.out.Encode(l.form(a)) }
func (l *lines) Close() error            { return nil }

// table writes CSV (RFC 4180, UTF-8, header first), guarded as CSV guards a comparison.
type table struct{ out *csv.Writer }

var tableHeader = []string{"id", "revision", "story", "source", "url", "title", "published", "updated", "authors", "lang",
	"agency", "place", "section", "incomplete", "seen", "hash", "capture", "text"}

func newTable(w io.Writer) *table {
	t := &table{csv.NewWriter(w)}
	t.out.Write(tableHeader) // its error comes again with the next one
	return t
}

func (t *table) Write(a *Exported) error {
	line := []string{a.ID, strconv.Itoa(a.Number), a.Story, a.Source, a.URL, a.Title, a.Published, a.Updated, strings.Join(a.Authors, "; "), a.Lang,
		a.Agency, a.Place, a.Section, a.Incomplete, a.Seen.UTC().Format(time.RFC3339), a.Hash, a.Capture, a.Text}
	for i := range line {
		line[i] = noFormula(line[i])
	}
	return t.out.Write(line)
}

func (t *table) Close() error {
	t.out.Flush()
	return t.out.Error()
}
