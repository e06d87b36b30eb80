package reuse

import (
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// From which share of either account's own words two accounts are one origin; less is
// needed where both name the agency their text comes from.
const (
	originShare = 0.50
	commonShare = 0.25
)

// Origins groups the ids of articles by independent origin. What adds no origin: a copy,
// or an account that holds most of another; a further report of the same outlet; a
// report that credits the agency another one credits, or is of. Groups and their members
// are in the order of the articles.
func Origins(articles []*news.Article, shared []news.Reuse) [][]string {
	f := newForest(len(articles))
	place := make(map[string]int, len(articles))
	for i := len(articles) - 1; i >= 0; i-- {
		place[articles[i].ID] = i
	}
	for _, r := range shared {
		from, known := place[r.From]
		to, alsoKnown := place[r.To]
		if known && alsoKnown && dependent(r) {
			f.join(from, to)
		}
	}
	f.joinOutlets(articles)
	return f.groups(articles)
}

func dependent(r news.Reuse) bool {
	least := originShare
	if r.Kind == kindCommon {
		least = commonShare
	}
	return max(r.Share, r.FromShare) >= least
}

// forest is a partition: each article points towards the first one of its group.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) root(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(a, b int) {
	a, b = f.root(a), f.root(b)
	f[max(a, b)] = min(a, b)
}

// joinOutlets joins the reports of one outlet, and those that go back to one agency.
func (f forest) joinOutlets(articles []*news.Article) {
	outlets := map[string]int{} // by name: its first article
	var agencies []byline       // each once
	for i, a := range articles {
		if name := text.Fold(a.Source); name != "" {
			if first, known := outlets[name]; known {
				f.join(first, i)
			} else {
				outlets[name] = i
			}
		}
		if a.Agency != "" {
			agencies = f.joinAgency(agencies, byline{outletWords(a.Agency), i})
		}
	}
	if len(agencies) == 0 {
		return
	}
	for _, i := range outlets { // the agency's own report
		words := outletWords(articles[i].Source)
		for _, agency := range agencies {
			if oneOutlet(words, agency.words) {
				f.join(i, agency.article)
			}
		}
	}
}

// byline is an agency, and the first article that credits it.
type byline struct {
	words   []string
	article int
}

func (f forest) joinAgency(known []byline, b byline) []byline {
	at := slices.IndexFunc(known, func(k byline) bool { return oneOutlet(k.words, b.words) })
	if at < 0 {
		return append(known, b)
	}
	f.join(known[at].article, b.article)
	return known
}

// groups are the ids of each group.
func (f forest) groups(articles []*news.Article) [][]string {
	members := make([][]string, len(articles))
	for i, a := range articles {
		at := f.root(i)
		members[at] = append(members[at], a.ID)
	}
	return slices.DeleteFunc(members, func(m []string) bool { return len(m) == 0 })
}
