package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// WatchView is a watch with how it stands.
type WatchView struct {
	news.Watch
	Unread      int             `json:"unread" doc:"Alerts that nobody has seen."`
	Undelivered []news.Delivery `json:"undelivered" doc:"What is still to be sent, was given up, or did not reach everyone, by way."`
}

// watches is the view of what is watched.
func (s *Server) watches(ctx context.Context) ([]WatchView, error) {
	db, err := s.database()
	if err != nil {
		return nil, err
	}
	list, err := db.Watches(ctx)
	if err != nil {
		return nil, err
	}
	unread, err := db.UnreadAlerts(ctx)
	out := make([]WatchView, len(list))
	for i, w := range list {
		out[i] = WatchView{Watch: w, Unread: unread[w.ID]}
		if err == nil {
			out[i].Undelivered, err = db.Undelivered(ctx, w.ID)
		}
	}
	return out, err
}

// watch is the view of one watch.
func (s *Server) watch(ctx context.Context, id string) (WatchView, error) {
	db, err := s.database()
	if err != nil {
		return WatchView{}, err
	}
	w, err := db.Watch(ctx, id)
	if err != nil {
		return WatchView{}, asked(err)
	}
	unread, err := db.UnreadAlerts(ctx)
	if err != nil {
		return WatchView{}, err
	}
	undelivered, err := db.Undelivered(ctx, id)
	return WatchView{w, unread[id], undelivered}, err
}

// AlertList is a page of alerts.
type AlertList struct {
	Alerts []news.Alert `json:"alerts"`
	Next   int64        `json:"next" doc:"What to send as before for the page that follows, 0 after the last one."`
}

// alertsInPage is how many alerts a page lists.
const alertsInPage = 50

// alerts is the view of the alerts of a watch, or of all, the latest first.
func (s *Server) alerts(ctx context.Context, f store.AlertFilter) (AlertList, error) {
	db, err := s.database()
	if err != nil {
		return AlertList{}, err
	}
	limit := min(cmp.Or(f.Limit, alertsInPage), 200)
	f.Limit = limit + 1
	list, err := db.Alerts(ctx, f)
	out := AlertList{Alerts: list}
	if len(list) > limit {
		out = AlertList{list[:limit], list[limit-1].Number}
	}
	return out, err
}

// keepWatch adds a watch, or changes one that has an id, and lets it know what is there, so
// that it is told of what comes.
func (s *Server) keepWatch(ctx context.Context, w news.Watch) (news.Watch, error) {
	db, err := s.database()
	if err != nil {
		return w, err
	}
	act := "watch change"
	if w.ID == "" {
		act = "watch add"
		w.By, w.Created = who(ctx), time.Now().UTC()
		w, err = db.AddWatch(ctx, w)
	} else {
		err = db.ChangeWatch(ctx, w)
	}
	if err == nil && s.options.Begin != nil {
		if w, err = db.Watch(ctx, w.ID); err == nil {
			err = s.options.Begin(ctx, w)
		}
	}
	if err != nil {
		return w, watchFault(err)
	}
	s.options.Log.Info("audit", "act", act, "watch", w.ID, "name", w.Name, "by", who(ctx))
	return w, nil
}

// watchFault is err as a fault where it is the sender's.
func watchFault(err error) error {
	var wrong *store.WatchError
	if errors.As(err, &wrong) {
		return &fault{http.StatusUnprocessableEntity, "This cannot be watched so", wrong.Error() + "."}
	}
	return asked(err)
}

// removeWatch removes a watch with its alerts.
func (s *Server) removeWatch(ctx context.Context, id string) error {
	db, err := s.database()
	if err != nil {
		return err
	}
	if err := db.RemoveWatch(ctx, id); err != nil {
		return asked(err)
	}
	s.options.Log.Info("audit", "act", "watch delete", "watch", id, "by", who(ctx))
	return nil
}

// seeAlerts marks the alerts of a watch, or of all, as read up to a number.
func (s *Server) seeAlerts(ctx context.Context, id string, upTo int64) error {
	db, err := s.database()
	if err != nil {
		return err
	}
	if err := db.SeeAlerts(ctx, id, upTo); err != nil {
		return err
	}
	s.options.Log.Info("audit", "act", "alerts read", "watch", id, "up_to", upTo, "by", who(ctx))
	return nil
}

// watchesPage is what is watched, and the latest alerts of all of it.
type watchesPage struct {
	AlertList
	Watches []WatchView
	Names   map[string]string // of watches, by id
	Unread  int
	More    string
}

// Latest is the number of the latest alert shown.
func (l AlertList) Latest() int64 {
	if len(l.Alerts) == 0 {
		return 0
	}
	return l.Alerts[0].Number
}

func (s *Server) watchesPage(r *http.Request) (frame, error) {
	before, err := beforeOf(r)
	if err != nil {
		return frame{}, err
	}
	p := watchesPage{Names: map[string]string{}}
	if p.Watches, err = s.watches(r.Context()); err != nil {
		return frame{}, err
	}
	for _, w := range p.Watches {
		p.Names[w.ID] = w.Name
		p.Unread += w.Unread
	}
	if p.AlertList, err = s.alerts(r.Context(), store.AlertFilter{Before: before}); err != nil {
		return frame{}, err
	}
	p.More = older("/watches", p.Next)
	return frame{Title: "Watches", Section: "watches", Data: &p}, nil
}

// beforeOf reads where a page of alerts or failures begins.
func beforeOf(r *http.Request) (int64, error) {
	before := r.URL.Query().Get("before")
	if before == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(before, 10, 64)
	if err != nil || n <= 0 {
		return 0, asked(store.ErrCursor)
	}
	return n, nil
}

// older is the address of the page of alerts that follows, "" if there is none.
func older(path string, next int64) string {
	if next == 0 {
		return ""
	}
	return path + "?before=" + strconv.FormatInt(next, 10)
}

// watchPage is one watch, its alerts, and the form that changes it.
type watchPage struct {
	WatchView
	AlertList
	Names map[string]string
	Title string // of the story watched
	More  string
	Mails string
	Feeds []feedLink
	Kinds []kindChoice
}

// feedLink is a feed of a watch.
type feedLink struct{ Name, Address string }

// kindChoice is something that a watch can tell of.
type kindChoice struct {
	Kind   news.AlertKind
	Chosen bool
}

func (s *Server) watchPage(r *http.Request) (frame, error) {
	id := r.PathValue("id")
	before, err := beforeOf(r)
	if err != nil {
		return frame{}, err
	}
	view, err := s.watch(r.Context(), id)
	if err != nil {
		return frame{}, err
	}
	p := watchPage{WatchView: view, Mails: strings.Join(view.Mail, ", "), Feeds: s.feedsOf(r, &view.Watch)}
	for _, k := range news.AlertKinds() {
		p.Kinds = append(p.Kinds, kindChoice{k, slices.Contains(view.Kinds, k)})
	}
	if view.Story != "" {
		story, err := s.options.Store.Story(r.Context(), view.Story)
		if err != nil && !errors.Is(err, store.ErrNotFound) { // a watch stays when its story was removed
			return frame{}, asked(err)
		}
		p.Title = story.Title
	}
	if p.AlertList, err = s.alerts(r.Context(), store.AlertFilter{Watch: id, Before: before}); err != nil {
		return frame{}, err
	}
	p.More = older(r.URL.Path, p.Next)
	return frame{Title: view.Name, Section: "watches", Data: &p}, nil
}

// feedsOf are the feeds of a watch. Where reading is protected their addresses have what
// opens them.
func (s *Server) feedsOf(r *http.Request, w *news.Watch) []feedLink {
	key := ""
	if s.options.Access.Everyone == Nobody {
		key = "?token=" + url.QueryEscape(w.Token)
	}
	var list []feedLink
	for _, f := range []feedLink{{"Atom", "atom"}, {"RSS", "rss"}, {"JSON Feed", "json"}} {
		list = append(list, feedLink{f.Name, s.here(r) + watchLink(w.ID) + "/feed/" + f.Address + key})
	}
	return list
}

func watchLink(id string) string { return "/watches/" + url.PathEscape(id) }
