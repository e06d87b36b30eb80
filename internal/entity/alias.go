package entity

import (
	"slices"
	"strings"
)

// gatherEntities joins the forms that name the same: long ones first, then each
// shorter one to the entity it abbreviates.
func (p *page) gatherEntities() {
	p.byPart = map[string][]*entity{}
	order := slices.Clone(p.forms)
	slices.SortStableFunc(order, func(a, b *form) int { return len(b.parts) - len(a.parts) })
	for _, f := range order {
		switch {
		case f.country != "" && f.kind != person:
			p.joinState(f)
		case f.kind == person || len(f.parts) == 1 && f.votes[place] < 3:
			p.joinPerson(f)
		default:
			p.joinOther(f)
		}
	}
	p.entities = slices.DeleteFunc(p.entities, func(e *entity) bool { return len(e.names) == 0 })
}

// The marks of keys in byPart that are no words of names.
const (
	keyState   = "\x00state "
	keyAcronym = "\x00acronym "
)

// maxAlike is how many entities that share a word are compared with a name.
const maxAlike = 64

// enter lists an entity under the words, the acronyms and the country of a form.
func (p *page) enter(e *entity, f *form) {
	add := func(key string) {
		if list := p.byPart[key]; len(list) < maxAlike && !slices.Contains(list, e) {
			p.byPart[key] = append(list, e)
		}
	}
	for _, part := range f.parts {
		add(part)
	}
	if f.country != "" && e.kind == place {
		add(keyState + f.country)
	}
	if len(f.parts) > 1 {
		add(keyAcronym + initials(f.parts))
		add(keyAcronym + initials(p.content(f.parts)))
	}
}

// alike are the entities that share a word with a form, or have it as their acronym, in
// order of making.
func (p *page) alike(f *form) []*entity {
	out := slices.Clone(p.byPart[f.parts[0]])
	for _, part := range f.parts[1:] {
		out = append(out, p.byPart[part]...)
	}
	if len(f.parts) == 1 {
		out = append(out, p.byPart[keyAcronym+strings.ReplaceAll(f.key, ".", "")]...)
	}
	slices.SortFunc(out, func(a, b *entity) int { return a.id - b.id })
	return slices.Compact(out)
}

// joinState joins the names and the adjective of a country.
func (p *page) joinState(f *form) {
	if same := p.byPart[keyState+f.country]; len(same) > 0 {
		p.join(same[0], f)
		return
	}
	f.kind = place
	p.newEntity(f)
}

// joinPerson joins a person's form to the one person it fits: each of its names by
// itself, since "Clinton" may be one here and another there.
func (p *page) joinPerson(f *form) {
	var fits []*entity
	for _, e := range p.alike(f) {
		if e.kind == person && slices.ContainsFunc(e.forms, func(o *form) bool { return samePerson(o.parts, f.parts) }) {
			fits = append(fits, e)
		}
	}
	switch {
	case len(fits) == 0 && f.kind != person:
		p.joinOther(f)
	case len(fits) == 0:
		p.newEntity(f)
	case len(fits) == 1 && agree(fits[0].gender, f.gender, f):
		p.join(fits[0], f)
	default:
		p.spread(f, fits)
	}
}

// agree reports whether a form of some gender may name an entity of another; only a
// title tells a gender that may not be overruled.
func agree(a, b gender, f *form) bool {
	return a == 0 || b == 0 || a == b || len(f.parts) == 1
}

// spread gives each name of a form to that of several persons who was named last
// before it, or first behind it, and whom its title fits.
func (p *page) spread(f *form, fits []*entity) {
	var rest *entity
	for _, i := range f.names {
		n := &p.names[i]
		e := p.nearest(n, fits)
		if e == nil {
			if rest == nil {
				rest = &entity{kind: person, forms: []*form{f}, id: len(p.entities)}
				p.entities = append(p.entities, rest)
			}
			e = rest
		}
		p.assign(e, i)
	}
}

// maxNear is how many places of an entity's names are looked at.
const maxNear = 256

func (p *page) nearest(n *name, fits []*entity) *entity {
	var best *entity
	distance := len(p.words) * 3
	for _, e := range fits {
		if n.title < n.first && n.gender != 0 && e.gender != 0 && n.gender != e.gender {
			continue
		}
		for _, i := range e.names[:min(len(e.names), maxNear)] {
			d := n.first - p.names[i].first
			if d < 0 {
				d = 2*len(p.words) - d
			}
			if d < distance {
				best, distance = e, d
			}
		}
	}
	return best
}

// samePerson reports whether the shorter name may stand for the longer: the same family
// name and given names that agree, or given names alone.
func samePerson(long, short []string) bool {
	if len(short) > len(long) {
		long, short = short, long
	}
	long, short = bare(long), bare(short)
	if len(short) == 0 || len(long) == 0 {
		return false
	}
	if len(short) == 1 {
		return slices.Contains(long, short[0])
	}
	i := 0
	for _, part := range long {
		if i < len(short) && samePart(part, short[i]) {
			i++
		}
	}
	return i == len(short)
}

// bare is a name without "Jr.".
func bare(parts []string) []string {
	if n := len(parts); n > 1 {
		switch parts[n-1] {
		case "jr.", "jr", "sr.", "sr", "ii", "iii":
			return parts[:n-1]
		}
	}
	return parts
}

// samePart reports whether two parts of names agree: equal, one the initial of the other,
// or one the short form of the other ("Jim", "James").
func samePart(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 2 && a[1] == '.' && b[0] == a[0] || shortens(a, b) || shortens(b, a)
}

// shortens reports whether one given name is a short form of the other.
func shortens(short, long string) bool {
	full, ok := newList(shortNames).find(short)
	return ok && slices.Contains(strings.Split(full, ","), long)
}

// joinOther joins a form of an organisation, a place or another thing.
func (p *page) joinOther(f *form) {
	for _, e := range p.alike(f) {
		if e.kind == person || !kindsAgree(e.kind, f.kind) {
			continue
		}
		if slices.ContainsFunc(e.forms, func(o *form) bool { return p.sameOther(o, f) }) {
			p.join(e, f)
			return
		}
	}
	if p.isGeneric(f) {
		return
	}
	p.newEntity(f)
}

// kindsAgree reports whether forms of two kinds may name one thing: an acronym or a
// short name tells little of its kind.
func kindsAgree(a, b int) bool { return a == b || a == org && b == misc || a == misc && b == org }

// sameOther reports whether a short form stands for a long one.
func (p *page) sameOther(long, short *form) bool {
	if len(short.parts) == 1 && p.isAcronym(long.parts, short.key) {
		return true
	}
	a, b := p.content(long.parts), p.content(short.parts)
	if len(b) == 0 || len(a) < len(b) {
		return false
	}
	if sameWords(a, b) || expands(a, b) {
		return true
	}
	if long.kind == place || len(a) == len(b) {
		return false
	}
	if p.prefixes[a[0]] != "" {
		return slices.Equal(a[1:], b)
	}
	if slices.Equal(a[len(a)-len(b):], b) && p.orgWords.Has(b[len(b)-1]) {
		return true
	}
	return slices.Equal(a[:len(b)], b) && !p.isPeople(b[0]) && !p.orgWords.Has(b[0]) && short.votes[place] < 2 &&
		(p.orgWords.Has(a[len(b)]) || p.suffixes.Has(a[len(b)]) || long.kind == misc)
}

// content is a name without "of", "the", "and" and without its legal form.
func (p *page) content(parts []string) []string {
	out := make([]string, 0, len(parts))
	for _, part := range parts {
		if p.of[part] == "" {
			out = append(out, part)
		}
	}
	for len(out) > 1 && p.suffixes.Has(out[len(out)-1]) && !p.orgWords.Has(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}

// sameWords reports whether two names have the same words in any order: "Department of
// Justice", "Justice Department".
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// expands reports whether a long name is a short one with its acronyms written out:
// "United States Geological Survey", "US Geological Survey".
func expands(long, short []string) bool {
	k, written := 0, false
	for _, part := range short {
		if k < len(long) && long[k] == part {
			k++
			continue
		}
		if n := len(part); n < 2 || k+n > len(long) || initials(long[k:k+n]) != part {
			return false
		}
		k += len(part)
		written = true
	}
	return k == len(long) && written && len(short) > 1
}

// isAcronym reports whether a word is made of the initials of a name.
func (p *page) isAcronym(parts []string, word string) bool {
	word = strings.ReplaceAll(word, ".", "")
	return len(parts) > 1 && len(word) > 1 && (word == initials(parts) || word == initials(p.content(parts)))
}

// initials are the first letters of the words of a name, hyphens parting words.
func initials(parts []string) string {
	var b strings.Builder
	for _, part := range parts {
		for piece := range strings.SplitSeq(part, "-") {
			if piece != "" {
				b.WriteByte(piece[0])
			}
		}
	}
	return b.String()
}

// isGeneric reports whether a form says no more than what sort of thing it is: "the
// Ministry", "the Board".
func (p *page) isGeneric(f *form) bool {
	if f.votes[org] >= 4 || f.votes[place] >= 4 || p.isPeople(f.key) {
		return false
	}
	for _, part := range f.parts {
		if !p.orgWords.Has(part) && !p.placeWords.Has(part) && !p.nouns.has(part) && !p.heads.Has(part) {
			return false
		}
	}
	return len(f.parts) == 1
}
