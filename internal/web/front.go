package web

import (
	"cmp"
	"context"
	"errors"
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/report"
	"synoptic/internal/store"
)

// Choice is which stories a list shows.
type Choice struct {
	Words   string `query:"q" doc:"A search that a report of the story must answer."`
	Lang    string `query:"lang" doc:"A language one of its reports is in (BCP 47)."`
	Source  string `query:"source" doc:"An outlet that reports it."`
	Since   string `query:"since" doc:"RFC 3339 or YYYY-MM-DD, or a span before the latest report: 24h, 7d."`
	Origins int    `query:"origins" doc:"Independent origins, at least." minimum:"0" maximum:"1000"`
	Order   string `query:"order" enum:"matter,new," doc:"matter: the most important now; new: the latest first, page by page."`
	After   string `query:"after" doc:"Cursor of the page before (with order=new)."`
	Limit   int    `query:"limit" doc:"Stories in a page; 30 if left out." minimum:"0" maximum:"200"`
}

// Stories is a list of stories.
type Stories struct {
	Stories []Card `json:"stories"`
	Next    string `json:"next" doc:"Cursor of the page that follows, empty after the last one."`
}

// Card is a story at a glance.
type Card struct {
	news.Story
	Sources []string `json:"sources" doc:"Outlets, in order of their first report."`
	Recent  int      `json:"recent" doc:"Reports in the six hours before the latest of all stories."`
	Pulse   []int    `json:"pulse" doc:"Reports in each of 24 equal parts of the story's time."`
	Glance  *Glance  `json:"glance" doc:"What differs; null if the story was not compared."`
}

// Glance is a comparison in one line.
type Glance struct {
	Points     int              `json:"points" doc:"Points that two or more accounts tell."`
	Conflicts  int              `json:"conflicts" doc:"Differences by their verdict; all values of one thing that differ are one difference."`
	Updates    int              `json:"updates"`
	Compatible int              `json:"compatible"`
	First      *news.Difference `json:"first" doc:"The pair of values to look at first."`
	Values     []string         `json:"values" doc:"All values that differ there, in the order of the accounts."`
	Made       time.Time        `json:"made"`
}

// Of so many of the latest stories those with most origins and reports for their age are
// weighed closely for the order of importance.
const (
	ranked  = 400
	closely = 80
)

// stories is the view behind the front page, the API and the tool.
func (s *Server) stories(ctx context.Context, c Choice) (Stories, error) {
	db, err := s.database()
	if err != nil {
		return Stories{}, err
	}
	return s.lists.get(c, func() (Stories, error) { return s.list(ctx, db, c) })
}

// list makes a list of stories.
func (s *Server) list(ctx context.Context, db *store.Store, c Choice) (Stories, error) {
	f := store.StoryFilter{Words: c.Words, Lang: c.Lang, Source: c.Source, MinOrigins: c.Origins, After: c.After, Limit: cmp.Or(c.Limit, 30)}
	sums, err := s.sums(ctx)
	if err != nil {
		return Stories{}, err
	}
	if f.Since, err = since(c.Since, sums.Last); err != nil {
		return Stories{}, err
	}
	if c.Order != "new" {
		f.Limit, f.After = ranked, ""
	}
	list, next, err := db.Stories(ctx, f)
	if err != nil {
		return Stories{}, asked(err)
	}
	if c.Order != "new" {
		list = promising(list, sums.Last)
	}
	cards, err := s.cards(ctx, list, sums.Last)
	if err != nil {
		return Stories{}, err
	}
	if c.Order != "new" {
		cards, next = mattering(cards, sums.Last, cmp.Or(c.Limit, 30)), ""
	}
	return Stories{cards, next}, s.glances(ctx, cards)
}

// countTime is how long the count of all articles is shown before it is taken again.
const countTime = 5 * time.Second

// sums is how much there is, as of some seconds ago.
func (s *Server) sums(ctx context.Context) (store.Sums, error) {
	s.counting.Lock()
	defer s.counting.Unlock()
	if time.Since(s.counted) < countTime {
		return s.count, nil
	}
	sums, err := s.options.Store.Sums(ctx)
	if err == nil && sums.Articles > 0 {
		s.count, s.counted = sums, time.Now()
	}
	return sums, err
}

// database is the store, or the fault that there is none.
func (s *Server) database() (*store.Store, error) {
	if s.options.Store == nil {
		return nil, &fault{http.StatusNotFound, "No database", "Start with synoptic serve --db FILE to read stories."}
	}
	return s.options.Store, nil
}

// asked is err as a fault where it is the reader's.
func asked(err error) error {
	var syntax *store.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return &fault{http.StatusBadRequest, "This search cannot be understood", syntax.Error()}
	case errors.Is(err, store.ErrCursor):
		return &fault{http.StatusBadRequest, "No such page", "Begin with the first page again."}
	case errors.Is(err, store.ErrNotFound):
		return &fault{http.StatusNotFound, "Not found", "It is not in the database, or no longer."}
	case errors.Is(err, context.Canceled):
		return &fault{499, "Gone", "The reader has left."}
	}
	return err
}

// since reads a time, or a span of hours or days before the latest report.
func since(s string, latest time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	unit := map[byte]time.Duration{'h': time.Hour, 'd': 24 * time.Hour}[s[len(s)-1]]
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 12)
	if err != nil || unit == 0 {
		return time.Time{}, &fault{http.StatusBadRequest, "No such time", "Give a day as YYYY-MM-DD, or a span as 24h or 7d."}
	}
	return latest.Add(-time.Duration(n) * unit), nil
}

// recently is how far back growth is counted.
const recently = 6 * time.Hour

func (s *Server) cards(ctx context.Context, list []news.Story, latest time.Time) ([]Card, error) {
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	reports, err := s.options.Store.Reports(ctx, ids)
	cards := make([]Card, len(list))
	for i, story := range list {
		cards[i] = card(story, reports[story.ID], latest)
	}
	return cards, err
}

func card(story news.Story, reports []store.Report, latest time.Time) Card {
	c := Card{Story: story, Sources: []string{}, Pulse: pulse(reports, story.First, story.Last)}
	for _, r := range reports {
		if r.Source != "" && !slices.Contains(c.Sources, r.Source) {
			c.Sources = append(c.Sources, r.Source)
		}
		if latest.Sub(r.Time) < recently {
			c.Recent++
		}
	}
	return c
}

// slots is the number of bars that a story's time is cut into.
const slots = 24

// pulse counts the reports in each part of the time from first to last.
func pulse(reports []store.Report, first, last time.Time) []int {
	bars, span := make([]int, slots), max(last.Sub(first), time.Hour)
	for _, r := range reports {
		at := int(float64(slots) * float64(r.Time.Sub(first)) / float64(span))
		bars[min(max(at, 0), slots-1)]++
	}
	return bars
}

// promising are the stories that can be among the most important, whatever their growth.
func promising(list []news.Story, latest time.Time) []news.Story {
	slices.SortStableFunc(list, func(a, b news.Story) int {
		return cmp.Compare(weight(b.Origins, b.Reports, b.Last, latest), weight(a.Origins, a.Reports, a.Last, latest))
	})
	return list[:min(closely, len(list))]
}

// mattering are the most important of the cards.
func mattering(cards []Card, latest time.Time, most int) []Card {
	slices.SortStableFunc(cards, func(a, b Card) int {
		return cmp.Compare(weight(b.Origins, b.Recent, b.Last, latest), weight(a.Origins, a.Recent, a.Last, latest))
	})
	return cards[:min(most, len(cards))]
}

// weight is how much a story matters: how many independent origins tell it and how much it
// grew, less with every day since its latest report, in the manner of the front pages that
// rank by votes and age.
func weight(origins, grown int, last, latest time.Time) float64 {
	days := latest.Sub(last).Hours() / 24
	return (float64(origins) + float64(grown)/2) / math.Pow(1+max(0, days), 1.5)
}

// glances adds to each card what its comparison shows first.
func (s *Server) glances(ctx context.Context, cards []Card) error {
	ids := make([]string, len(cards))
	for i := range cards {
		ids[i] = cards[i].ID
	}
	made, err := s.options.Store.Compared(ctx, ids)
	if err != nil {
		return err
	}
	for i := range cards {
		at, ok := made[cards[i].ID]
		if !ok {
			continue
		}
		if cards[i].Glance, err = s.glance(ctx, cards[i].ID, at); err != nil {
			return err
		}
	}
	return nil
}

// More is how many differences there are besides the first.
func (g *Glance) More() int { return g.Conflicts + g.Updates + g.Compatible - 1 }

// version names one comparison of a story.
type version struct {
	story string
	made  time.Time
}

func (s *Server) glance(ctx context.Context, story string, made time.Time) (*Glance, error) {
	return s.seen.get(version{story, made}, func() (*Glance, error) {
		c, _, _, err := s.options.Store.Comparison(ctx, story)
		if err != nil {
			return nil, err
		}
		return glanceOf(c, made), nil
	})
}

func glanceOf(c *news.Comparison, made time.Time) *Glance {
	g := &Glance{Made: made}
	for i := range c.Points {
		if len(c.Points[i].Sources) > 1 {
			g.Points++
		}
	}
	sum := report.Summarize(c)
	g.Values = append([]string{}, sum.Values...)
	g.First, g.Conflicts, g.Updates, g.Compatible = sum.First, sum.Verdicts[news.Conflict], sum.Verdicts[news.Update], sum.Verdicts[news.Compatible]
	return g
}

// frontPage is the list of stories as a page.
type frontPage struct {
	Stories
	Choice
	Sums  store.Sums
	More  string // address of the page that follows
	Demo  bool   // the demo world is shown
	Offer bool   // it can be loaded
	Lists bool   // lists of feeds can be imported
}

func (s *Server) front(r *http.Request) (frame, error) {
	if s.options.Store == nil {
		return s.box(r)
	}
	c, err := choice(r)
	if err != nil {
		return frame{}, err
	}
	list, err := s.stories(r.Context(), c)
	if err != nil {
		return frame{}, err
	}
	sums, err := s.sums(r.Context())
	if err != nil {
		return frame{}, err
	}
	p := frontPage{Stories: list, Choice: c, Sums: sums, Offer: s.options.Demo.Load != nil, Lists: s.options.OPML.Read != nil}
	p.Demo, err = s.demoLoaded(r.Context())
	if list.Next != "" {
		q := r.URL.Query()
		q.Set("after", list.Next)
		p.More = "/?" + q.Encode()
	}
	return frame{Title: "Stories", Section: "stories", Query: c.Words, Data: p}, err
}

// choice reads the choice of a page's address.
func choice(r *http.Request) (Choice, error) {
	q := r.URL.Query()
	c := Choice{Words: q.Get("q"), Lang: q.Get("lang"), Source: q.Get("source"), Since: q.Get("since"), Order: q.Get("order"), After: q.Get("after")}
	if n := q.Get("origins"); n != "" {
		var err error
		if c.Origins, err = strconv.Atoi(n); err != nil || c.Origins < 0 || c.Origins > 1000 {
			return c, &fault{http.StatusBadRequest, "No such number", "Give the independent origins as a number."}
		}
	}
	if c.After != "" {
		c.Order = "new"
	}
	return c, nil
}
