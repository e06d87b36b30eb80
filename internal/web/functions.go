package web

import (
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
)

// functions are what templates may call.
func functions(files *static) template.FuncMap {
	return template.FuncMap{
		"static":   files.address,
		"letter":   func(i int) string { return string(rune('A' + i)) },
		"anyText":  anyText,
		"drop":     func(i int, text string) dropField { return dropField{i, text} },
		"typeName": typeName, "typeLink": typeLink,
		"plural": plural, "clock": clock, "iso": iso, "percent": percent, "web": webAddress,
		"sign": sign, "values": telling, "between": between, "bars": bars, "pieces": pieces, "paragraphs": paragraphs,
		"storyLink": func(id string) string { return "/story/" + url.PathEscape(id) },
		"article":   func(id string) string { return "/article/" + url.PathEscape(id) },
		"source":    func(id string) string { return "/source/" + url.PathEscape(id) },
		"speaker":   func(name string) string { return "/speaker/" + url.PathEscape(name) },
		"watch":     watchLink,
		"more":      func(names []string) int { return len(names) - 6 },
		"moment":    moment, "about": about,
		"language": language, "copyGraph": copyGraph, "spans": spans,
		"later":   func(a, b time.Time) bool { return !b.IsZero() && a.After(b) },
		"feature": func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) },
	}
}

// dropField is a field of the compare box.
type dropField struct {
	Index int
	Text  string
}

// anyText reports whether a text from the given one on is not empty.
func anyText(texts []string, from int) bool {
	return slices.ContainsFunc(texts[min(from, len(texts)):], func(t string) bool { return t != "" })
}

// plural writes a count with its noun: "1 report", "7 reports".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return group(n) + " " + many
}

// group writes a number with its thousands apart.
func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// clock writes a time for people; the script of the site puts it into the reader's zone.
func clock(t time.Time) string {
	if t.IsZero() || t.Unix() == 0 {
		return ""
	}
	return t.UTC().Format("2 Jan 2006, 15:04 UTC")
}

func iso(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// webAddress is address if it is one of the web, "" if a link to it could do anything else.
func webAddress(address string) string {
	if isAddress(address) {
		return address
	}
	return ""
}

func sign(v news.Verdict) string {
	return map[news.Verdict]string{news.Conflict: "≠", news.Update: "→", news.Compatible: "≈"}[v]
}

// telling are the values of a glance as one line shows them, each once: of many the first two
// and the last, with an empty one for those between.
func telling(g *Glance) []string {
	if g.First.Kind == news.PolarityDiffers { // "denied" alone does not say what
		var words []string
		for _, v := range g.First.Values {
			words = append(words, v.Text)
		}
		return words
	}
	if n := len(g.Values); n > 4 {
		return []string{g.Values[0], g.Values[1], "", g.Values[n-1]}
	}
	return g.Values
}

// between stands between two values: the later ones are news, or they are against each other.
func between(v news.Verdict) string {
	if v == news.Update {
		return "→"
	}
	return "against"
}

// bar is a bar of a small chart, in a box of slots by 10.
type bar struct {
	X      int
	Y      float64
	Height float64
}

// bars are the counts as bars, the highest filling the box.
func bars(counts []int) []bar {
	var out []bar
	most := float64(max(1, slices.Max(append([]int{1}, counts...))))
	for i, n := range counts {
		if n > 0 {
			h := max(1.2, 10*float64(n)/most)
			out = append(out, bar{i, 10 - h, h})
		}
	}
	return out
}

// paragraphs are the parts of a text between its empty lines.
func paragraphs(text string) []string {
	var out []string
	for p := range strings.SplitSeq(text, "\n\n") {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return out
}

func countWords(text string) int { return len(strings.Fields(text)) }

// moment is a written time of publication with its hour, nil if it has none.
func moment(published string) *time.Time {
	if t, err := time.Parse(time.RFC3339, published); err == nil {
		return &t
	}
	return nil
}

// about is who wrote an article, for whom, where and in which language, as far as known.
func about(a ArticleView) []string {
	known := append([]string{strings.Join(a.Authors, ", ")}, a.Agency, a.Place, a.Lang)
	return slices.DeleteFunc(known, func(s string) bool { return s == "" })
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// language is the tag if it is well formed, "" (unknown) if not.
func language(tag string) string {
	if languageTag.MatchString(tag) {
		return tag
	}
	return ""
}

// span is a choice of how far back a list goes.
type span struct{ Value, Name string }

func spans() []span {
	return []span{{"", "any time"}, {"6h", "six hours"}, {"24h", "a day"}, {"7d", "a week"}, {"30d", "a month"}}
}
