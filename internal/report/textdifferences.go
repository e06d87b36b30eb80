package report

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

func (p *textPage) differs() [][]line {
	var out [][]line
	for _, d := range p.Differences {
		title := line{{plain, "  "}, {verdictStyle[d.Verdict], signed(d.Verdict)}, {dim, "  " + string(d.Kind)}}
		if d.Row != nil {
			title = append(title, run{dim, "  " + d.Row.Anchor})
		}
		item := append([]line{title}, p.variants(d.Groups)...)
		whys := d.reasons()
		if !p.all {
			whys = whys[:1]
		}
		for _, why := range whys {
			item = append(item, indent(flow([]run{{dim, legible(why)}}, p.width-4, p.most(2)), 4)...)
		}
		out = append(out, item)
	}
	return out
}

// variants sets the values next to each other where there is room, or below each other.
func (p *textPage) variants(groups []variant) []line {
	const narrowest, gap, most = 34, 3, 4
	if !p.all && len(groups) > most {
		rest := line{{dim, fmt.Sprintf("    … and %d other values", len(groups)-most+1)}}
		return append(p.variants(groups[:most-1]), rest)
	}
	n, room := len(groups), p.width-4
	if n == 0 {
		return nil
	}
	width := (room - gap*(n-1)) / n
	aside := width >= narrowest || n == 1
	if !aside && !p.all {
		return p.stacked(groups, room)
	}
	if !aside {
		width = room
	}
	var blocks [][]line
	for _, g := range groups {
		head := []run{{bold, sigla(g.Accounts) + "  "}, {bold, legible(g.Value)}}
		block := flow(head, width, 1)
		passage := g.Passages[0]
		if !p.all {
			passage = passage.around(2*width - 12)
		}
		block = append(block, flow(passage.runs(), width, p.most(2))...)
		blocks = append(blocks, block)
	}
	if aside {
		return indent(beside(blocks, width, gap), 4)
	}
	var out []line
	for _, b := range blocks {
		out = append(out, indent(b, 4)...)
	}
	return out
}

// stacked sets the values below each other, one line each.
func (p *textPage) stacked(groups []variant, room int) []line {
	var out []line
	for _, g := range groups {
		head := []run{{bold, sigla(g.Accounts) + "  "}, {bold, legible(g.Value)}, {plain, "  "}}
		left := room
		for _, r := range head {
			left -= uniseg.StringWidth(r.text)
		}
		out = append(out, flow(append(head, g.Passages[0].around(left*3/4).runs()...), room, 1)...)
	}
	return indent(out, 4)
}

// around is the passage without so much of what precedes the evidence that the evidence
// stands within the given number of cells; none where there is no room.
func (x passage) around(cells int) passage {
	cells = max(cells, 0)
	room := cells - uniseg.StringWidth(x.Evidence.Text)
	if far := len(x.Before) - 8*cells; far > 0 {
		x.Before, x.CutBefore = strings.ToValidUTF8(x.Before[far:], ""), true
	}
	for uniseg.StringWidth(x.Before) > max(room, 0) {
		_, after, found := strings.Cut(strings.TrimLeft(x.Before, " "), " ")
		if x.CutBefore = true; !found {
			x.Before = ""
			break
		}
		x.Before = after
	}
	return x
}

// runs is the passage with its evidence set off.
func (x passage) runs() []run {
	before, after := oneLine(x.Before), oneLine(x.After)
	if x.CutBefore {
		before = "…" + before
	}
	if x.CutAfter {
		after += "…"
	}
	return []run{{plain, before}, {blue, oneLine(x.Evidence.Text)}, {plain, after}}
}
