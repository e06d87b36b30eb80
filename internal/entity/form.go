package entity

import (
	"math"
	"slices"
	"strings"

	"synoptic/internal/news"
)

// form is all names of the document that are written alike.
type form struct {
	key     string
	parts   []string
	names   []int // indexes in page.names, in order of the text
	votes   votes
	around  votes
	kind    int
	gender  gender
	country string // of the state it names
}

// entity is what one or several forms name.
type entity struct {
	kind    int
	forms   []*form
	gender  gender
	country string
	roles   []role
	names   []int // indexes in page.names of what names it
	id      int   // order of making; in the end, of first mention
	count   int   // mentions
	presence
}

// gatherForms sorts the names by how they are written and decides what each form names.
func (p *page) gatherForms() {
	byKey := map[string]*form{}
	for i := range p.names {
		n := &p.names[i]
		key := n.key()
		f := byKey[key]
		if f == nil {
			f = &form{key: key, parts: n.parts}
			byKey[key] = f
			p.forms = append(p.forms, f)
		}
		f.names = append(f.names, i)
		if len(f.names) == 1 {
			f.votes.add(n.votes)
		}
		f.around.add(n.around)
		if f.gender == 0 {
			f.gender = n.gender
		}
		n.form = f
		if f.country == "" {
			f.country = p.stateOf(n)
		}
	}
	for _, f := range p.forms {
		f.weigh()
	}
	p.lendVotes()
	for _, f := range p.forms {
		f.kind = f.decide()
	}
}

// weigh adds what stands beside the names: many mentions say more than one, but not as
// many times more.
func (f *form) weigh() {
	n := float32(math.Sqrt(float64(len(f.names))))
	for k := range f.votes {
		f.votes[k] += f.around[k] / n
	}
}

// stateOf is the country that a name names, itself or by its adjective.
func (p *page) stateOf(n *name) string {
	if len(n.parts) == 1 {
		if c, people := p.demonym(n.parts[0]); c != "" && !people {
			return c
		}
	}
	if k := p.lookup(n.first, n.last); k.isState {
		return k.country
	}
	for i := n.first + 1; i+1 < n.last; i++ {
		if p.of[p.words[i].Norm] == "of" && p.states.Has(p.words[i-1].Norm) {
			if k := p.lookup(i+1, n.last); k.isState {
				return k.country
			}
		}
	}
	return ""
}

// lendVotes lets a longer name vote for the shorter one that ends it: "Lukashenko" is
// what "Alexander Lukashenko" is. That its end stands alone speaks for a person, that
// its head does for an organisation.
func (p *page) lendVotes() {
	lent := map[string]votes{}
	alone := map[string]int{}
	for _, f := range p.forms {
		if len(f.parts) == 1 && f.country == "" {
			alone[f.key] = len(f.names)
		}
	}
	for _, f := range p.forms {
		if n := len(f.parts); n == 2 || n == 3 {
			switch tail := f.parts[n-1]; {
			case len(tail) > 2 && alone[tail] > alone[f.parts[0]]:
				f.votes[person] += 1.5
			case alone[f.parts[0]] > 0:
				f.votes[org]++
			}
		}
		if kind, lead := f.votes.best(); kind == person && len(f.parts) > 1 && lead > 1 {
			v := lent[f.parts[len(f.parts)-1]]
			v[person] += min(3*f.votes[person], 12)
			lent[f.parts[len(f.parts)-1]] = v
		}
	}
	for _, f := range p.forms {
		if v, ok := lent[f.key]; ok && f.country == "" {
			f.votes.add(v)
		}
	}
}

// decide is the kind a form's votes choose. What nothing speaks for is a person's
// where it has two parts, an organisation's otherwise.
func (f *form) decide() int {
	kind, lead := f.votes.best()
	if lead <= 0 && len(f.parts) == 1 {
		return org
	}
	return kind
}

// newEntity makes an entity of a form and of the names given.
func (p *page) newEntity(f *form) *entity {
	e := &entity{kind: f.kind, country: f.country, id: len(p.entities)}
	p.entities = append(p.entities, e)
	p.join(e, f)
	return e
}

// join gives a form, with all its names, to an entity.
func (p *page) join(e *entity, f *form) {
	e.forms = append(e.forms, f)
	p.enter(e, f)
	for _, i := range f.names {
		p.assign(e, i)
	}
}

// assign gives one name to an entity, with what stands beside it.
func (p *page) assign(e *entity, i int) {
	n := &p.names[i]
	n.entity = e
	e.names = append(e.names, i)
	if n.gender != 0 && (e.gender == 0 || n.sure) {
		e.gender = n.gender
	}
	for _, r := range n.roles {
		if r.noun.kind == kinds[e.kind] && r.noun.class != "" {
			e.roles = append(e.roles, r)
			for k := r.first; k < r.last; k++ {
				p.inRole[k] = e
			}
			if r.noun.gender != 0 {
				e.gender = r.noun.gender
			}
		}
	}
}

// fullest is the name that shows an entity: the one of most parts, without brackets
// where there is such, the first among equals.
func (p *page) fullest(e *entity) string {
	if e.unnamed() {
		return p.span(e.roles[0].first, e.roles[0].last).Of(p.text)
	}
	slices.Sort(e.names)
	best, most := "", math.MinInt
	for _, i := range e.names {
		n := &p.names[i]
		text := p.span(n.first, n.last).Of(p.text)
		worth := 4 * len(n.parts)
		if strings.ContainsAny(text, "[\n") {
			worth -= 7
		}
		if n.loud || p.words[n.first].upper && p.words[n.last-1].upper && len(text) > 6 {
			worth -= 2
		}
		if c, _ := p.demonym(n.key()); c != "" {
			worth = 0
		}
		if worth > most {
			best, most = text, worth
		}
	}
	return best
}

// maxRoles is how many descriptions of one entity are read for show.
const maxRoles = 64

// roleTexts are an entity's descriptions, each once, in order of the text.
func (p *page) roleTexts(e *entity) []string {
	var out []string
	for _, r := range e.roles[:min(len(e.roles), maxRoles)] {
		text := p.span(r.first, r.last).Of(p.text)
		if r.word != "" && !strings.ContainsRune(text, '\n') && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// state is the country an entity is, "" if it is none.
func (e *entity) state() string {
	if e.kind != place {
		return ""
	}
	return e.country
}

// unnamed reports whether the text describes an entity and never names it.
func (e *entity) unnamed() bool { return len(e.forms) == 0 }

func (e *entity) is(k news.EntityKind) bool { return kinds[e.kind] == k }
