package arcs

// Features appends what speaks for the next move: the words around the place of work,
// their tags and classes, what already hangs on them (after Zhang and Nivre 2011).
func (s *State) Features(f []uint64, in *Input) []uint64 {
	i0, i1, i2 := s.down(0), s.down(1), s.down(2)
	j0, j1, j2, j3 := s.ahead(0), s.ahead(1), s.ahead(2), s.ahead(3)
	s0, s1, s2 := in.part(i0), in.part(i1), in.part(i2)
	b0, b1, b2, b3 := in.part(j0), in.part(j1), in.part(j2), in.part(j3)
	n0, n1, m0 := s.node(i0), s.node(i1), s.node(j0)
	f = append(f, 1,
		mix(2, s0.wt), mix(3, s0.w), mix(4, s0.t), mix(5, b0.wt), mix(6, b0.w), mix(7, b0.t),
		mix(8, b1.wt), mix(9, b1.w), mix(10, b1.t), mix(11, b2.wt), mix(12, b2.w), mix(13, b2.t),
		mix(14, s1.wt), mix(15, s1.w), mix(16, s1.t), mix(17, s2.wt), mix(18, s2.t), mix(19, b3.t),
		mix3(20, s0.wt, b0.wt), mix3(21, s0.wt, b0.w), mix3(22, s0.w, b0.wt), mix3(23, s0.wt, b0.t),
		mix3(24, s0.t, b0.wt), mix3(25, s0.w, b0.w), mix3(26, s0.t, b0.t), mix3(27, s1.t, s0.t),
		mix3(28, s1.wt, s0.t), mix3(29, s1.t, s0.wt), mix3(30, s1.w, s0.w), mix3(31, s1.wt, s0.wt),
		mix3(32, b0.t, b1.t), mix3(33, b0.w, b1.t), mix3(34, b0.t, b1.w), mix3(35, s1.t, b0.t),
		mix3(36, s1.w, b0.t), mix3(37, s1.t, b0.w), mix3(38, s1.w, b0.w), mix3(39, s0.w, b1.t),
		mix3(40, s0.t, b1.t),
		mix(41, mix3(s0.t, b0.t, b1.t)), mix(42, mix3(s1.t, s0.t, b0.t)), mix(43, mix3(s2.t, s1.t, s0.t)),
		mix(44, mix3(b0.t, b1.t, b2.t)), mix(45, mix3(s1.t, s0.w, b0.t)), mix(46, mix3(s1.w, s0.t, b0.t)),
		mix(47, mix3(s1.t, s0.t, b0.w)), mix(48, mix3(s0.w, b0.t, b1.t)), mix(49, mix3(s0.t, b0.w, b1.t)),
		mix(50, mix(mix(s1.t, s0.t), mix(b0.t, b1.t))), mix(51, mix(mix(s2.t, s1.t), mix(s0.t, b0.t))),
		mix(52, mix(mix(s0.t, b0.t), mix(b1.t, b2.t))),
		mix(53, s0.c), mix(54, b0.c), mix(55, b1.c), mix(56, s1.c),
		mix3(57, s0.c, b0.c), mix3(58, s1.c, s0.c), mix3(59, s0.c, b0.t), mix3(60, s0.t, b0.c),
		mix3(61, s1.c, s0.t), mix3(62, s1.t, s0.c), mix3(63, b0.c, b1.c), mix(64, mix3(s1.c, s0.c, b0.t)),
		mix(65, mix3(s0.c, b0.c, b1.t)),
	)
	f = s.distances(f, s0, s1, b0, distance(i0, j0), distance(i1, i0))
	f = s.valencies(f, s0, s1, b0, n0, n1, m0)
	f = s.dependents(f, in, s0, s1, b0, n0, n1, m0)
	if len(in.hints) > 0 {
		f = s.hinted(f, in, i0, i1, j0)
	}
	return f
}

// distances adds how far the words are apart.
func (s *State) distances(f []uint64, s0, s1, b0 *part, ahead, below uint64) []uint64 {
	depth := min(uint64(len(s.stack)), 3)
	return append(f,
		mix3(70, s0.w, ahead), mix3(71, s0.t, ahead), mix3(72, b0.w, ahead), mix3(73, b0.t, ahead),
		mix(74, mix3(s0.w, b0.w, ahead)), mix(75, mix3(s0.t, b0.t, ahead)),
		mix3(76, s0.t, below), mix3(77, s1.t, below), mix(78, mix3(s1.t, s0.t, below)),
		mix(79, mix3(s1.w, s0.w, below)), mix3(80, s0.t, depth), mix3(81, b0.t, depth),
	)
}

// valencies adds how many dependents the words have, and in which relations.
func (s *State) valencies(f []uint64, s0, s1, b0 *part, n0, n1, m0 *node) []uint64 {
	return append(f,
		mix3(90, s0.w, uint64(n0.rights)), mix3(91, s0.t, uint64(n0.rights)),
		mix3(92, s0.w, uint64(n0.lefts)), mix3(93, s0.t, uint64(n0.lefts)),
		mix3(94, b0.w, uint64(m0.lefts)), mix3(95, b0.t, uint64(m0.lefts)),
		mix3(96, s1.w, uint64(n1.rights)), mix3(97, s1.t, uint64(n1.rights)),
		mix3(98, s0.w, n0.rightRels), mix3(99, s0.t, n0.rightRels),
		mix3(100, s0.w, n0.leftRels), mix3(101, s0.t, n0.leftRels),
		mix3(102, b0.w, m0.leftRels), mix3(103, b0.t, m0.leftRels),
		mix3(104, s1.w, n1.rightRels), mix3(105, s1.t, n1.rightRels),
		mix3(106, s1.t, n1.leftRels), mix(107, mix3(s1.t, n1.rightRels, s0.t)),
		mix(108, mix3(s0.t, n0.leftRels, b0.t)), mix(109, mix3(b0.t, m0.leftRels, s0.t)),
		mix(110, mix3(n0.leftRels, n0.rightRels, s0.t)), mix(111, mix3(s1.t, mix(n1.leftRels, n1.rightRels), s0.t)),
		mix(112, mix3(s0.t, n0.rightRels, b0.t)), mix(113, mix3(s0.t, mix(n0.leftRels, n0.rightRels), b0.t)),
	)
}

// dependents adds the outermost dependents of the words.
func (s *State) dependents(f []uint64, in *Input, s0, s1, b0 *part, n0, n1, m0 *node) []uint64 {
	s0l, s0r, b0l := in.part(n0.left), in.part(n0.right), in.part(m0.left)
	s1l, s1r := in.part(n1.left), in.part(n1.right)
	s0l2, s0r2, b0l2 := in.part(n0.left2), in.part(n0.right2), in.part(m0.left2)
	rel := func(i int) uint64 { return uint64(s.node(i).rel) }
	return append(f,
		mix(120, s0l.wt), mix(121, s0r.wt), mix(122, b0l.wt), mix(123, s1l.wt), mix(124, s1r.wt),
		mix3(125, s0l.w, s0.t), mix3(126, s0r.w, s0.t), mix3(127, b0l.w, b0.t), mix3(128, s1r.w, s1.t),
		mix(129, mix3(s0.t, s0l.t, b0.t)), mix(130, mix3(s0.t, s0r.t, b0.t)), mix(131, mix3(s0.t, b0.t, b0l.t)),
		mix(132, mix3(s1.t, s1r.t, s0.t)), mix(133, mix3(s1.t, s1l.t, s0.t)), mix(134, mix3(s1.t, s0.t, s0l.t)),
		mix(135, mix3(s1.t, s0.t, s0r.t)), mix(136, mix3(s0.t, s0l.t, s0l2.t)), mix(137, mix3(s0.t, s0r.t, s0r2.t)),
		mix(138, mix3(b0.t, b0l.t, b0l2.t)), mix3(139, rel(n0.left), s0.t), mix3(140, rel(n0.right), s0.t),
		mix3(141, rel(m0.left), b0.t), mix3(142, rel(n1.right), s1.t), mix(143, mix3(s0.w, s0r.w, b0.t)),
		mix(144, mix3(s1.t, s0.t, s0l.w)), mix(145, mix3(s0.t, b0.t, b0l.w)), mix(146, mix3(s1.w, s0.w, s0l.w)),
		mix(147, mix3(s0.w, s0l.w, b0.w)), mix(148, mix3(s1.w, s0.t, s0l.w)), mix(149, mix3(s0r.w, s0.t, b0.t)),
		mix(150, mix3(s1.w, s0l.w, s0.n)), mix(151, mix3(s1.n, s0l.w, s0.n)), mix(152, mix3(s0.n, b0.n, b0.t)),
		mix(153, mix3(s1.n, s0.n, s0.t)), mix3(154, s0.n, b0.t), mix3(156, s0.v, b0.v), mix3(157, s1.v, s0.v),
		mix3(158, s0.v, b0.t), mix3(159, s0.t, b0.v), mix(114, mix3(s1.v, s0l.w, s0.v)), mix3(115, s1.v, s0.t),
		mix(155, mix3(s1.wt, s0.n, s0.t)),
	)
}

// hinted adds what the earlier guess says of the words: whether the top of the stack
// hangs on the next word or the one below, whether it waits for more dependents, and in
// which relations they stand.
func (s *State) hinted(f []uint64, in *Input, i0, i1, j0 int) []uint64 {
	s0, s1, b0 := in.part(i0), in.part(i1), in.part(j0)
	g0, g1, gb := in.guess(i0), in.guess(i1), in.guess(j0)
	place := standing(g0, i0, i1, j0) + 8*waiting(g0, j0)
	next := standing(gb, j0, i0, i1) + 8*waiting(g1, j0)
	both := place + 64*next
	rels := uint64(g0.rel) + 256*uint64(gb.rel)
	return append(f,
		mix(160, place), mix(161, next), mix(162, both), mix3(163, both, rels),
		mix3(164, place, s0.t), mix3(165, place, s0.w), mix(166, mix3(place, s0.t, b0.t)),
		mix(167, mix3(place, s1.t, s0.t)), mix(168, mix3(both, s0.t, b0.t)), mix(169, mix3(both, mix(s1.t, s0.t), b0.t)),
		mix3(170, place, uint64(g0.rel)), mix3(171, next, uint64(gb.rel)), mix(172, mix3(place, uint64(g0.rel), s0.wt)),
		mix(173, mix3(place, uint64(g0.rel), b0.wt)), mix(174, mix3(place, uint64(g0.rel), s1.wt)),
		mix(175, mix3(next, uint64(gb.rel), b0.wt)), mix(176, mix3(both, uint64(g1.rel), s1.t)),
		mix(177, mix3(place, uint64(g0.rel), mix(s0.t, s1.t))), mix(178, mix3(place, uint64(g0.rel), mix(s0.w, s1.w))),
		mix(179, mix3(place, uint64(g0.rel), mix(s0.w, b0.w))),
	)
}

// guess is the earlier guess for word i.
func (in *Input) guess(i int) hint {
	if i < 0 || i >= len(in.hints) {
		return hint{head: none, rel: 255, last: none}
	}
	return in.hints[i]
}

// standing says where word i's guessed governor is, of two words looked at.
func standing(g hint, i, a, b int) uint64 {
	switch {
	case i == none:
		return 0
	case g.head == none:
		return 1
	case g.head == a:
		return 2
	case g.head == b:
		return 3
	case g.head < i:
		return 4
	}
	return 5
}

// waiting is 1 if the guess has dependents of the word among those to read.
func waiting(g hint, next int) uint64 {
	if next != none && g.last >= next {
		return 1
	}
	return 0
}
