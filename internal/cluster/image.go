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
	plainWords = iota
	stems
	names   // words, and pairs of words, written as names
	figures // numbers, and numbers with the word before or after them
	views
)

// How much of an article is looked at: what follows says less about its event.
const (
	maxTitle = 40  // words
	maxLead  = 80  // words
	maxBody  = 400 // words
	shingle  = 5   // words
	winnow   = 10  // shingles
)

// Image is all that clustering keeps of an article.
type Image struct {
	ID    string
	Key   uint64  // hash of the content: the identity of the text
	Day   float64 // time of publication in days since 1970
	Dated bool
	terms [views]terms
	print []uint32 // fingerprint of the body
	title []headword
}

// headword is a word of a headline.
type headword struct {
	hash       uint32
	instalment bool // a number that tells one of a series: "Day 2"
}

// terms are the distinct terms of a view, by hash, with how often they stand where.
type terms struct {
	hashes []uint32
	counts []tally
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
	known map[uint64]uint32 // stem by word
	bags  [views]map[uint32]tally
	upper map[uint32]bool // stems written with a capital inside a sentence
	lower map[uint32]bool // stems written without

	series map[string]map[uint32]bool // by language: stems of words that number instalments
}

// maxKnown bounds the memory of an Imager, in words.
const maxKnown = 1 << 20

// NewImager returns an Imager that remembers nothing yet.
func NewImager() *Imager {
	m := &Imager{known: map[uint64]uint32{}, upper: map[uint32]bool{}, lower: map[uint32]bool{},
		series: map[string]map[uint32]bool{}}
	for v := range m.bags {
		m.bags[v] = map[uint32]tally{}
	}
	return m
}

// Image reads an article.
func (m *Imager) Image(a *news.Article) *Image {
	m.reset()
	title, body := parts(a)
	found := sketch.Words(body)
	head := m.words(title, sketch.Words(title), a.Lang, maxTitle)
	words := m.words(body, found, a.Lang, maxBody)
	m.countCapitals(words)
	m.add(head, titleMask, titleUnit)
	m.add(words[:min(maxLead, len(words))], leadBit, leadBit)
	m.add(words, bodyMask, bodyUnit)

	im := &Image{ID: a.ID, Key: xxh3.HashString(a.Title + "\n" + a.Text), print: fingerprint(found)}
	im.Day, im.Dated = published(a)
	for v, bag := range m.bags {
		im.terms[v] = listed(bag)
	}
	im.title = m.template(head, a.Lang)
	return im
}

// template lists the words of a headline and marks the numbers of instalments.
func (m *Imager) template(head []word, lang string) []headword {
	series, known := m.series[lang]
	if !known {
		series = map[uint32]bool{}
		if l, err := text.Load(lang); err == nil { // a language without data has no series
			for w := range l.Section("series") {
				series[uint32(sketch.Hash(text.Stem(lang, w)))] = true
			}
		}
		m.series[lang] = series
	}
	list := make([]headword, len(head))
	for i, w := range head {
		list[i] = headword{w.hash, i > 0 && w.number && series[head[i-1].stem]}
	}
	return list
}

func (m *Imager) reset() {
	if len(m.known) > maxKnown {
		clear(m.known)
	}
	clear(m.upper)
	clear(m.lower)
	for _, bag := range m.bags {
		clear(bag)
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
	first      bool // of a sentence
	next       bool // only a space stands between the word before and this one
}

func (m *Imager) words(s string, found []sketch.Word, lang string, limit int) []word {
	words := make([]word, min(limit, len(found)))
	end := 0
	for i := range words {
		w := found[i]
		gap := s[end:w.Start]
		r, _ := utf8.DecodeRuneInString(s[w.Start:])
		words[i] = word{
			hash:    uint32(w.Hash),
			stem:    m.stem(w, s, lang),
			capital: unicode.IsUpper(r),
			number:  unicode.IsNumber(r),
			first:   i == 0 || strings.ContainsAny(gap, ".!?\n“\":;•|"),
			next:    gap == " ",
		}
		end = w.End
	}
	return words
}

func (m *Imager) stem(w sketch.Word, s, lang string) uint32 {
	stem, ok := m.known[w.Hash]
	if !ok {
		folded := strings.TrimSuffix(text.Fold(w.Of(s)), "'s")
		stem = uint32(sketch.Hash(text.Stem(lang, folded)))
		m.known[w.Hash] = stem
	}
	return stem
}

// countCapitals learns which words of a body are names: written with a capital inside a
// sentence, and never without.
func (m *Imager) countCapitals(words []word) {
	for _, w := range words {
		switch {
		case !w.capital:
			m.lower[w.stem] = true
		case !w.first:
			m.upper[w.stem] = true
		}
	}
}

// add counts the terms of some words in the field of a tally that mask covers.
func (m *Imager) add(words []word, mask, unit tally) {
	for i, w := range words {
		m.count(plainWords, w.hash, mask, unit)
		m.count(stems, w.stem, mask, unit)
		var before word
		if i > 0 && w.next {
			before = words[i-1]
		}
		if m.isName(w) {
			m.count(names, w.stem, mask, unit)
			if m.isName(before) {
				m.count(names, before.stem*31+w.stem, mask, unit)
			}
		}
		if w.number {
			m.count(figures, w.hash, mask, unit)
			m.count(figures, before.stem*37+w.hash, mask, unit)
		}
		if before.number {
			m.count(figures, before.hash*41+w.stem, mask, unit)
		}
	}
}

// isName reports whether a word is written as a name: headlines and first words of
// sentences do not tell.
func (m *Imager) isName(w word) bool {
	return w.capital && m.upper[w.stem] && !m.lower[w.stem]
}

func (m *Imager) count(view int, hash uint32, mask, unit tally) {
	if t := m.bags[view][hash]; t&mask != mask {
		m.bags[view][hash] = t&^mask | (t&mask+unit)&mask
	}
}

func listed(bag map[uint32]tally) terms {
	list := terms{hashes: make([]uint32, 0, len(bag)), counts: make([]tally, len(bag))}
	for h := range bag {
		list.hashes = append(list.hashes, h)
	}
	slices.Sort(list.hashes)
	for i, h := range list.hashes {
		list.counts[i] = bag[h]
	}
	return list
}

func fingerprint(words []sketch.Word) []uint32 {
	full := sketch.Winnow(sketch.Shingles(words, shingle), winnow)
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
