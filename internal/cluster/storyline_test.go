package cluster

import (
	"testing"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
)

// TestStorylines judges every story that follows another by whether both are of one
// running story, and by how many of the stories that do go on with one are found.
func TestStorylines(t *testing.T) {
	if testing.Short() {
		t.Skip("clusters 9,000 articles")
	}
	const n = 9000
	gold := map[string]generate.Item{}
	var articles []news.Article
	first := map[string]string{} // story that begins a line
	for item := range generate.Stream(n, 5) {
		gold[item.ID] = item
		articles = append(articles, item.Article)
		if first[item.Line] == "" {
			first[item.Line] = item.Story
		}
	}
	o, a := NewOnline(Learned()), newArchive()
	run(t, o, a, articles, 100)
	founder := map[string]generate.Item{} // by story found
	stories := a.stories()
	for _, id := range a.order {
		if _, known := founder[stories[id]]; !known {
			founder[stories[id]] = gold[id]
		}
	}
	right, linked, due := 0, 0, 0
	for story, item := range founder {
		follows := first[item.Line] != item.Story
		if follows {
			due++
		}
		if line := a.lines[story]; line != "" && line != story {
			linked++
			if founder[line].Line == item.Line {
				right++
			}
		}
	}
	t.Logf("%d of %d linked stories are of the line; %d go on with one", right, linked, due)
	if precision := float64(right) / float64(max(1, linked)); precision < 0.9 {
		t.Errorf("precision of storylines %.2f", precision)
	}
	if recall := float64(right) / float64(max(1, due)); recall < 0.5 {
		t.Errorf("recall of storylines %.2f", recall)
	}
}

// TestRenameLine joins the first story of a line to one that follows it.
func TestRenameLine(t *testing.T) {
	o := NewOnline(Learned())
	second, third := o.found("second"), o.found("third")
	o.setLine(second, "first")
	o.setLine(third, "first")
	o.renameLine("first", "second")
	if second.line != "" || third.line != "second" || len(o.lines["first"]) != 0 {
		t.Errorf("the lines are %q and %q, and %d go on under the old one", second.line, third.line, len(o.lines["first"]))
	}
}
