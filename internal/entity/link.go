package entity

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Member is an entity of a document: Documents[Doc].Entities[Entity].
type Member struct{ Doc, Entity int }

// Linked is one person, organisation, place or thing of several documents.
type Linked struct {
	Name      string          // the fullest name any document gives
	Kind      news.EntityKind // of most members
	Members   []Member        // in order of documents
	Spellings []string        // the names the documents give, each once, in order
}

// Link joins the entities of several documents that are the same: by their names,
// normalised and in Latin letters, one a part of the other or a spelling of it. A name
// that fits two different ones joins neither. The result is in order of first member;
// every entity of every document is in exactly one Linked.
func Link(docs []*news.Document) []Linked {
	l := newLinker(docs)
	l.join(stateKeys, sameState)
	l.join(wholeKeys, sameKey)
	l.join(partKeys, samePersonName)
	l.join(letterKeys, sameSpelling)
	l.join(partKeys, sameShort)
	return l.result()
}

// Index turns linked entities into a table: [document][entity] is the index in linked.
func Index(docs []*news.Document, linked []Linked) [][]int {
	table := make([][]int, len(docs))
	for i, d := range docs {
		table[i] = make([]int, len(d.Entities))
	}
	for n := range linked {
		for _, m := range linked[n].Members {
			table[m.Doc][m.Entity] = n
		}
	}
	return table
}

// node is an entity while it is linked.
type node struct {
	Member
	entity *news.Entity
	parts  []string
	key    string
	group  int
}

type linker struct {
	docs    []*news.Document
	nodes   []node
	members [][]int // by group: its nodes
}

func newLinker(docs []*news.Document) *linker {
	l := &linker{docs: docs}
	for d := range docs {
		named := namedEntities(docs[d])
		for e := range docs[d].Entities {
			n := node{Member: Member{d, e}, entity: &docs[d].Entities[e], group: len(l.nodes)}
			if named[e] {
				n.parts = linkParts(n.entity.Name)
				n.key = strings.Join(n.parts, " ")
			}
			l.members = append(l.members, []int{len(l.nodes)})
			l.nodes = append(l.nodes, n)
		}
	}
	return l
}

// namedEntities tells which entities of a document bear a name; one that is only
// described is linked to none.
func namedEntities(doc *news.Document) []bool {
	named := make([]bool, len(doc.Entities))
	for _, m := range doc.Mentions {
		named[m.Entity] = named[m.Entity] || m.Form == formName
	}
	return named
}

// linkParts are the words of a name in Latin letters without marks and small words.
func linkParts(name string) []string {
	fields := strings.FieldsFunc(plain(text.Fold(name)), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r >= 0x80)
	})
	parts := fields[:0]
	for _, f := range fields {
		f = strings.ReplaceAll(f, ".", "")
		if f != "" && f != "the" && f != "of" && f != "and" {
			parts = append(parts, f)
		}
	}
	return parts
}

// maxBlock is how many entities with one key are compared with one another: a key that
// more have tells nothing.
const maxBlock = 256

// join unites each node with those of other documents that share a key with it and fit
// it. One that fits two different entities of one document is left alone: nobody knows
// which is meant.
func (l *linker) join(keys func(*node) []string, fits func(a, b *node) bool) {
	blocks := map[string][]int{}
	for i := range l.nodes {
		for _, key := range keys(&l.nodes[i]) {
			if len(blocks[key]) < maxBlock {
				blocks[key] = append(blocks[key], i)
			}
		}
	}
	fitting := make([][]int, len(l.nodes))
	unclear := make([]bool, len(l.nodes))
	for i := range l.nodes {
		a := &l.nodes[i]
		for _, key := range keys(a) {
			for _, k := range blocks[key] {
				b := &l.nodes[k]
				if b.group != a.group && b.Doc != a.Doc && l.kindsFit(a, b) && fits(a, b) {
					fitting[i] = append(fitting[i], k)
				}
			}
		}
		unclear[i] = l.ambiguous(fitting[i])
	}
	for i, others := range fitting {
		for _, k := range others {
			if a, b := l.nodes[i].group, l.nodes[k].group; a != b && !unclear[i] && !unclear[k] && !l.clash(a, b) {
				l.unite(a, b)
			}
		}
	}
}

// The keys under which nodes are compared.
func stateKeys(n *node) []string { return []string{n.entity.Country} }
func wholeKeys(n *node) []string { return []string{n.key} }

// partKeys are the words of a name and what it may be shortened to.
func partKeys(n *node) []string {
	if len(n.parts) < 2 {
		return n.parts
	}
	return append(slices.Clone(n.parts), initials(n.parts))
}

// letterKeys are the first letters of the words of a name.
func letterKeys(n *node) []string {
	if len(n.parts) == 0 {
		return nil
	}
	return []string{initials(n.parts)}
}

// ambiguous reports whether two of the nodes are, or are held to be, different entities
// of one document.
func (l *linker) ambiguous(nodes []int) bool {
	for i, a := range nodes {
		for _, b := range nodes[:i] {
			if a, b := l.nodes[a].group, l.nodes[b].group; a != b && l.clash(a, b) {
				return true
			}
		}
	}
	return false
}

// clash reports whether two groups hold different entities of one document.
func (l *linker) clash(a, b int) bool {
	for _, i := range l.members[a] {
		for _, k := range l.members[b] {
			if l.nodes[i].Doc == l.nodes[k].Doc {
				return true
			}
		}
	}
	return false
}

func (l *linker) unite(a, b int) {
	a, b = min(a, b), max(a, b)
	for _, i := range l.members[b] {
		l.nodes[i].group = a
	}
	l.members[a] = append(l.members[a], l.members[b]...)
	l.members[b] = nil
}

// kindsFit reports whether two entities may be one though their kinds were read
// differently: only where the name is the same.
func (l *linker) kindsFit(a, b *node) bool {
	return a.entity.Kind == b.entity.Kind || a.key == b.key && a.key != ""
}

// sameState holds for the names of one country: "U.S.", "United States".
func sameState(a, b *node) bool {
	return a.entity.Country != "" && a.entity.Country == b.entity.Country
}

func sameKey(a, b *node) bool { return a.key != "" && a.key == b.key }

// samePersonName holds for "Alexander Lukashenko" and "Alexander Grigoryevich
// Lukashenko", "D. Trump" and "Donald Trump".
func samePersonName(a, b *node) bool {
	return a.entity.Kind == news.Person && len(a.parts) > 1 && len(b.parts) > 1 &&
		a.parts[len(a.parts)-1] == b.parts[len(b.parts)-1] && samePerson(a.parts, b.parts)
}

// sameShort holds for a family name and a full one, an acronym and what it stands for,
// an organisation's name and the same with more words at its end.
func sameShort(a, b *node) bool {
	long, short := a, b
	if len(short.parts) > len(long.parts) {
		long, short = short, long
	}
	if len(short.parts) == 0 || len(long.parts) < 2 {
		return false
	}
	switch a.entity.Kind {
	case news.Person:
		return len(short.parts) == 1 && slices.Contains(long.parts, short.parts[0])
	case news.Place:
		return false
	}
	if len(short.parts) == 1 && initials(long.parts) == short.parts[0] || expands(long.parts, short.parts) {
		return true
	}
	return len(long.parts) > len(short.parts) && len(short.key) > 3 &&
		(slices.Equal(long.parts[:len(short.parts)], short.parts) || slices.Equal(long.parts[len(long.parts)-len(short.parts):], short.parts) && len(short.parts) > 1)
}

// sameSpelling holds for names that differ in few letters, each part beginning alike:
// "Lukashenka", "Lukashenko".
func sameSpelling(a, b *node) bool {
	if len(a.parts) != len(b.parts) || len(a.parts) == 0 || a.key == b.key {
		return false
	}
	for i := range a.parts {
		x, y := a.parts[i], b.parts[i]
		if x == y {
			continue
		}
		if n := max(len(x), len(y)); n < 5 || x[0] != y[0] || levenshtein.ComputeDistance(x, y) > n/5 {
			return false
		}
	}
	return true
}

// result lists the groups.
func (l *linker) result() []Linked {
	at := map[int]int{}
	var out []Linked
	for i := range l.nodes {
		n := &l.nodes[i]
		k, ok := at[n.group]
		if !ok {
			k = len(out)
			at[n.group] = k
			out = append(out, Linked{Name: n.entity.Name, Kind: n.entity.Kind})
		}
		g := &out[k]
		g.Members = append(g.Members, n.Member)
		if !slices.Contains(g.Spellings, n.entity.Name) {
			g.Spellings = append(g.Spellings, n.entity.Name)
		}
		if len(n.parts) > len(linkParts(g.Name)) {
			g.Name = n.entity.Name
		}
	}
	l.settleKinds(out)
	return out
}

// settleKinds gives each group the kind of most of its members, the first among equals.
func (l *linker) settleKinds(groups []Linked) {
	for i := range groups {
		count := map[news.EntityKind]int{}
		for _, m := range groups[i].Members {
			count[l.docs[m.Doc].Entities[m.Entity].Kind]++
		}
		for _, k := range kinds {
			if count[k] > count[groups[i].Kind] {
				groups[i].Kind = k
			}
		}
	}
}
