package entity

import (
	"cmp"
	"slices"

	"synoptic/internal/news"
)

// resolve goes through the document once and lists every mention: the names, then what
// descriptions and pronouns stand for, given what was mentioned before them.
func (p *page) resolve() []mention {
	var mentions []mention
	s := &salience{page: p}
	p.sortByClass()
	at := 0
	for i := range p.doc.Sentences {
		if !p.told[i] {
			continue
		}
		s.next()
		events := p.events(i, &at)
		for _, ev := range events {
			if m, ok := p.resolveEvent(ev, s, events); ok {
				mentions = append(mentions, m)
				if ev.role == nil {
					s.mentioned(m, ev)
				}
			}
		}
	}
	return slices.DeleteFunc(mentions, func(m mention) bool { return m.entity.unnamed() && m.entity.count < 2 })
}

// event is a name, a description or a pronoun of a sentence.
type event struct {
	first, last int
	name        *name
	description *description
	role        *entity // what a description beside a name describes
	pronoun     string
}

// events lists what may mention an entity in sentence s, in order of the text; at is
// the first name not yet passed.
func (p *page) events(s int, at *int) []event {
	var out []event
	for ; *at < len(p.names) && p.names[*at].first < p.first[s+1]; *at++ {
		if n := &p.names[*at]; n.entity != nil {
			out = append(out, event{first: n.first, last: n.last, name: n})
			if n.sort.noun.kind == kinds[n.entity.kind] {
				out = append(out, event{first: n.first, last: n.sort.last, role: n.entity})
			}
			for _, r := range n.roles {
				if p.inRole[r.last-1] == n.entity && n.title == n.first && r.noun.kind == news.Person && r.word != "" {
					out = append(out, event{first: r.first, last: r.last, role: n.entity})
				}
			}
		}
	}
	names := len(out)
	if !p.loud[s] {
		p.findDescriptions(s, func(d description) {
			for _, ev := range out[:names] {
				if ev.role != nil && ev.last == d.last || ev.last >= d.last && ev.first < d.last && !p.isPeople(p.words[d.last-1].Norm) {
					return
				}
			}
			out = append(out, event{first: d.start, last: max(d.last, d.complement), description: &d})
		})
	}
	for i := p.first[s]; i < p.first[s+1]; i++ {
		if kind := p.pronouns[p.words[i].Norm]; kind != "" && !p.words[i].upper {
			out = append(out, event{first: i, last: i + 1, pronoun: kind})
		}
	}
	if len(out) > names {
		slices.SortStableFunc(out, func(a, b event) int { return cmp.Or(a.first-b.first, b.last-a.last) })
	}
	return out
}

// describe makes an entity of a description that stands for nobody named: "a police
// officer". It is reported only where something refers back to it.
func (p *page) describe(d description) *entity {
	if d.noun.kind != news.Person {
		return nil
	}
	e := &entity{kind: person, gender: d.noun.gender, roles: []role{d.role}}
	p.entities = append(p.entities, e)
	p.addClass(d.noun.class, e)
	return e
}

func (p *page) resolveEvent(ev event, s *salience, events []event) (mention, bool) {
	m := mention{first: ev.first, last: ev.last}
	switch {
	case ev.name != nil:
		m.entity, m.form = ev.name.entity, formName
		if c, people := p.demonym(ev.name.key()); c != "" && !people && m.entity.kind == place {
			m.form = formDescription
		}
	case ev.role != nil:
		m.entity, m.form = ev.role, formDescription
	case ev.description != nil:
		m.entity, m.form = p.inRole[ev.description.last-1], formDescription
		if m.entity == nil {
			m.entity = p.resolveDescription(*ev.description, s)
		}
		if m.entity == nil {
			m.entity = p.describe(*ev.description)
		}
	case ev.pronoun != "":
		m.entity, m.form = p.resolvePronoun(ev, s, events), formPronoun
	}
	return m, m.entity != nil
}
