package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/address"
	"synoptic/internal/feed"
	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/store"
)

// feedAdder adds the feeds a user names.
type feedAdder struct {
	cmd    *cobra.Command
	client *fetch.Client
	kind   string
	title  string
	folder string
	blind  bool // addresses are added as they are
}

func newFeedsAdd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add URL…",
		Short: "Watch feeds; the feed of a page is found",
		Long: `Watch feeds. URL is a feed or sitemap, or a page whose feed is found: by what the page
declares, by its links, by what robots.txt names, by where feeds usually are.`,
		Example: `  synoptic feeds add https://example.org/
  synoptic feeds add --folder Agencies https://example.org/rss.xml
  synoptic feeds add --kind page https://example.org/news    # its new links are articles`,
		Args: cobra.MinimumNArgs(1),
	}
	a := &feedAdder{cmd: cmd}
	cmd.Flags().StringVar(&a.kind, "kind", "", "feed, sitemap or page; found out unless given")
	cmd.Flags().StringVar(&a.title, "title", "", "title, instead of its own")
	cmd.Flags().StringVar(&a.folder, "folder", "", "folder to keep it in, outer/inner")
	cmd.Flags().BoolVar(&a.blind, "unchecked", false, "add the address as it is, without asking it")
	db, private, contact := databaseFlag(cmd), allowPrivate(cmd), contactFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, urls []string) error {
		if !isKind(a.kind) {
			return fmt.Errorf("--kind %q: choose feed, sitemap or page", a.kind)
		}
		a.client = fetch.New(fetch.Options{AllowPrivate: *private, Contact: *contact, Follow: 5})
		return withStore(db, store.Options{}, func(s *store.Store) error { return a.addAll(s, urls) })
	}
	return cmd
}

// contactFlag adds the flag for who can be written to.
func contactFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("contact", "", "page or mail address at which owners of sites can reach you; part of the User-Agent")
}

func isKind(kind string) bool {
	switch news.FeedKind(kind) {
	case "", news.FeedItems, news.FeedSitemap, news.FeedPage:
		return true
	}
	return false
}

func (a *feedAdder) addAll(s *store.Store, urls []string) error {
	t := tally{cmd: a.cmd}
	for _, given := range urls {
		f, err := a.find(a.cmd.Context(), given)
		if err != nil {
			t.failure(fmt.Errorf("%s: %w", given, err))
			continue
		}
		isNew, err := s.AddFeed(a.cmd.Context(), f)
		if err != nil {
			return err
		}
		verb := "known"
		if isNew {
			verb = "added"
		}
		fmt.Fprintf(a.cmd.OutOrStdout(), "%s: %s (%s) %s\n", verb, f.URL, f.Kind, f.Title)
		t.done++
	}
	return t.outcome()
}

// find is the feed that an address means.
func (a *feedAdder) find(ctx context.Context, given string) (news.Feed, error) {
	u, err := address.Parse(given)
	if err != nil {
		return news.Feed{}, err
	}
	f := news.Feed{URL: u.String(), Kind: news.FeedKind(a.kind), Title: a.title, Folder: a.folder, Added: time.Now()}
	if a.blind {
		if f.Kind == "" {
			f.Kind = news.FeedItems
		}
		return f, nil
	}
	answer, at, err := a.ask(ctx, f.URL)
	if err != nil {
		return f, err
	}
	if f.Kind == news.FeedPage {
		list, err := feed.Links(answer.Body, answer.Header.Get("Content-Type"), at)
		return a.filled(f, f.URL, list), err
	}
	list, err := feed.Parse(answer.Body, answer.Header.Get("Content-Type"), at)
	if errors.Is(err, feed.ErrNoFeed) && f.Kind == "" {
		return a.discover(ctx, f, answer, at)
	}
	return a.filled(f, answer.URL, list), err
}

// filled completes a feed by what it says of itself.
func (a *feedAdder) filled(f news.Feed, at string, list *feed.List) news.Feed {
	if list == nil {
		return f
	}
	f.URL, f.Kind, f.Site = at, list.Kind, list.Site
	if f.Title == "" {
		f.Title = list.Title
	}
	return f
}

func (a *feedAdder) ask(ctx context.Context, at string) (*fetch.Answer, *url.URL, error) {
	answer, err := a.client.Get(ctx, fetch.Request{URL: at, Accept: fetch.AcceptFeed})
	if err != nil {
		return nil, nil, err
	}
	if !answer.OK() {
		return nil, nil, fmt.Errorf("answered %d", answer.Status)
	}
	u, err := url.Parse(answer.URL)
	return answer, u, err
}

var errNoFeed = errors.New("no feed found; --kind page watches the links of the page itself")

// discover takes the first feed that belongs to a page and can be read.
func (a *feedAdder) discover(ctx context.Context, f news.Feed, page *fetch.Answer, at *url.URL) (news.Feed, error) {
	found, err := feed.Discover(page.Body, page.Header.Get("Content-Type"), at)
	if err != nil {
		return f, err
	}
	var candidates []string
	for _, c := range found {
		candidates = append(candidates, c.URL)
	}
	candidates = append(candidates, a.sitemaps(ctx, at)...)
	candidates = append(candidates, feed.GuessedFeeds(at)...)
	for _, c := range candidates {
		answer, from, err := a.ask(ctx, c)
		if err != nil {
			continue
		}
		if list, err := feed.Parse(answer.Body, answer.Header.Get("Content-Type"), from); err == nil && len(list.Items) > 0 {
			return a.filled(f, answer.URL, list), nil
		}
	}
	return f, errNoFeed
}

// sitemaps are those of news that robots.txt names.
func (a *feedAdder) sitemaps(ctx context.Context, at *url.URL) []string {
	answer, err := a.client.Get(ctx, fetch.RobotsRequest(at))
	if err != nil {
		return nil
	}
	var list []string
	for _, s := range fetch.ReadRobots(answer, time.Now()).Sitemaps {
		if strings.Contains(strings.ToLower(s), "news") {
			list = append(list, s)
		}
	}
	return list
}
