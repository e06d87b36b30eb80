package syntax

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"golang.org/x/sync/errgroup"

	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/cluster"
	"synoptic/internal/syntax/lemma"
	"synoptic/internal/syntax/perceptron"
)

// models are the files by language.
//
//go:embed models/*.model
var models embed.FS

// englishFile is one of them, to be used as it lies: reading it from models would make a copy
// each time the program starts. The compiler keeps the bytes once.
//
//go:embed models/en.model
var englishFile string

// ErrNoModel says that no model ships for a language.
var ErrNoModel = errors.New("no model for this language")

// Model tags, parses and finds names in one language. It is safe for concurrent use.
type Model struct {
	tags      []Tag
	relations []string
	classes   *cluster.Table
	tagger    *perceptron.Table
	first     arcs.Parser    // from the left
	second    arcs.Parser    // from the right, knowing the first's tree
	lowering  *arcs.Lowering // of the second's trees; nil if the model has none
	lemmas    *lemma.Lemmas
	names     *perceptron.Table // nil if the model knows none
	tagIDs    map[Tag]uint8
	desks     sync.Pool // of *desk: room to work in
}

// Tag is a part of speech: the universal one and the treebank's own.
type Tag struct{ Universal, Fine string }

// Load gives the model of a language by its BCP 47 base code ("en"). The error is
// ErrNoModel where none ships.
func Load(code string) (*Model, error) {
	file, err := modelFile(code)
	if err != nil {
		return nil, fmt.Errorf("load syntax model %q: %w", code, ErrNoModel)
	}
	m, err := Open(file)
	if err != nil {
		return nil, fmt.Errorf("load syntax model %q: %w", code, err)
	}
	return m, nil
}

// modelFile is the file of a language. Nothing may be written to it.
func modelFile(code string) ([]byte, error) {
	if code == "en" {
		return unsafe.Slice(unsafe.StringData(englishFile), len(englishFile)), nil
	}
	return models.ReadFile("models/" + code + ".model")
}

// Open reads a model file. The model keeps its bytes, which must not change.
func Open(file []byte) (*Model, error) {
	parts, err := Split(file)
	if err != nil {
		return nil, err
	}
	sections := map[string][]byte{}
	for _, s := range parts {
		sections[s.Name] = s.Data
	}
	m := &Model{relations: lines(sections["relations"]), tagIDs: map[Tag]uint8{}}
	for _, line := range lines(sections["tags"]) {
		universal, fine, _ := strings.Cut(line, " ")
		m.tagIDs[Tag{universal, fine}] = uint8(len(m.tags))
		m.tags = append(m.tags, Tag{universal, fine})
	}
	if len(m.tags) == 0 || len(m.tags) > perceptron.MaxClasses {
		return nil, fmt.Errorf("read tags: %w", ErrCorrupt)
	}
	if err := m.open(sections); err != nil {
		return nil, err
	}
	m.desks.New = func() any { return &desk{} }
	return m, nil
}

// open opens the tables of a model, on every processor: the filters before them take a
// look at every slot.
func (m *Model) open(sections map[string][]byte) error {
	var tables errgroup.Group
	for what, open := range map[string]func() error{
		"parser": func() (err error) {
			m.first, err = m.parser(sections["moves"], sections["labels"])
			return err
		},
		"second parser": func() (err error) {
			if len(sections["second moves"]) > 0 {
				m.second, err = m.parser(sections["second moves"], sections["second labels"])
			}
			return err
		},
		"lowering": func() (err error) {
			if len(sections["lowering"]) > 0 {
				m.lowering, err = m.openLowering(sections["ways"], sections["lowering"])
			}
			return err
		},
		"names": func() (err error) {
			if data := sections["names"]; len(data) > 0 {
				m.names, err = perceptron.Open(data)
			}
			return err
		},
		"tagger":           func() (err error) { m.tagger, err = perceptron.Open(sections["tagger"]); return err },
		"word classes":     func() (err error) { m.classes, err = cluster.Open(sections["classes"]); return err },
		"dictionary forms": func() (err error) { m.lemmas, err = lemma.Open(sections["lemmas"]); return err },
	} {
		tables.Go(func() error {
			if err := open(); err != nil {
				return fmt.Errorf("read %s: %w", what, err)
			}
			return nil
		})
	}
	return tables.Wait()
}

// parser opens the weights of one.
func (m *Model) parser(moves, labels []byte) (arcs.Parser, error) {
	few, err := perceptron.OpenFew(moves)
	if err != nil {
		return arcs.Parser{}, fmt.Errorf("read moves: %w", err)
	}
	table, err := perceptron.Open(labels)
	if err != nil {
		return arcs.Parser{}, fmt.Errorf("read relations: %w", err)
	}
	root := max(0, slices.Index(m.relations, "root"))
	return arcs.Parser{Moves: few, Labels: table, Relations: len(m.relations), Root: uint8(root)}, nil
}

// openLowering opens what draws non-projective arcs.
func (m *Model) openLowering(ways, weights []byte) (*arcs.Lowering, error) {
	list, err := arcs.OpenWays(ways, len(m.relations))
	if err != nil {
		return nil, err
	}
	few, err := perceptron.OpenFew(weights)
	if err != nil {
		return nil, err
	}
	return arcs.NewLowering(few, list), nil
}

// lines of a list.
func lines(data []byte) []string {
	return strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
}
