package report

import (
	"html/template"
	"strings"
)

// Text is the text of account i as paragraphs with their marks. It is most of a page, so it is
// written by hand: a template takes five times as long.
func (p *page) Text(i int) template.HTML {
	var b strings.Builder
	for _, par := range p.Texts[i] {
		b.WriteString("<p>")
		for _, s := range par.Segments {
			s.write(&b, i)
		}
		b.WriteString("</p>")
		b.WriteString(par.Gap)
	}
	return template.HTML(b.String())
}

// write writes the segment of account i. Its kinds and anchors are names of this package;
// its text is a stranger's and is escaped.
func (s *segment) write(b *strings.Builder, i int) {
	text := template.HTMLEscapeString(s.Text)
	if s.First == "" {
		b.WriteString(text)
		return
	}
	end := "</a>"
	if s.Blank() {
		b.WriteString(`<span class="` + s.Kinds + `" data-f="` + s.Anchors + `"`)
		end = "</span>"
	} else {
		b.WriteString(`<a class="` + s.Kinds + `" href="#` + s.First + `" data-f="` + s.Anchors + `"`)
	}
	switch {
	case s.Begins:
		b.WriteString(` id="` + place(i, s.Start) + `"`)
	case !s.Blank():
		b.WriteString(` tabindex="-1"`)
	}
	b.WriteString(">" + text + end)
}
