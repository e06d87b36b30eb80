package compare

import (
	"cmp"
	"slices"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
)

// number is an amount of one account.
type number struct {
	doc int
	amount
	first bool // of its sort in the account
	next  int  // towards the first number of its thing (a partition, as a forest)
}

// evolution tells how the numbers of one thing changed while the story ran: numbers that
// answer each other by a difference found, or that accounts give first of things that
// undergo the same ("people killed"), make a series in order of publication.
func (a *accounts) evolution(differences []news.Difference) []news.Series {
	numbers := a.told()
	a.joinAnswers(numbers, differences)
	joinAlike(numbers)
	byThing := map[int][]number{}
	for i := range numbers {
		r := rootOf(numbers, i)
		byThing[r] = append(byThing[r], numbers[i])
	}
	var out []news.Series
	for i := range numbers {
		if s, ok := a.series(byThing[i]); ok {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y news.Series) int { return cmp.Compare(len(y.Steps), len(x.Steps)) })
	return out
}

// told are the numbers of the dated accounts, each thing that an account counts once.
func (a *accounts) told() []number {
	var out []number
	for i := range a.docs {
		if a.instant(i).IsZero() {
			continue
		}
		for _, n := range a.given[i] {
			x := number{doc: i, amount: n, next: len(out)}
			x.first = !slices.ContainsFunc(out, func(y number) bool { return y.doc == i && sameThing(&x, &y) })
			out = append(out, x)
		}
	}
	return out
}

func rootOf(numbers []number, i int) int {
	for numbers[i].next != i {
		i = numbers[i].next
	}
	return i
}

func join(numbers []number, i, j int) {
	i, j = rootOf(numbers, i), rootOf(numbers, j)
	numbers[max(i, j)].next = min(i, j)
}

// joinAnswers joins the numbers that a difference lays side by side.
func (a *accounts) joinAnswers(numbers []number, differences []news.Difference) {
	type place struct {
		article string
		span    news.Span
	}
	at := map[place]int{}
	for i, n := range numbers {
		at[place{a.docs[n.doc].Article.ID, n.Span}] = i
	}
	for _, d := range differences {
		if d.Kind != news.NumberDiffers || d.Rule == partRule || len(d.Values) != 2 {
			continue
		}
		i, known := at[place{d.Values[0].Article, d.Values[0].Span}]
		j, also := at[place{d.Values[1].Article, d.Values[1].Span}]
		if known && also {
			join(numbers, i, j)
		}
	}
}

// joinAlike joins the numbers that accounts give first of things that undergo the same,
// and equal ones of such things wherever they stand.
func joinAlike(numbers []number) {
	for i := range numbers {
		for j := range i {
			x, y := &numbers[i], &numbers[j]
			if x.doc == y.doc || !sameThing(x, y) {
				continue
			}
			if x.first && y.first || quantity.Same(*x.Quantity, *y.Quantity) {
				join(numbers, i, j)
			}
		}
	}
}

// sameThing reports whether two numbers count things of one sort that undergo the same.
func sameThing(x, y *number) bool {
	return x.Unit == y.Unit && x.act() != "" && x.act() == y.act()
}

// series puts the numbers of one thing in order of time, one for each account: what it
// tells first. A series is a number that grew, of something that time changes (people,
// damage, things counted), or one of what is left that fell.
func (a *accounts) series(numbers []number) (news.Series, bool) {
	slices.SortStableFunc(numbers, func(x, y number) int {
		return cmp.Or(a.instant(x.doc).Compare(a.instant(y.doc)), x.doc-y.doc, x.Start-y.Start)
	})
	numbers = a.ownNumbers(numbers)
	if !a.changed(numbers) {
		return news.Series{}, false
	}
	s := news.Series{Unit: numbers[0].Unit, About: numbers[0].Unit}
	if act := commonAct(numbers); act != "" {
		s.About += " · " + act
	}
	for _, n := range numbers {
		d := a.docs[n.doc]
		s.Steps = append(s.Steps, news.Step{Evidence: evidence(d, n.Span), At: d.Article.Published, Source: sourceName(d.Article),
			Value: n.Value, Bound: n.Bound, Shown: n.words})
	}
	return s, true
}

// commonAct is what most of the numbers' things undergo, as two at least say.
func commonAct(numbers []number) string {
	count := map[string]int{}
	best := ""
	for _, n := range numbers {
		act := n.act()
		count[act]++
		if act != "" && count[act] > max(1, count[best]) {
			best = act
		}
	}
	return best
}

// ownNumbers keeps one number of each account, and none that an account only repeats
// from another one of its origin.
func (a *accounts) ownNumbers(numbers []number) []number {
	var kept []number
	for _, n := range numbers {
		told := func(k number) bool {
			return k.doc == n.doc || a.origin(k.doc) == a.origin(n.doc) && quantity.Same(*k.Quantity, *n.Quantity)
		}
		if !slices.ContainsFunc(kept, told) {
			kept = append(kept, n)
		}
	}
	return kept
}

func (a *accounts) origin(doc int) int { return a.origins[a.docs[doc].Article.ID] }

func (a *accounts) changed(numbers []number) bool {
	for i := 1; i < len(numbers); i++ {
		x, y := numbers[i-1], numbers[i]
		if isMeasure(x.Unit) {
			return false
		}
		grew := y.Value > x.Value || a.remaining(x.doc, x.Span) && a.remaining(y.doc, y.Span)
		if grew && a.instant(x.doc).Before(a.instant(y.doc)) && !agree(&x.amount, &y.amount) {
			return true
		}
	}
	return false
}

// instant is when an account was published: a day without a clock is its beginning.
func (a *accounts) instant(doc int) time.Time {
	d := a.docs[doc]
	at, err := time.Parse(time.RFC3339, d.Article.Published)
	if err != nil {
		at, _ = time.Parse(time.DateOnly, published(d)) // the zero time where it is no day either
	}
	return at
}

// publications are when two accounts were published: their days, or the times of day where both
// are of one day.
func (a *accounts) publications(i, j int) (string, string) {
	di, dj := published(a.docs[i]), published(a.docs[j])
	if di != dj || di == "" {
		return di, dj
	}
	const clock = "2006-01-02 15:04"
	for _, doc := range []int{i, j} {
		if _, err := time.Parse(time.RFC3339, a.docs[doc].Article.Published); err != nil {
			return di, dj
		}
	}
	return a.instant(i).UTC().Format(clock), a.instant(j).UTC().Format(clock)
}
