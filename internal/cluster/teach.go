package cluster

import (
	"maps"
	"slices"
)

// PairLesson is two articles that look alike, and whether they report one event.
type PairLesson struct {
	A, B int // indexes of the images
	X    [pairFeatures]float64
	Same bool
}

// PairLessons are the pairs of articles that the index brings together.
func PairLessons(images []*Image, gold []string) []PairLesson {
	o, order := stream(images, &Model{})
	var lessons []PairLesson
	for _, i := range order {
		at := o.lesson(images[i])
		for _, other := range o.index.near(o.member(at).keys, 0) {
			j := order[other]
			if x, alike := o.probe.features(o.member(at), o.member(other)); alike {
				lessons = append(lessons, PairLesson{i, j, x, gold[i] == gold[j]})
			}
		}
		o.index.enter(at, o.member(at).keys)
	}
	return lessons
}

// lesson makes a member of an image, of no story and in no index.
func (o *Online) lesson(im *Image) int32 {
	o.weigher.weigh(im, o.freq)
	im.clock = o.stream.read(im)
	return o.enrol(im)
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
	o, order := stream(images, m)
	o.raw = true
	var lessons []StoryLesson
	for _, i := range order {
		at := o.lesson(images[i])
		lesson := StoryLesson{Article: i, Right: -1}
		for n, s := range o.rivals(at) {
			x, _ := o.fit(at, s)
			lesson.Rivals = append(lesson.Rivals, x)
			if s.id == gold[i] {
				lesson.Right = n
			}
		}
		lessons = append(lessons, lesson)
		o.put(at, o.found(gold[i]))
		o.index.enter(at, o.member(at).keys)
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
	o, order := stream(images, m)
	o.raw = true
	number := newResult(images).number
	for _, i := range order {
		o.Place(images[i])
	}
	image := map[int32]int{} // by member
	for n, m := range o.active.list {
		image[o.active.first+int32(n)] = number[m.id]
	}
	var lessons []JoinLesson
	for _, id := range slices.Sorted(maps.Keys(o.byID)) {
		lessons = append(lessons, o.joinLessons(m, o.neighbourhood(o.byID[id]), image, gold)...)
	}
	return lessons
}

// neighbourhood is the members of a story and of the stories nearest to it.
func (o *Online) neighbourhood(s *story) []int32 {
	const nearest = 3
	members := slices.Clone(s.members)
	for _, at := range s.members {
		rivals := o.rivals(at)
		for _, r := range rivals[:min(nearest, len(rivals))] {
			for _, other := range r.members {
				if !slices.Contains(members, other) && len(members) < largest {
					members = append(members, other)
				}
			}
		}
	}
	slices.Sort(members)
	return members[:min(largest, len(members))]
}

func (o *Online) joinLessons(m *Model, members []int32, image map[int32]int, gold []string) []JoinLesson {
	var lessons []JoinLesson
	a := o.agglomeration(members)
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
		lessons = append(lessons, JoinLesson{x, y, m.compare(&a.groups[i], &a.groups[j], *a.between(i, j)), same})
		if same {
			a.join(i, j)
		} else {
			a.between(i, j).barred = true
		}
	}
}
