package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/news"
)

// difference is a place where values of a point stand against each other. A comparison has
// one for every pair of accounts; here the pairs that share a place of a text, or the same
// two values, are one difference with all the values.
type difference struct {
	*news.Difference        // the pair that an editor looks at first
	Anchor           string // its name inside a page: difference-1, …
	Link             string // its name for good
	Row              *row   // nil if the point is not among the points
	Groups           []variant
	Whys             []reason
}

// reason is why two values differ, and what that means.
type reason struct {
	Verdict news.Verdict
	Why     string
}

// verdictOrder is what an editor looks at first.
var verdictOrder = []news.Verdict{news.Conflict, news.Update, news.Compatible}

// rank is the place of a verdict in that order.
func rank(v news.Verdict) int { return slices.Index(verdictOrder, v) }

func (s *synopsis) addDifferences() {
	for _, pairs := range s.connected() {
		slices.SortStableFunc(pairs, func(a, b *news.Difference) int { return rank(a.Verdict) - rank(b.Verdict) })
		d := difference{Difference: pairs[0], Row: s.point[pairs[0].Point]}
		for _, pair := range pairs {
			s.join(&d, pair)
		}
		slices.SortStableFunc(d.Groups, func(a, b variant) int { return a.Accounts[0].Index - b.Accounts[0].Index })
		s.Differences = append(s.Differences, d)
	}
	slices.SortStableFunc(s.Differences, func(a, b difference) int { return rank(a.Verdict) - rank(b.Verdict) })
	for i := range s.Differences {
		d := &s.Differences[i]
		d.Anchor = "difference-" + strconv.Itoa(i+1)
		if d.Row != nil {
			d.Row.Differ = append(d.Row.Differ, i)
		}
	}
}

// connected are the pairs of the comparison that belong together, each list in its order.
func (s *synopsis) connected() [][]*news.Difference {
	all := s.Comparison.Differences
	root, first := make([]int, len(all)), map[string]int{}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for i := range all {
		root[i] = i
		for _, key := range shared(&all[i]) {
			j, known := first[key]
			if !known {
				first[key] = i
				continue
			}
			a, b := find(i), find(j)
			root[max(a, b)] = min(a, b)
		}
	}
	var out [][]*news.Difference
	place := map[int]int{}
	for i := range all {
		r := find(i)
		k, known := place[r]
		if !known {
			k = len(out)
			place[r], out = k, append(out, nil)
		}
		out[k] = append(out[k], &all[i])
	}
	return out
}

// shared is what a pair has in common with those it belongs with: each of its places, and
// its two values together.
func shared(d *news.Difference) []string {
	about := d.Point + "\x00" + string(d.Kind) + "\x00"
	values := []string{string(d.Verdict), d.Rule}
	var keys []string
	for _, v := range d.Values {
		values = append(values, v.Value)
		keys = append(keys, about+v.Article+"\x00"+strconv.Itoa(v.Start))
	}
	slices.Sort(values[2:])
	return append(keys, about+strings.Join(slices.Compact(values), "\x00"))
}

// join adds the values of d to what is shown.
func (s *synopsis) join(to *difference, d *news.Difference) {
	said := func(r reason) bool {
		return r.Verdict == d.Verdict && slices.Equal(sortedWords(r.Why), sortedWords(d.Why))
	}
	if !slices.ContainsFunc(to.Whys, said) {
		to.Whys = append(to.Whys, reason{d.Verdict, d.Why})
	}
	for _, v := range d.Values {
		a := s.byID[v.Article]
		if a == nil {
			continue
		}
		i := slices.IndexFunc(to.Groups, func(o variant) bool { return o.Value == v.Value })
		if i < 0 {
			i, to.Groups = len(to.Groups), append(to.Groups, variant{Value: v.Value})
		}
		to.Groups[i].add(s.passage(d.Point, v.Evidence))
	}
}

// sortedWords is equal for two reasons that only name the values in another order.
func sortedWords(why string) []string {
	words := strings.Fields(why)
	slices.Sort(words)
	return words
}

// add notes that an account gives the value, in the passage p.
func (v *variant) add(p passage) {
	a := p.Accounts[0]
	if !slices.Contains(v.Accounts, a) {
		v.Accounts = append(v.Accounts, a)
		slices.SortFunc(v.Accounts, func(a, b *account) int { return cmp.Compare(a.Index, b.Index) })
	}
	if slices.Contains(v.Evidence, p.Evidence) {
		return
	}
	v.Evidence = append(v.Evidence, p.Evidence)
	for i := range v.Passages {
		o := &v.Passages[i]
		if o.Before == p.Before && o.Evidence.Text == p.Evidence.Text && o.After == p.After {
			if !slices.Contains(o.Accounts, a) {
				o.Accounts = append(o.Accounts, a)
			}
			return
		}
	}
	v.Passages = append(v.Passages, p)
}

// Mixed reports whether the pairs of values have several verdicts.
func (d difference) Mixed() bool {
	return slices.ContainsFunc(d.Whys, func(r reason) bool { return r.Verdict != d.Verdict })
}

// shownWhys is how many reasons stand open on a page.
const shownWhys = 2

// First are the reasons to be read at once, Rest the others.
func (d difference) First() []reason { return d.Whys[:min(shownWhys, len(d.Whys))] }

func (d difference) Rest() []reason { return d.Whys[min(shownWhys, len(d.Whys)):] }

// reasons are the reasons as texts, each with the sign of its verdict where they are mixed.
func (d difference) reasons() []string {
	var out []string
	for _, r := range d.Whys {
		if d.Mixed() {
			r.Why = signs[r.Verdict] + " " + r.Why
		}
		out = append(out, r.Why)
	}
	return out
}

// Summary is what a comparison shows first.
type Summary struct {
	Verdicts map[news.Verdict]int // differences, as a page counts them
	First    *news.Difference     // the pair to look at first, nil if there is none
	Values   []string             // all values that differ there, in the order of the accounts
}

// Summarize counts the differences of c.
func Summarize(c *news.Comparison) Summary {
	s := arrange(c)
	out := Summary{Verdicts: map[news.Verdict]int{}}
	for i := range s.Differences {
		out.Verdicts[s.Differences[i].Verdict]++
	}
	if len(s.Differences) > 0 {
		out.First = s.Differences[0].Difference
		for _, g := range s.Differences[0].Groups {
			out.Values = append(out.Values, g.Value)
		}
	}
	return out
}
