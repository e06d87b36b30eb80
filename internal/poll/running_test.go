package poll

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestSlowHostsDelayNobody lets many hosts drip their answers while another has news.
func TestSlowHostsDelayNobody(t *testing.T) {
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "outlet-0.example" {
			io.WriteString(w, rss(one+"/a"))
			return
		}
		for r.Context().Err() == nil {
			io.WriteString(w, " ")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	p.options.Robots, p.options.Requests, p.options.Pause, p.options.Clock = false, 8, time.Millisecond, Wall{}
	p.add("http://outlet-0.example/0")
	ctx, cancel := context.WithCancel(t.Context())
	poller := New(p.store, p.client, p.options)
	if err := poller.Once(ctx); err != nil { // the good host is known now
		t.Fatal(err)
	}
	for i := range 20 {
		p.add(fmt.Sprintf("http://outlet-%d.example/feed", i+1), fmt.Sprintf("http://outlet-0.example/%d", i+1))
	}
	done := make(chan error)
	began := time.Now()
	go func() { done <- poller.Run(ctx) }()
	for p.times("outlet-0.example/20") == 0 && time.Since(began) < 5*time.Second {
		time.Sleep(5 * time.Millisecond)
	}
	if took := time.Since(began); took > 2500*time.Millisecond { // the slow ones take five seconds, four at a time
		t.Errorf("the good host waited %v", took)
	}
	cancel()
	ended := time.Now()
	if err := <-done; err != nil || time.Since(ended) > 2*time.Second {
		t.Errorf("ended with %v after %v", err, time.Since(ended))
	}
}

// TestNothingIsLostWhenItEnds calls the poller off again and again; in the end every page
// has its first text.
func TestNothingIsLostWhenItEnds(t *testing.T) {
	var urls []string
	for i := range 60 {
		urls = append(urls, fmt.Sprintf("http://outlet-%d.example/story-%d", i%6, i))
	}
	version := map[string]int{}
	var mu sync.Mutex
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			io.WriteString(w, rss(urls...))
			return
		}
		mu.Lock()
		version[r.URL.Path]++
		mu.Unlock()
		io.WriteString(w, "<p>text of "+r.URL.Path)
	})
	p.options.Robots, p.options.Pause, p.options.Clock = false, time.Millisecond, Wall{}
	p.add("http://outlet-9.example/feed")
	for i := 0; len(p.captures()) < len(urls) && i < 200; i++ {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(10+i)*time.Millisecond)
		if err := New(p.store, p.client, p.options).Run(ctx); err != nil && ctx.Err() == nil {
			t.Fatal(err)
		}
		cancel()
	}
	kept := p.captures()
	for _, u := range urls {
		if page := p.page(u); page.Looks != 1 || kept[u].Hash != page.First {
			t.Errorf("%s: %+v", u, page)
		}
	}
}

func TestOnceEndsWhenAllIsDone(t *testing.T) {
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		var urls []string
		for i := range 50 {
			urls = append(urls, fmt.Sprintf("%s/%s/%d", one, strings.Trim(r.URL.Path, "/"), i))
		}
		switch {
		case strings.HasPrefix(r.URL.Path, "/feed") && strings.Count(r.URL.Path, "/") == 1:
			io.WriteString(w, rss(urls...))
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		default:
			io.WriteString(w, "<p>"+r.URL.Path)
		}
	})
	p.add(one+"/feed1", one+"/feed2")
	p.options.Clock, p.options.Pause = Wall{}, time.Millisecond
	poller := New(p.store, p.client, p.options)
	if err := poller.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(p.captures()) != 100 || poller.Done.Found != 100 || poller.Done.Feeds != 2 {
		t.Errorf("%d captures, %+v", len(p.captures()), poller.Done)
	}
	if err := poller.Once(t.Context()); err != nil || poller.Done.Feeds != 2 {
		t.Errorf("a second time: %v, %+v", err, poller.Done)
	}
}

// TestOnceLeavesBusyHosts holds that nobody waits hours for a host that asks to be left alone:
// what is due there stays due.
func TestOnceLeavesBusyHosts(t *testing.T) {
	p := newPress(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.Host == "outlet-1.example":
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.URL.Path == "/feed":
			io.WriteString(w, rss("http://outlet-2.example/a"))
		default:
			io.WriteString(w, "<p>page</p>")
		}
	})
	p.add(one+"/feed", one+"/other", "http://outlet-2.example/feed")
	p.options.Clock, p.options.Pause = Wall{}, time.Millisecond
	began := time.Now()
	poller := New(p.store, p.client, p.options)
	if err := poller.Once(t.Context()); err != nil || time.Since(began) > 20*time.Second || poller.Done.Left != 1 {
		t.Fatalf("%v after %v: %+v", err, time.Since(began), poller.Done)
	}
	if p.page("http://outlet-2.example/a").Looks != 1 {
		t.Error("the other host was not asked")
	}
	first, second := p.feed(one+"/feed"), p.feed(one+"/other")
	if first.Errors+second.Errors != 1 || first.Asked.IsZero() == second.Asked.IsZero() {
		t.Errorf("%+v\n%+v", first, second)
	}
}
