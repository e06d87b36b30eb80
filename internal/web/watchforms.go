package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// postWatches adds a watch, or marks all alerts as read.
func (s *Server) postWatches(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.fail(w, r, badForm(err))
		return
	}
	to := "/watches"
	var err error
	switch act := r.PostFormValue("act"); act {
	case "add":
		to, err = s.addWatch(r)
	case "read":
		err = s.seeUpTo(r, "")
	default:
		err = &fault{http.StatusBadRequest, "No such act", "Choose add or read."}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// addWatch watches a search or a story by one button: it is named after what is watched and
// tells of everything. What is watched already is not watched twice.
func (s *Server) addWatch(r *http.Request) (page string, err error) {
	ctx := r.Context()
	w := news.Watch{Query: strings.TrimSpace(r.PostFormValue("query")), Story: storyName(r.PostFormValue("story")), Name: r.PostFormValue("name"), Kinds: news.AlertKinds()}
	if w.Story != "" {
		story, err := s.options.Store.Story(ctx, w.Story)
		if err != nil {
			return "", asked(err)
		}
		w.Story, w.Name = story.ID, cmp.Or(w.Name, short(story.Title), story.ID)
	}
	w.Name = cmp.Or(w.Name, short(w.Query))
	list, err := s.options.Store.Watches(ctx)
	if err != nil {
		return "", err
	}
	same := slices.IndexFunc(list, func(o news.Watch) bool { return o.Query == w.Query && o.Story == w.Story })
	if same >= 0 {
		return watchLink(list[same].ID), nil
	}
	w, err = s.keepWatch(ctx, w)
	return watchLink(w.ID), err
}

// short is a text as a name: one line, of bounded length.
func short(s string) string {
	const most = 60
	words := []rune(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " "))
	if len(words) > most {
		words = append(words[:most-1], '…')
	}
	return string(words)
}

func (s *Server) seeUpTo(r *http.Request, id string) error {
	n, err := strconv.ParseInt(r.PostFormValue("upto"), 10, 64)
	if err != nil {
		return &fault{http.StatusBadRequest, "No such alert", "Send the form from the page."}
	}
	return s.seeAlerts(r.Context(), id, n)
}

// postWatch changes or deletes a watch, or marks its alerts as read.
func (s *Server) postWatch(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.fail(w, r, badForm(err))
		return
	}
	id := r.PathValue("id")
	to := watchLink(id)
	var err error
	switch r.PostFormValue("act") {
	case "change":
		err = s.changeWatch(r, id)
	case "read":
		err = s.seeUpTo(r, id)
	case "delete":
		to, err = "/watches", s.removeWatch(r.Context(), id)
	default:
		err = &fault{http.StatusBadRequest, "No such act", "Choose change, read or delete."}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// changeWatch takes over what the form says. What is watched stays a search or a story.
func (s *Server) changeWatch(r *http.Request, id string) error {
	w, err := s.options.Store.Watch(r.Context(), id)
	if err != nil {
		return asked(err)
	}
	if w.Query != "" {
		w.Query = r.PostFormValue("query")
	}
	w.Name, w.Webhook, w.Mail = r.PostFormValue("name"), strings.TrimSpace(r.PostFormValue("webhook")), addresses(r.PostFormValue("mail"))
	w.Quiet = news.Quiet{From: r.PostFormValue("from"), To: r.PostFormValue("to"), Zone: strings.TrimSpace(r.PostFormValue("zone"))}
	w.Kinds = nil
	for _, k := range r.PostForm["kind"] {
		w.Kinds = append(w.Kinds, news.AlertKind(k))
	}
	_, err = s.keepWatch(r.Context(), w)
	return err
}

// addresses are mail addresses as a person lists them.
func addresses(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
}

// watchFeed answers with the alerts of a watch as a feed, to readers and to whoever has the
// token of the watch.
func (s *Server) watchFeed(w http.ResponseWriter, r *http.Request) {
	watch, err := s.opened(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	list, err := s.alertsOf(r, &watch)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.sendFeed(w, r, r.PathValue("form"), list)
}

// opened is the watch whose feed is asked for, if it is open to the sender.
func (s *Server) opened(r *http.Request) (news.Watch, error) {
	w, err := s.options.Store.Watch(r.Context(), r.PathValue("id"))
	if levelOf(r.Context()) >= Reader {
		return w, asked(err)
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) { // no guess of the sender's
		return news.Watch{}, asked(err)
	}
	right := err == nil && same(r.URL.Query().Get("token"), w.Token)
	switch err := s.gate.judge(r, right); err {
	case nil:
		return w, nil
	case errWrong:
		return news.Watch{}, &fault{http.StatusUnauthorized, "Not for everybody", "Take the address of the feed from the page of the watch."}
	default:
		return news.Watch{}, err
	}
}

func (s *Server) alertsOf(r *http.Request, watch *news.Watch) (*feed, error) {
	alerts, err := s.options.Store.Alerts(r.Context(), store.AlertFilter{Watch: watch.ID, Limit: alertsInPage})
	here := s.here(r)
	f := &feed{Title: "synoptic: " + watch.Name, Home: here + watchLink(watch.ID), Self: here + r.URL.Path}
	for i := range alerts {
		a := &alerts[i]
		f.Entries = append(f.Entries, feedEntry{ID: "urn:synoptic:alert:" + url.PathEscape(watch.ID+":"+a.Key), Title: a.Kind.Label() + ": " + a.Title,
			URL: here + "/story/" + url.PathEscape(a.Story), Text: toldBy(a), Author: "synoptic", At: a.At})
	}
	return f, err
}

// toldBy is an alert as a plain text, with the words that prove it.
func toldBy(a *news.Alert) string {
	lines := []string{a.Headline}
	if a.Text != "" {
		lines = append(lines, a.Text)
	}
	for _, e := range a.Evidence {
		lines = append(lines, e.Source+": “"+e.Text+"”")
	}
	return strings.Join(lines, "\n")
}
