package syntax

import "synoptic/internal/news"

// Name is a run of tokens that names somebody or something: First … Last-1.
type Name struct {
	First, Last int
	Kind        news.EntityKind
}

// Names finds the names of a parsed sentence, in order of the text.
func (m *Model) Names(text string, s *news.Sentence) []Name { return nil }
