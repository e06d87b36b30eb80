package syntax

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/word"
)

// Name is a run of tokens that names somebody or something: First … Last-1.
type Name struct {
	First, Last int
	Kind        news.EntityKind
}

// nameKinds are the kinds of names in the order of the model's labels.
var nameKinds = [...]news.EntityKind{news.Person, news.Org, news.Place, news.Misc}

// Names finds the names of a parsed sentence, in order of the text.
func (m *Model) Names(text string, s *news.Sentence) []Name {
	if m.names == nil || len(s.Tokens) == 0 {
		return nil
	}
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	d.naming.Resize(len(s.Tokens))
	for i := range s.Tokens {
		t := &s.Tokens[i]
		word.Describe(&d.naming.Words[i], t.Of(text), m.classes)
		d.naming.Tags[i] = m.tagIDs[Tag{t.Tag, t.Fine}]
		d.naming.Nouns[i] = t.Tag == "PROPN"
	}
	labels := d.finder.Label(m.names, &d.naming, len(nameKinds))
	var names []Name
	for _, n := range naming.Names(labels) {
		names = append(names, Name{n.First, n.Last, nameKinds[n.Kind]})
	}
	return names
}

// Input describes and tags words as the finder of names sees them: what it is trained
// on.
func (m *Model) Input(in *naming.Input, forms []string) {
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	in.Resize(len(forms))
	for i, form := range forms {
		word.Describe(&in.Words[i], form, m.classes)
	}
	d.tagger.Tag(m.tagger, len(m.tags), in.Words, in.Tags)
	for i, tag := range in.Tags {
		in.Nouns[i] = m.tags[tag].Universal == "PROPN"
	}
}
