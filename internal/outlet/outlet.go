package outlet

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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

// fields of a line: domains, names, country, language, owner, and "agency" or nothing.
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
	names := strings.Split(parts[1], ";")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return &news.Source{
		ID: domains[0], Name: names[0], Also: names[1:], Domains: domains, Country: parts[2], Lang: parts[3], Owner: parts[4], Agency: parts[5] != "",
	}, nil
}

// names are all an outlet goes by.
func names(s *news.Source) []string { return append([]string{s.Name}, s.Also...) }

func (r *Registry) put(s *news.Source) {
	for _, domain := range s.Domains {
		if old := r.byDomain[domain]; old != nil {
			for _, name := range names(old) {
				delete(r.byName, letters(name))
			}
		}
		r.byDomain[domain] = s
	}
	for _, name := range names(s) {
		r.byName[letters(name)] = s
	}
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

// Agency is the agency that one of the writers of an article is, "" if none is: many outlets
// print what an agency wrote with its name for a byline and nothing else that says so. A word
// that may be a person's name (Mia, Ria) is an agency only as that writes itself (MIA), or
// with what bylines put around an agency (Mia Staff).
func (r *Registry) Agency(writers []string) string {
	for _, w := range writers {
		bare := around.ReplaceAllString(w, "")
		if s, ok := r.Named(w); ok && s.Agency && (bare != w || !personal(w, &s)) {
			return s.Name
		}
		if s, ok := r.Named(bare); ok && s.Agency && bare != w {
			return s.Name
		}
	}
	return ""
}

// personal reports whether a byline may be a person's rather than an outlet's: one word,
// written as names of persons are and not as the outlet writes itself.
func personal(byline string, s *news.Source) bool {
	word := strings.TrimSpace(byline)
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && word[size:] == strings.ToLower(word[size:]) && !strings.Contains(word, " ") && !slices.Contains(names(s), word)
}

// Credit names the agency that wrote an article which another outlet prints, unless it is
// known already.
func (r *Registry) Credit(a *news.Article) {
	agency := r.Agency(a.Authors)
	if own, known := r.At(a.URL); a.Agency != "" || agency == a.Source || known && own.Name == agency {
		return
	}
	a.Agency = agency
}

// around is what bylines put around the name of an agency.
var around = regexp.MustCompile(`(?i)^the\s+|\s+(?:staff|newsroom|news agency|news service)$`)

func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}
