package syntax

import (
	"errors"
	"fmt"

	"synoptic/internal/news"
)

// ErrNoModel says that no model ships for a language.
var ErrNoModel = errors.New("no model for this language")

// Name is a run of tokens that names somebody or something: First … Last-1.
type Name struct {
	First, Last int
	Kind        news.EntityKind
}

// Model tags, parses and finds names in one language. It is safe for concurrent use.
type Model struct{}

// Load gives the model of a language by its BCP 47 base code ("en"). The error is
// ErrNoModel where none ships.
func Load(code string) (*Model, error) {
	return nil, fmt.Errorf("load syntax model %q: %w", code, ErrNoModel)
}

// Parse fills Lemma, Tag, Fine, Head and Rel of the sentence's tokens.
func (m *Model) Parse(text string, s *news.Sentence) {}

// Names finds the names of a parsed sentence, in order of the text.
func (m *Model) Names(text string, s *news.Sentence) []Name { return nil }
