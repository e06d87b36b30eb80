package store

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// query is a search as it was understood.
type query struct {
	root         *node
	since, until time.Time // zero: no bound; until is not in the range
}

// from and to bound the docs of the search.
func (q *query) from() int64 { return firstDoc(q.since) }

func (q *query) to() int64 {
	if q.until.IsZero() {
		return lastDoc
	}
	return firstDoc(q.until)
}

// Limits of a search, which every database stands.
const (
	maxQuery   = 4096 // bytes
	maxPhrases = 64
	maxNesting = 16
)

// SyntaxError is a search that cannot be understood, said in one line.
type SyntaxError struct{ Why string }

func (e *SyntaxError) Error() string { return "search: " + e.Why }

func syntaxError(format string, args ...any) error { return &SyntaxError{fmt.Sprintf(format, args...)} }

// parseQuery understands a search.
func parseQuery(s string) (*query, error) {
	if len(s) > maxQuery {
		return nil, syntaxError("it is longer than %d bytes", maxQuery)
	}
	p := &parser{items: lex(s), found: &query{}}
	root, err := p.or(0)
	switch {
	case err != nil:
		return nil, err
	case p.at < len(p.items):
		return nil, syntaxError("a closing parenthesis without an opening one")
	case p.phrases > maxPhrases:
		return nil, syntaxError("more than %d words", maxPhrases)
	case root == nil && p.found.since.IsZero() && p.found.until.IsZero():
		return nil, syntaxError("no word to look for")
	case root == nil:
		root = all
	}
	p.found.root = root
	return p.found, nil
}

// item is a part of what was typed: an operator, a parenthesis, or words with their field.
type item struct {
	kind  string // "(", ")", "AND", "OR", "NOT", "words"
	field string // as typed, lower case, "" if none
	text  string
}

// lex cuts what was typed. A quotation mark that is not closed goes on to the end.
func lex(s string) []item {
	var items []item
	for s = strings.TrimSpace(strings.ToValidUTF8(s, " ")); s != ""; s = strings.TrimSpace(s) {
		var next item
		next, s = lexOne(s)
		items = append(items, next)
	}
	return items
}

var fieldNames = map[string]string{"source": sourceField, "title": titleField, "speaker": speakerField, "lang": langField, "since": "", "until": ""}

// lexOne cuts off the first item of s.
func lexOne(s string) (item, string) {
	switch {
	case s[0] == '(' || s[0] == ')':
		return item{kind: s[:1]}, s[1:]
	case s[0] == '-' && len(s) > 1 && !startsWithSpace(s[1:]):
		return item{kind: "NOT"}, s[1:]
	}
	field := ""
	if name, rest, ok := strings.Cut(s, ":"); ok {
		if _, known := fieldNames[strings.ToLower(name)]; known {
			field, s = strings.ToLower(name), rest
		}
	}
	if quoted, rest, ok := cutQuoted(s); ok {
		return item{"words", field, quoted}, rest
	}
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' })
	if end < 0 {
		end = len(s)
	}
	text, rest := s[:end], s[end:]
	if field == "" && (text == "AND" || text == "OR" || text == "NOT") {
		return item{kind: text}, rest
	}
	return item{"words", field, text}, rest
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// closing are the quotation marks that may stand around a phrase.
var closing = map[rune]string{'"': `"`, '“': "”", '„': "“", '«': "»", '「': "」"}

// cutQuoted cuts off a phrase in quotation marks, and a star after it.
func cutQuoted(s string) (text, rest string, ok bool) {
	open, size := utf8.DecodeRuneInString(s)
	mark, ok := closing[open]
	if !ok {
		return "", s, false
	}
	text, rest, _ = strings.Cut(s[size:], mark)
	if after, starred := strings.CutPrefix(rest, "*"); starred {
		text, rest = text+"*", after
	}
	return text, rest, true
}

// parser reads items by recursive descent.
type parser struct {
	items   []item
	at      int
	phrases int
	found   *query
}

func (p *parser) peek() string {
	if p.at == len(p.items) {
		return ""
	}
	return p.items[p.at].kind
}

// or reads alternatives. A node is nil where nothing is asked for.
func (p *parser) or(depth int) (*node, error) {
	bounds, alternatives := *p.found, false
	n, err := p.list(orNode, depth, p.and, func() bool {
		more := p.peek() == "OR"
		alternatives = alternatives || more
		return more
	})
	if err == nil && alternatives && bounds != *p.found {
		err = syntaxError("since: and until: bound the whole search; write them outside OR, with parentheses around the alternatives")
	}
	return n, err
}

// and reads what must be there together, with AND between or nothing.
func (p *parser) and(depth int) (*node, error) {
	return p.list(andNode, depth, p.not, func() bool {
		next := p.peek()
		return next != "" && next != "OR" && next != ")"
	})
}

// list reads parts as long as there are more.
func (p *parser) list(kind op, depth int, part func(int) (*node, error), more func() bool) (*node, error) {
	var kids []*node
	for {
		kid, err := part(depth)
		if err != nil {
			return nil, err
		}
		if kid != nil {
			kids = append(kids, kid)
		}
		if !more() {
			return grouped(kind, kids), nil
		}
		if next := p.peek(); next == "OR" || next == "AND" {
			p.at++
		}
	}
}

func (p *parser) not(depth int) (*node, error) {
	if p.peek() != "NOT" {
		return p.primary(depth)
	}
	p.at++
	bounds := *p.found
	kid, err := p.primary(depth + 1)
	if err == nil && bounds != *p.found {
		err = syntaxError("since: and until: bound the whole search and cannot be negated")
	}
	if err != nil || kid == nil {
		return nil, err
	}
	return &node{op: notNode, kids: []*node{kid}}, nil
}

func (p *parser) primary(depth int) (*node, error) {
	if depth > maxNesting {
		return nil, syntaxError("parentheses are nested more than %d deep", maxNesting)
	}
	switch kind := p.peek(); kind {
	case "":
		if p.at == 0 {
			return nil, nil
		}
		return nil, syntaxError("nothing follows %s", p.items[p.at-1].kind)
	case "(":
		return p.parenthesis(depth)
	case "words":
		p.at++
		return p.words(p.items[p.at-1], depth)
	case "NOT":
		return p.not(depth + 1)
	default:
		return nil, syntaxError("words are missing before %s", kind)
	}
}

func (p *parser) parenthesis(depth int) (*node, error) {
	p.at++
	if p.peek() == ")" {
		p.at++
		return nil, nil
	}
	bounds := *p.found
	inner, err := p.or(depth + 1)
	switch {
	case err != nil:
		return nil, err
	case p.peek() != ")":
		return nil, syntaxError("an opening parenthesis without a closing one")
	case bounds != *p.found:
		return nil, syntaxError("since: and until: bound the whole search; write them outside parentheses")
	}
	p.at++
	return inner, nil
}

// words makes a node of words: a phrase, several of them, or a bound in time.
func (p *parser) words(w item, depth int) (*node, error) {
	switch w.field {
	case "since", "until":
		return nil, p.bound(w)
	case "lang":
		w.text = strings.ToLower(w.text)
	}
	if w.field != "" && w.text == "" && p.peek() == "(" {
		return nil, syntaxError("write %s: before each word, not before a parenthesis", w.field)
	}
	kids := phrases(w.text, fieldNames[w.field])
	p.phrases += len(kids)
	for _, kid := range kids {
		if last := strings.TrimPrefix(kid.words[len(kid.words)-1], fieldNames[w.field]); kid.prefix && tooShort(last) {
			return nil, syntaxError("%s* is too short a beginning; write %d letters or more", last, shortest)
		}
	}
	return grouped(andNode, kids), nil
}

// shortest is how many letters the beginning of a word must have: a shorter one stands for
// a good part of all words.
const shortest = 3

// tooShort reports whether a word is too short a beginning. One character of a script without
// spaces is not: it stands for the pairs it begins.
func tooShort(form string) bool {
	first, _ := utf8.DecodeRuneInString(form)
	return !dense(first) && utf8.RuneCountInString(form) < shortest
}

// phrases are the words of a text as neighbours. A single character of a script without
// spaces is the beginning of a pair; only the last word of a phrase can be a beginning, so
// there one phrase ends and another begins.
func phrases(text, field string) []*node {
	var list []*node
	current := &node{op: phraseNode}
	end := func(prefix bool) {
		if len(current.words) > 0 {
			current.prefix = prefix
			list = append(list, current)
		}
		current = &node{op: phraseNode}
	}
	typed := slices.Collect(func(yield func(word) bool) { words(text, yield) })
	for i, w := range typed {
		single := singleDense(w.form)
		second := single && i > 0 && typed[i-1].end == w.end
		if second && i == len(typed)-1 {
			break
		}
		current.words = append(current.words, field+w.form)
		if single && !second {
			end(true)
		}
	}
	end(strings.HasSuffix(text, "*"))
	return list
}

// singleDense reports whether a form is one character of a script without spaces.
func singleDense(form string) bool {
	r, size := utf8.DecodeRuneInString(form)
	return size == len(form) && dense(r)
}

// bound reads since:2024, since:2024-03, since:2024-03-15 or a time, and until: likewise,
// which includes the year, month or day it names.
func (p *parser) bound(w item) error {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}, {time.RFC3339, 0, 0, 0}} {
		t, err := time.Parse(form.layout, w.text)
		if err != nil {
			continue
		}
		if w.field == "since" {
			p.found.since = t
		} else {
			p.found.until = t.AddDate(form.years, form.months, form.days)
		}
		return nil
	}
	return syntaxError("%s:%s is no day; write %s:2024-03-15, 2024-03 or 2024", w.field, w.text, w.field)
}
