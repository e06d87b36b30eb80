package dom

import (
	"strings"

	"golang.org/x/net/html"
)

// CreateElement makes an element.
func CreateElement(name string) *html.Node { return &html.Node{Type: html.ElementNode, Data: name} }

// CreateTextNode makes a text.
func CreateTextNode(text string) *html.Node { return &html.Node{Type: html.TextNode, Data: text} }

// Clone copies a node, and what is below it if deep.
func Clone(src *html.Node, deep bool) *html.Node {
	if !deep {
		c := &copier{make([]html.Node, 1), make([]html.Attribute, len(src.Attr))}
		return c.copy(src)
	}
	nodes, attributes := 0, 0
	for n := src; n != nil; n = next(n, src) {
		nodes++
		attributes += len(n.Attr)
	}
	c := &copier{make([]html.Node, nodes), make([]html.Attribute, attributes)}
	return c.copyAll(src)
}

// copier hands out nodes and attributes of two pieces of memory.
type copier struct {
	nodes      []html.Node
	attributes []html.Attribute
}

func (c *copier) copy(n *html.Node) *html.Node {
	made := &c.nodes[0]
	c.nodes = c.nodes[1:]
	made.Type, made.DataAtom, made.Data, made.Namespace = n.Type, n.DataAtom, n.Data, n.Namespace
	size := copy(c.attributes, n.Attr)
	made.Attr = c.attributes[:size:size]
	c.attributes = c.attributes[size:]
	return made
}

// copyAll recurses as deep as the parser lets elements be nested.
func (c *copier) copyAll(n *html.Node) *html.Node {
	made := c.copy(n)
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		made.AppendChild(c.copyAll(child))
	}
	return made
}

// SetAttribute gives an attribute a value.
func SetAttribute(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

// RemoveAttribute takes an attribute away.
func RemoveAttribute(n *html.Node, name string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}

// IsVoidElement reports whether a node can have nothing in it.
func IsVoidElement(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.Data {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// DetachChild takes a node from where it is.
func DetachChild(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// AppendChild moves a node to the end of what is in another one.
func AppendChild(parent, n *html.Node) {
	if !IsVoidElement(parent) {
		DetachChild(n)
		parent.AppendChild(n)
	}
}

// ReplaceChild puts a node in the place of another one and gives both.
func ReplaceChild(parent, n, old *html.Node) (*html.Node, *html.Node) {
	if parent != nil && old.Parent == parent {
		DetachChild(n)
		parent.InsertBefore(n, old)
		parent.RemoveChild(old)
	}
	return n, old
}

// RemoveNodes takes away the nodes of a list, or those of them that are wanted.
func RemoveNodes(list []*html.Node, wanted func(*html.Node) bool) {
	for i := len(list) - 1; i >= 0; i-- {
		if n := list[i]; n.Parent != nil && (wanted == nil || wanted(n)) {
			n.Parent.RemoveChild(n)
		}
	}
}

// SetInnerHTML puts markup in the place of what is in a node.
func SetInnerHTML(n *html.Node, markup string) {
	doc, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	for _, body := range GetElementsByTagName(doc, "body") {
		for body.FirstChild != nil {
			c := body.FirstChild
			body.RemoveChild(c)
			n.AppendChild(c)
		}
		return
	}
}
