package report

import (
	"fmt"
	"io"
	"strings"

	"synoptic/internal/news"
)

// Markdown writes c as GitHub-flavoured Markdown: tables where accounts are columns and
// lists where one account stands alone. Marks of Markdown and HTML in the words of the
// accounts are escaped, so that they are shown and not obeyed.
func Markdown(w io.Writer, c *news.Comparison) error {
	m := markdown{synopsis: arrange(c)}
	m.head()
	m.differs()
	m.evolved()
	m.told()
	m.only()
	m.speaks()
	m.quoted()
	m.copied()
	m.cites()
	m.wordings()
	m.notes()
	if _, err := io.WriteString(w, m.String()); err != nil {
		return fmt.Errorf("write comparison as Markdown: %w", err)
	}
	return nil
}

// markdown is a Markdown page in the making.
type markdown struct {
	*synopsis
	strings.Builder
}

func (m *markdown) heading(title string) { fmt.Fprintf(m, "\n## %s\n\n", title) }

// row writes a line of a table from cells that are escaped already.
func (m *markdown) row(cells ...string) { fmt.Fprintf(m, "| %s |\n", strings.Join(cells, " | ")) }

// header writes the head of a table with an account in every column after the first.
func (m *markdown) header(first string) {
	cells, rule := []string{first}, []string{"---"}
	for _, a := range m.Accounts {
		cells, rule = append(cells, "**"+a.Siglum+"** "+escape(a.Name)), append(rule, "---")
	}
	m.row(cells...)
	m.row(rule...)
}

func (m *markdown) head() {
	fmt.Fprintf(m, "# %s\n\n", m.title())
	m.row("", "Account", "Day", "Words", "Title")
	m.row("---", "---", "---", "--:", "---")
	for _, a := range m.Accounts {
		name := escape(a.Name)
		if a.CopyOf != "" {
			name += fmt.Sprintf(" (copy of %s, %s)", a.CopyOf, percent(a.Share))
		}
		m.row("**"+a.Siglum+"**", name, escape(a.Day), fmt.Sprint(a.Words), escape(a.Title))
	}
}

func (m *markdown) differs() {
	if len(m.Differences) == 0 {
		return
	}
	m.heading("Differs")
	m.row("", "Kind", "Values", "Why")
	m.row("---", "---", "---", "---")
	for _, d := range m.Differences {
		var values []string
		for _, g := range d.Groups {
			values = append(values, fmt.Sprintf("**%s** %s: %s", sigla(g.Accounts), escape(g.Value), g.Passages[0].markdown()))
		}
		sign := signed(d.Verdict)
		if d.Row != nil {
			sign += " " + d.Row.Anchor
		}
		m.row(sign, string(d.Kind), strings.Join(values, "<br>"), escapeAll(d.reasons()))
	}
}

// markdown is the passage with its evidence in bold.
func (x passage) markdown() string {
	before, after := escape(x.Before), escape(x.After)
	if x.CutBefore {
		before = "…" + before
	}
	if x.CutAfter {
		after += "…"
	}
	return spaced(x.Before, before, true) + "**" + escape(x.Evidence.Text) + "**" + spaced(x.After, after, false)
}

// spaced gives an escaped piece back the space it had next to the evidence.
func spaced(raw, escaped string, before bool) string {
	switch {
	case before && strings.TrimRight(raw, " \t\r\n") != raw:
		return escaped + " "
	case !before && strings.TrimLeft(raw, " \t\r\n") != raw:
		return " " + escaped
	}
	return escaped
}

func (m *markdown) told() {
	all := "Told by all"
	if len(m.Accounts) == 2 {
		all = "Told by both"
	}
	m.table(all, m.ByAll)
	m.table("Told by some", m.BySome)
	m.table("Told by one origin and its copies", m.OneOrigin)
}

func (m *markdown) table(title string, rows []*row) {
	if len(rows) == 0 {
		return
	}
	m.heading(title)
	m.header("")
	for _, r := range rows {
		cells := []string{r.Anchor}
		for _, c := range r.Cells {
			var texts []string
			for _, t := range c.Tellings {
				texts = append(texts, escape(t.Text))
			}
			cells = append(cells, strings.Join(texts, "<br>"))
		}
		m.row(cells...)
	}
}

func (m *markdown) only() {
	for i, rows := range m.Alone {
		if len(rows) == 0 {
			continue
		}
		a := m.Accounts[i]
		m.heading("Only in " + a.Siglum + " " + escape(a.Name))
		for _, r := range rows {
			fmt.Fprintf(m, "- %s\n", escape(r.Gist))
		}
	}
}

func (m *markdown) speaks() {
	if len(m.Voices) == 0 {
		return
	}
	m.heading("Who speaks")
	m.header("Speaker")
	for _, v := range m.Voices {
		cells := []string{escape(v.Speaker)}
		for _, a := range m.Accounts {
			cells = append(cells, strings.TrimPrefix(voiceCell(v, a), a.Siglum+"\u00a0"))
		}
		m.row(cells...)
	}
}

func (m *markdown) quoted() {
	if len(m.Utterances) == 0 {
		return
	}
	m.heading("Quoted side by side")
	for i := range m.Utterances {
		u := &m.Utterances[i]
		fmt.Fprintf(m, "- *%s* · %s\n", escape(u.Kind), escape(strings.Join(speakers(u), " / ")))
		for _, v := range m.versions(u) {
			fmt.Fprintf(m, "  - **%s** %s\n", sigla(v.Accounts), v.markdown())
		}
	}
}

// markdown is the version with what it leaves out of the first struck out and what it
// adds in bold.
func (v version) markdown() string {
	var b strings.Builder
	for _, d := range v.Diff {
		mark := map[string]string{"-": "~~", "+": "**"}[d.Op]
		text := escape(d.Text)
		if text == "" {
			mark = ""
		}
		b.WriteString(spaced(d.Text, "", false) + mark + text + mark)
		if text != "" {
			b.WriteString(spaced(d.Text, "", true))
		}
	}
	return strings.TrimSpace(b.String())
}

func (m *markdown) copied() {
	if len(m.Reuse) == 0 {
		return
	}
	m.heading("Copied")
	for _, r := range m.Reuse {
		if from, to := m.byID[r.From], m.byID[r.To]; from != nil && to != nil {
			fmt.Fprintf(m, "- **%s → %s** %s of %s stands in %s (%s): %s\n", from.Siglum, to.Siglum,
				percent(r.Share), escape(to.Name), escape(from.Name), escape(r.Kind), escape(r.Why))
		}
	}
}

func (m *markdown) cites() {
	if len(m.Cited) == 0 {
		return
	}
	m.heading("Sources cited")
	m.header("Source")
	for _, c := range m.Cited {
		cells := []string{escape(c.Source)}
		for _, cell := range c.Cells {
			cells = append(cells, count(len(cell)))
		}
		m.row(cells...)
	}
}

// count is n, and nothing for 0.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func (m *markdown) wordings() {
	if len(m.Wording) == 0 {
		return
	}
	m.heading("Wording")
	m.header("About")
	for _, w := range m.Wording {
		cells := []string{escape(w.About)}
		for _, a := range m.Accounts {
			cells = append(cells, escape(termsOf(w, a.ID)))
		}
		m.row(cells...)
	}
}

func (m *markdown) notes() {
	if len(m.Notes) == 0 {
		return
	}
	m.heading("Notes")
	for _, n := range m.Notes {
		fmt.Fprintf(m, "- %s\n", escape(n))
	}
}

// escapeAll is the texts below each other in one cell.
func escapeAll(texts []string) string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = escape(t)
	}
	return strings.Join(out, "<br>")
}

// escaper takes their meaning from the marks of Markdown and HTML.
var escaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;",
	"&", "&amp;", "|", `\|`, "#", `\#`, "~", `\~`, "!", `\!`, "$", `\$`, "://", `:\//`, "www.", `www\.`,
)

// escape is text on one line that Markdown shows as it stands. Addresses are not made links.
func escape(text string) string {
	out := escaper.Replace(legible(text))
	if out == "" {
		return out
	}
	// At the start of a line these would begin a list or a rule.
	if strings.ContainsRune("-+=", rune(out[0])) {
		return `\` + out
	}
	digits := len(out) - len(strings.TrimLeft(out, "0123456789"))
	if digits > 0 && digits < len(out) && strings.ContainsRune(".)", rune(out[digits])) {
		return out[:digits] + `\` + out[digits:]
	}
	return out
}
