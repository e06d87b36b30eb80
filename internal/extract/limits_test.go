package extract

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
)

// hostile are pages made to cost time or depth.
var hostile = map[string]string{
	"nested divs":         strings.Repeat("<div>", 20_000) + "deep" + strings.Repeat("</div>", 20_000),
	"nested inline":       strings.Repeat("<b><i>", 20_000) + "deep",
	"nested tables":       strings.Repeat("<table><tr><td>", 5_000) + "deep",
	"nested lists":        strings.Repeat("<ul><li>", 400) + "deep",
	"unclosed fonts":      strings.Repeat("<p><font size=1><a href=x>word ", 4_000),
	"fifty thousand p":    strings.Repeat("<p>The river rose again on Monday night.</p>\n", 50_000),
	"hundred thousand p":  strings.Repeat("<p>Rain.</p>", 100_000),
	"breaks":              "<p>" + strings.Repeat("The river rose.<br>", 100_000),
	"one long paragraph":  "<p>" + strings.Repeat("The river rose again. ", 50_000),
	"one long word":       "<p>" + strings.Repeat("a", 1<<20),
	"links":               strings.Repeat(`<a href="/x">More on the river</a> `, 50_000),
	"list":                "<ul>" + strings.Repeat("<li>The river rose again on Monday night.", 50_000),
	"table":               "<table>" + strings.Repeat("<tr><td>River<td>4.2 metres</tr>", 30_000),
	"attributes":          "<p " + strings.Repeat(`a="b" `, 200_000) + ">The river rose.</p>",
	"metas":               strings.Repeat(`<meta name="date" content="2024-05-01">`, 50_000) + "<p>The river rose.",
	"unclosed comment":    "<p>The river rose.</p><!--" + strings.Repeat("x", 1<<20),
	"unclosed script":     "<p>The river rose.</p><script>" + strings.Repeat("x<", 1<<20),
	"nested linked data":  `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 100_000) + "</script><p>The river rose.",
	"brackets":            strings.Repeat("<", 1<<20),
	"entities":            "<p>" + strings.Repeat("&amp;", 1<<20),
	"dates":               "<p>" + strings.Repeat("2024-05-01 12/11/2023 May 5, 2021 ", 50_000),
	"headings":            strings.Repeat("<h1>The river rose again on Monday</h1>", 20_000),
	"authors":             strings.Repeat(`<span class="author">Ann Weir</span>`, 20_000),
	"more than the limit": "<p>" + strings.Repeat("The river rose again. ", maxPage/22+1000),
}

// patience is what any page may take on a slow and busy machine; alone, none takes three seconds.
const patience = time.Minute

func TestHostilePagesEndInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large pages")
	}
	for name, page := range hostile {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a, err := HTML(news.Capture{Name: "page", Bytes: []byte(page)})
			took := time.Since(start)
			if took > patience {
				t.Errorf("took %v", took)
			}
			if err == nil && a.Text == "" {
				t.Error("neither text nor error")
			}
		})
	}
}
