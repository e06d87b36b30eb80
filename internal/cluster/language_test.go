package cluster

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
)

// abroad are reports of events in several languages, with the event of each.
func abroad(t *testing.T, file string) (articles []news.Article, gold []string) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + file)
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

// TestStoriesOfSeveralLanguages measures on two files of events, some of them of one kind, place
// or day. The weights of abroad.go were set on the first. The second was written afterwards,
// and nothing was set on it: its figures are those to believe. Both were written for this test,
// and are cleaner than the news.
func TestStoriesOfSeveralLanguages(t *testing.T) {
	for _, c := range []struct {
		file              string
		precision, recall float64
		links             int
	}{{"languages.jsonl", 1, .88, 8}, {"languages_heldout.jsonl", 1, .9, 9}} {
		t.Run(c.file, func(t *testing.T) {
			articles, gold := abroad(t, c.file)
			got, links := groupedAbroad(t, articles)
			precision, recall := bcubed(gold, got), bcubed(got, gold)
			t.Logf("B-cubed precision %.3f, recall %.3f; %d links between languages", precision, recall, links)
			if precision < c.precision || recall < c.recall || links < c.links {
				t.Errorf("precision %.3f, recall %.3f, %d links: %v", precision, recall, links, got)
			}
		})
	}
}

// groupedAbroad are the stories of articles, and how many were linked across languages.
func groupedAbroad(t *testing.T, articles []news.Article) (stories []string, links int) {
	t.Helper()
	o, a := NewOnline(Learned()), newArchive()
	run(t, o, a, articles, 5)
	all := a.stories()
	for i := range articles {
		stories = append(stories, all[articles[i].ID])
		if a.latest[articles[i].ID].Kind == news.Linked {
			links++
		}
	}
	return stories, links
}
