package reuse

import "synoptic/internal/news"

// From which share of either account's own words two accounts are one origin; less is
// needed where both name the agency their text comes from.
const (
	originShare = 0.50
	commonShare = 0.25
)

// Origins groups the ids of docs by independent origin: a copy, and an account that
// holds most of another, adds no origin. Groups and their members are in the order of
// docs.
func Origins(docs []*news.Document, shared []news.Reuse) [][]string {
	root := make(map[string]int, len(docs)) // of an article: where its origin stands in docs
	for i := len(docs) - 1; i >= 0; i-- {
		root[docs[i].Article.ID] = i
	}
	for _, r := range shared {
		from, known := root[r.From]
		to, alsoKnown := root[r.To]
		if known && alsoKnown && dependent(r) {
			join(root, from, to)
		}
	}
	members := make([][]string, len(docs))
	for _, doc := range docs {
		at := root[doc.Article.ID]
		members[at] = append(members[at], doc.Article.ID)
	}
	var origins [][]string
	for _, m := range members {
		if len(m) > 0 {
			origins = append(origins, m)
		}
	}
	return origins
}

// join gives two origins the place of the first of them.
func join(root map[string]int, a, b int) {
	for id, at := range root {
		if at == max(a, b) {
			root[id] = min(a, b)
		}
	}
}

func dependent(r news.Reuse) bool {
	least := originShare
	if r.Kind == kindCommon {
		least = commonShare
	}
	return max(r.Share, r.FromShare) >= least
}
