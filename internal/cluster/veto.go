package cluster

// instalments reports whether two headlines are of one series and of different numbers:
// "Day 2 of the trial", "Day 21 of the trial".
func instalments(a, b *Image) bool {
	if len(a.title) != len(b.title) {
		return false
	}
	differ := false
	for i, w := range a.title {
		v := b.title[i]
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
func elsewhere(a, b *member) bool {
	if !a.Dated || !b.Dated || max(a.Day-b.Day, b.Day-a.Day) < 2*days {
		return false
	}
	return len(a.vector[names]) > 0 && len(b.vector[names]) > 0 &&
		cosines(a.vector[names], b.vector[names])[inAll] == 0
}
