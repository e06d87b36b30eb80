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
	placed  []int32 // by article placed: the member that stands for it
	links   map[uint64]float32
}

// maxRivals bounds the stories an article is compared with.
const maxRivals = 24

// NewStories returns no stories yet. The frequencies may grow while articles are placed.
func NewStories(m *Model, f *Frequencies) *Stories {
	return &Stories{model: m, freq: f, index: newIndex(), copies: newCopies(), links: map[uint64]float32{}}
}

// Place puts the next article into a story, an old or a new one.
func (c *Stories) Place(im *Image) {
	if at := c.copies.original(im, c.members); at >= 0 {
		c.placed = append(c.placed, at)
		return
	}
	at, keys := c.enrol(im)
	m := c.members[at]
	c.placed = append(c.placed, at)
	rivals := c.rivals(c.index.near(keys), -1)
	c.index.add(at, keys)
	c.copies.add(at, im)
	m.story = c.choose(at, rivals)
	c.stories[m.story].add(at, m)
	c.joinRivals(m.story, rivals)
}

// enrol makes an article a member, of no story yet.
func (c *Stories) enrol(im *Image) (at int32, k []key) {
	m := &member{Image: im, vector: c.freq.vector(im), marks: len(im.print), story: -1}
	c.members = append(c.members, m)
	return int32(len(c.members) - 1), keys(m.vector)
}

// rivals are the stories of some articles, in order, without one.
func (c *Stories) rivals(near []int32, without int32) []int32 {
	var found []int32
	for _, at := range near {
		s := c.members[at].story
		if s != without && !slices.Contains(found, s) {
			found = append(found, s)
		}
		if len(found) == maxRivals {
			break
		}
	}
	return found
}

// choose is the story an article belongs to: the best ranked one if it is accepted, else
// a new one.
func (c *Stories) choose(at int32, rivals []int32) int32 {
	best, bestRank := int32(-1), 0.0
	var bestFit [storyFeatures]float64
	for _, s := range rivals {
		if c.vetoed(at, c.stories[s]) {
			continue
		}
		x := c.fit(at, c.stories[s])
		if rank := dot(c.model.Rank, x); best < 0 || rank > bestRank {
			best, bestRank, bestFit = s, rank, x
		}
	}
	if best >= 0 && dot(c.model.Accept, bestFit) > 0 {
		return best
	}
	c.stories = append(c.stories, &story{})
	return int32(len(c.stories) - 1)
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
// ones are placed in order of time after the undated ones, those in order of content.
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
