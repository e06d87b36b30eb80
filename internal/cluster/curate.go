package cluster

import (
	"slices"

	"synoptic/internal/news"
)

// acts are what people did that outlives every recomputation.
type acts struct {
	barred map[[2]string]bool // stories that must not be joined
	into   map[string]string  // stories that were joined to others by hand
	pinned map[string]bool
}

func newActs() acts {
	return acts{barred: map[[2]string]bool{}, into: map[string]string{}, pinned: map[string]bool{}}
}

// story is the story that one is part of by now.
func (a *acts) story(id string) string {
	for a.into[id] != "" && a.into[id] != id {
		id = a.into[id]
	}
	return id
}

func pair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func (a *acts) apart(one, other string) bool { return a.barred[pair(one, other)] }

// inherit gives a story what held for another that is joined to it.
func (a *acts) inherit(from, into string) {
	for p := range a.barred {
		if i := slices.Index(p[:], from); i >= 0 {
			delete(a.barred, p)
			a.barred[pair(p[1-i], into)] = true
		}
	}
}

// Curate does what a person wants, and keeps to it from then on. Curations of earlier
// runs come first, in their order and before any article: what they did to articles is in
// the placements that are restored. Articles that are no longer active are left to the
// database. It returns the curation with the story it made, where it made one.
func (o *Online) Curate(c news.Curation) news.Curation {
	switch c.Kind {
	case news.Merge:
		o.merge(c)
	case news.Split:
		if c.Target == "" && len(c.Articles) > 0 {
			c.Target = mint(c.Articles[0], c.Story, c.At.String())
		}
		o.acts.barred[pair(o.acts.story(c.Story), c.Target)] = true
		o.send(c)
	case news.Move:
		o.send(c)
	case news.Pin, news.Unpin:
		o.pin(o.acts.story(c.Story), c.Kind == news.Pin)
	}
	return c
}

// merge joins a story to another for good.
func (o *Online) merge(c news.Curation) {
	from, into := o.acts.story(c.Story), o.acts.story(c.Target)
	if from == into {
		return
	}
	o.acts.into[from] = into
	delete(o.acts.barred, pair(from, into))
	source := o.byID[from]
	if source == nil {
		o.redirect(from, into)
		return
	}
	target := o.found(into)
	p := news.Placement{Kind: news.Curated, Why: "Put here" + by(c) + ": its story was joined to this one."}
	kept := slices.Clone(target.members)
	o.pour(source, target, p)
	for _, at := range target.members {
		o.member(at).fixed = true
	}
	p.Why = "Kept here" + by(c) + " when another story was joined to this one."
	for _, at := range kept {
		o.decide(at, p)
	}
}

func by(c news.Curation) string {
	if c.By == "" {
		return " by hand"
	}
	return " by " + c.By
}

// send puts articles into a story for good.
func (o *Online) send(c news.Curation) {
	for _, id := range c.Articles {
		at, known := o.known[id]
		if !known {
			continue
		}
		if o.member(at).id != id {
			at = o.detach(at, id)
		}
		m := o.member(at)
		to := o.found(o.acts.story(c.Target))
		if m.story != to {
			o.moveTo(at, to)
		}
		m.fixed = true
		o.decide(at, news.Placement{Kind: news.Curated, Why: "Put here" + by(c) + "."})
	}
}

// detach makes a member of a near copy. It has no terms: nothing is known to be like it.
func (o *Online) detach(at int32, id string) int32 {
	m := o.member(at)
	m.copies = slices.DeleteFunc(m.copies, func(d duplicate) bool { return d.id == id })
	alone := &member{id: id, lang: m.lang, day: m.day, dated: m.dated, clock: o.stream.now, vector: &vector{}}
	own := o.active.add(alone)
	o.known[id] = own
	m.story.add(own, alone)
	return own
}

func (o *Online) pin(id string, pinned bool) {
	o.acts.pinned[id] = pinned
	if s := o.byID[id]; s != nil {
		s.pinned = pinned
	}
}
