package report

import (
	"cmp"
	"slices"
	"strconv"

	"synoptic/internal/news"
)

// cited is a medium, agency or document with the places where accounts name it.
type cited struct {
	Source string
	Anchor string
	Cells  [][]news.Evidence // one list per account
	total  int
}

// citedBy gathers the citations by what they cite, the most widely cited first.
func citedBy(s *synopsis) []cited {
	var out []cited
	at := map[string]int{}
	for _, c := range s.Citations {
		a := s.byID[c.Article]
		if a == nil {
			continue
		}
		i, ok := at[c.Source]
		if !ok {
			i = len(out)
			at[c.Source] = i
			out = append(out, cited{Source: c.Source, Cells: make([][]news.Evidence, len(s.Accounts))})
		}
		out[i].Cells[a.Index] = append(out[i].Cells[a.Index], c.Evidence)
		out[i].total++
	}
	slices.SortStableFunc(out, func(a, b cited) int {
		return cmp.Or(cmp.Compare(b.accounts(), a.accounts()), cmp.Compare(b.total, a.total))
	})
	for i := range out {
		out[i].Anchor = "cited-" + strconv.Itoa(i+1)
	}
	return out
}

// accounts is the number of accounts that cite c.
func (c cited) accounts() (n int) {
	for _, cell := range c.Cells {
		n += min(1, len(cell))
	}
	return n
}
