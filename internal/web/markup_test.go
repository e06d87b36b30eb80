package web

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestMarkup holds that every page is well-formed: what is opened is closed, in order and
// where it may stand; names are given once, and whatever refers to one finds it. MARKUP names
// a folder to write the pages to, for a validator.
func TestMarkup(t *testing.T) {
	site, _ := newRoom(t)
	pages := map[string]string{"comparison": compared2(t, site.URL)}
	for _, path := range append(slices.Clone(roomPages), "/compare", "/help", "/api", "/search", "/watches", "/side-by-side?a=r1&a=r3", "/nothing",
		"/?q=nosuchword", "/search?q=nosuchword", "/story/s1/export/html", "/failures?before=1") {
		_, pages[path] = get(t, site.URL+path)
	}
	empty, _ := newSite(t, Options{Store: emptyStore(t), Demo: demoOf(emptyStore(t)), Access: Access{Everyone: Reader, Password: "p"}})
	for _, path := range []string{"/", "/feeds", "/failures", "/login"} {
		_, pages["empty"+path] = get(t, empty.URL+path)
	}
	for path, page := range pages {
		for _, fault := range markupFaults(page) {
			t.Errorf("%s: %s", path, fault)
		}
		if folder := os.Getenv("MARKUP"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, url.PathEscape(path)+".html"), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// compared2 is the page of a comparison of two texts.
func compared2(t *testing.T, site string) string {
	r := form(t, site+"/compare", url.Values{"text": {wire, courier}}, nil)
	r.Header.Set("Accept", "text/html")
	answer, page := do(t, r)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("the compare box answers %d", answer.StatusCode)
	}
	return page
}

// TestMarkupFaults holds that the check finds what it is for.
func TestMarkupFaults(t *testing.T) {
	const frame = "<!doctype html><html lang=en><head><title>x</title></head><body><main>%s</main></body></html>"
	for body, want := range map[string]string{
		"<p>fine</p>": "", "<div><p>not closed</div>": "</div> closes <p>", "<p><div>block</div></p>": "<div> in <p>", "<ul><p>no item</p></ul>": "<p> in <ul>",
		`<p id="a"></p><p id="a"></p>`: `id "a" twice`, `<a href="#b">x</a>`: `no element "b"`, `<p class="a" class="b"></p>`: "class twice",
		`<a href="/"><b><a href="/">x</a></b></a>`: "<a> in <a>", `<label for="q">x</label>`: `no element "q"`, "<blink>x</blink>": "unknown <blink>",
		"<table><tr><td>x</td></tr></table>": "<tr> in <table>", "</p>": "</p> closes <main>", `<p aria-labelledby="c"></p>`: `no element "c"`, `<img src="/x">`: "no alt",
	} {
		faults := strings.Join(markupFaults(fmt.Sprintf(frame, body)), "; ")
		if want == "" && faults != "" || !strings.Contains(faults, want) {
			t.Errorf("%s: found %q, want %q", body, faults, want)
		}
	}
}

// markup is a page while it is checked.
type markup struct {
	open   []string // elements
	ids    map[string]bool
	refers []string
	faults []string
}

// markupFaults are the faults of a page.
func markupFaults(page string) []string {
	m := &markup{ids: map[string]bool{}}
	if !strings.HasPrefix(page, "<!doctype html>") {
		m.fault("no doctype")
	}
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return m.end()
		case html.StartTagToken:
			raw := string(z.Raw())
			t := z.Token()
			m.repeated(t.Data, raw)
			if m.start(t); !slices.Contains(void, t.Data) {
				m.open = append(m.open, t.Data)
			}
		case html.SelfClosingTagToken:
			m.start(z.Token())
		case html.EndTagToken:
			m.close(z.Token().Data)
		}
	}
}

func (m *markup) fault(format string, args ...any) {
	m.faults = append(m.faults, fmt.Sprintf(format, args...))
}

func (m *markup) end() []string {
	if len(m.open) > 0 {
		m.fault("not closed: %v", m.open)
	}
	for _, id := range m.refers {
		if !m.ids[id] {
			m.fault("no element %q", id)
		}
	}
	return m.faults
}

func (m *markup) close(name string) {
	n := len(m.open)
	if n == 0 || m.open[n-1] != name {
		m.fault("</%s> closes <%s>", name, m.parent())
		return
	}
	m.open = m.open[:n-1]
}

func (m *markup) parent() string {
	if len(m.open) == 0 {
		return ""
	}
	return m.open[len(m.open)-1]
}

func (m *markup) start(t html.Token) {
	if !slices.Contains(elements, t.Data) {
		m.fault("unknown <%s>", t.Data)
	}
	m.place(t.Data)
	given := map[string]bool{}
	for _, a := range t.Attr {
		given[a.Key] = true
		m.attribute(a)
	}
	if t.Data == "img" && !given["alt"] {
		m.fault("<img> has no alt")
	}
}

var attributeName = regexp.MustCompile(`\s([a-z-]+)(?:="[^"]*"|='[^']*'|=[^\s>]+)?`)

// repeated finds attributes that a tag has twice, which the tokenizer does not tell.
func (m *markup) repeated(name, raw string) {
	given := map[string]bool{}
	for _, a := range attributeName.FindAllStringSubmatch(raw, -1) {
		if given[a[1]] {
			m.fault("<%s> has %s twice", name, a[1])
		}
		given[a[1]] = true
	}
}

// attribute notes names given and named.
func (m *markup) attribute(a html.Attribute) {
	switch a.Key {
	case "id":
		if m.ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n") {
			m.fault("id %q twice, or none", a.Val)
		}
		m.ids[a.Val] = true
	case "aria-labelledby", "aria-describedby", "for":
		m.refers = append(m.refers, strings.Fields(a.Val)...)
	case "href":
		if id, ok := strings.CutPrefix(a.Val, "#"); ok && id != "" {
			m.refers = append(m.refers, id)
		}
	}
}

var (
	void     = strings.Fields("meta link input br img")
	elements = append(strings.Fields(`html head title script style body main nav header footer section article aside h1 h2 h3 h4 p a b strong span time
		ul ol li dl dt dd div table caption thead tbody tr th td form fieldset legend label select option button textarea details summary pre code kbd
		mark del ins svg rect line path circle text g figure figcaption`), void...)
	blocks = strings.Fields("p div ul ol dl table section article aside nav header footer main form fieldset details pre h1 h2 h3 h4 figure")
	// only says in which elements one may stand directly.
	only = map[string]string{"li": "ul ol", "dt": "dl div", "dd": "dl div", "tr": "thead tbody", "td": "tr", "th": "tr", "thead": "table", "tbody": "table",
		"caption": "table", "option": "select", "legend": "fieldset", "summary": "details", "rect": "svg g", "circle": "svg g", "path": "svg g"}
	// holds says what alone may stand directly in some.
	holds = map[string]string{"ul": "li", "ol": "li", "dl": "dt dd div", "table": "caption thead tbody", "thead": "tr", "tbody": "tr", "tr": "th td", "select": "option"}
)

// place checks that an element may stand where it does.
func (m *markup) place(name string) {
	parent := m.parent()
	if in, ok := only[name]; ok && !slices.Contains(strings.Fields(in), parent) {
		m.fault("<%s> in <%s>", name, parent)
	}
	if in, ok := holds[parent]; ok && !slices.Contains(strings.Fields(in), name) {
		m.fault("<%s> in <%s>", name, parent)
	}
	for _, outer := range m.open {
		interactive := name == "a" || name == "button" || name == "label" || name == "form"
		inline := slices.Contains(strings.Fields("p span a b strong h1 h2 h3 h4 label button summary dt"), outer) && outer != "a"
		if interactive && outer == name || name == "a" && outer == "button" || name == "button" && outer == "a" ||
			inline && slices.Contains(blocks, name) && outer != "dt" {
			m.fault("<%s> in <%s>", name, outer)
		}
	}
}
