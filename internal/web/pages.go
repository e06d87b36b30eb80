package web

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed templates
var templateFiles embed.FS

// pages are the templates of the site, each a page in the common frame.
type pages struct{ byName map[string]*template.Template }

func newPages(files *static) (*pages, error) {
	p := &pages{byName: map[string]*template.Template{}}
	base, err := template.New("frame").Funcs(functions(files)).ParseFS(templateFiles, "templates/frame.gohtml", "templates/parts/*.gohtml")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	names, err := fs.Glob(templateFiles, "templates/*.gohtml")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	for _, path := range names {
		name := strings.TrimSuffix(strings.TrimPrefix(path, "templates/"), ".gohtml")
		if name == "frame" {
			continue
		}
		if p.byName[name], err = template.Must(base.Clone()).ParseFS(templateFiles, path); err != nil {
			return nil, fmt.Errorf("read template %s: %w", name, err)
		}
	}
	return p, nil
}

// frame is what the common frame of every page shows.
type frame struct {
	Title   string // of the page
	Section string // of the site that the page belongs to, as the menu names it
	Scripts []string
	Query   string // in the search field
	Feed    string // address of the page as a feed, "" if it has none
	Data    any

	Theme   string // light, dark or "" as the system has it
	Version string
	Menu    []entry
	Search  bool // there is something to search
	Writes  bool // the reader may change something
	LogIn   bool // the reader could log in
	LogOut  bool // the reader has logged in
}

// view answers the question of a page.
type view func(r *http.Request) (frame, error)

// page shows what v answers in the template called name.
func (s *Server) page(name string, v view) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, err := v(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.render(w, r, http.StatusOK, name, f)
	}
}

// render writes a page. It is written whole or, if its template fails, not at all.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, name string, f frame) {
	f.Theme, f.Version, f.Menu, f.Search = theme(r), s.options.Version, s.menu(r), s.options.Store != nil && f.Section != "search"
	f.Writes, f.LogOut = levelOf(r.Context()) >= Writer, who(r.Context()) == byPassword
	f.LogIn = s.options.Access.Password != "" && !f.Writes && f.Section != "login"
	var page bytes.Buffer
	if err := s.pages.byName[name].ExecuteTemplate(&page, "frame.gohtml", f); err != nil {
		s.options.Log.Error("page failed", "page", name, "path", r.URL.Path, "error", err)
		http.Error(w, "this page cannot be shown", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Cookie")
	w.Header().Set("Cache-Control", "private, no-cache")
	if status == http.StatusOK {
		s.answer(w, r, page.Bytes())
		return
	}
	w.WriteHeader(status)
	w.Write(page.Bytes())
}

// theme is the reader's choice of colours, "" for the system's.
func theme(r *http.Request) string {
	if c, err := r.Cookie("theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return ""
}

// addPages names the pages.
func (s *Server) addPages(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.page(s.first(), s.front))
	mux.HandleFunc("GET /compare", s.page("compare", s.box))
	mux.HandleFunc("POST /compare", s.postCompare)
	mux.HandleFunc("GET /help", s.page("help", func(*http.Request) (frame, error) { return frame{Title: "Help"}, nil }))
	mux.HandleFunc("GET /login", s.page("login", s.login))
	mux.HandleFunc("POST /login", s.postLogin)
	mux.HandleFunc("POST /logout", s.postLogout)
	mux.HandleFunc("GET /api", s.page("reference", s.reference))
	if s.options.Store == nil {
		return
	}
	mux.HandleFunc("GET /search", s.page("search", s.searchPage))
	for form := range feedForms {
		mux.HandleFunc("GET /search."+form, s.searchFeed(form))
	}
	mux.HandleFunc("GET /watches", s.page("watches", s.watchesPage))
	mux.HandleFunc("POST /watches", s.postWatches)
	mux.HandleFunc("GET /watches/{id}", s.page("watch", s.watchPage))
	mux.HandleFunc("POST /watches/{id}", s.postWatch)
	mux.HandleFunc("GET /watches/{id}/feed/{form}", s.watchFeed)
	mux.HandleFunc("GET /story/{id}", s.page("story", s.storyPage))
	mux.HandleFunc("GET /story/{id}/export/{format}", s.takeAway)
	mux.HandleFunc("POST /story/{id}/curate", s.postCurate)
	mux.HandleFunc("GET /side-by-side", s.chosen)
	mux.HandleFunc("GET /article/{id}", s.page("article", s.articlePage))
	mux.HandleFunc("GET /source/{source}", s.page("source", s.outletPage))
	mux.HandleFunc("GET /speaker/{name}", s.page("speaker", s.speakerPage))
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("POST /demo", s.postDemo)
	mux.HandleFunc("GET /feeds", s.page("feeds", s.feedsPage))
	mux.HandleFunc("POST /feeds", s.postFeeds)
	mux.HandleFunc("GET /feeds.opml", s.exportFeeds)
	mux.HandleFunc("GET /failures", s.page("failures", s.failuresPage))
}

// first is the template of the first page.
func (s *Server) first() string {
	if s.options.Store == nil {
		return "compare"
	}
	return "front"
}

// entry is an entry of the site's menu.
type entry struct {
	Section, Name, Address string
	Unread                 int
}

// menu is the site's menu for a reader.
func (s *Server) menu(r *http.Request) []entry {
	compare, api := entry{Section: "compare", Name: "Compare", Address: "/compare"}, entry{Section: "api", Name: "API", Address: "/api"}
	if s.options.Store == nil {
		return []entry{compare, api}
	}
	list := []entry{{Section: "stories", Name: "Stories", Address: "/"}, compare}
	if levelOf(r.Context()) >= Writer {
		list = append(list, entry{"watches", "Watches", "/watches", s.unread(r.Context())})
	}
	return append(list, entry{Section: "feeds", Name: "Feeds", Address: "/feeds"}, entry{Section: "failures", Name: "Failures", Address: "/failures"}, api)
}

// unread is how many alerts nobody has seen. A page is shown without it, if need be.
func (s *Server) unread(ctx context.Context) (total int) {
	counts, err := s.options.Store.UnreadAlerts(ctx)
	if err != nil && ctx.Err() == nil {
		s.options.Log.Error("count alerts", "error", err)
	}
	for _, n := range counts {
		total += n
	}
	return total
}
