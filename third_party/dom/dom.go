// Package dom stands in for github.com/go-shiori/dom, by which go-trafilatura, go-htmldate
// and go-readability walk over pages and copy them, some ten times each page. It has the
// functions these call, with the same meaning, and is written for speed: a copy takes its
// nodes and attributes from one piece of memory each, walks do not recurse, and nothing is
// made anew that can be given as it is.
package dom

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// next is the node after n in the order of the document, below root; nil at the end.
func next(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

// GetElementsByTagName are the elements below a node with a name, or all ("*").
func GetElementsByTagName(root *html.Node, name string) []*html.Node {
	var list []*html.Node
	for n := next(root, root); n != nil; n = next(n, root) {
		if n.Type == html.ElementNode && (name == "*" || n.Data == name) {
			list = append(list, n)
		}
	}
	return list
}

// GetAllNodesWithTag are the elements with one of the names, by name.
func GetAllNodesWithTag(root *html.Node, names ...string) []*html.Node {
	var list []*html.Node
	for _, name := range names {
		list = append(list, GetElementsByTagName(root, name)...)
	}
	return list
}

// DocumentElement is the root element of a page, nil without one.
func DocumentElement(doc *html.Node) *html.Node {
	for n := next(doc, doc); n != nil; n = next(n, doc) {
		if n.Type == html.ElementNode && n.Data == "html" {
			return n
		}
	}
	return nil
}

// TagName is the name of an element, "" of anything else.
func TagName(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	return n.Data
}

// TextContent is all text in a node.
func TextContent(root *html.Node) string {
	if root.Type == html.TextNode && root.FirstChild == nil {
		return root.Data
	}
	if only := root.FirstChild; only != nil && only.Type == html.TextNode && only.NextSibling == nil && only.FirstChild == nil {
		return only.Data
	}
	var text strings.Builder
	for n := root; n != nil; n = next(n, root) {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	return text.String()
}

// Children are the elements right below a node.
func Children(n *html.Node) []*html.Node {
	if n == nil {
		return nil
	}
	var list []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			list = append(list, c)
		}
	}
	return list
}

// ChildNodes are the nodes right below a node.
func ChildNodes(n *html.Node) []*html.Node {
	var list []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		list = append(list, c)
	}
	return list
}

// FirstElementChild is the first element right below a node.
func FirstElementChild(n *html.Node) *html.Node {
	c := n.FirstChild
	for c != nil && c.Type != html.ElementNode {
		c = c.NextSibling
	}
	return c
}

// PreviousElementSibling is the element before a node.
func PreviousElementSibling(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; {
		n = n.PrevSibling
	}
	return n
}

// NextElementSibling is the element behind a node.
func NextElementSibling(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; {
		n = n.NextSibling
	}
	return n
}

// IncludeNode reports whether a list holds a node.
func IncludeNode(list []*html.Node, n *html.Node) bool {
	for _, one := range list {
		if one == n {
			return true
		}
	}
	return false
}

// GetAttribute is the value of an attribute, "" without it.
func GetAttribute(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

// HasAttribute reports whether an element has an attribute.
func HasAttribute(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

// ID is the id of an element, without spaces around it.
func ID(n *html.Node) string { return strings.TrimSpace(GetAttribute(n, "id")) }

// ClassName are the classes of an element, with single spaces between them.
func ClassName(n *html.Node) string {
	class := GetAttribute(n, "class")
	if isPlain(class) {
		return class
	}
	return strings.Join(strings.Fields(class), " ")
}

// isPlain reports whether a string is ASCII with single spaces inside and no other white space.
func isPlain(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		b := s[i]
		if b >= utf8.RuneSelf || b < ' ' || b == ' ' && before == ' ' {
			return false
		}
		before = b
	}
	return s == "" || before != ' '
}
