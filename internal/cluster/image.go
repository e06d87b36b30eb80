package cluster

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"synoptic/internal/news"
	"synoptic/internal/sketch"
	"synoptic/internal/text"
)

// The views under which articles are compared.
const (
	titleWords = iota // of the headline alone, as they are written
	stems
	names   // words, and pairs of words, written as names: the same in every language
	figures // numbers, and numbers with the word before or after them
	views
)

// salts keep a term of one view from being taken for the same word in another.
var salts = [views]uint32{titleWords: 0x7f4a7c15, stems: 0, names: 0x9e3779b9, figures: 0x85ebca6b}

// How much of an article is looked at: what follows says less about its event.
const (
	maxTitle = 40   // words
	maxLead  = 80   // words
	maxBody  = 400  // words
	maxPrint = 1500 // words that are fingerprinted
	shingle  = 5    // words
	winnow   = 10   // shingles
)

// Image is all that clustering keeps of an article.
type Image struct {
	ID      string
	Key     uint64  // hash of the content: the identity of the text
	Day     float64 // time of publication in days since 1970
	Dated   bool
	Lang    string
	terms   []uint32 // view after view, in order
	tallies []tally  // of the terms
	ends    [views]int
	print   []uint32 // fingerprint of the body, in order
	title   []headword
	rarity  []uint8 // of the terms, when the article was placed; nil before, and of copies
	clock   float64 // of the stream then
	vector  *vector // of the terms weighed; nil before, and after it was placed
}

// headword is a word of a headline.
type headword struct {
	hash       uint32
	instalment bool // a number that tells one of a series: "Day 2"
}

// tally packs how often title, lead and body have a term: more than a few is many.
type tally uint8

const (
	titleUnit, titleMask tally = 1, 3
	leadBit              tally = 4
	bodyUnit, bodyMask   tally = 8, 31 << 3
)

func (t tally) title() int { return int(t & titleMask) }
func (t tally) lead() bool { return t&leadBit != 0 }
func (t tally) body() int  { return int(t >> 3) }

// Imager makes images. Each worker has its own.
type Imager struct {
	languages map[string]*wording
	wording   *wording // of the article that is read
	bags      [views]bag
	capitals  bag // stems, and whether they are written with a capital inside a sentence
}

// How a stem is written.
const (
	upper tally = 1 << iota
	lower
)

// NewImager returns an Imager that remembers nothing yet.
func NewImager() *Imager { return &Imager{languages: map[string]*wording{}} }

// Image reads an article.
func (m *Imager) Image(a *news.Article) *Image {
	title, body := parts(a)
	found := sketch.Words(body)
	im := &Image{ID: a.ID, Key: xxh3.HashString(a.Title + "\n" + a.Text), Lang: language(a), print: fingerprint(found)}
	im.Day, im.Dated = published(a)
	m.reset(im.Lang)
	head := m.words(title, sketch.Words(title), maxTitle)
	words := m.words(body, found, maxBody)
	m.countCapitals(words)
	for _, w := range head {
		if w.common {
			continue
		}
		m.count(titleWords, w.hash, titleMask, titleUnit)
	}
	m.add(head, titleMask, titleUnit)
	m.add(words[:min(maxLead, len(words))], leadBit, leadBit)
	m.add(words, bodyMask, bodyUnit)
	m.list(im)
	im.title = m.wording.template(head)
	return im
}

// language is the one an article says it is in, or the one its words are of.
func language(a *news.Article) string {
	if a.Lang != "" {
		return a.Lang
	}
	return text.Detect(a.Title + "\n" + a.Text)
}

func (m *Imager) reset(lang string) {
	m.wording = m.languages[lang]
	if m.wording == nil || len(m.wording.known) > maxKnown {
		m.wording = newWording(lang)
		m.languages[lang] = m.wording
	}
	m.capitals.reset()
	for view := range m.bags {
		m.bags[view].reset()
	}
}

// list puts the terms counted into an image.
func (m *Imager) list(im *Image) {
	n := 0
	for view := range m.bags {
		n += len(m.bags[view].terms)
	}
	im.terms, im.tallies = make([]uint32, 0, n), make([]tally, 0, n)
	for view := range m.bags {
		im.terms, im.tallies = m.bags[view].listed(im.terms, im.tallies)
		im.ends[view] = len(im.terms)
	}
}

// parts are the headline and the body: an article without a title is headed by its first
// line.
func parts(a *news.Article) (title, body string) {
	body = strings.TrimSpace(a.Text)
	if a.Title != "" {
		return a.Title, body
	}
	title, _, _ = strings.Cut(body, "\n")
	return title, body
}

// word is a word as clustering sees it.
type word struct {
	hash, stem uint32
	capital    bool
	number     bool
	common     bool // every text of the language has it
	first      bool // of a sentence
	next       bool // only a space stands between the word before and this one
}

func (m *Imager) words(s string, found []sketch.Word, limit int) []word {
	words := make([]word, min(limit, len(found)))
	end := 0
	for i := range words {
		w := found[i]
		gap := s[end:w.Start]
		r, _ := utf8.DecodeRuneInString(s[w.Start:])
		words[i] = word{
			hash:    uint32(w.Hash),
			stem:    m.wording.stem(w, s),
			capital: unicode.IsUpper(r),
			number:  unicode.IsNumber(r),
			common:  m.wording.common[w.Hash],
			first:   i == 0 || gap != " " && strings.ContainsAny(gap, ".!?\n“\":;•|"),
			next:    gap == " ",
		}
		end = w.End
	}
	return words
}

// countCapitals learns which words of a body are names: written with a capital inside a
// sentence, and never without.
func (m *Imager) countCapitals(words []word) {
	for _, w := range words {
		switch {
		case !w.capital:
			*m.capitals.at(w.stem) |= lower
		case !w.first:
			*m.capitals.at(w.stem) |= upper
		}
	}
}

// add counts the terms of some words in the field of a tally that mask covers.
func (m *Imager) add(words []word, mask, unit tally) {
	var before word
	beforeName := false
	for _, w := range words {
		if !w.next {
			before, beforeName = word{}, false
		}
		if !w.common {
			m.count(stems, w.stem, mask, unit)
		}
		name := w.capital && *m.capitals.at(w.stem) == upper
		if name {
			m.count(names, w.stem, mask, unit)
		}
		if name && beforeName {
			m.count(names, before.stem*31+w.stem, mask, unit)
		}
		if w.number {
			m.count(figures, w.stem, mask, unit)
			m.count(figures, before.stem*37+w.stem, mask, unit)
		}
		if before.number {
			m.count(figures, before.stem*41+w.stem, mask, unit)
		}
		before, beforeName = w, name
	}
}

func (m *Imager) count(view int, term uint32, mask, unit tally) {
	if t := m.bags[view].at(term ^ salts[view]); *t&mask != mask {
		*t = *t&^mask | (*t&mask+unit)&mask
	}
}

func fingerprint(words []sketch.Word) []uint32 {
	full := sketch.Winnow(sketch.Shingles(words[:min(maxPrint, len(words))], shingle), winnow)
	print := make([]uint32, len(full))
	for i, h := range full {
		print[i] = uint32(h)
	}
	slices.Sort(print)
	return slices.Compact(print)
}

// published is the time of publication in days since 1970. A time that no report of
// today can have is none.
func published(a *news.Article) (day float64, ok bool) {
	for _, form := range []string{time.RFC3339, time.DateOnly, "2006-01-02T15:04:05", time.DateTime} {
		if t, err := time.Parse(form, a.Published); err == nil && 1970 < t.Year() && t.Year() < 2200 {
			return float64(t.Unix()) / 86400, true
		}
	}
	return 0, false
}
