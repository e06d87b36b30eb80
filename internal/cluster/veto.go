package cluster

// vetoed reports whether an article cannot belong to a story whatever the words say.
func (o *Online) vetoed(at int32, s *story) bool {
	m, founder := o.member(at), o.member(s.members[0])
	return instalments(m.title, founder.title) || o.elsewhere(m, founder)
}

// instalments reports whether two headlines are of one series and of different numbers:
// "Day 2 of the trial", "Day 21 of the trial".
func instalments(a, b []headword) bool {
	if len(a) != len(b) {
		return false
	}
	differ := false
	for i, w := range a {
		v := b[i]
		if w.hash == v.hash {
			continue
		}
		if !w.instalment || !v.instalment {
			return false
		}
		differ = true
	}
	return differ
}

// elsewhere reports whether two articles share no name and are days apart.
func (o *Online) elsewhere(a, b *member) bool {
	if !a.dated || !b.dated || max(a.day-b.day, b.day-a.day) < 2*days {
		return false
	}
	o.probe.hold(a.vector)
	return a.vector.has(names) && b.vector.has(names) &&
		o.probe.cosines(b.vector, names)[inAll] == 0
}
