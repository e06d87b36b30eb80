package report

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Bundle is a story with all that proves it.
type Bundle struct {
	Story      news.Story
	Members    []news.Member    // its articles, in order of time
	Revisions  []news.Revision  // every text of each
	Captures   []news.Kept      // the bytes they were read from
	Comparison *news.Comparison // nil: not compared
}

// Manifest is manifest.json of a bundle: what is in it and the hash of each file.
type Manifest struct {
	Schema string     `json:"schema"`
	Story  news.Story `json:"story"`
	Files  []Filed    `json:"files"` // in the order of the archive; the manifest is the last
}

// Filed is a file of a bundle.
type Filed struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"` // hexadecimal
	About  string `json:"about"`
}

// BundleSchema names the form of a manifest.
const BundleSchema = "synoptic.bundle/1"

// Write writes the bundle as a zip that needs nothing outside it. The same bundle gives
// the same bytes: entries stand in a fixed order and have the time of the story.
func (b *Bundle) Write(w io.Writer) error {
	z := bundler{zip: zip.NewWriter(w), at: b.Story.Last.UTC(), manifest: Manifest{Schema: BundleSchema, Story: b.Story}}
	z.comparison(b.Comparison)
	z.json("members.json", "why each article is in the story", b.Members)
	z.texts(b.Revisions)
	for _, c := range b.Captures {
		z.add("captures/"+c.Hash, describe(&c), c.Bytes)
	}
	z.json("manifest.json", "", z.manifest)
	if z.err == nil {
		z.err = z.zip.Close()
	}
	if z.err != nil {
		return fmt.Errorf("write bundle of story %s: %w", b.Story.ID, z.err)
	}
	return nil
}

// describe says what a capture is.
func describe(c *news.Kept) string {
	about := "as it came, " + c.Fetched.UTC().Format(time.RFC3339)
	for _, more := range []string{c.URL, c.Name, c.ContentType} {
		if more != "" {
			return about + ": " + more
		}
	}
	return about
}

// bundler writes the entries of a bundle up to the first error.
type bundler struct {
	zip      *zip.Writer
	at       time.Time
	manifest Manifest
	err      error
}

// earliest is the first time a zip can tell.
var earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (z *bundler) add(path, about string, content []byte) {
	if z.err != nil {
		return
	}
	header := &zip.FileHeader{Name: path, Method: zip.Deflate, Modified: z.at}
	if z.at.Before(earliest) {
		header.Modified = earliest
	}
	out, err := z.zip.CreateHeader(header)
	if err == nil {
		_, err = out.Write(content)
	}
	sum := sha256.Sum256(content)
	z.err = err
	z.manifest.Files = append(z.manifest.Files, Filed{path, len(content), hex.EncodeToString(sum[:]), about})
}

func (z *bundler) json(path, about string, v any) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil && z.err == nil {
		z.err = err
	}
	z.add(path, about, out.Bytes())
}

// comparison adds the comparison in the forms for programs and for people.
func (z *bundler) comparison(c *news.Comparison) {
	if c == nil {
		return
	}
	for _, form := range []struct {
		path, about string
		write       func(io.Writer, *news.Comparison) error
	}{
		{"comparison.html", "the accounts side by side, for a browser", HTML},
		{"comparison.json", "the same, for programs", JSON},
		{"comparison.txt", "the same, as plain text", func(w io.Writer, c *news.Comparison) error { return Text(w, c, TextOptions{Width: 100, All: true}) }},
	} {
		var out bytes.Buffer
		if err := form.write(&out, c); err != nil && z.err == nil {
			z.err = err
		}
		z.add(form.path, form.about, out.Bytes())
	}
}

// texts adds each revision as the text itself, to the byte, and what is known about all
// of them as JSON lines.
func (z *bundler) texts(revisions []news.Revision) {
	var about bytes.Buffer
	lines := newLines(&about, func(a *Exported) any { return a.Revision })
	for i, r := range revisions {
		path := fmt.Sprintf("texts/%03d-%s.%d.txt", i+1, safeName(r.ID), r.Number)
		z.add(path, strings.TrimSpace(r.Source+" "+r.Published), []byte(r.Text))
		if err := lines.Write(&Exported{Revision: r}); err != nil && z.err == nil {
			z.err = err
		}
	}
	z.add("articles.jsonl", "the articles, every revision", about.Bytes())
}

// safeName is an id as a part of a file's name.
func safeName(id string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, id)
	return name[:min(len(name), 60)]
}
