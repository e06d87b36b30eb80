package text

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed languages
var data embed.FS

// ErrNoLanguage says that no data ships for a language; Neutral serves in its place.
var ErrNoLanguage = errors.New("no data for this language")

// Language is what the program knows of one language, read from the files of
// languages/<code>/: sections of entries, nothing else.
type Language struct {
	Code      string
	sections  map[string]Section
	rules     *rules
	furniture *furniture
}

// Section is one named list of a language: each entry with its value, "" where the
// list has none.
type Section map[string]string

// Has reports whether the section lists the entry.
func (s Section) Has(entry string) bool { _, ok := s[entry]; return ok }

// Section returns the section of that name; a section no file has is empty.
func (l *Language) Section(name string) Section { return l.sections[name] }

// Load returns the language of a BCP 47 base code ("en"). Its data is read when it is
// first asked for, and shared.
func Load(code string) (*Language, error) {
	load, ok := languages[code]
	if !ok {
		return nil, fmt.Errorf("load language %q: %w", code, ErrNoLanguage)
	}
	return load()
}

// languages holds how each language that ships is loaded, once.
var languages = func() map[string]func() (*Language, error) {
	found := map[string]func() (*Language, error){}
	folders, _ := data.ReadDir("languages")
	for _, folder := range folders {
		found[folder.Name()] = sync.OnceValues(func() (*Language, error) { return read(folder.Name()) })
	}
	return found
}()

// read reads the data of a language.
func read(code string) (*Language, error) {
	dir := path.Join("languages", code)
	files, err := fs.ReadDir(data, dir)
	if err != nil {
		return nil, fmt.Errorf("load language %q: %w", code, err)
	}
	l := &Language{Code: code, sections: map[string]Section{}}
	for _, f := range files {
		raw, err := data.ReadFile(path.Join(dir, f.Name()))
		if err != nil {
			return nil, fmt.Errorf("load language %q: %w", code, err)
		}
		l.parse(string(raw))
	}
	l.compile()
	return l, nil
}

// Neutral is the language without data: every section is empty.
func Neutral(code string) *Language {
	l := &Language{Code: code}
	l.compile()
	return l
}

// compile prepares what cutting needs of the sections.
func (l *Language) compile() {
	l.rules = compile(l)
	l.furniture = furnish(l)
}

// parse adds the sections of one file: "[name]" opens a section, "entry" or
// "entry = value" adds to it, "#" starts a comment line.
func (l *Language) parse(raw string) {
	section, at := Section{}, 0
	for line := range strings.Lines(raw) {
		at += len(line)
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			section = l.open(line[1:len(line)-1], raw[at:])
		default:
			entry, value, _ := strings.Cut(line, " = ")
			section[strings.TrimSpace(entry)] = strings.TrimSpace(value)
		}
	}
}

// open gives the section of a name, a new one with room for what follows in the file.
func (l *Language) open(name, following string) Section {
	if l.sections[name] == nil {
		entries, _, _ := strings.Cut(following, "\n[")
		l.sections[name] = make(Section, 1+strings.Count(entries, "\n"))
	}
	return l.sections[name]
}
