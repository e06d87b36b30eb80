package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Cluster groups the articles of a whole stream and returns the story of each, whatever
// their order: dated ones are placed in order of time after the undated ones, those in
// order of content. How rare a term is in the whole stream is known from the start.
func Cluster(images []*Image, m *Model) []string {
	o, order := stream(images, m)
	found := newResult(images)
	n := 0
	for batch := range o.ahead(images, order) {
		for _, i := range batch {
			o.Place(images[i])
			*images[i] = Image{ID: images[i].ID}
			if n%settleEvery == 0 {
				found.note(o.Settle())
			}
			n++
		}
	}
	o.finish()
	found.note(o.Settle())
	return found.stories()
}

// ahead weighs images in order, some ahead of the one that is placed, and yields their
// numbers. It can where the frequencies stay as they are; placing, one after the other,
// leaves a processor free.
func (o *Online) ahead(images []*Image, order []int) <-chan []int {
	weighed := make(chan []int, batchesAhead)
	go func() {
		defer close(weighed)
		var w weigher
		for batch := range slices.Chunk(order, batchSize) {
			for _, i := range batch {
				w.weigh(images[i], o.freq)
			}
			weighed <- batch
		}
	}()
	return weighed
}

// How far ahead images are weighed: handed over one by one, waking the one who waits would
// take as long as weighing.
const (
	batchSize    = 64
	batchesAhead = 4
)

// settleEvery is after how many articles what was decided is noted down.
const settleEvery = 256

// stream readies the stories of images, to be placed in the order returned.
func stream(images []*Image, m *Model) (*Online, []int) {
	freq := NewFrequencies()
	order := make([]int, len(images))
	for i, im := range images {
		order[i] = i
		freq.Add(im)
	}
	slices.SortStableFunc(order, func(a, b int) int { return byTime(images[a], images[b]) })
	o := newOnline(m, freq, Window{Members: DefaultWindow.Members, Days: math.Inf(1)})
	o.told = true
	return o, order
}

func byTime(a, b *Image) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Key, b.Key), cmp.Compare(a.ID, b.ID))
}

// result gathers the story of each article from what changes.
type result struct {
	number map[string]int // of an article
	story  []string
	into   map[string]string // stories that were joined
}

// newResult numbers the articles. Two with one id get ids of their own.
func newResult(images []*Image) *result {
	r := &result{number: make(map[string]int, len(images)), story: make([]string, len(images)), into: map[string]string{}}
	for i, im := range images {
		if _, again := r.number[im.ID]; again {
			im.ID = fmt.Sprintf("%s\x00%d", im.ID, i)
		}
		r.number[im.ID] = i
	}
	return r
}

func (r *result) note(c Changes) {
	for _, p := range c.Placements {
		r.story[r.number[p.Article]] = p.Story
	}
	for _, joined := range c.Redirects {
		r.into[joined.From] = joined.Into
	}
}

// stories are those of all articles, joined ones resolved.
func (r *result) stories() []string {
	for i, id := range r.story {
		for r.into[id] != "" {
			id = r.into[id]
		}
		r.story[i] = id
	}
	return r.story
}
