package world

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// Dialer brings every outlet's name to the world's server. Whatever else is dialled is
// refused and noted by refused, which may be nil.
func Dialer(server net.Addr, refused func(address string)) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if !strings.HasPrefix(address, "outlet-") || !strings.HasSuffix(address, ".example:80") {
			if refused != nil {
				refused(address)
			}
			return nil, fmt.Errorf("%s is not of this world", address)
		}
		return (&net.Dialer{}).DialContext(ctx, network, server.String())
	}
}

// ServeHTTP answers as the outlet named by the request would.
func (w *World) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	now := w.o.Now()
	var host, n int
	if _, err := fmt.Sscanf(r.Host, "outlet-%d.example", &host); err != nil || host < 0 || host >= len(w.hosts) {
		http.NotFound(out, r)
		return
	}
	w.enter(host, now)
	defer w.exit(host)
	switch {
	case r.URL.Path == "/robots.txt":
		w.count(func(l *Ledger) { l.Robots++ })
		io.WriteString(out, "User-agent: *\nDisallow: /private/\n")
	case scan(r.URL.Path, "/feed/%d", &n) && n < len(w.feeds):
		w.serveFeed(out, r, n, now)
	case scan(r.URL.Path, "/story/%d", &n) && n < len(w.pages):
		w.servePage(out, r, n, now)
	default:
		http.NotFound(out, r)
	}
}

func scan(path, format string, n *int) bool {
	_, err := fmt.Sscanf(path, format, n)
	return err == nil && *n >= 0
}

func (w *World) enter(host int, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	h := &w.hosts[host]
	h.now++
	w.ledger.Requests++
	w.ledger.AtOnce = max(w.ledger.AtOnce, h.now)
	if !h.last.IsZero() {
		w.ledger.LeastPause = min(w.ledger.LeastPause, now.Sub(h.last))
	}
	h.last = now
}

func (w *World) exit(host int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hosts[host].now--
}

func (w *World) count(change func(*Ledger)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(&w.ledger)
}

// unchanged answers a request that has the present validator, and notes those that should
// have one and do not. Every third thing is dated instead of tagged.
func (w *World) unchanged(out http.ResponseWriter, r *http.Request, host, n, version int, at time.Time) bool {
	name, sent, present := "ETag", "If-None-Match", fmt.Sprintf(`"%d-%d"`, n, version)
	if n%3 == 0 {
		name, sent, present = "Last-Modified", "If-Modified-Since", at.UTC().Format(http.TimeFormat)
	}
	out.Header().Set(name, present)
	w.mu.Lock()
	defer w.mu.Unlock()
	given := w.hosts[host].given
	if given[r.URL.Path] && r.Header.Get(sent) == "" {
		w.ledger.Unconditional++
	}
	given[r.URL.Path] = true
	if r.Header.Get(sent) != present {
		return false
	}
	w.ledger.NotModified++
	out.WriteHeader(http.StatusNotModified)
	return true
}

// window is how many articles a feed lists.
const window = 25

func (w *World) serveFeed(out http.ResponseWriter, r *http.Request, n int, now time.Time) {
	w.count(func(l *Ledger) { l.Feeds++ })
	f := &w.feeds[n]
	listed := 0
	for listed < len(f.pages) && !w.pages[f.pages[listed]].Appears.After(now) {
		listed++
	}
	changed := w.o.Start
	if listed > 0 {
		changed = w.pages[f.pages[listed-1]].Appears
	}
	if w.unchanged(out, r, f.host, n, listed, changed) {
		return
	}
	latest := f.pages[max(0, listed-window):listed]
	switch n % 4 {
	case 0, 1:
		w.writeRSS(out, n, latest)
	case 2:
		w.writeAtom(out, n, latest)
	case 3:
		w.writeJSON(out, n, latest)
	}
}

func (w *World) writeRSS(out io.Writer, n int, pages []int) {
	fmt.Fprintf(out, `<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet feed %d</title>`, n)
	for _, i := range pages {
		fmt.Fprintf(out, "<item><title>Story %d</title><link>%s?utm_source=rss</link><pubDate>%s</pubDate></item>",
			i, w.PageURL(i), w.pages[i].Appears.Format(time.RFC1123Z))
	}
	io.WriteString(out, "</channel></rss>")
}

func (w *World) writeAtom(out io.Writer, n int, pages []int) {
	fmt.Fprintf(out, `<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet feed %d</title>`, n)
	for _, i := range pages {
		fmt.Fprintf(out, `<entry><title>Story %d</title><link href="/story/%d"/><published>%s</published></entry>`,
			i, i, w.pages[i].Appears.Format(time.RFC3339))
	}
	io.WriteString(out, "</feed>")
}

func (w *World) writeJSON(out io.Writer, n int, pages []int) {
	type item struct {
		ID        string    `json:"id"`
		URL       string    `json:"url"`
		Title     string    `json:"title"`
		Published time.Time `json:"date_published"`
	}
	items := []item{}
	for _, i := range pages {
		items = append(items, item{fmt.Sprint(i), w.PageURL(i), fmt.Sprintf("Story %d", i), w.pages[i].Appears})
	}
	json.NewEncoder(out).Encode(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": fmt.Sprintf("Outlet feed %d", n), "items": items,
	})
}

func (w *World) servePage(out http.ResponseWriter, r *http.Request, n int, now time.Time) {
	p := &w.pages[n]
	version := p.version(now)
	w.mu.Lock()
	p.Served = append(p.Served, Serving{now, version})
	w.mu.Unlock()
	if version == 0 {
		http.Error(out, "gone", http.StatusGone)
		return
	}
	changed := p.Appears
	if version > 1 {
		changed = p.Changes[version-2]
	}
	if w.unchanged(out, r, w.feeds[p.Feed].host, n, version, changed) {
		return
	}
	fmt.Fprintf(out, "<html><head><title>Story %d</title></head><body><article><h1>Story %d</h1><p>This is version %d of what outlet %d tells.</p></article></body></html>",
		n, n, version, w.feeds[p.Feed].host)
}
