package align

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// read cuts a text into sentences, each one a statement: what align needs of a document.
func read(t testing.TB, id string, sentences ...string) *news.Document {
	t.Helper()
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	a := &news.Article{ID: id, Text: strings.Join(sentences, "\n\n"), Lang: "en"}
	d := &news.Document{Article: a, Lang: "en"}
	for _, s := range sentences {
		start := strings.Index(a.Text, s)
		d.Blocks = append(d.Blocks, news.Block{Span: news.Span{Start: start, End: start + len(s)}, Kind: news.Body})
	}
	d.Sentences = text.Sentences(a.Text, d.Blocks, l)
	for i := range d.Sentences {
		s := &d.Sentences[i]
		m.Parse(a.Text, s)
		st := news.Statement{Span: s.Span, Sentence: i, Head: syntax.Root(s), Subject: -1, Quote: -1, Polarity: news.Affirmed, Modality: news.Fact}
		for k := range s.Tokens {
			st.Own = append(st.Own, k)
		}
		d.Statements = append(d.Statements, st)
	}
	return d
}

func unlinked(docs []*news.Document) Links { return Links{Entity: make([][]int, len(docs))} }

func aligner(t testing.TB) *Aligner {
	t.Helper()
	m, err := DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return New(l, m)
}

func harbour(t testing.TB) []*news.Document {
	return []*news.Document{
		read(t, "a", "A ferry struck the stone breakwater of the harbour on Tuesday evening.",
			"Two lifeboats took off the passengers within an hour.", "The transport minister ordered a public inquiry into the crash.",
			"Bakers in the old town had sold their last bread by noon."),
		read(t, "b", "The ferry hit the breakwater of the harbour on Tuesday evening.",
			"Within an hour the passengers were taken off by two lifeboats.", "A choir sang in the square until midnight."),
		read(t, "c", "On Tuesday evening a ferry struck the breakwater at the mouth of the harbour.",
			"A public inquiry into the crash was ordered by the transport minister.", "Fuel prices rose again in the islands this spring."),
	}
}

// told are the groups of several as sets of "account:statement".
func told(docs []*news.Document, groups []Group) []string {
	set := map[string]bool{}
	for _, g := range groups {
		var names []string
		for _, m := range g.Members {
			names = append(names, fmt.Sprintf("%s%d", docs[m.Doc].Article.ID, m.Statement))
		}
		slices.Sort(names)
		if len(names) > 1 {
			set[strings.Join(names, " ")] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func TestAlign(t *testing.T) {
	docs := harbour(t)
	_, groups := aligner(t).Align(docs, unlinked(docs), nil)
	want := []string{"a0 b0 c0", "a1 b1", "a2 c1"}
	if got := told(docs, groups); !slices.Equal(got, want) {
		t.Errorf("groups %q, not %q", got, want)
	}
	seen := map[Ref]bool{}
	for _, g := range groups {
		for _, m := range g.Members {
			seen[m] = true
		}
	}
	if len(seen) != 10 {
		t.Errorf("%d of 10 statements stand in a group", len(seen))
	}
}

// TestAlignInAnyOrder holds that the order of the accounts changes no group.
func TestAlignInAnyOrder(t *testing.T) {
	docs, a := harbour(t), aligner(t)
	_, groups := a.Align(docs, unlinked(docs), nil)
	want := told(docs, groups)
	for _, order := range [][]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		var other []*news.Document
		for _, i := range order {
			other = append(other, docs[i])
		}
		_, groups := a.Align(other, unlinked(other), nil)
		if got := told(other, groups); !slices.Equal(got, want) {
			t.Errorf("in the order %v: %q, not %q", order, got, want)
		}
	}
}

// TestDoubt holds that what speaks against a statement's being told by others takes it out of
// its group, and nothing else.
func TestDoubt(t *testing.T) {
	docs := harbour(t)
	a := aligner(t)
	f, groups := a.Align(docs, unlinked(docs), nil)
	n := slices.IndexFunc(groups, func(g Group) bool { return len(g.Members) > 1 })
	if n < 0 {
		t.Fatal("nothing is told twice")
	}
	doubted := groups[n].Members[0]
	before := slices.Clone(f.Pairs)
	f.Doubt(func(r Ref) float64 {
		if r == doubted {
			return 20
		}
		return 0
	})
	for i := range f.Pairs {
		x, y := f.Ends(&f.Pairs[i])
		if got := f.Pairs[i].Score; x == doubted || y == doubted {
			if got > 1e-6 {
				t.Errorf("%v and %v score %v", x, y, got)
			}
		} else if got != before[i].Score {
			t.Errorf("%v and %v score %v, not %v", x, y, got, before[i].Score)
		}
	}
	for _, g := range f.Groups(a.model.Threshold, a.model.Again) {
		if len(g.Members) > 1 && slices.Contains(g.Members, doubted) {
			t.Errorf("%v stands in a group with others: %v", doubted, g.Members)
		}
	}
}

func TestAlignNothing(t *testing.T) {
	if _, groups := aligner(t).Align(nil, Links{}, nil); len(groups) != 0 {
		t.Errorf("groups of nothing: %v", groups)
	}
	docs := []*news.Document{read(t, "empty")}
	if _, groups := aligner(t).Align(docs, unlinked(docs), nil); len(groups) != 0 {
		t.Errorf("groups of an empty text: %v", groups)
	}
}

func TestFeatures(t *testing.T) {
	docs := harbour(t)
	f := aligner(t).Field(docs, unlinked(docs), nil)
	described := map[[2]Ref]Features{}
	f.Each(func(i int, x *Features) {
		a, b := f.Ends(&f.Pairs[i])
		described[[2]Ref{a, b}] = *x
		for k, v := range x {
			if v != v || v < -5 || v > 10 {
				t.Errorf("feature %s is %v", FeatureNames[k], v)
			}
		}
	})
	same, ok := described[[2]Ref{{0, 0}, {1, 0}}]
	if !ok {
		t.Fatal("two tellings of one thing are no candidates")
	}
	if same[fDice] < .5 || same[fLead] != 1 || same[fPolarity] != 0 || same[fRank] != 1 || same[fOneAccount] != 0 {
		t.Errorf("features %v", same)
	}
	if other, ok := described[[2]Ref{{0, 0}, {1, 1}}]; ok && other[fDice] >= same[fDice] {
		t.Error("another thing overlaps more")
	}
}

// TestVectors holds that embeddings bring statements together that share no word.
func TestVectors(t *testing.T) {
	docs := []*news.Document{
		read(t, "a", "The blaze gutted a warehouse.", "Rain is due.", "Shops reopen."),
		read(t, "b", "Flames left nothing of the depot.", "Trams stand still.", "Bells rang."),
	}
	near := []float32{1, 0, 0}
	vectors := Vectors{{near, {0, 1, 0}, {0, 0, 1}}, {near, {0, -1, 0}, {0, 0, -1}}}
	score := func(v Vectors) float64 {
		f, _ := aligner(t).Align(docs, unlinked(docs), v)
		return f.Likelihood(Ref{0, 0}, Ref{1, 0})
	}
	without, with := score(nil), score(vectors)
	if with <= without {
		t.Errorf("likelihood %.3f with embeddings, %.3f without", with, without)
	}
}

func TestDefaultModel(t *testing.T) {
	m, err := DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.Features, FeatureNames[:]) || m.Threshold <= 0 || m.Threshold >= 1 || m.Again < m.Threshold || len(m.Networks) == 0 {
		t.Errorf("model of %d networks, thresholds %v and %v, features %v", len(m.Networks), m.Threshold, m.Again, m.Features)
	}
	for _, n := range m.Networks {
		if len(n.Linear) != int(featureCount) || len(n.Hidden) != len(n.Out) || len(n.HiddenBias) != len(n.Out) {
			t.Errorf("a network has %d weights, %d hidden units, %d out", len(n.Linear), len(n.Hidden), len(n.Out))
		}
	}
	var none, full Features
	if p := m.Score(&none); p < 0 || p > .5 {
		t.Errorf("nothing in common scores %v", p)
	}
	for _, k := range []int{fDice, fLess, fMore, fExact, fHead, fHeadTold, fSubject, fRun, fSentence, fInSentence, fRank, fRankMean, fMeaning, fContext, fNear, fHeadMeaning, fSubjectMeaning, fEdges, fModality, fAnchor, fOnceWeight, fAnchorsLess, fAnchorsMore} {
		full[k] = 1
	}
	full[fWeight], full[fTerms], full[fRunLog], full[fRarest], full[fEdge], full[fShort] = 3, 2, 2, 1, 1, 1
	full[fAnchors], full[fOnce], full[fSurprise] = 2, 3, 3
	if p := m.Score(&full); p < .5 {
		t.Errorf("everything in common scores %v", p)
	}
}

func BenchmarkAlign(b *testing.B) {
	docs, a := harbour(b), aligner(b)
	for b.Loop() {
		a.Align(docs, unlinked(docs), nil)
	}
}
