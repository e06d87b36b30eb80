// Package generate invents long dated streams of articles with known stories, to measure
// clustering at the size of an archive: vocabularies with Zipf's law, stories that burst
// and fade, near copies, updates with new numbers, families of look-alike events that
// share their topic but not their names, place and day, and running stories whose events
// share their names and topic.
//
// In: a size and a seed. Out: articles in order of time with the story of each, and the
// running story it is part of; the same for the same seed. The texts are no language: nothing but how often words recur is like
// news.
package generate

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Item is an article with the story it tells, and the running story that is part of.
type Item struct {
	news.Article
	Story string `json:"story"`
	Line  string `json:"line"`
}

// The shape of a stream.
const (
	perDay     = 1200 // articles
	familySize = 4    // look-alike stories of one topic
	topicWords = 60
	storyWords = 25
	storyNames = 5
	sentences  = 16
	copyPart   = 0.15 // of the later articles of a story are near copies
	burstDays  = 5    // between events that everybody reports
	burstSize  = 350  // reports of such an event
	mostReads  = 80   // reports of any other
	linePart   = 0.12 // of the stories go on with a running one
	lineStart  = 0.02 // of the others begin one
	lineDays   = 3    // at least, between its events
	maxLines   = 100  // running at a time
	lineNames  = 3    // names that the events of a running story share
)

// Stream invents n articles.
func Stream(n int, seed uint64) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		g := &generator{rng: rand.New(rand.NewPCG(seed, 1))}
		g.lexicon = g.invent(40_000)
		for at := 0; at < n; {
			day := g.day(min(perDay, n-at))
			for _, item := range day {
				item.ID = fmt.Sprint(at)
				at++
				if !yield(item) {
					return
				}
			}
		}
	}
}

type generator struct {
	rng     *rand.Rand
	lexicon []string // the most frequent first
	days    int
	stories int
	pending []Item // of stories that reach into later days, by time
	family  topic
	lines   []*story // the latest event of each running story
}

// topic is what look-alike stories share.
type topic struct {
	words []string
	used  int
}

// story is what its reports share.
type story struct {
	id, line     string
	day          int
	words, names []string
	topic        []string
	toll         int
	place        string
}

// day is the next n articles: what earlier stories left, and new stories.
func (g *generator) day(n int) []Item {
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.days)
	g.days++
	if g.days%burstDays == 0 {
		g.tell(start, burstSize, 20*time.Minute)
	}
	for g.due(start) < n {
		g.tell(start, g.size(), 4*time.Hour)
	}
	slices.SortStableFunc(g.pending, func(a, b Item) int { return strings.Compare(a.Published, b.Published) })
	day := slices.Clone(g.pending[:n])
	g.pending = append(g.pending[:0], g.pending[n:]...)
	return day
}

// due is how many articles are pending for the day.
func (g *generator) due(start time.Time) int {
	end, n := start.AddDate(0, 0, 1).Format(time.RFC3339), 0
	for _, item := range g.pending {
		if item.Published < end {
			n++
		}
	}
	return n
}

// size is how many reports a story has: most have one, a few very many.
func (g *generator) size() int {
	if g.rng.Float64() >= 0.4 {
		return 1
	}
	return min(mostReads, 1+int(math.Pow(g.rng.Float64(), -0.9)))
}

// tell invents a story of the day and all its reports, that far apart on average.
func (g *generator) tell(day time.Time, size int, apart time.Duration) {
	s := g.story()
	at := day.Add(time.Duration(g.rng.Float64() * float64(24*time.Hour)))
	var told []string
	for n := range size {
		if n > 0 {
			at = at.Add(time.Duration(g.rng.ExpFloat64() * float64(apart)))
		}
		text := ""
		if n > 0 && g.rng.Float64() < copyPart {
			text = g.copied(told[g.rng.IntN(len(told))])
		} else {
			text = g.report(s)
		}
		told = append(told, text)
		g.pending = append(g.pending, Item{Story: s.id, Line: s.line, Article: news.Article{
			Source: fmt.Sprintf("outlet %d", g.rng.IntN(300)), Published: at.Format(time.RFC3339),
			Lang: "en", Title: g.headline(s), Text: text,
		}})
		s.toll += g.rng.IntN(3) // an update
	}
}

func (g *generator) story() *story {
	if g.family.used == 0 {
		g.family = topic{words: g.pick(topicWords, 200), used: familySize}
	}
	g.family.used--
	g.stories++
	s := &story{
		id: fmt.Sprint("s", g.stories), topic: g.family.words, words: g.pick(storyWords, 2000),
		names: g.pick(storyNames, 4000), toll: 1 + g.rng.IntN(50),
	}
	for i, name := range s.names {
		s.names[i] = strings.ToUpper(name[:1]) + name[1:]
	}
	s.line, s.day = s.id, g.days
	if len(g.lines) > 0 && g.rng.Float64() < linePart {
		if latest := one(g.rng, g.lines); latest.day+lineDays <= s.day {
			s.follow(latest)
		}
	}
	s.place = s.names[0]
	if s.line != s.id || g.rng.Float64() < lineStart {
		g.remember(s)
	}
	return s
}

// follow makes a story the next event of a running one.
func (s *story) follow(latest *story) {
	s.line, s.topic = latest.line, latest.topic
	copy(s.names[:lineNames], latest.names)
}

// remember keeps a story as the latest of its line, in place of an older one.
func (g *generator) remember(s *story) {
	for i, l := range g.lines {
		if l.line == s.line {
			g.lines[i] = s
			return
		}
	}
	if len(g.lines) == maxLines {
		g.lines = slices.Delete(g.lines, 0, 1)
	}
	g.lines = append(g.lines, s)
}

// pick draws words that are rarer than the first ones of the lexicon.
func (g *generator) pick(n, from int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = g.lexicon[from+g.rng.IntN(len(g.lexicon)-from)]
	}
	return words
}

func (g *generator) headline(s *story) string {
	return fmt.Sprintf("%s %s %s %d %s in %s", s.names[1], one(g.rng, s.topic), one(g.rng, s.words),
		s.toll, one(g.rng, s.topic), s.place)
}

func (g *generator) report(s *story) string {
	var text strings.Builder
	for n := range sentences {
		if n > 0 && n%3 == 0 {
			text.WriteString("\n\n")
		}
		length := 12 + g.rng.IntN(12)
		for w := range length {
			word := g.word(s)
			if w == 0 {
				word = strings.ToUpper(word[:1]) + word[1:]
			}
			text.WriteString(word)
			if w < length-1 {
				text.WriteByte(' ')
			}
		}
		text.WriteString(". ")
	}
	return text.String()
}

// word is the next word of a report: half of them are everybody's.
func (g *generator) word(s *story) string {
	switch p := g.rng.Float64(); {
	case p < 0.62:
		return g.common()
	case p < 0.76:
		return one(g.rng, s.topic)
	case p < 0.90:
		return one(g.rng, s.words)
	case p < 0.98:
		return one(g.rng, s.names)
	}
	return fmt.Sprint(s.toll)
}

// common draws from the lexicon by Zipf's law.
func (g *generator) common() string {
	rank := int(math.Exp(g.rng.Float64() * math.Log(float64(len(g.lexicon)))))
	return g.lexicon[min(rank, len(g.lexicon))-1]
}

// copied is a text with a few words changed.
func (g *generator) copied(text string) string {
	words := strings.Split(text, " ")
	for range len(words) / 40 {
		words[g.rng.IntN(len(words))] = g.common()
	}
	return strings.Join(words, " ")
}

func one[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// invent makes n different words.
func (g *generator) invent(n int) []string {
	const consonants, vowels = "bcdfghjklmnprstvz", "aeiou"
	seen := map[string]bool{}
	words := make([]string, 0, n)
	for len(words) < n {
		var w strings.Builder
		for range 1 + len(words)/400 + g.rng.IntN(2) {
			if w.Len() > 6 {
				break
			}
			w.WriteByte(consonants[g.rng.IntN(len(consonants))])
			w.WriteByte(vowels[g.rng.IntN(len(vowels))])
			if g.rng.IntN(3) == 0 {
				w.WriteByte(consonants[g.rng.IntN(len(consonants))])
			}
		}
		if !seen[w.String()] {
			seen[w.String()] = true
			words = append(words, w.String())
		}
	}
	return words
}
