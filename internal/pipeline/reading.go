package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"time"

	"synoptic/internal/cluster"
	"synoptic/internal/extract"
	"synoptic/internal/news"
	"synoptic/internal/outlet"
	"synoptic/internal/reuse"
	"synoptic/internal/text"
)

// reading is what was made of one item, by one worker, knowing of no other.
type reading struct {
	kept     news.Kept
	progress news.Progress
	passed   int64
	problem  *news.Problem // nil: there is an article, unless the item told progress alone
	article  *news.Revision
	live     bool // it was fetched at a known time, so that an earlier text may come back
	named    bool // the article came with an id of its own
	print    []uint64
	image    *cluster.Image
}

// reader reads items. It is safe for concurrent use.
type reader struct {
	now       func() time.Time
	outlets   *outlet.Registry // may be nil
	imagers   sync.Pool
	languages languages
}

func newReader(now func() time.Time, outlets *outlet.Registry) *reader {
	return &reader{now: now, outlets: outlets, imagers: sync.Pool{New: func() any { return cluster.NewImager() }}}
}

// The stages at which reading may fail.
const (
	opening    = "open"
	extracting = "extract"
)

func (r *reader) read(item *Item) (x reading) {
	at := r.now()
	if !item.Fetched.IsZero() {
		at, x.live = item.Fetched, true
	}
	x.progress, x.passed = item.Progress, item.passed
	if item.Err != nil {
		x.problem = problemOf(item.Err, opening, at)
		return x
	}
	if item.Capture.Bytes == nil {
		return x
	}
	x.kept = news.Keep(item.Capture, at)
	if err := r.understand(&x, at); err != nil {
		x.problem, x.article = problemOf(err, extracting, at), nil
		x.problem.URL, x.problem.Capture = item.Capture.URL, x.kept.Hash
	}
	return x
}

// understand makes an article of a capture, with what placing it takes. Whatever a foreign
// page makes the libraries do costs that page only.
func (r *reader) understand(x *reading, at time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = news.Failure{Name: x.kept.Name, Err: fmt.Errorf("cannot be read: %v", p)}
		}
	}()
	a, err := extract.Article(x.kept.Capture)
	if err != nil {
		return err
	}
	r.name(&a, x.kept.IsRecord())
	x.named = named(&a, x.kept.Capture)
	x.article = &news.Revision{Article: a, Number: 1, Seen: at, Capture: x.kept.Hash}
	doc := reuse.Glance(&x.article.Article, r.languages.of(&a))
	x.article.Hash = hashOf(x.article.Title, x.article.Text)
	if !x.named && x.article.URL == "" && !x.kept.IsRecord() {
		x.article.ID += "-" + x.article.Hash[:16] // two files may have one name
	}
	x.print = reuse.Print(doc)
	imager := r.imagers.Get().(*cluster.Imager)
	defer r.imagers.Put(imager)
	x.image = imager.Image(&x.article.Article)
	return nil
}

// name names the outlet of a page as the registry does, and the agency that wrote what
// another one prints. A record has the outlet it says.
func (r *reader) name(a *news.Article, record bool) {
	if r.outlets == nil {
		return
	}
	if !record {
		a.Source = r.outlets.Name(a.URL, a.Source)
	}
	r.outlets.Credit(a)
}

// named reports whether an article has the id that its record gives.
func named(a *news.Article, c news.Capture) bool {
	return c.IsRecord() && a.ID != extract.Identify(a, c)
}

// hashOf is the hash by which a revision is told from another one.
func hashOf(title, text string) string {
	sum := sha256.Sum256([]byte(title + "\x00" + text))
	return hex.EncodeToString(sum[:16])
}

func problemOf(err error, stage string, at time.Time) *news.Problem {
	p := &news.Problem{Stage: stage, Reason: err.Error(), Attempts: 1, First: at, Last: at}
	var f news.Failure
	if errors.As(err, &f) {
		p.Name, p.Reason = f.Name, f.Err.Error()
	}
	return p
}

// languages are those that articles came in, each loaded once.
type languages struct{ loaded sync.Map }

func (l *languages) of(a *news.Article) *text.Language {
	code := a.Lang
	if code == "" {
		code = text.Detect(a.Text)
	}
	if known, ok := l.loaded.Load(code); ok {
		return known.(*text.Language)
	}
	language, err := text.Load(code)
	if err != nil { // none ships
		language = text.Neutral(code)
	}
	known, _ := l.loaded.LoadOrStore(code, language)
	return known.(*text.Language)
}
