package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"
)

// report is an article as the counts of its story see it.
type report struct {
	id, source, lang, title, kind, near, origin string
	number                                      int
	time                                        int64
	dated                                       bool // time is that of publication
}

// recount brings the counts of every story whose articles changed up to date.
func (t *tx) recount() error {
	delete(t.touched, "")
	return t.eachCounts(sorted(t.touched), t.saveCounts)
}

// countedAtOnce is how many stories are counted in one go.
const countedAtOnce = 256

// eachCounts calls take for each of the stories with what it must say of its articles.
func (t *tx) eachCounts(stories []string, take func(story string, c counts) error) error {
	for part := range slices.Chunk(stories, countedAtOnce) {
		reports, err := t.reports(part)
		if err != nil {
			return fmt.Errorf("read reports of stories: %w", err)
		}
		copies, err := t.copiesWithin(part)
		if err != nil {
			return fmt.Errorf("read copies in stories: %w", err)
		}
		for _, story := range part {
			if err := take(story, count(reports[story], copies[story])); err != nil {
				return fmt.Errorf("count story %s: %w", story, err)
			}
		}
	}
	return nil
}

// counts is what a story says of its articles.
type counts struct {
	title                     string
	first, last               int64
	reports, outlets, origins int
	langs                     string // see joined
	inputs                    string
}

// reports are the articles of each of the stories in order of time.
func (t *tx) reports(stories []string) (map[string][]report, error) {
	list := map[string][]report{}
	query := "SELECT story, id, source, lang, title, kind, near, origin, number, time, published, first FROM articles WHERE story IN (" + marks(padded(len(stories))) + ") ORDER BY doc"
	err := t.each(query, filled(stories), func(rows *sql.Rows) error {
		var story, published string
		var first int64
		var r report
		err := rows.Scan(&story, &r.id, &r.source, &r.lang, &r.title, &r.kind, &r.near, &r.origin, &r.number, &r.time, &published, &first)
		_, r.dated = dateOf(published, moment(first))
		list[story] = append(list[story], r)
		return err
	})
	return list, err
}

// half is the share of an article that makes it a copy, not an account of its own.
const half = 0.5

// copiesWithin are the pairs of articles of each of the stories of which one took most of its
// text from the other.
func (t *tx) copiesWithin(stories []string) (map[string][][2]string, error) {
	list := map[string][][2]string{}
	query := "SELECT a.story, c.source, c.target FROM articles a JOIN copies c ON c.target = a.id WHERE a.story IN (" + marks(padded(len(stories))) +
		") AND (c.kind <> 'partial' OR c.share >= ?)"
	err := t.each(query, append(filled(stories), half), func(rows *sql.Rows) error {
		var story string
		var pair [2]string
		err := rows.Scan(&story, &pair[0], &pair[1])
		list[story] = append(list[story], pair)
		return err
	})
	return list, err
}

// count counts articles, which are in order of time. The first headline is the story's.
func count(reports []report, copies [][2]string) counts {
	c := counts{reports: len(reports), origins: origins(reports, copies), inputs: inputs(reports)}
	c.first, c.last = span(reports)
	sources, langs := map[string]bool{}, map[string]bool{}
	for _, r := range reports {
		c.title = cmp.Or(c.title, r.title)
		if r.source != "" {
			sources[r.source] = true
		}
		if r.lang != "" {
			langs[r.lang] = true
		}
	}
	c.outlets, c.langs = len(sources), joined(langs)
	return c
}

// span is the time from the first report to the last: when reports without a date were seen
// says nothing of a story that has others.
func span(reports []report) (first, last int64) {
	dated := slices.ContainsFunc(reports, func(r report) bool { return r.dated })
	known := false
	for _, r := range reports {
		if dated && !r.dated {
			continue
		}
		if !known {
			first, last, known = r.time, r.time, true
		}
		first, last = min(first, r.time), max(last, r.time)
	}
	return first, last
}

func (t *tx) saveCounts(story string, c counts) error {
	return t.exec("INSERT INTO stories (id, title, first, last, reports, outlets, origins, langs, inputs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"+
		" ON CONFLICT (id) DO UPDATE SET title = excluded.title, first = excluded.first, last = excluded.last, reports = excluded.reports,"+
		" outlets = excluded.outlets, origins = excluded.origins, langs = excluded.langs, inputs = excluded.inputs,"+
		" goes = CASE WHEN excluded.reports > 0 THEN '' ELSE stories.goes END",
		story, c.title, c.first, c.last, c.reports, c.outlets, c.origins, c.langs, c.inputs)
}

// origins counts the independent ones, by the origins that are known of all of them; else
// articles of one outlet, near copies and copied texts count once.
func origins(reports []report, copies [][2]string) int {
	told := map[string]bool{}
	for _, r := range reports {
		told[r.origin] = true
	}
	if !told[""] {
		return len(told)
	}
	root := map[string]string{}
	find := func(x string) string {
		for root[x] != "" && root[x] != x {
			x = root[x]
		}
		return x
	}
	unite := func(a, b string) { root[find(a)] = find(b) }
	for _, r := range reports {
		if r.source != "" {
			unite("a"+r.id, "s"+r.source)
		}
		if r.kind == "copy" && r.near != "" {
			unite("a"+r.id, "a"+r.near)
		}
	}
	for _, c := range copies {
		unite("a"+c[0], "a"+c[1])
	}
	count := map[string]bool{}
	for _, r := range reports {
		count[find("a"+r.id)] = true
	}
	return len(count)
}

// inputs is the fingerprint of what a comparison of the reports depends on.
func inputs(reports []report) string {
	lines := make([]string, len(reports))
	for i, r := range reports {
		lines[i] = fmt.Sprintf("%q %d", r.id, r.number)
	}
	slices.Sort(lines)
	hash := xxh3.HashString128(strings.Join(lines, "\n")).Bytes()
	return fmt.Sprintf("%x", hash)
}

// Inputs is the fingerprint of what a comparison of the articles of a story depends on: it
// changes when one comes, goes or has a new revision.
func Inputs(members []Member) string {
	reports := make([]report, len(members))
	for i, m := range members {
		reports[i] = report{id: m.ID, number: m.Number}
	}
	return inputs(reports)
}

// Inputs is the function Inputs, for those who know the store by what it does.
func (s *Store) Inputs(members []Member) string { return Inputs(members) }

// joined are words in order, each with a space before and after.
func joined(set map[string]bool) string {
	if len(set) == 0 {
		return ""
	}
	return " " + strings.Join(sorted(set), " ") + " "
}

// fields undoes joined.
func fields(s string) []string { return strings.Fields(s) }
