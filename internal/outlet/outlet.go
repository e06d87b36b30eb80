package outlet

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"synoptic/internal/address"
	"synoptic/internal/news"
)

//go:embed outlets.txt
var file string

// Registry is a set of outlets. It never changes, and is safe for concurrent use.
type Registry struct {
	byDomain map[string]*news.Source
	byName   map[string]*news.Source // by letters
}

// Known is the registry that comes with the program.
var Known = sync.OnceValue(func() *Registry {
	r, err := (&Registry{}).With(file)
	if err != nil {
		panic("outlets.txt: " + err.Error()) // a test reads it
	}
	return r
})

// With adds the outlets of a file, which replace those that have one of their domains.
func (r *Registry) With(text string) (*Registry, error) {
	added := &Registry{byDomain: map[string]*news.Source{}, byName: map[string]*news.Source{}}
	for domain, s := range r.byDomain {
		added.byDomain[domain] = s
	}
	for name, s := range r.byName {
		added.byName[name] = s
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		s, err := parse(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		added.put(s)
	}
	return added, nil
}

// fields of a line: domains, name, country, language, owner, and "agency" or nothing.
const fields = 6

func parse(line string) (*news.Source, error) {
	parts := strings.Split(line, "|")
	if len(parts) < 2 || len(parts) > fields {
		return nil, fmt.Errorf("%q is not of the form: domains | name | country | language | owner | agency", line)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	parts = append(parts, make([]string, fields-len(parts))...)
	domains := strings.Fields(strings.ToLower(parts[0]))
	if len(domains) == 0 || parts[1] == "" {
		return nil, fmt.Errorf("%q names no domain, or no outlet", line)
	}
	if parts[5] != "" && parts[5] != "agency" {
		return nil, fmt.Errorf("%q: the last field is \"agency\" or empty", line)
	}
	return &news.Source{
		ID: domains[0], Name: parts[1], Domains: domains, Country: parts[2], Lang: parts[3], Owner: parts[4], Agency: parts[5] != "",
	}, nil
}

func (r *Registry) put(s *news.Source) {
	for _, domain := range s.Domains {
		if old := r.byDomain[domain]; old != nil {
			delete(r.byName, letters(old.Name))
		}
		r.byDomain[domain] = s
	}
	r.byName[letters(s.Name)] = s
}

// At is the outlet that an address belongs to.
func (r *Registry) At(of string) (news.Source, bool) {
	for host := address.Host(of); host != ""; {
		if s := r.byDomain[host]; s != nil {
			return *s, true
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return news.Source{}, false
}

// Named is the outlet that goes by a name.
func (r *Registry) Named(name string) (news.Source, bool) {
	if s := r.byName[letters(name)]; s != nil {
		return *s, true
	}
	return news.Source{}, false
}

// Name is what the outlet of an address is called: as the registry has it, or else as the
// page calls itself.
func (r *Registry) Name(of, called string) string {
	if s, ok := r.At(of); ok {
		return s.Name
	}
	return called
}

func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}
