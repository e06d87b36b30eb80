package poll

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/poll/world"
	"synoptic/internal/store"
)

// press is a server of outlets that a test scripts, with a poller that watches it.
type press struct {
	t       *testing.T
	store   *store.Store
	clock   *world.Clock
	options Options
	client  *fetch.Client

	mu      sync.Mutex
	asked   []string // "outlet-1.example/path"
	refused []string // addresses that were dialled and are not of the press
}

func newPress(t *testing.T, answer func(w http.ResponseWriter, r *http.Request)) *press {
	p := &press{t: t, store: openStore(t), options: Defaults()}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked = append(p.asked, r.Host+r.URL.Path)
		p.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	dial := world.Dialer(server.Listener.Addr(), func(a string) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.refused = append(p.refused, a)
	})
	p.client = fetch.New(fetch.Options{KeepAlive: true, Dial: dial, Timeout: time.Second})
	t.Cleanup(p.client.Close)
	return p
}

func (p *press) add(urls ...string) {
	p.t.Helper()
	for _, u := range urls {
		kind := news.FeedItems
		if strings.HasSuffix(u, "/front") {
			kind = news.FeedPage
		}
		if _, err := p.store.AddFeed(p.t.Context(), news.Feed{URL: u, Kind: kind, Added: monday}); err != nil {
			p.t.Fatal(err)
		}
	}
}

// watch runs a new poller until the simulated time has passed.
func (p *press) watch(span time.Duration) *Poller {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	defer cancel()
	start := monday
	if p.clock != nil {
		start = p.clock.Now()
	}
	p.clock = world.NewClock(start, start.Add(span), cancel)
	p.options.Clock = p.clock
	poller := New(p.store, p.client, p.options)
	if err := poller.Run(ctx); err != nil {
		p.t.Fatal(err)
	}
	return poller
}

func (p *press) feed(url string) news.Feed {
	p.t.Helper()
	feeds, err := p.store.Feeds(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	for _, f := range feeds {
		if f.URL == url {
			return f
		}
	}
	p.t.Fatalf("no feed at %s: %+v", url, feeds)
	return news.Feed{}
}

func (p *press) page(url string) news.Page {
	p.t.Helper()
	pages, err := p.store.Pages(p.t.Context(), []string{url})
	if err != nil {
		p.t.Fatal(err)
	}
	return pages[url]
}

// captures are the bytes that wait to be read, by name.
func (p *press) captures() map[string]news.Kept {
	p.t.Helper()
	list, err := p.store.Unread(p.t.Context(), 10_000)
	if err != nil {
		p.t.Fatal(err)
	}
	kept := map[string]news.Kept{}
	for _, k := range list {
		kept[k.Name] = k
	}
	return kept
}

// times is how often an address was asked.
func (p *press) times(address string) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, a := range p.asked {
		if a == address {
			n++
		}
	}
	return n
}

// rss is a feed of items at these addresses.
func rss(urls ...string) string {
	s := `<rss version="2.0"><channel><title>Harbour</title>`
	for _, u := range urls {
		s += "<item><title>T</title><link>" + u + "</link><description>What the feed tells of it.</description></item>"
	}
	return s + "</channel></rss>"
}

const one = "http://outlet-1.example"

func TestRedirects(t *testing.T) {
	to := map[string]string{
		"/old": "/older", "/older": one + "/feed", "/loop": "/loop", "/metadata": "http://169.254.169.254/latest/",
		"/inside": "http://127.0.0.1:1/", "/file": "file:///etc/passwd", "/else": "http://outlet-2.example/b",
	}
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch target := to[r.URL.Path]; {
		case target != "":
			http.Redirect(w, r, target, http.StatusMovedPermanently)
		case r.URL.Path == "/feed":
			io.WriteString(w, rss(one+"/loop", one+"/metadata", one+"/inside", one+"/file", one+"/else", one+"/a"))
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		default:
			io.WriteString(w, "<p>page</p>")
		}
	})
	p.add(one + "/old")
	p.watch(10 * time.Minute)
	p.feed(one + "/feed") // it is remembered that it has moved
	if got := p.page(one + "/else"); got.Looks != 1 || got.At != "http://outlet-2.example/b" {
		t.Errorf("moved page: %+v", got)
	}
	for page, why := range map[string]string{
		"/loop": "more than 5 redirects", "/metadata": "169.254.169.254:80 is not of this world", "/inside": "127.0.0.1:1 is not of this world", "/file": "more than 5 redirects, or to where nothing is read",
	} {
		if got := p.page(one + page); got.Looks != 0 || got.Errors == 0 || !strings.Contains(got.Reason, why) {
			t.Errorf("%s: %+v", page, got)
		}
	}
	if d := cmp.Diff([]string{"127.0.0.1:1", "169.254.169.254:80"}, slices.Sorted(slices.Values(p.refused))); d != "" {
		t.Error("dialled, and refused:", d)
	}
	if p.page(one+"/a").Looks != 1 || p.times("outlet-1.example/loop") > 2*(maxHops+1) {
		t.Errorf("the others: %+v", p.page(one+"/a"))
	}
}

func TestBusyServersAreLeftAlone(t *testing.T) {
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.Host + r.URL.Path {
		case "outlet-1.example/feed":
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		case "outlet-2.example/feed":
			w.Header().Set("Retry-After", monday.Add(3*time.Hour).Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
		case "outlet-3.example/feed":
			w.WriteHeader(http.StatusInternalServerError)
		default:
			http.NotFound(w, r)
		}
	})
	p.add(one+"/feed", "http://outlet-2.example/feed", "http://outlet-3.example/feed")
	p.watch(100 * time.Minute)
	for address, most := range map[string]int{"outlet-1.example/feed": 1, "outlet-2.example/feed": 1, "outlet-3.example/feed": 5} {
		if n := p.times(address); n == 0 || n > most {
			t.Errorf("%s was asked %d times", address, n)
		}
	}
	f := p.feed(one + "/feed")
	if f.Reason != "answered 429 Too Many Requests" || f.Next.Before(monday.Add(100*time.Minute)) {
		t.Errorf("got %+v", f)
	}
	if f := p.feed("http://outlet-3.example/feed"); !strings.HasPrefix(f.Notice, "failed") || !strings.HasSuffix(f.Notice, "Internal Server Error") {
		t.Errorf("no notice: %+v", f)
	}
}

func TestNoticesComeAndGo(t *testing.T) {
	broken := true
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" || broken {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, rss())
	})
	var told []string
	p.options.Glance = time.Hour
	p.options.Notify = func(f news.Feed) { told = append(told, f.Notice) }
	p.add(one + "/feed")
	p.watch(2 * time.Hour)
	broken = false
	p.watch(24 * time.Hour)
	if len(told) != 2 || told[0] != "failed 3 times in a row: answered 404 Not Found" || told[1] != "" {
		t.Errorf("told %q", told)
	}
	p.watch(20 * 24 * time.Hour)
	if len(told) != 3 || !strings.HasPrefix(told[2], "nothing new since 2026-03-02") {
		t.Errorf("told %q", told)
	}
	f := p.feed(one + "/feed")
	if gap := f.Next.Sub(f.Asked); gap < p.options.Most || gap > 26*time.Hour {
		t.Errorf("a feed that has dried up is asked again after %v", gap)
	}
}

func TestRobotsAreObeyed(t *testing.T) {
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.Host + r.URL.Path {
		case "outlet-1.example/robots.txt":
			http.Redirect(w, r, "http://outlet-2.example/robots.txt", http.StatusFound)
		case "outlet-2.example/robots.txt":
			io.WriteString(w, "User-agent: *\nDisallow: /private\nCrawl-delay: 20")
		case "outlet-3.example/robots.txt":
			w.WriteHeader(http.StatusInternalServerError)
		case "outlet-1.example/feed":
			io.WriteString(w, rss(one+"/private/a", one+"/b", one+"/c"))
		default:
			io.WriteString(w, "<p>page</p>")
		}
	})
	p.add(one+"/feed", "http://outlet-3.example/feed")
	p.watch(70 * time.Second)
	if n := p.times("outlet-1.example/private/a") + p.times("outlet-3.example/feed"); n != 0 {
		t.Errorf("%d requests that were forbidden", n)
	}
	if b, c := p.times("outlet-1.example/b"), p.times("outlet-1.example/c"); b != 1 || c != 1 {
		t.Errorf("asked %d and %d times", b, c)
	}
	if f := p.feed("http://outlet-3.example/feed"); f.Reason != errSilence.Error() {
		t.Errorf("got %+v", f)
	}
	private := p.page(one + "/private/a")
	if private.Reason != errRobots.Error() || !private.Next.IsZero() {
		t.Errorf("got %+v", private)
	}
	var told map[string]string
	if err := json.Unmarshal(p.captures()[one+"/private/a"].Bytes, &told); err != nil || told["html"] != "What the feed tells of it." || told["incomplete"] == "" {
		t.Errorf("what the feed tells: %v, %v", told, err)
	}
	problems, err := p.store.Problems(t.Context(), store.ProblemFilter{Stage: "fetch"})
	if err != nil || len(problems) != 1 {
		t.Errorf("problems: %v, %v", problems, err)
	}
}

func TestWhatVanishesIsKept(t *testing.T) {
	state := "there"
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/feed":
			io.WriteString(w, rss(one+"/a?utm_source=x"))
		case r.URL.Path == "/a" && state == "there":
			w.Header().Set("ETag", `"1"`)
			io.WriteString(w, "<p>first text</p>")
		case r.URL.Path == "/a" && state == "gone":
			w.WriteHeader(http.StatusGone)
		case r.URL.Path == "/a":
			io.WriteString(w, "<p>second text</p>")
		default:
			http.NotFound(w, r)
		}
	})
	p.add(one + "/feed")
	p.watch(10 * time.Minute)
	first := p.page(one + "/a")
	state = "gone"
	p.watch(time.Hour)
	gone := p.page(one + "/a")
	if first.Looks != 1 || gone.Gone.IsZero() || gone.First != first.Capture || gone.Reason != "answered 410 Gone" {
		t.Errorf("first %+v\nthen %+v", first, gone)
	}
	if got := string(p.captures()[one+"/a?utm_source=x"].Bytes); got != "<p>first text</p>" {
		t.Errorf("kept %q", got)
	}
	state = "back"
	p.watch(4 * time.Hour)
	if back := p.page(one + "/a"); !back.Gone.IsZero() || back.First != first.Capture || back.Capture == first.Capture {
		t.Errorf("back: %+v", back)
	}
}

func TestBrokenAnswersAreKeptAndAskedAgain(t *testing.T) {
	whole := false
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/feed":
			io.WriteString(w, rss(one+"/cut", one+"/bomb", one+"/empty"))
		case r.URL.Path == "/cut" && !whole:
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "<p>beginning")
		case r.URL.Path == "/cut":
			io.WriteString(w, "<p>beginning and end</p>")
		case r.URL.Path == "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			z.Write(make([]byte, maxPage+1))
			z.Close()
			w.Write(b.Bytes())
		case r.URL.Path != "/empty":
			http.NotFound(w, r)
		}
	})
	p.add(one + "/feed")
	p.watch(time.Minute)
	cut := p.captures()[one+"/cut"]
	if string(cut.Bytes) != "<p>beginning" || cut.Incomplete == "" {
		t.Errorf("kept %+v", cut)
	}
	for page, why := range map[string]string{"/bomb": "larger than 4 MB", "/empty": "empty"} {
		if got := p.page(one + page); got.Reason != why || got.Next.IsZero() {
			t.Errorf("%s: %+v", page, got)
		}
	}
	whole = true
	p.watch(10 * time.Minute)
	if got := p.page(one + "/cut"); got.Looks != 1 || got.Errors != 0 {
		t.Errorf("again: %+v", got)
	}
}

func TestSitemapsAndFronts(t *testing.T) {
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/map":
			io.WriteString(w, `<sitemapindex><sitemap><loc>/1.xml</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>`)
		case "/1.xml":
			io.WriteString(w, `<urlset><url><loc>/story-1</loc></url><url><loc>/story-old</loc><lastmod>2020-01-01</lastmod></url></urlset>`)
		case "/front":
			io.WriteString(w, `<title>Front</title><a href="/2026/03/02/ferry">Ferry hits the breakwater at Port Callow</a>`)
		case "/robots.txt", "/2.xml":
			http.NotFound(w, r)
		default:
			io.WriteString(w, "<p>page</p>")
		}
	})
	p.add(one+"/map", one+"/front")
	p.watch(time.Minute)
	if f := p.feed(one + "/map"); f.Items != 2 || f.Errors != 0 || f.Total != 2 {
		t.Errorf("sitemap: %+v", f)
	}
	if f := p.feed(one + "/front"); f.Items != 1 || f.Title != "Front" {
		t.Errorf("front: %+v", f)
	}
	if p.page(one+"/story-1").Looks != 1 || p.page(one+"/2026/03/02/ferry").Looks != 1 || p.times("outlet-1.example/story-old") != 0 {
		t.Errorf("asked: %v", p.asked)
	}
}
