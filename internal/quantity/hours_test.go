package quantity

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/internal/news"
)

func TestHours(t *testing.T) {
	r := english(t)
	for text, want := range map[string]string{
		"The tanker sank at 5 p.m. on Friday.":                   "5 p.m. 1020-1020",
		"The call came at 1100 hours, the ship at 7:48 am.":      "1100 hours 660-660, 7:48 am 468-468",
		"The crew left around noon and came back in the evening": "noon ~720-720, evening 1020-1380",
		"Power will be back in 12 hours, or 24 hours at most.":   "",
		"Some 1,100 people and 11 ships took part.":              "",
	} {
		doc := parse(t, &news.Article{Text: text})
		var got []string
		for _, h := range r.Hours(doc) {
			about := map[bool]string{true: "~"}[h.About]
			got = append(got, fmt.Sprintf("%s %s%d-%d", h.Of(text), about, h.From, h.To))
		}
		if all := strings.Join(got, ", "); all != want {
			t.Errorf("%q has %q, not %q", text, all, want)
		}
	}
}
