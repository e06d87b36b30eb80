package cluster

import "slices"

// PairLesson is two articles that look alike, and whether they report one event.
type PairLesson struct {
	A, B int // indexes of the images
	X    [pairFeatures]float64
	Same bool
}

// PairLessons are the pairs of articles that the index brings together.
func PairLessons(images []*Image, gold []string) []PairLesson {
	c, order := stream(images, &Model{})
	var lessons []PairLesson
	for n, i := range order {
		at := c.enrol(images[i])
		keys := c.members[at].keys
		for _, other := range c.index.near(keys) {
			j := order[other]
			if x, alike := features(c.members[at], c.members[other]); alike {
				lessons = append(lessons, PairLesson{i, j, x, gold[i] == gold[j]})
			}
		}
		c.index.add(int32(n), keys)
	}
	return lessons
}

// StoryLesson is an article and the stories it might belong to; Right is the index of
// the one it does, -1 if it founds one.
type StoryLesson struct {
	Article int
	Rivals  [][storyFeatures]float64
	Right   int
}

// StoryLessons runs the stream with every article put where it belongs.
func StoryLessons(images []*Image, gold []string, m *Model) []StoryLesson {
	c, order := stream(images, m)
	known := map[string]int32{}
	var lessons []StoryLesson
	for _, i := range order {
		at := c.enrol(images[i])
		keys := c.members[at].keys
		lesson := StoryLesson{Article: i, Right: -1}
		right, old := known[gold[i]]
		for n, s := range c.rivals(at) {
			lesson.Rivals = append(lesson.Rivals, c.fit(at, c.stories[s]))
			if old && s == right {
				lesson.Right = n
			}
		}
		lessons = append(lessons, lesson)
		if !old {
			right = int32(len(c.stories))
			known[gold[i]] = right
			c.stories = append(c.stories, &story{})
		}
		c.members[at].story = right
		c.stories[right].add(at, c.members[at])
		c.index.add(at, keys)
	}
	return lessons
}

// JoinLesson is two groups of articles, and whether they are of one story.
type JoinLesson struct {
	A, B int // indexes of an image of each
	X    [joinFeatures]float64
	Same bool
}

// JoinLessons places the stream by a model that knows pairs and stories, takes every
// story and its nearest rivals apart, and joins what belongs together: each pair of
// groups that comes up on the way is a lesson.
func JoinLessons(images []*Image, gold []string, m *Model) []JoinLesson {
	c, order := stream(images, m)
	for _, i := range order {
		c.Place(images[i])
	}
	image := map[int32]int{} // by member
	for n, at := range c.placed {
		if _, known := image[at]; !known {
			image[at] = order[n]
		}
	}
	var lessons []JoinLesson
	for s := range c.stories {
		lessons = append(lessons, c.joinLessons(c.neighbourhood(int32(s)), image, gold)...)
	}
	return lessons
}

// neighbourhood is the members of a story and of the stories nearest to it.
func (c *Stories) neighbourhood(s int32) []int32 {
	const nearest = 3
	var members []int32
	own := c.stories[s].members
	members = append(members, own...)
	for _, at := range own {
		rivals := c.rivals(at)
		for _, r := range rivals[:min(nearest, len(rivals))] {
			for _, other := range c.stories[r].members {
				if !slices.Contains(members, other) && len(members) < largest {
					members = append(members, other)
				}
			}
		}
	}
	slices.Sort(members)
	return members[:min(largest, len(members))]
}

func (c *Stories) joinLessons(members []int32, image map[int32]int, gold []string) []JoinLesson {
	var lessons []JoinLesson
	a := c.agglomeration(members)
	for {
		i, j, ok := a.best(-3, func(i, j int) float64 {
			x := a.between(i, j)
			if x.barred {
				return -maxLink
			}
			return x.sum / float64(len(a.groups[i].members)*len(a.groups[j].members))
		})
		if !ok {
			return lessons
		}
		x, y := image[a.groups[i].members[0]], image[a.groups[j].members[0]]
		same := gold[x] == gold[y]
		lessons = append(lessons, JoinLesson{x, y, compare(&a.groups[i], &a.groups[j], *a.between(i, j)), same})
		if same {
			a.join(i, j)
		} else {
			a.between(i, j).barred = true
		}
	}
}
