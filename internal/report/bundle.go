package report

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"iter"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Bundle is a story with all that proves it. Texts and captures are asked for one by one while
// it is written, the texts twice, so that a bundle takes no more memory than its largest part.
type Bundle struct {
	Story      news.Story
	Members    []news.Member                   // its articles, in order of time
	Revisions  iter.Seq2[news.Revision, error] // every text of each
	Captures   iter.Seq2[news.Kept, error]     // the bytes they were read from
	Comparison *news.Comparison                // nil: not compared
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
	Bytes  int64  `json:"bytes"`
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
	z.captures(b.Captures)
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

// add adds what write writes.
func (z *bundler) add(path, about string, write func(io.Writer) error) {
	if z.err != nil {
		return
	}
	header := &zip.FileHeader{Name: path, Method: zip.Deflate, Modified: z.at}
	if z.at.Before(earliest) {
		header.Modified = earliest
	}
	out, err := z.zip.CreateHeader(header)
	entry := &entry{to: out, sum: sha256.New()}
	if err == nil {
		err = write(entry)
	}
	z.err = err
	z.manifest.Files = append(z.manifest.Files, Filed{path, entry.bytes, hex.EncodeToString(entry.sum.Sum(nil)), about})
}

// entry passes on what a file of a bundle holds, and counts and sums it.
type entry struct {
	to    io.Writer
	sum   hash.Hash
	bytes int64
}

func (e *entry) Write(p []byte) (int, error) {
	n, err := e.to.Write(p)
	e.sum.Write(p[:n])
	e.bytes += int64(n)
	return n, err
}

// verbatim writes bytes that are there.
func verbatim(content []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}
}

func (z *bundler) json(path, about string, v any) {
	z.add(path, about, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(v)
	})
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
		z.add(form.path, form.about, func(w io.Writer) error { return form.write(w, c) })
	}
}

// texts adds each revision as the text itself, to the byte, and what is known about all
// of them as JSON lines.
func (z *bundler) texts(revisions iter.Seq2[news.Revision, error]) {
	i := 0
	z.err = every(z.err, revisions, func(r news.Revision) error {
		i++
		path := fmt.Sprintf("texts/%03d-%s.%d.txt", i, safeName(r.ID), r.Number)
		z.add(path, strings.TrimSpace(r.Source+" "+r.Published), verbatim([]byte(r.Text)))
		return z.err
	})
	z.add("articles.jsonl", "the articles, every revision", func(w io.Writer) error {
		lines := newLines(w, func(a *Exported) any { return a.Revision })
		return every(nil, revisions, func(r news.Revision) error { return lines.Write(&Exported{Revision: r}) })
	})
}

// captures adds each capture to the byte.
func (z *bundler) captures(captures iter.Seq2[news.Kept, error]) {
	z.err = every(z.err, captures, func(c news.Kept) error {
		z.add("captures/"+c.Hash, describe(&c), verbatim(c.Bytes))
		return z.err
	})
}

// every does something with every value up to the first error, which may be there before.
func every[V any](err error, values iter.Seq2[V, error], do func(V) error) error {
	if err != nil {
		return err
	}
	for v, err := range values {
		if err == nil {
			err = do(v)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
