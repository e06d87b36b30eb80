package entity

import (
	"slices"
	"strings"

	"synoptic/internal/news"
)

// votes weigh what a name may name; the order is that of kinds.
type votes [4]float32

var kinds = [4]news.EntityKind{news.Person, news.Org, news.Place, news.Misc}

const (
	person = iota
	org
	place
	misc
)

func (v *votes) add(o votes) {
	for i := range v {
		v[i] += o[i]
	}
}

// best is the kind with most votes, the first among equals, and its lead.
func (v *votes) best() (kind int, lead float32) {
	for i := range v {
		if v[i] > v[kind] {
			kind = i
		}
	}
	lead = v[kind]
	for i := range v {
		if i != kind {
			lead = min(lead, v[kind]-v[i])
		}
	}
	return kind, lead
}

// modelName is a name as the model found it, in words of the page.
type modelName struct {
	first, last int
	kind        news.EntityKind
}

// vote asks what stands in and around each name what it names.
func (p *page) vote() {
	for i := range p.names {
		n := &p.names[i]
		if !n.loud {
			p.findRoles(n)
			p.findSort(n)
		}
		n.votes.add(p.voteInside(n))
		n.votes.add(p.voteKnown(n))
		if !n.loud {
			n.around.add(p.voteAround(n))
			n.around.add(p.voteModel(n))
		}
	}
}

// modelNames are the names of the model that end behind word i, in its sentence.
func (p *page) modelNames(i int) []modelName {
	if p.words[i].sentence >= len(p.model) {
		return nil
	}
	names := p.model[p.words[i].sentence]
	at, _ := slices.BinarySearchFunc(names, i, func(m modelName, i int) int { return m.last - i - 1 })
	return names[at:]
}

// voteModel is the voice of the name model.
func (p *page) voteModel(n *name) (v votes) {
	for _, m := range p.modelNames(n.first) {
		if m.first >= n.last {
			break
		}
		weight := float32(0.7)
		if m.first == n.first && m.last == n.last {
			weight = 1.8
		}
		for k := range kinds {
			if kinds[k] == m.kind {
				v[k] += weight
			}
		}
	}
	return v
}

// voteInside reads the words of the name itself.
func (p *page) voteInside(n *name) (v votes) {
	head, tail := n.parts[0], n.parts[len(n.parts)-1]
	g, given := p.givenName(head)
	several := len(n.parts) > 1
	switch {
	case given && several:
		v[person] += 2.5
	case given:
		v[person] += 0.8
	}
	if given && n.gender == 0 && (several || n.title == n.first) {
		n.gender = g
	}
	switch {
	case p.isPeople(head) && !several, p.isPeople(tail) && p.isPlural(tail):
		v[misc] += 5
	case p.prefixes[head] != "" && several:
		v[misc] += 5
	case several && (p.generations.Has(tail) && !p.eventWords.Has(n.parts[len(n.parts)-2]) || p.hasInitial(n) && (given || !p.orgWords.Has(tail))):
		v[person] += 3
	case several && p.suffixes.Has(tail):
		v[org] += 4
	case p.orgWords.Has(tail) && (!given || p.orgWords[tail] == "" || len(n.parts) > 2):
		v[org] += 3
	case p.placeWords.Has(tail) && several && (!given || p.placeWords[tail] == "" || len(n.parts) > 2):
		v[place] += 3.2
	case p.eventWords.Has(tail) && several:
		v[misc] += 3
	}
	if several {
		v.add(p.voteParts(n, head))
	}
	w := &p.words[n.first]
	if !several && w.upper && !n.loud && len(head) < 7 && !strings.Contains(head, ".") {
		v[org] += 1.5
	}
	return v
}

// isPlural reports whether a word for people means several of them.
func (p *page) isPlural(folded string) bool {
	one, ok := strings.CutSuffix(folded, "s")
	return ok && p.isPeople(one)
}

// voteParts reads the words before the last of a name of several.
func (p *page) voteParts(n *name, head string) (v votes) {
	plainPerson := len(n.parts) <= 3
	for i, part := range n.parts {
		if part == "&" {
			v[org] += 2.5
		}
		if i+1 < len(n.parts) && p.orgWords.Has(part) {
			v[org] += 1
		}
		if p.of[part] != "" || p.orgWords.Has(part) || p.placeWords.Has(part) {
			plainPerson = false
		}
		if i > 0 && p.of[part] == "of" && p.orgWords.Has(n.parts[i-1]) {
			v[org] += 3
		}
		if i > 0 && p.of[part] == "of" && p.placeWords.Has(n.parts[i-1]) {
			v[place] += 1.5
		}
		if i > 0 && p.of[part] == "of" && p.eventWords.Has(n.parts[i-1]) {
			v[misc] += 3
		}
	}
	if plainPerson && len(n.parts) == 2 {
		v[person] += 0.4
	}
	if p.placeWords.Has(head) && p.of[n.parts[1]] == "" && !p.orgWords.Has(n.parts[len(n.parts)-1]) {
		v[place] += 1.5
	}
	return v
}

// hasInitial reports whether a letter with a stop stands inside the name: "John D. Smith".
func (p *page) hasInitial(n *name) bool {
	for _, part := range n.parts[:len(n.parts)-1] {
		if len(part) == 2 && part[1] == '.' {
			return true
		}
	}
	return false
}

// voteKnown asks the lists.
func (p *page) voteKnown(n *name) (v votes) {
	k := p.lookup(n.first, n.last)
	switch {
	case k.kind == news.Org:
		v[org] += 4
	case k.isState:
		v[place] += 5
	case k.city && n.last-n.first == 1:
		v[place] += 2
	case k.kind == news.Place:
		v[place] += 4
	default:
		v.add(p.voteContained(n))
	}
	return v
}

// voteContained asks the lists for the head and the tail of a longer name: "World Vision
// Indonesia" begins with an organisation, "Radio Free Europe" ends with a place, "San
// Diego Chargers" begins with one.
func (p *page) voteContained(n *name) (v votes) {
	if n.last-n.first < 2 {
		return v
	}
	switch k := p.lookup(n.first, n.last-1); k.kind {
	case news.Org:
		v[org] += 2
	case news.Place:
		v[person]--
		v[org]++
	}
	if k := p.lookup(n.last-1, n.last); k.kind == news.Place && !k.city {
		v[person]--
		v[org]++
	}
	return v
}

// voteAround reads the words beside the name.
func (p *page) voteAround(n *name) (v votes) {
	if n.title < n.first {
		v[person] += 4
	}
	for i := range n.roles {
		for k := range kinds {
			if kinds[k] == n.roles[i].noun.kind && n.title == n.first {
				v[k] += 2.5
			}
		}
	}
	for k := range kinds {
		if kinds[k] == n.sort.noun.kind {
			v[k] += 1.5
		}
	}
	before, behind := p.norm(n.first-1, n.first), p.norm(n.last, n.first)
	if n.owner {
		v[person] += 1.5
	} else if p.of[before] == "the" {
		v[person] -= 1.5
		v[org] += 0.8
		v[misc] += 0.3
	}
	if p.placePrepositions.Has(before) {
		v[place] += 1
	}
	if p.saying.Has(behind) {
		v[person] += 0.9
		v[org] += 0.5
	}
	if before == "(" && behind == ")" && p.words[n.first].upper {
		v[org]++
	}
	if behind == "," && n.title == n.first && n.last+1 < p.sentenceEnd(n.first) {
		if k := p.lookup(n.last+1, n.last+2); k.kind == news.Place && !k.city {
			v[place] += 2
		}
	}
	return v
}
