package cluster

import (
	"cmp"
	"fmt"
	"slices"
)

// Stories groups articles as they arrive. It is not safe for concurrent use, and
// depends on nothing but the articles and their order.
type Stories struct {
	model   *Model
	freq    *Frequencies
	members []*member
	stories []*story
	index   *index
	copies  *copies
	placed  []int32            // by article placed: the member that stands for it
	links   map[uint64]float32 // computed lately
}

// maxLinks bounds the links remembered.
const maxLinks = 1 << 16

// maxRivals bounds the stories an article is compared with.
const maxRivals = 24

// NewStories returns no stories yet. The frequencies may grow while articles are placed.
func NewStories(m *Model, f *Frequencies) *Stories {
	return &Stories{model: m, freq: f, index: newIndex(), copies: newCopies(), links: make(map[uint64]float32, maxLinks)}
}

// Place puts the next article into a story, an old or a new one, and uses the image up.
func (c *Stories) Place(im *Image) {
	if at := c.copies.original(im, c.members); at >= 0 {
		c.placed = append(c.placed, at)
		return
	}
	at := c.enrol(im)
	c.placed = append(c.placed, at)
	c.copies.add(at, im)
	im.terms, im.print = [views]terms{}, nil

	m := c.members[at]
	rivals := c.rank(at)
	if len(rivals) > 0 && dot(c.model.Accept, rivals[0].fit) > 0 {
		m.story = rivals[0].story
	} else {
		m.story = c.found()
	}
	c.index.add(at, m.keys)
	c.stories[m.story].add(at, m)
	c.joinRivals(m.story, rivals)
}

// enrol makes an article a member, of no story yet.
func (c *Stories) enrol(im *Image) int32 {
	m := &member{Image: im, vector: c.freq.vector(im), marks: len(im.print), story: -1}
	m.keys = keys(m.vector)
	c.members = append(c.members, m)
	return int32(len(c.members) - 1)
}

// found makes a new story.
func (c *Stories) found() int32 {
	c.stories = append(c.stories, &story{})
	return int32(len(c.stories) - 1)
}

// rivals are the stories near to an article, without its own, the nearest first.
func (c *Stories) rivals(at int32) []int32 {
	var found []int32
	for _, near := range c.index.near(c.members[at].keys) {
		s := c.members[near].story
		if s != c.members[at].story && !slices.Contains(found, s) {
			found = append(found, s)
		}
		if len(found) == maxRivals {
			break
		}
	}
	return found
}

// rival is a story that an article might belong to.
type rival struct {
	story int32
	fit   [storyFeatures]float64
	rank  float64
}

// rank scores the rivals of an article that no veto excludes, the best first.
func (c *Stories) rank(at int32) []rival {
	var ranked []rival
	for _, s := range c.rivals(at) {
		if c.vetoed(at, c.stories[s]) {
			continue
		}
		x := c.fit(at, c.stories[s])
		ranked = append(ranked, rival{s, x, dot(c.model.Rank, x)})
	}
	slices.SortStableFunc(ranked, func(a, b rival) int { return cmp.Compare(b.rank, a.rank) })
	return ranked
}

// vetoed reports whether an article cannot belong to a story whatever the words say.
func (c *Stories) vetoed(at int32, s *story) bool {
	m, founder := c.members[at], c.members[s.members[0]]
	return instalments(m.Image, founder.Image) || elsewhere(m, founder)
}

// link is the log-odds of two members, computed once.
func (c *Stories) link(i, j int32) float64 {
	k := uint64(min(i, j))<<32 | uint64(max(i, j))
	l, known := c.links[k]
	if !known {
		if len(c.links) >= maxLinks {
			clear(c.links)
		}
		l = float32(c.model.link(c.members[i], c.members[j]))
		c.links[k] = l
	}
	return float64(l)
}

// IDs are the stories of the articles, in the order in which they were placed: the key of
// the founder.
func (c *Stories) IDs() []string {
	ids := make([]string, len(c.placed))
	for i, at := range c.placed {
		founder := c.stories[c.members[at].story].members[0]
		ids[i] = fmt.Sprintf("%016x", c.members[founder].Key)
	}
	return ids
}

// Cluster groups articles and returns the story of each, whatever their order: dated
// ones are placed in order of time after the undated ones, those in order of content. It
// uses the images up.
func Cluster(images []*Image, m *Model) []string {
	c, order := stream(images, m)
	for _, i := range order {
		c.Place(images[i])
	}
	c.Repair()
	ids := make([]string, len(images))
	for n, id := range c.IDs() {
		ids[order[n]] = id
	}
	return ids
}

// stream readies the stories of images, to be placed in the order returned.
func stream(images []*Image, m *Model) (*Stories, []int) {
	freq := NewFrequencies()
	order := make([]int, len(images))
	for i, im := range images {
		order[i] = i
		freq.Add(im)
	}
	slices.SortStableFunc(order, func(a, b int) int { return byTime(images[a], images[b]) })
	return NewStories(m, freq), order
}

func byTime(a, b *Image) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Key, b.Key), cmp.Compare(a.ID, b.ID))
}
