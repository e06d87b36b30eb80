package entity

import "slices"

// learnGenders gives the persons whose names do not tell it the gender of the pronouns
// about them: those of the sentences that name one person alone, and of the next where
// that names none.
func (p *page) learnGenders() {
	tally := map[*entity][2]int{}
	at := 0
	var alone *entity
	for s := range p.doc.Sentences {
		named := p.personsIn(s, &at)
		switch {
		case !p.told[s] || len(named) > 1:
			alone = nil
			continue
		case len(named) == 1:
			alone = named[0]
		}
		if alone == nil {
			continue
		}
		t := tally[alone]
		for i := p.first[s]; i < p.first[s+1]; i++ {
			switch p.pronouns[p.words[i].Norm] {
			case "m":
				t[0]++
			case "f":
				t[1]++
			}
		}
		tally[alone] = t
		if len(named) == 0 {
			alone = nil
		}
	}
	for e, t := range tally {
		switch {
		case e.gender != 0 || len(e.names) < minLearned || t[0]+t[1] < minLearned:
		case t[0] > 2*t[1]:
			e.gender = 'm'
		case t[1] > 2*t[0]:
			e.gender = 'f'
		}
	}
}

// minLearned is how many names and pronouns it takes to learn a gender: of one named in
// passing they may tell of somebody else.
const minLearned = 3

// personsIn are the persons named in sentence s; at is the first name not yet passed.
func (p *page) personsIn(s int, at *int) []*entity {
	var out []*entity
	for ; *at < len(p.names) && p.names[*at].first < p.first[s+1]; *at++ {
		e := p.names[*at].entity
		if e != nil && e.kind == person && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}
