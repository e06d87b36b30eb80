package report

import (
	"fmt"
	"io"
	"strings"

	"synoptic/internal/news"
)

// TextOptions says how the terminal page looks.
type TextOptions struct {
	Width int  // cells of a line; 0 means 80, the limits are 40 and 160
	Color bool // with the colours of the terminal
	All   bool // everything; without it, the important on one screen
}

// screen is the number of lines of the page without All.
const screen = 50

// Text writes c for a terminal: differences first, then what all, some and one alone
// tell, who speaks, what is quoted differently, copied, cited and worded differently.
func Text(w io.Writer, c *news.Comparison, o TextOptions) error {
	if o.Width == 0 {
		o.Width = 80
	}
	p := textPage{synopsis: arrange(c), width: min(max(o.Width, 40), 160), all: o.All}
	lines := p.head()
	sections := p.sections()
	if !o.All {
		fit(sections, screen-len(lines)-3)
	}
	for i := range sections {
		lines = append(lines, sections[i].lines()...)
	}
	lines = append(lines, p.omitted(sections)...)
	var b strings.Builder
	for _, l := range lines {
		l.paint(&b, o.Color)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write comparison as text: %w", err)
	}
	return nil
}

// textPage is a terminal page in the making.
type textPage struct {
	*synopsis
	width int
	all   bool
}

// section is a heading with items, the most important first.
type section struct {
	title string
	about string // what an item is
	items [][]line
	shown int  // items to show
	share int  // part of the screen it may fill, in percent
	apart bool // an empty line between items
	first bool // gets its room before the others
}

// lines writes the section; a section without items is left out.
func (s *section) lines() []line {
	if s.shown == 0 {
		return nil
	}
	title := line{{bold, s.title}}
	if s.shown < len(s.items) {
		title = append(title, run{dim, fmt.Sprintf("  %d of %d", s.shown, len(s.items))})
	}
	out := []line{nil, title}
	for i, item := range s.items[:s.shown] {
		if s.apart && i > 0 {
			out = append(out, nil)
		}
		out = append(out, item...)
	}
	return out
}

func (s *section) height() int { return len(s.lines()) }

// fit shows of every section what its share of room lines holds, one item at least as
// long as there is room, and then gives the lines left to the sections in their order.
func fit(sections []section, room int) {
	left := room
	for i := range sections {
		sections[i].shown = 0
		if sections[i].first {
			sections[i].grow(left)
			left -= sections[i].height()
		}
	}
	for i := range sections {
		if sections[i].first {
			continue
		}
		sections[i].grow(min(left, max(room*sections[i].share/100, sections[i].least())))
		left -= sections[i].height()
	}
	for i := range sections {
		before := sections[i].height()
		sections[i].grow(before + left)
		left -= sections[i].height() - before
	}
}

// least is the height of the section with one item.
func (s *section) least() int {
	if len(s.items) == 0 {
		return 0
	}
	return 2 + len(s.items[0])
}

// grow shows more items while the section stays within room lines.
func (s *section) grow(room int) {
	for s.shown < len(s.items) {
		s.shown++
		if s.height() > room {
			s.shown--
			return
		}
	}
}

// head is the title and the list of accounts.
func (p *textPage) head() []line {
	out := []line{{{bold, p.title()}}}
	name, date := 0, 0
	for _, a := range p.Accounts {
		name = min(max(name, line{{plain, legible(a.Name)}}.width()), p.width/3)
		date = min(max(date, line{{plain, legible(a.Day)}}.width()), 16)
	}
	for _, a := range p.Accounts {
		label := line{{bold, fmt.Sprintf("  %-2s ", a.Siglum)}}
		about := line{{plain, cut(legible(a.Name), name)}}.fill(name + 2)
		about = append(about, line{{plain, cut(legible(a.Day), date)}}.fill(date+2)...)
		about = append(about, run{dim, fmt.Sprintf("%5d words  ", a.Words)})
		if a.CopyOf != "" {
			about = append(about, run{yellow, fmt.Sprintf("copy of %s, %s  ", a.CopyOf, percent(a.Share))})
		}
		room := p.width - label.width()
		title := cut(legible(a.Title), max(0, room-about.width()))
		out = append(out, hang(label, flow(append(about, run{plain, title}), room, 0))...)
	}
	return out
}

func (s *synopsis) title() string {
	n := len(s.Accounts)
	if n < 2 {
		return several(n, "account")
	}
	return several(n, "account") + ", " + s.independence()
}

// independence says how many of the accounts are independent of each other.
func (s *synopsis) independence() string {
	switch n := len(s.Accounts); {
	case s.Independent == n && n == 2:
		return "both independent"
	case s.Independent == n:
		return "all independent"
	case s.Independent == 1:
		return "1 origin"
	}
	return fmt.Sprintf("%d independent", s.Independent)
}

// omitted is the line that says what is not shown, and how to see it.
func (p *textPage) omitted(sections []section) []line {
	var parts []string
	for _, s := range sections {
		if n := len(s.items) - s.shown; n > 0 {
			parts = append(parts, several(n, s.about))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	text := "Not shown: " + strings.Join(parts, ", ") + ". "
	return append([]line{nil}, flow([]run{{dim, text}, {bold, "--all"}, {dim, " shows everything."}}, p.width, 0)...)
}

// percent writes a share as a whole percentage.
func percent(share float64) string {
	if share > 0 && share < .005 {
		return "<1 %"
	}
	return fmt.Sprintf("%.0f %%", share*100)
}

// several is "1 point" or "3 points".
func several(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	first, rest, _ := strings.Cut(what, " ")
	return strings.TrimSpace(fmt.Sprintf("%d %ss %s", n, first, rest))
}
