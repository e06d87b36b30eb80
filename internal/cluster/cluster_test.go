package cluster

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
	"synoptic/internal/sketch"
)

func images(articles []news.Article) []*Image {
	m := NewImager()
	var all []*Image
	for i := range articles {
		all = append(all, m.Image(&articles[i]))
	}
	return all
}

// storiesOf clusters articles and names each story by the ids of its articles.
func storiesOf(articles []news.Article) map[string]string {
	found := map[string]string{}
	for i, id := range Cluster(images(articles), Learned()) {
		found[articles[i].ID] = id
	}
	return found
}

const (
	fire = "A fire destroyed the old covered market of Velm on Saturday night, the mayor Ilse Brandt said. " +
		"Forty firemen from Velm and Oster fought the flames until dawn, and the roof fell in at three in the morning. " +
		"Nobody was hurt. The market hall, built in 1887, housed sixty traders of fish, cheese and flowers."
	fireToo = "The market hall of Velm has burned down. Mayor Ilse Brandt promised the sixty traders a tent on Oster Square by Wednesday. " +
		"Firemen could not save the wooden roof of the hall, which dates from 1887; it fell in during the night to Sunday. " +
		"The police of Velm look for the cause of the fire and have spoken with the watchman."
	election = "The small island of Torrgar has voted to leave the fisheries union. With all ballots counted, 61 percent said yes, " +
		"the electoral commission said in Harn. First minister Per Solheim called it a vote for the boats; " +
		"his opponent Aud Lien warned that exports to the mainland would suffer within months."
)

func TestClusterGroupsReportsOfOneEvent(t *testing.T) {
	articles := []news.Article{
		{ID: "fire", Lang: "en", Published: "2031-05-04T08:00:00Z", Title: "Market hall of Velm burns down", Text: fire},
		{ID: "election", Lang: "en", Published: "2031-05-04T09:00:00Z", Title: "Torrgar votes to leave fisheries union", Text: election},
		{ID: "copy", Lang: "en", Published: "2031-05-04T10:00:00Z", Title: "Velm market destroyed", Text: fire[:len(fire)-60]},
		{ID: "fire too", Lang: "en", Published: "2031-05-04T19:00:00Z", Title: "After the fire, a tent for the traders of Velm", Text: fireToo},
	}
	// A stream of its own gives the words their rarity.
	for item := range generate.Stream(300, 4) {
		item.ID = "other " + item.ID
		articles = append(articles, item.Article)
	}
	got := storiesOf(articles)
	if got["fire"] != got["copy"] || got["fire"] != got["fire too"] {
		t.Errorf("one event, several stories: %s, %s, %s", got["fire"], got["copy"], got["fire too"])
	}
	if got["fire"] == got["election"] {
		t.Error("two events, one story")
	}
}

func TestClusterIsIndependentOfOrder(t *testing.T) {
	var articles []news.Article
	for item := range generate.Stream(600, 9) {
		if len(articles)%5 == 0 {
			item.Published = "" // undated ones have no order but their content
		}
		articles = append(articles, item.Article)
	}
	want := storiesOf(articles)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		for id, story := range storiesOf(articles) {
			if story != want[id] {
				t.Fatalf("article %s is of story %s in one order and of %s in another", id, story, want[id])
			}
		}
	}
}

// The invented stream is easy for precision, and long stories are hard for recall.
func TestClusterOfAnInventedStream(t *testing.T) {
	if testing.Short() {
		t.Skip("clusters 3,000 articles")
	}
	var articles []news.Article
	var gold []string
	for item := range generate.Stream(3000, 2) {
		articles = append(articles, item.Article)
		gold = append(gold, item.Story)
	}
	got := Cluster(images(articles), Learned())
	precision, recall := bcubed(gold, got), bcubed(got, gold)
	if precision < 0.97 || recall < 0.60 {
		t.Errorf("B-cubed precision %.3f, recall %.3f", precision, recall)
	}
}

// bcubed is the mean share of an article's found story that is of its gold story.
func bcubed(gold, got []string) float64 {
	type both struct{ gold, got string }
	together, size := map[both]float64{}, map[string]float64{}
	for i := range gold {
		together[both{gold[i], got[i]}]++
		size[got[i]]++
	}
	sum := 0.0
	for i := range gold {
		sum += together[both{gold[i], got[i]}] / size[got[i]]
	}
	return sum / float64(len(gold))
}

func TestClusterOfHardInput(t *testing.T) {
	articles := []news.Article{
		{ID: "empty"},
		{ID: "empty too"},
		{ID: "title", Title: "A headline alone", Published: "1970-01-01"},
		{ID: "future", Title: "A headline alone", Published: "9999-12-31", Text: "Some words."},
		{ID: "marks", Text: "… — !!! \xff\xfe", Published: "yesterday"},
		{ID: "script", Text: "北京 大火 烧毁 市场", Lang: "zh"},
		{ID: "language", Text: "word", Lang: "../../x"},
	}
	got := Cluster(images(articles), Learned())
	if len(got) != len(articles) || slices.Contains(got, "") {
		t.Errorf("stories %q of %d articles", got, len(articles))
	}
	if len(Cluster(nil, Learned())) != 0 {
		t.Error("no articles have stories")
	}
}

func TestInstalments(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Trial of the mayor: Day 2", "Trial of the mayor: Day 21", true},
		{"Trial of the mayor: Day 2", "Trial of the mayor: Day 2", false},
		{"Flood kills 2 in Velm", "Flood kills 21 in Velm", false},
		{"Harbour Diaries, part 3", "Harbour Diaries, part 4", true},
		{"Trial of the mayor: Day 2", "Trial of the judge: Day 21", false},
	}
	for _, tt := range tests {
		ims := images([]news.Article{{Title: tt.a, Lang: "en"}, {Title: tt.b, Lang: "en"}})
		if got := instalments(ims[0].title, ims[1].title); got != tt.want {
			t.Errorf("instalments(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

func TestNames(t *testing.T) {
	m := NewImager()
	a := news.Article{Lang: "en", Text: "Yesterday Ilse Brandt spoke. The mayor, Brandt, said: The hall of Velm is gone."}
	im := m.Image(&a)
	has := func(word string) bool {
		stem := m.wording.known[sketch.Hash(word)]
		_, ok := slices.BinarySearch(im.terms[im.ends[stems]:im.ends[names]], stem^salts[names])
		return ok
	}
	for word, want := range map[string]bool{"Brandt": true, "Velm": true, "Yesterday": false, "The": false, "hall": false} {
		if has(word) != want {
			t.Errorf("%s is a name: %v, want %v", word, !want, want)
		}
	}
}

func TestLearnedWeightsAreWhole(t *testing.T) {
	m := Learned()
	if m.Pair == ([pairFeatures]float64{}) || m.Rank == ([storyFeatures]float64{}) ||
		m.Accept == ([storyFeatures]float64{}) || m.Join == ([joinFeatures]float64{}) {
		t.Errorf("weights are missing: %+v", m)
	}
	if m.Alone >= 0 || m.Move <= 0 {
		t.Errorf("alone %f, move %f", m.Alone, m.Move)
	}
}

func FuzzImage(f *testing.F) {
	f.Add("A title", fire, "2031-05-04")
	f.Add("", "\xff\n\n1 2 3", "2031-05-04T25:00:00Z")
	m := NewImager()
	f.Fuzz(func(t *testing.T, title, text, published string) {
		a := news.Article{Title: title, Text: text, Published: published, Lang: "en"}
		one, two := m.Image(&a), m.Image(&a)
		if fmt.Sprint(one) != fmt.Sprint(two) {
			t.Fatal("one article has two images")
		}
		if ids := Cluster([]*Image{one, two}, Learned()); len(ids) != 2 {
			t.Fatalf("stories %q of two articles", ids)
		}
	})
}

func BenchmarkImage(b *testing.B) {
	m := NewImager()
	a := news.Article{Title: "Market hall of Velm burns down", Text: fire + fireToo + election, Lang: "en"}
	for b.Loop() {
		m.Image(&a)
	}
}

// BenchmarkCluster reports articles a second, without reading them. Its cost per article
// must not grow with the stream.
func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		var articles []news.Article
		for item := range generate.Stream(n, 1) {
			articles = append(articles, item.Article)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				all := images(articles)
				b.StartTimer()
				Cluster(all, Learned())
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
