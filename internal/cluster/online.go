package cluster

import (
	"cmp"
	"slices"
	"strconv"

	"synoptic/internal/news"
)

// Online groups articles as they arrive. It is not safe for concurrent use, and depends
// on nothing but the articles, their order and what people did.
type Online struct {
	model  *Model
	window Window
	freq   *Frequencies
	told   bool // the frequencies are those of a whole stream, and stay
	raw    bool // stories are left as they come about, to learn from
	active active
	stream clock
	known  map[string]int32    // active articles, copies too -> the member that stands for them
	byID   map[string]*story   // active stories
	lines  map[string][]*story // those of running stories, but for the first
	index  *index
	copies *chains
	acts   acts
	news   changes

	weigher   weigher
	probe     probe
	links     links
	holders   []int32
	shared    map[int32]int // marks of an article that a member has
	distant   []*story
	parts     int // stories made of others since the last article came
	repairing bool
	changed   []*story // by repair
}

// maxRivals bounds the stories an article is compared with.
const maxRivals = 16

// hopeless is the link to an article below which its story is no rival for its sake.
const hopeless = -3.0

// NewOnline returns no stories yet. How rare a term is comes from a background of news at
// large and from the active articles.
func NewOnline(m *Model) *Online { return newOnline(m, NewFrequencies(), DefaultWindow) }

func newOnline(m *Model, f *Frequencies, w Window) *Online {
	return &Online{model: m, window: w, freq: f, index: newIndex(), copies: newChains(), shared: map[int32]int{},
		known: map[string]int32{}, byID: map[string]*story{}, lines: map[string][]*story{}, acts: newActs(), news: newChanges()}
}

func (o *Online) member(at int32) *member { return o.active.at(at) }

// Place puts the next article into a story, an old or a new one. An article that was
// placed before stays where it is. The image keeps how rare its terms were: its Bytes
// are to be taken after this.
func (o *Online) Place(im *Image) {
	if _, again := o.known[im.ID]; again {
		return
	}
	if at, share := o.original(im); at >= 0 {
		o.duplicate(im.ID, at, share)
		return
	}
	o.parts = 0
	if !o.told {
		o.freq.Add(im)
	}
	if im.vector == nil {
		o.weigher.weigh(im, o.freq)
	}
	im.clock = o.stream.read(im)
	at := o.enrol(im)
	ranked := o.rank(at)
	o.admit(at, ranked)
	o.enter(im, at)
	if !o.raw {
		o.joinRivals(o.member(at).story, ranked)
		o.lookBack(at)
	}
	o.evict()
}

// duplicate puts a near copy to its original.
func (o *Online) duplicate(id string, at int32, share float64) {
	m := o.member(at)
	m.copies = append(m.copies, duplicate{id: id, share: share})
	o.known[id] = at
	o.news.touch(at)
}

// enrol makes a weighed article a member, of no story yet.
func (o *Online) enrol(im *Image) int32 {
	m := &member{id: im.ID, lang: im.Lang, day: im.Day, dated: im.Dated && o.stream.plausible(im.Day), clock: im.clock,
		vector: im.vector, title: im.title, marks: len(im.print)}
	m.keys = o.index.keys(m.vector)
	im.vector = nil
	if !o.told {
		m.terms = im.terms
	}
	at := o.active.add(m)
	o.known[im.ID] = at
	return at
}

// enter makes a member findable.
func (o *Online) enter(im *Image, at int32) {
	o.index.enter(at, o.member(at).keys)
	o.hold(im, at)
}

// admit puts a member into the story that it fits best, or into one of its own.
func (o *Online) admit(at int32, ranked []rival) {
	if len(ranked) > 0 {
		if score := dot(o.model.Accept, ranked[0].fit); score > 0 {
			o.put(at, ranked[0].story)
			o.explain(at, news.Accepted, ranked[0], score)
			return
		}
	}
	o.put(at, o.found(mint(o.member(at).id)))
	o.follow(at, ranked)
	o.explainFounded(at, ranked)
}

// put adds a member to a story.
func (o *Online) put(at int32, s *story) { s.add(at, o.member(at)) }

// found makes a new story, or finds the one that has the id already.
func (o *Online) found(id string) *story {
	s := o.byID[id]
	if s == nil {
		s = &story{id: id}
		o.byID[id] = s
	}
	return s
}

// foundOf makes a new story of a part of another. Its id has never been given before:
// it comes from the article placed last and how many such stories that one has made.
func (o *Online) foundOf(founder int32, from *story) *story {
	o.parts++
	last := o.member(o.active.next() - 1).id
	return o.found(mint(o.member(founder).id, from.id, last, strconv.Itoa(o.parts)))
}

// rival is a story that an article might belong to.
type rival struct {
	story   *story
	fit     [storyFeatures]float64
	nearest int32 // its member that the article is nearest to
	rank    float64
}

// rank scores the rivals of an article that nothing excludes, the best first.
func (o *Online) rank(at int32) []rival {
	var ranked []rival
	for _, s := range o.rivals(at) {
		if o.vetoed(at, s) {
			continue
		}
		x, nearest := o.fit(at, s)
		ranked = append(ranked, rival{s, x, nearest, dot(o.model.Rank, x)})
	}
	slices.SortStableFunc(ranked, func(a, b rival) int { return cmp.Compare(b.rank, a.rank) })
	return ranked
}

// rivals are the stories near to an article, without its own, the nearest first. Those
// that are only somewhat like it are left in o.distant.
func (o *Online) rivals(at int32) []*story {
	var found []*story
	own := o.member(at).story
	o.distant = o.distant[:0]
	for _, near := range o.index.near(o.member(at).keys, o.active.first) {
		s := o.member(near).story
		switch {
		case s == own || slices.Contains(found, s):
		case o.raw || o.link(at, near) > hopeless:
			found = append(found, s)
		case len(o.distant) < maxRivals && !slices.Contains(o.distant, s):
			o.distant = append(o.distant, s)
		}
		if len(found) == maxRivals {
			break
		}
	}
	return found
}
