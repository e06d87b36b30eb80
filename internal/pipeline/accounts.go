package pipeline

import (
	"cmp"
	"slices"

	"synoptic/internal/news"
)

// Accounts chooses at most so many members of a story to be compared, in order of time:
// one of each independent origin first, the most complete of it; then the others, so that
// the whole run of the story is covered. The order of members is that of time.
func Accounts(members []news.Member, most int) []news.Member {
	if len(members) <= most {
		return members
	}
	chosen := evenly(origins(members), most)
	rest := make([]int, 0, len(members))
	for i := range members {
		if !slices.Contains(chosen, i) {
			rest = append(rest, i)
		}
	}
	chosen = append(chosen, evenly(rest, most-len(chosen))...)
	slices.Sort(chosen)
	out := make([]news.Member, len(chosen))
	for n, i := range chosen {
		out[n] = members[i]
	}
	return out
}

// origins are the most complete members of each origin, by their places in order of time.
func origins(members []news.Member) []int {
	best := map[string]int{}
	for i, m := range members {
		origin := cmp.Or(m.Origin, m.ID)
		if j, known := best[origin]; !known || fuller(&m, &members[j]) {
			best[origin] = i
		}
	}
	var out []int
	for i, m := range members {
		if best[cmp.Or(m.Origin, m.ID)] == i {
			out = append(out, i)
		}
	}
	return out
}

// fuller reports whether a later member says clearly more than an earlier one of its
// origin.
func fuller(m, than *news.Member) bool {
	const clearly = 1.2
	if whole, other := m.Incomplete == "", than.Incomplete == ""; whole != other {
		return whole
	}
	return float64(len(m.Text)) > clearly*float64(len(than.Text))
}

// evenly takes at most n of the places at even distances, the first and the last among
// them.
func evenly(places []int, n int) []int {
	if len(places) <= n {
		return slices.Clone(places)
	}
	var out []int
	for i := range n {
		at := len(places) - 1
		if n > 1 {
			at = i * (len(places) - 1) / (n - 1)
		}
		out = append(out, places[at])
	}
	return out
}
