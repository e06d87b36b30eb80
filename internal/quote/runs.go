package quote

import (
	"strings"

	"synoptic/internal/news"
)

// A run is what stands between two quotation marks, within one block: a quotation over
// several paragraphs gives a run for each.
type run struct {
	news.Span           // the words, without the marks
	outer     news.Span // with the marks
	block     int
	carried   bool // goes on with the run before
	closed    bool // ends with a mark
}

// state is where a reading of the marks stands: outside, or inside a family of marks,
// once or twice.
type state uint8

const (
	outside state = iota
	inDouble
	inDoubleTwice
	inGuillemet
	inGuillemetTwice
	inCorner
	inSingle
	states
)

// once and twice are the states inside one pair and two pairs of a family.
var (
	once  = [...]state{double: inDouble, guillemet: inGuillemet, corner: inCorner, single: inSingle}
	twice = [...]state{double: inDoubleTwice, guillemet: inGuillemetTwice, corner: inCorner, single: inSingle}
)

// An event is a mark or, with mark nil, the break before a block.
type event struct {
	mark   *mark
	block  int
	repeat class // the family of the mark the block begins with
	begins bool  // the block begins with a mark
	prose  bool  // both blocks around the break are running text
}

// runs finds the quotations in marks: of all readings of the marks as openers, closers
// and neither, the cheapest over the whole text (Viterbi 1967), so that one lost or
// misplaced mark does not turn the rest of the text inside out.
func runs(text string, blocks []news.Block) []run {
	events := eventsOf(text, blocks)
	back := make([][states]state, len(events))
	cost := [states]int{}
	for s := outside + 1; s < states; s++ {
		cost[s] = never
	}
	for i := range events {
		cost, back[i] = advance(&events[i], &cost)
	}
	best := outside
	for s := outside + 1; s < states; s++ {
		if cost[s] < cost[best] {
			best = s
		}
	}
	path := make([]state, len(events))
	for i := len(events) - 1; i >= 0; i-- {
		path[i] = best
		best = back[i][best]
	}
	return collect(text, blocks, events, path)
}

// eventsOf lists the marks of the text and the breaks between its blocks.
func eventsOf(text string, blocks []news.Block) []event {
	var events []event
	for b := range blocks {
		marks := marksOf(text, blocks[b].Span)
		e := event{block: b, prose: b > 0 && blocks[b].Kind == news.Body && blocks[b-1].Kind == news.Body}
		if len(marks) > 0 && marks[0].first && marks[0].opens < 20 {
			e.begins, e.repeat = true, marks[0].class
		}
		events = append(events, e)
		for i := range marks {
			events = append(events, event{mark: &marks[i], block: b})
		}
	}
	return events
}

// advance gives the least cost of each state after the event, and where it came from.
func advance(e *event, cost *[states]int) (next [states]int, back [states]state) {
	for s := range next {
		next[s] = 1 << 30
	}
	step := func(from, to state, price int) {
		if c := cost[from] + price; c < next[to] {
			next[to], back[to] = c, from
		}
	}
	for s := outside; s < states; s++ {
		if e.mark == nil {
			e.breakFrom(s, step)
		} else {
			e.mark.readFrom(s, step)
		}
	}
	return next, back
}

// breakFrom offers what a new block makes of a state: the quotation goes on, best with
// its mark repeated, or its closing mark was lost.
func (e *event) breakFrom(s state, step func(from, to state, price int)) {
	if s == outside {
		step(s, s, 0)
		return
	}
	stay, leave := 10, 24
	switch {
	case !e.prose:
		stay = 60
	case e.begins && (once[e.repeat] == s || twice[e.repeat] == s):
		stay = 0
	case s == inSingle:
		stay = 50
	}
	if s == inSingle {
		leave = 50
	}
	step(s, s, stay)
	step(s, outside, leave)
}

// readFrom offers the readings of a mark in a state.
func (m *mark) readFrom(s state, step func(from, to state, price int)) {
	in, deep := once[m.class], twice[m.class]
	switch s {
	case outside:
		step(s, s, m.none)
		step(s, in, m.opens)
	case in:
		step(s, outside, m.closes)
		if m.first {
			step(s, s, m.opens)
		} else if m.class == single {
			step(s, s, m.none*2)
		} else {
			step(s, s, 30+m.opens)
		}
		if deep != in && !m.first {
			step(s, deep, 15+m.opens)
		}
	case deep:
		step(s, in, m.closes)
	default:
		step(s, s, m.nested())
	}
}

// nested is the cost of a mark inside a pair of another family.
func (m *mark) nested() int {
	if m.class == single {
		return 0
	}
	return 3
}

// collect turns the reading of the marks into runs.
func collect(text string, blocks []news.Block, events []event, path []state) []run {
	var list []run
	var open *run
	last := outside
	finish := func(words, outer int, closed bool) {
		open.End, open.outer.End, open.closed = words, outer, closed
		if trim(text, &open.Span); !open.Empty() {
			list = append(list, *open)
		}
		open = nil
	}
	for i, e := range events {
		now := path[i]
		switch {
		case e.mark == nil:
			if open != nil {
				end := blocks[e.block-1].End
				finish(end, end, false)
			}
			if now != outside {
				start := blocks[e.block].Start
				open = &run{Span: news.Span{Start: start}, outer: news.Span{Start: start}, block: e.block, carried: true}
			}
		case last == outside && now != outside:
			open = &run{Span: news.Span{Start: e.mark.End}, outer: news.Span{Start: e.mark.Start}, block: e.block}
		case open != nil && now == outside:
			finish(e.mark.Start, e.mark.End, true)
		case open != nil && e.mark.first && once[e.mark.class] == now:
			open.Start, open.outer.Start = e.mark.End, e.mark.Start
		}
		last = now
	}
	if open != nil {
		end := blocks[open.block].End
		finish(end, end, false)
	}
	return list
}

// trim takes the white space off both ends of a span.
func trim(text string, s *news.Span) {
	if s.Empty() {
		return
	}
	words := s.Of(text)
	s.Start += len(words) - len(strings.TrimLeft(words, " \t\r\n\u00a0\u202f\u3000"))
	s.End = s.Start + len(strings.TrimSpace(s.Of(text)))
}
