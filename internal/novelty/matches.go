package novelty

import "synoptic/internal/align"

// leastScore is the score below which a pair of statements is no match at all.
const leastScore = 0.01

// match is a statement of another account that may tell the same.
type match struct {
	ref   align.Ref
	score float64
}

// matches is how the statements of the accounts were aligned.
type matches struct {
	of     map[align.Ref][]match
	groups map[align.Ref]group
}

// group is the company a statement keeps, of several accounts.
type group struct {
	score    float64 // of the best group it stands in
	accounts int     // of the largest
}

// collect reads an alignment.
func collect(field *align.Field, groups []align.Group) *matches {
	m := &matches{map[align.Ref][]match{}, map[align.Ref]group{}}
	for i := range field.Pairs {
		p := &field.Pairs[i]
		a, b := field.Ends(p)
		if a.Doc != b.Doc && p.Score > leastScore {
			m.of[a], m.of[b] = append(m.of[a], match{b, p.Score}), append(m.of[b], match{a, p.Score})
		}
	}
	for _, g := range groups {
		n := accountsOf(g.Members)
		if n < 2 {
			continue
		}
		for _, r := range g.Members {
			old := m.groups[r]
			m.groups[r] = group{max(old.score, g.Score), max(old.accounts, n)}
		}
	}
	return m
}

// accountsOf is how many accounts members are of.
func accountsOf(members []align.Ref) int {
	seen := map[int]bool{}
	for _, r := range members {
		seen[r.Doc] = true
	}
	return len(seen)
}

// best are the two best matches of a statement, and the mean over the other accounts of
// the best score in each.
func (m *matches) best(r align.Ref, accounts int) (first, second match, mean float64) {
	top := make([]float64, accounts)
	for _, o := range m.of[r] {
		top[o.ref.Doc] = max(top[o.ref.Doc], o.score)
		if o.score > first.score {
			first, second = o, first
		} else if o.score > second.score {
			second = o
		}
	}
	for _, score := range top {
		mean += score / float64(max(1, accounts-1))
	}
	return first, second, mean
}
