package novelty

import "synoptic/internal/align"

// leastScore is the score below which a pair of statements is no match at all.
const leastScore = 0.01

// match is a statement of another account that may tell the same.
type match struct {
	ref   align.Ref
	score float64
}

// aligned is a statement, how far the others cover it and how it was aligned.
type aligned struct {
	coverage
	words         []int
	matches       []match
	first, second match   // the best of them
	mean          float64 // over the other accounts, of the best score in each
	group         float64 // score of the best group of several accounts it stands in
	accounts      int     // of the largest of these groups, 0: it stands in none
}

// collect reads an alignment.
func (r *Reading) collect(field *align.Field, groups []align.Group) {
	for i := range field.Pairs {
		p := &field.Pairs[i]
		a, b := field.Ends(p)
		if a.Doc != b.Doc && p.Score > leastScore {
			x, y := r.statements[a], r.statements[b]
			x.matches, y.matches = append(x.matches, match{b, p.Score}), append(y.matches, match{a, p.Score})
		}
	}
	for _, s := range r.statements {
		s.rank(len(r.docs))
	}
	for _, g := range groups {
		if n := accountsOf(g.Members); n > 1 {
			for _, m := range g.Members {
				s := r.statements[m]
				s.group, s.accounts = max(s.group, g.Score), max(s.accounts, n)
			}
		}
	}
}

// rank finds the best matches.
func (s *aligned) rank(accounts int) {
	top := make([]float64, accounts)
	for _, m := range s.matches {
		top[m.ref.Doc] = max(top[m.ref.Doc], m.score)
		if m.score > s.first.score {
			s.first, s.second = m, s.first
		} else if m.score > s.second.score {
			s.second = m
		}
	}
	for _, score := range top {
		s.mean += score / float64(max(1, accounts-1))
	}
}

// accountsOf is how many accounts members are of.
func accountsOf(members []align.Ref) int {
	seen := map[int]bool{}
	for _, r := range members {
		seen[r.Doc] = true
	}
	return len(seen)
}
