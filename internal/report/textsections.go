package report

import (
	"fmt"
	"strings"

	"synoptic/internal/news"
)

// sections are the parts of the page in their order, with every item shown.
func (p *textPage) sections() []section {
	all := "TOLD BY ALL"
	if len(p.Accounts) == 2 {
		all = "TOLD BY BOTH"
	}
	out := []section{
		{title: "DIFFERS", about: "difference", items: p.differs(), share: 44, apart: p.all},
		{title: "NUMBERS OVER TIME", about: "number over time", items: p.evolved(), share: 8},
		{title: all, about: "point told by all", items: p.told(p.ByAll), share: 14},
		{title: "TOLD BY SOME", about: "point told by some", items: p.told(p.BySome), share: 10},
		{title: "TOLD BY ONE ORIGIN AND ITS COPIES", about: "point told by one origin", items: p.told(p.OneOrigin), share: 4},
	}
	out = append(out, p.exclusives()...)
	out = append(out,
		section{title: "WHO SPEAKS", about: "speaker", items: p.speaks(), share: 12},
		section{title: "QUOTED DIFFERENTLY", about: "quotation", items: p.quoted(), share: 12, apart: p.all},
		section{title: "COPIED", about: "copied text", items: p.copied(), share: 6},
		section{title: "SOURCES CITED", about: "source", items: p.cites(), share: 6},
		section{title: "WORDING", about: "wording", items: p.wordings(), share: 8},
		section{title: "NOTES", about: "note", items: p.notes(), first: true},
	)
	for i := range out {
		out[i].shown = len(out[i].items)
	}
	return out
}

// signs stand before a verdict.
var signs = map[news.Verdict]string{news.Conflict: "≠", news.Update: "→", news.Compatible: "≈"}

var verdictStyle = map[news.Verdict]style{news.Conflict: red, news.Update: yellow, news.Compatible: green}

// signed is the verdict with its sign: "≠ conflict".
func signed(v news.Verdict) string { return signs[v] + " " + string(v) }

// most is the greatest number of lines an item's text may have, 0 for no limit.
func (p *textPage) most(n int) int {
	if p.all {
		return 0
	}
	return n
}

// told lists points, the sigla of who tells them first where not all do.
func (p *textPage) told(rows []*row) [][]line {
	letters := 0
	for _, r := range rows {
		letters = max(letters, len(p.tellers(r)))
	}
	var out [][]line
	for _, r := range rows {
		label := line{{bold, "  " + p.tellers(r)}}.fill(letters + 4)
		room, origins := p.width-letters-4, ""
		if n := r.Origins; n > 0 && n < r.Told {
			origins = fmt.Sprintf(" (%d independent)", n)
		}
		gist := legible(r.Gist)
		if !p.all {
			gist = cut(gist, room-len(origins))
		}
		out = append(out, hang(label, flow([]run{{plain, gist}, {dim, origins}}, room, 0)))
	}
	return out
}

// tellers is the sigla of who tells the point, or a mark if all do.
func (p *textPage) tellers(r *row) string {
	if r.Told == len(p.Accounts) {
		return "·"
	}
	return sigla(r.tellers())
}

// hang puts label before the first of lines and as much space before the others.
func hang(label line, lines []line) []line {
	out := indent(lines, label.width())
	if len(out) > 0 {
		out[0] = append(label[:len(label):len(label)], lines[0]...)
	}
	return out
}

// exclusives is a section for every account; on one screen many accounts share one.
func (p *textPage) exclusives() []section {
	if !p.all && len(p.Accounts) > 3 {
		return []section{{title: "ONLY IN ONE", about: "point told by one", items: p.only(byTurns(p.Alone)), share: 16}}
	}
	var out []section
	for i, a := range p.Accounts {
		out = append(out, section{
			title: "ONLY IN " + a.Siglum + "  " + cut(legible(a.Name), p.width-20),
			about: "point only in " + a.Siglum, items: p.only(p.Alone[i]), share: 8,
		})
	}
	return out
}

// byTurns takes a row from every list in turn until all are empty.
func byTurns(lists [][]*row) []*row {
	var out []*row
	for i, more := 0, true; more; i++ {
		more = false
		for _, rows := range lists {
			if i < len(rows) {
				out, more = append(out, rows[i]), true
			}
		}
	}
	return out
}

func (p *textPage) only(rows []*row) [][]line {
	var out [][]line
	for _, r := range rows {
		label := line{{bold, "  " + sigla(r.tellers()) + "  "}}
		out = append(out, hang(label, flow([]run{{plain, legible(r.Gist)}}, p.width-label.width(), p.most(1))))
	}
	return out
}

// speaks is a line per speaker: in which account how often and how much.
func (p *textPage) speaks() [][]line {
	const column, shortest = 12, 16
	name := 0
	for _, v := range p.Voices {
		name = max(name, line{{plain, legible(v.Speaker)}}.width())
	}
	room := p.width - 4 - column*len(p.Accounts)
	aligned := room >= shortest
	name = min(name, max(room, shortest), p.width/2)
	var out [][]line
	for _, v := range p.Voices {
		label := line{{plain, "  " + cut(legible(v.Speaker), name)}}.fill(name + 4)
		var counts line
		for _, a := range p.Accounts {
			cell := line{{plain, voiceCell(v, a)}}
			if aligned {
				cell = cell.fill(column)
			} else if cell[0].text != "" {
				cell = append(cell, run{plain, "  "})
			}
			counts = append(counts, cell...)
		}
		out = append(out, hang(label, flow(counts, p.width-name-4, 0)))
	}
	return out
}

// voiceCell is "A 3 (12%)": quotations and share of words, "" where v says nothing in a.
func voiceCell(v news.Voice, a *account) string {
	for _, n := range v.Counts {
		if n.Article == a.ID {
			return fmt.Sprintf("%s\u00a0%d\u00a0(%s)", a.Siglum, n.Direct+n.Indirect, strings.ReplaceAll(percent(n.Share), " ", ""))
		}
	}
	return ""
}

func (p *textPage) quoted() [][]line {
	var out [][]line
	for i := range p.Utterances {
		u := &p.Utterances[i]
		if u.Kind == "identical" && !p.all {
			continue
		}
		item := []line{{{plain, "  "}, {yellow, u.Kind}, {dim, "  " + cut(legible(strings.Join(speakers(u), " / ")), p.width-20)}}}
		for _, v := range p.versions(u) {
			label := line{{bold, "    " + sigla(v.Accounts) + "  "}}
			item = append(item, hang(label, flow(v.runs(), p.width-label.width(), p.most(2)))...)
		}
		out = append(out, item)
	}
	return out
}

// runs is the version with what it leaves out of the first between [- -] and what it
// adds between {+ +}, so that they are told apart without colours.
func (v version) runs() []run {
	var out []run
	for _, d := range v.Diff {
		text := oneLine(d.Text)
		body := strings.TrimSpace(text)
		switch {
		case d.Op == "=" || body == "":
			out = append(out, run{plain, text})
		case d.Op == "-":
			out = append(out, run{red, strings.Replace(text, body, "[-"+body+"-]", 1)})
		default:
			out = append(out, run{green, strings.Replace(text, body, "{+"+body+"+}", 1)})
		}
	}
	return out
}

func (p *textPage) copied() [][]line {
	var out [][]line
	for _, r := range p.Reuse {
		from, to := p.byID[r.From], p.byID[r.To]
		if from == nil || to == nil {
			continue
		}
		text := fmt.Sprintf("%s of %s stands in %s", percent(r.Share), to.Name, from.Name)
		head := []run{{bold, from.Siglum + " → " + to.Siglum + "  "}, {plain, legible(text)}, {dim, " · " + r.Kind + " · " + legible(r.Why)}}
		out = append(out, indent(flow(head, p.width-2, p.most(2)), 2))
	}
	return out
}

func (p *textPage) cites() [][]line {
	var out [][]line
	for _, c := range p.Cited {
		var by []string
		for i, cell := range c.Cells {
			if len(cell) > 0 {
				by = append(by, fmt.Sprintf("%s %d", p.Accounts[i].Siglum, len(cell)))
			}
		}
		text := []run{{plain, legible(c.Source)}, {dim, "  " + strings.Join(by, ", ")}}
		out = append(out, indent(flow(text, p.width-2, p.most(1)), 2))
	}
	return out
}

func (p *textPage) wordings() [][]line {
	var out [][]line
	for _, w := range p.Wording {
		var by []run
		for i, a := range p.Accounts {
			if terms := termsOf(w, a.ID); terms != "" {
				if i > 0 && len(by) > 0 {
					by = append(by, run{plain, " · "})
				}
				by = append(by, run{bold, a.Siglum + " "}, run{plain, terms})
			}
		}
		label := run{dim, legible(w.About) + ":  "}
		out = append(out, indent(flow(append([]run{label}, by...), p.width-2, p.most(2)), 2))
	}
	return out
}

// termsOf is "loan 3, credit": the terms an account uses with how often.
func termsOf(w news.Wording, id string) string {
	var out []string
	for _, t := range w.Terms {
		switch n := t.Counts[id]; {
		case n > 1:
			out = append(out, fmt.Sprintf("%s %d", legible(t.Term), n))
		case n == 1:
			out = append(out, legible(t.Term))
		}
	}
	return strings.Join(out, ", ")
}

func (p *textPage) notes() [][]line {
	var out [][]line
	for _, n := range p.Notes {
		out = append(out, indent(flow([]run{{plain, legible(n)}}, p.width-2, 0), 2))
	}
	return out
}

// sigla is the letters of accounts, spaced as long as they are few.
func sigla(accounts []*account) string {
	letters := make([]string, len(accounts))
	for i, a := range accounts {
		letters[i] = a.Siglum
	}
	if len(letters) > 5 && len(letters[len(letters)-1]) == 1 {
		return strings.Join(letters, "")
	}
	return strings.Join(letters, " ")
}

// tellers is the accounts that tell the point.
func (r *row) tellers() []*account {
	var out []*account
	for _, c := range r.Cells {
		if len(c.Tellings) > 0 {
			out = append(out, c.Account)
		}
	}
	return out
}
