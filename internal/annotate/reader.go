package annotate

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/language"

	"synoptic/internal/entity"
	"synoptic/internal/extract"
	"synoptic/internal/news"
	"synoptic/internal/quantity"
	"synoptic/internal/quote"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// Reader reads articles of any language. It is safe for concurrent use; what a
// language needs is loaded when its first article comes.
type Reader struct {
	mu   sync.Mutex
	kits map[string]*kit
}

// New returns a Reader that has loaded nothing yet.
func New() *Reader { return &Reader{kits: map[string]*kit{}} }

// kit is what it takes to read one language.
type kit struct {
	language   *text.Language
	model      *syntax.Model // nil: none for this language
	entities   *entity.Reader
	quantities *quantity.Reader
	quotes     *quote.Reader
	cutter     cutter
	notes      []string // what cannot be done in this language
}

func (r *Reader) kit(code string) *kit {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kits[code] == nil {
		r.kits[code] = newKit(code)
	}
	return r.kits[code]
}

func newKit(code string) *kit {
	k := &kit{}
	var opening errgroup.Group // the model, beside the word lists
	opening.Go(func() (err error) { k.model, err = syntax.Load(code); return err })
	var err error
	if k.language, err = text.Load(code); err != nil {
		k.language = text.Neutral(code)
	}
	if without := unlisted(k.language); len(without) > 0 {
		k.notes = append(k.notes, fmt.Sprintf("language %q: no word lists for %s; capitals, digits and quotation marks only", code, strings.Join(without, ", ")))
	}
	k.quantities = quantity.New(k.language)
	k.quotes = quote.New(k.language)
	k.cutter = newCutter(k.language)
	if err := opening.Wait(); err != nil {
		k.notes = append(k.notes, fmt.Sprintf("language %q: no syntax model; statements are whole sentences, indirect speech is not read", code))
	}
	k.entities = entity.New(k.language, k.model)
	return k
}

// unlisted names what a language has no words for, judged by one section of each list.
func unlisted(l *text.Language) []string {
	var out []string
	for _, list := range []struct{ section, serves string }{{"entity honorifics", "names"}, {"quantity units", "amounts"},
		{"cues", "speech"}, {"negation", "denials"}} {
		if len(l.Section(list.section)) == 0 {
			out = append(out, list.serves)
		}
	}
	return out
}

// baseOf is the base language of a BCP 47 code as the data is named, "en" of "en-GB";
// "" where it is none.
func baseOf(code string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	base, err := language.ParseBase(primary)
	if err != nil || base.String() == "und" {
		return ""
	}
	return base.String()
}

// Read reads one article. What its fields lack is filled from its own text; the
// article given is not changed.
func (r *Reader) Read(given *news.Article) *news.Document {
	article := *given
	code := baseOf(article.Lang)
	if code == "" {
		code = text.Detect(article.Text)
	}
	k := r.kit(code)
	extract.Plain(&article, k.language)
	doc := &news.Document{Article: &article, Lang: code, Notes: slices.Clone(k.notes)}
	doc.Blocks = text.Blocks(article.Text, k.language)
	doc.Sentences = text.Sentences(article.Text, doc.Blocks, k.language)
	if k.model != nil {
		k.model.ParseAll(article.Text, doc.Sentences)
	}
	doc.Entities, doc.Mentions = k.entities.Read(doc)
	doc.Quantities, doc.Dates = k.quantities.Read(doc), k.quantities.Dates(doc)
	doc.Quotes = k.quotes.Read(doc)
	doc.Citations = k.quotes.Citations(doc) // asks what was said, and by whom
	doc.Statements = k.cutter.cut(doc)
	return doc
}
