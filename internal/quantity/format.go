package quantity

import (
	"strconv"
	"strings"

	"synoptic/internal/news"
)

// Format writes an amount for people, in English: "1.5 billion USD", ">80 %",
// "~150 nautical miles", "dozens of people".
func Format(q news.Quantity) string {
	if word := vagueWord(q); word != "" {
		if q.Unit == "" {
			return word
		}
		return word + " of " + plural(q.Unit)
	}
	n := bounds[q.Bound] + formatValue(q.Value)
	switch {
	case q.Unit == "":
		return n
	case q.Unit == "magnitude":
		return "magnitude " + n
	case q.Unit == "%" || isMoney(q.Unit) || q.Value == 1:
		return n + " " + q.Unit
	}
	return n + " " + plural(q.Unit)
}

var bounds = map[news.Bound]string{news.Above: ">", news.AtLeast: "≥", news.Below: "<", news.AtMost: "≤", news.About: "~"}

// vagueWord is the word for a vague number, "" if the number is not vague.
func vagueWord(q news.Quantity) string {
	if !q.Vague {
		return ""
	}
	for _, w := range [...]struct {
		value float64
		word  string
	}{{12, "dozens"}, {20, "scores"}, {100, "hundreds"}, {1e3, "thousands"}, {1e4, "tens of thousands"},
		{1e5, "hundreds of thousands"}, {1e6, "millions"}, {1e7, "tens of millions"}, {1e8, "hundreds of millions"}, {1e9, "billions"}} {
		if q.Value == w.value {
			return w.word
		}
	}
	return ""
}

// formatValue writes a number: millions and more by their word, thousands with commas.
func formatValue(v float64) string {
	for _, s := range [...]struct {
		size float64
		word string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if v >= s.size {
			return strconv.FormatFloat(round(v/s.size), 'f', -1, 64) + s.word
		}
	}
	return commas(strconv.FormatFloat(round(v), 'f', -1, 64))
}

// round drops digits no text wrote, which come from arithmetic.
func round(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// commas sets a comma before every third digit of the whole part.
func commas(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

// irregular plurals of units.
var irregular = map[string]string{
	"person": "people", "man": "men", "woman": "women", "child": "children", "wife": "wives", "life": "lives", "foot": "feet",
	"knife": "knives", "thief": "thieves", "century": "centuries", "aircraft": "aircraft", "police": "police", "crisis": "crises",
	"policeman": "policemen", "congressman": "congressmen", "fisherman": "fishermen", "gunman": "gunmen", "hertz": "hertz",
}

// plural is a unit after a number other than one: "nautical miles", "miles per hour".
func plural(unit string) string {
	if head, rest, ok := strings.Cut(unit, " per "); ok {
		return plural(head) + " per " + rest
	}
	if rest, ok := strings.CutPrefix(unit, "degree "); ok {
		return "degrees " + rest
	}
	head, last := "", unit
	if i := strings.LastIndexByte(unit, ' '); i >= 0 {
		head, last = unit[:i+1], unit[i+1:]
	}
	if p := irregular[last]; p != "" {
		return head + p
	}
	return head + regular(last)
}

// regular forms a plural by the rules of spelling.
func regular(w string) string {
	switch {
	case isNation(w):
		return w
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}
