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

// Names finds the names of the parsed sentences of one text, in its order. Names written
// alike are of one kind.
func (m *Model) Names(text string, sentences ...*news.Sentence) [][]Name {
	if m.names == nil {
		return make([][]Name, len(sentences))
	}
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	var doc naming.Document
	for _, s := range sentences {
		m.naming(&d.naming, text, s)
		doc.Add(&d.finder, m.names, &d.naming, len(nameKinds))
	}
	found := make([][]Name, len(sentences))
	for i, names := range doc.Names() {
		for _, n := range names {
			found[i] = append(found[i], Name{n.First, n.Last, nameKinds[n.Kind]})
		}
	}
	return found
}

// naming describes a parsed sentence as the finder of names sees it.
func (m *Model) naming(in *naming.Input, text string, s *news.Sentence) {
	in.Resize(len(s.Tokens))
	for i := range s.Tokens {
		t := &s.Tokens[i]
		word.Describe(&in.Words[i], t.Of(text), m.classes)
		in.Tags[i] = m.tagIDs[Tag{t.Tag, t.Fine}]
		in.Nouns[i] = t.Tag == "PROPN"
	}
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
