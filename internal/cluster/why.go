package cluster

import (
	"encoding/base32"
	"fmt"
	"math"
	"strings"

	"github.com/zeebo/xxh3"

	"synoptic/internal/news"
)

// mint makes the id of a story of what it was founded by.
func mint(parts ...string) string {
	sum := xxh3.HashString128(strings.Join(parts, "\x00")).Bytes()
	const letters = 12
	return "s" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:8])[:letters])
}

// explain notes that a member was put into the story of a rival.
func (o *Online) explain(at int32, kind news.PlacementKind, r rival, score float64) {
	if foreign(o.member(at), o.member(r.nearest)) {
		kind = news.Linked
	}
	p := news.Placement{Kind: kind, Score: score, Near: o.member(r.nearest).id}
	p.Features = append(named(StoryFeatureNames[:], o.model.Accept[:], r.fit[:]), o.pairFeatures(at, r.nearest)...)
	p.Why = fmt.Sprintf("%s, and fits the story%s.", o.likeness(at, r.nearest), o.extent(r.story))
	if kind == news.Linked {
		p.Why = "In another language, so names, numbers and days must tell: " + p.Why
	}
	o.decide(at, p)
}

func (o *Online) explainFounded(at int32, ranked []rival) {
	p := news.Placement{Kind: news.Founded, Why: "No active story has anything like it."}
	if len(ranked) > 0 {
		r := ranked[0]
		p.Near, p.Score = o.member(r.nearest).id, dot(o.model.Accept, r.fit)
		p.Features = append(named(StoryFeatureNames[:], o.model.Accept[:], r.fit[:]), o.pairFeatures(at, r.nearest)...)
		p.Why = o.likeness(at, r.nearest) + ", which is too little to be of its story."
	}
	o.decide(at, p)
}

func (o *Online) placementOfCopy(m *member, d *duplicate) news.Placement {
	return news.Placement{
		Article: d.id, Story: m.story.id, Kind: news.CopyOf, Near: m.id, Score: math.Log(d.share / max(1-d.share, 1e-3)),
		Features: []news.Feature{{Name: "text in common", Value: d.share, Weight: 1}},
		Why:      fmt.Sprintf("%.0f %% of the shorter text stands word for word in %s.", 100*d.share, m.id),
	}
}

// pairFeatures are the values that speak for and against two articles telling one event.
func (o *Online) pairFeatures(a, b int32) []news.Feature {
	x, _ := o.probe.features(o.member(a), o.member(b))
	return named(FeatureNames[:], o.model.Pair[:], x[:])
}

func named(names []string, weights, values []float64) []news.Feature {
	features := make([]news.Feature, 0, len(names))
	for i, name := range names {
		if name != "bias" && values[i] != 0 {
			features = append(features, news.Feature{Name: name, Value: values[i], Weight: weights[i]})
		}
	}
	return features
}

// likeness says in what an article is like another.
func (o *Online) likeness(at, near int32) string {
	a, b := o.member(at), o.member(near)
	x, _ := o.probe.features(a, b)
	var like []string
	for _, part := range []struct {
		name  string
		value float64
	}{{"words", x[3]}, {"names", x[6]}, {"headline", x[1]}, {"numbers", x[7]}} {
		if part.value >= 0.005 {
			like = append(like, fmt.Sprintf("%s %.0f %%", part.name, 100*part.value))
		}
	}
	if len(like) == 0 {
		return fmt.Sprintf("Shares next to nothing with %s", b.id)
	}
	return fmt.Sprintf("Most like %s (%s%s)", b.id, strings.Join(like, ", "), apart(a, b))
}

// apart says how far apart in time two articles are.
func apart(a, b *member) string {
	if !a.dated || !b.dated {
		return ""
	}
	switch hours := 24 * math.Abs(a.day-b.day); {
	case hours < 1:
		return "; within the hour"
	case hours < 1.5:
		return "; an hour apart"
	case hours < 48:
		return fmt.Sprintf("; %.0f hours apart", hours)
	default:
		return fmt.Sprintf("; %.0f days apart", hours/24)
	}
}

func (o *Online) extent(s *story) string {
	if len(s.members) <= 2 {
		return ""
	}
	return fmt.Sprintf(" of %d reports", len(s.members)-1)
}

// reports is a number of them in words.
func reports(n int) string {
	if n == 1 {
		return "one report"
	}
	return fmt.Sprintf("%d reports", n)
}
