package cluster

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
)

// abroad are reports of five events in up to five languages, among them two earthquakes
// of one day and two votes in one country.
func abroad(t *testing.T) (articles []news.Article, gold []string) {
	t.Helper()
	raw, err := os.ReadFile("testdata/languages.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		var item generate.Item
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			t.Fatal(err)
		}
		articles, gold = append(articles, item.Article), append(gold, item.Story)
	}
	return articles, gold
}

func TestStoriesOfSeveralLanguages(t *testing.T) {
	articles, gold := abroad(t)
	o, a := NewOnline(Learned()), newArchive()
	run(t, o, a, articles, 5)
	stories := a.stories()
	var got []string
	linked := 0
	for i := range articles {
		got = append(got, stories[articles[i].ID])
		if a.latest[articles[i].ID].Kind == news.Linked {
			linked++
		}
	}
	precision, recall := bcubed(gold, got), bcubed(got, gold)
	t.Logf("B-cubed precision %.3f, recall %.3f; %d links between languages", precision, recall, linked)
	if precision < 1 || recall < 0.88 || linked < 8 {
		t.Errorf("precision %.3f, recall %.3f, %d links: %v", precision, recall, linked, stories)
	}
}
