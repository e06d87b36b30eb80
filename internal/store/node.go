package store

import "strings"

// op is the kind of a node.
type op int

const (
	phraseNode op = iota
	andNode
	orNode
	notNode
)

// node is a search, or a part of one.
type node struct {
	op     op
	words  []string // of a phrase: neighbours, with the prefix of their field
	prefix bool     // of a phrase: its last word may go on
	kids   []*node
}

// all finds every article.
var all = &node{op: phraseNode, words: []string{everywhere}}

// joinedBy are the parts of a node as a database writes them.
func joinedBy(kids []*node, operator string, write func(*node) string) string {
	parts := make([]string, len(kids))
	for i, kid := range kids {
		parts[i] = write(kid)
	}
	return strings.Join(parts, operator)
}

// grouped joins nodes; one alone stands for itself.
func grouped(kind op, kids []*node) *node {
	switch len(kids) {
	case 0:
		return nil
	case 1:
		return kids[0]
	}
	return &node{op: kind, kids: kids}
}

// split parts the members of an AND into what must be there and, without their NOT, what must
// not.
func (n *node) split() (with, without []*node) {
	for _, kid := range n.kids {
		if kid.op == notNode {
			without = append(without, kid.kids[0])
		} else {
			with = append(with, kid)
		}
	}
	return with, without
}
