package arcs

// LabelFeatures appends what speaks for the relation of a dependent to a governor, at
// the time the arc between them is drawn: the dependent has all its own dependents by
// then.
func (s *State) LabelFeatures(f []uint64, in *Input, dependent, governor int) []uint64 {
	d, g := in.part(dependent), in.part(governor)
	dn, gn := s.node(dependent), s.node(governor)
	dl, dl2, dr := in.part(dn.left), in.part(dn.left2), in.part(dn.right)
	dr2 := in.part(dn.right2)
	side := distance(dependent, governor) * 2
	sibling, rels := gn.left, gn.leftRels
	if dependent > governor {
		side++
		sibling, rels = gn.right, gn.rightRels
	}
	sib := in.part(sibling)
	sibRel := uint64(s.node(sibling).rel)
	before, after := in.part(dependent-1), in.part(dependent+1)
	gb, ga := in.part(governor-1), in.part(governor+1)
	way := side & 1
	f = append(f, 1,
		mix(2, d.w), mix(3, d.t), mix(4, d.wt), mix(5, g.w), mix(6, g.t), mix(7, g.wt), mix(8, d.c), mix(9, g.c),
		mix3(10, d.t, g.t), mix3(11, d.w, g.t), mix3(12, d.t, g.w), mix3(13, d.w, g.w), mix3(14, d.c, g.c),
		mix3(15, d.wt, g.t), mix3(16, d.t, g.wt), mix(17, mix3(d.t, g.t, side)), mix(18, mix3(d.w, g.t, way)),
		mix(19, mix3(d.t, g.w, way)), mix3(20, d.c, g.t), mix3(21, d.t, g.c), mix3(22, d.t, side), mix3(23, g.t, side),
		mix3(24, dl.w, d.t), mix3(25, dl.t, d.t), mix(26, mix3(dl.w, d.t, g.t)), mix(27, mix3(dl.w, d.w, g.t)),
		mix(28, mix3(dl.w, d.t, g.w)), mix(29, mix3(dl.t, d.t, g.t)), mix3(30, dr.t, d.t), mix(31, mix3(dr.t, d.t, g.t)),
		mix3(32, dl2.w, d.t), mix(33, mix3(dl2.w, dl.w, d.t)), mix3(34, d.t, dn.leftRels), mix3(35, d.t, dn.rightRels),
		mix(36, mix3(d.t, dn.leftRels, g.t)), mix(37, mix3(d.t, dn.leftRels, g.w)), mix(38, mix3(d.w, dn.leftRels, way)),
		mix3(39, g.t, rels), mix3(40, g.w, rels), mix(41, mix3(g.t, rels, d.t)), mix(42, mix3(g.w, rels, d.t)),
		mix(43, mix3(g.t, gn.leftRels, d.t)), mix(44, mix3(g.w, gn.leftRels, way)), mix(45, mix3(sib.t, d.t, g.t)),
		mix(46, mix3(sibRel, d.t, g.t)), mix(47, mix3(sibRel, d.w, g.w)), mix(48, mix3(sib.w, d.w, g.t)),
		mix3(49, before.t, d.t), mix3(50, after.t, d.t), mix(51, mix3(before.t, d.t, g.t)), mix(52, mix3(after.t, d.t, g.t)),
		mix3(53, before.w, d.t), mix3(54, after.w, d.t), mix(55, mix3(gb.t, g.t, d.t)), mix(56, mix3(ga.t, g.t, d.t)),
		mix(57, mix3(dr.w, d.t, way)), mix(58, mix3(d.t, dn.rightRels, g.t)), mix(59, mix3(dl.w, dr.t, d.t)),
		mix(60, mix3(dl.c, d.c, g.c)), mix(61, mix3(dl.w, d.c, g.c)), mix(62, mix3(dr2.t, dr.t, d.t)),
		mix(63, mix3(d.t, mix(dn.leftRels, dn.rightRels), mix3(g.t, rels, way))),
		mix3(64, d.n, g.t), mix3(65, d.n, g.n), mix(66, mix3(d.n, d.t, g.w)), mix(67, mix3(dl.w, d.n, g.n)),
		mix(68, mix3(dl.w, d.n, g.t)), mix(69, mix3(d.w, g.n, way)),
		mix3(80, d.v, g.v), mix3(81, d.v, g.t), mix3(82, d.t, g.v), mix(83, mix3(dl.w, d.v, g.v)), mix(84, mix3(d.v, d.t, way)),
	)
	if len(in.hints) > 0 {
		f = in.hintedLabel(f, dependent, governor, d, g)
	}
	return f
}

// hintedLabel adds what the earlier guess says of the relation.
func (in *Input) hintedLabel(f []uint64, dependent, governor int, d, g *part) []uint64 {
	h, up := in.guess(dependent), in.guess(governor)
	same := uint64(h.rel)
	if h.head == governor {
		same += 256
	}
	return append(f,
		mix(70, same), mix3(71, same, d.t), mix3(72, same, d.w), mix3(73, same, g.t), mix3(74, same, g.w),
		mix(75, mix3(same, d.t, g.t)), mix(76, mix3(same, d.w, g.w)), mix(77, mix3(same, uint64(up.rel), d.t)),
		mix(78, mix3(same, uint64(up.rel), g.t)), mix3(79, uint64(up.rel), d.wt),
	)
}
