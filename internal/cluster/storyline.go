package cluster

import "slices"

// A storyline is a running story: events apart that follow from each other over weeks. A
// story belongs to the line of the story whose reports share most of their names and words
// with its first one. It must be near to the first active story of that line too: a line
// may go on, but not wander.
const (
	kin      = 0.40 // cosine of names and of stems together, on average over reports
	kinFirst = 0.25 // to the first story of the line
	lineDays = 30   // between a story and the one it follows
)

// kinship is how much of its names and words an article shares with a story: 0 without a
// name in common.
func (o *Online) kinship(at int32, s *story) float64 {
	o.probe.hold(o.member(at).vector)
	sum := 0.0
	some := s.sample()
	for _, other := range some {
		v := o.member(other).vector
		if byName := o.probe.cosines(v, names)[inAll]; byName > 0 {
			sum += byName + o.probe.cosines(v, stems)[inAll]
		}
	}
	return sum / float64(len(some))
}

// follow finds the running story that a new story goes on with, if any.
func (o *Online) follow(at int32, ranked []rival) {
	s := o.member(at).story
	var parent *story
	nearest := kin
	near := slices.Clone(o.distant)
	for _, r := range ranked {
		near = append(near, r.story)
	}
	for _, other := range near {
		if o.distance(at, other) > lineDays {
			continue
		}
		if k := o.kinship(at, other); k > nearest {
			parent, nearest = other, k
		}
	}
	if parent == nil || o.kinship(at, o.firstOf(parent)) < kinFirst {
		return
	}
	o.setLine(s, parent.lineID())
}

func (s *story) lineID() string {
	if s.line == "" {
		return s.id
	}
	return s.line
}

// firstOf is the first active story of a story's line.
func (o *Online) firstOf(s *story) *story {
	if first := o.byID[s.lineID()]; first != nil {
		return first
	}
	for _, t := range o.lines[s.lineID()] {
		if len(t.members) > 0 {
			return t
		}
	}
	return s
}

func (o *Online) setLine(s *story, line string) {
	s.line = line
	o.lines[line] = append(o.lines[line], s)
	o.news.lines[s.id] = line
}

// RestoreStoryline puts a restored story into its running story again, "" or its own id if
// it has none.
func (o *Online) RestoreStoryline(id, line string) {
	if s := o.byID[id]; s != nil && line != "" && line != id && s.line == "" {
		s.line = line
		o.lines[line] = append(o.lines[line], s)
	}
}

// leaveLine forgets a story that is no more.
func (o *Online) leaveLine(s *story) {
	if s.line == "" {
		return
	}
	kept := o.lines[s.line][:0]
	for _, t := range o.lines[s.line] {
		if t != s {
			kept = append(kept, t)
		}
	}
	if o.lines[s.line] = kept; len(kept) == 0 {
		delete(o.lines, s.line)
	}
}

// renameLine lets the stories of a line that had the id of a story go on under that of
// the story which it was joined to.
func (o *Online) renameLine(from, into string) {
	stories := o.lines[from]
	delete(o.lines, from)
	if t := o.byID[into]; t != nil && t.line != from {
		into = t.lineID()
	}
	for _, s := range stories {
		if s.id == into {
			s.line = ""
			o.news.lines[s.id] = s.id
			continue
		}
		o.setLine(s, into)
	}
}
