package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"synoptic/internal/news"
)

// WatchError is a watch that cannot be kept, said in one line.
type WatchError struct{ Why string }

func (e *WatchError) Error() string { return "watch: " + e.Why }

func watchError(format string, args ...any) error { return &WatchError{fmt.Sprintf(format, args...)} }

// AddWatch keeps a watch and gives it an id, a token and a secret. One that cannot be kept
// gives a *WatchError or a *SyntaxError; a story that is not there, ErrNotFound.
func (s *Store) AddWatch(ctx context.Context, w news.Watch) (news.Watch, error) {
	if err := s.checkWatch(ctx, &w); err != nil {
		return w, err
	}
	w.ID = "w" + strings.ToLower(base32.StdEncoding.EncodeToString(random(10)))[:12]
	w.Token = base64.RawURLEncoding.EncodeToString(random(24))
	w.Secret = "whsec_" + base64.StdEncoding.EncodeToString(random(24))
	w.Created = moment(w.Created.UnixMilli())
	return w, s.transact(ctx, "add watch", func(t *tx) error {
		var n int
		if _, err := t.get("SELECT count(*) FROM watches", nil, &n); err != nil {
			return err
		}
		if n >= maxWatches {
			return watchError("there are %d watches already; delete one first", n)
		}
		return t.exec("INSERT INTO watches (id, name, query, story, kinds, webhook, mail, quiet_from, quiet_to, quiet_zone, token, secret, person, created)"+
			" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", w.ID, w.Name, w.Query, w.Story, joinedKinds(w.Kinds), w.Webhook, strings.Join(w.Mail, " "),
			w.Quiet.From, w.Quiet.To, w.Quiet.Zone, w.Token, w.Secret, clean(w.By), w.Created.UnixMilli())
	})
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func joinedKinds(kinds []news.AlertKind) string {
	var list []string
	for _, k := range kinds {
		list = append(list, string(k))
	}
	return strings.Join(list, " ")
}

// ChangeWatch keeps what a watch is now, but for its id, token, secret, maker and time.
func (s *Store) ChangeWatch(ctx context.Context, w news.Watch) error {
	if err := s.checkWatch(ctx, &w); err != nil {
		return err
	}
	return s.transact(ctx, "change watch "+w.ID, func(t *tx) error {
		n, err := t.change("UPDATE watches SET name = ?, query = ?, story = ?, kinds = ?, webhook = ?, mail = ?, quiet_from = ?, quiet_to = ?, quiet_zone = ? WHERE id = ?",
			w.Name, w.Query, w.Story, joinedKinds(w.Kinds), w.Webhook, strings.Join(w.Mail, " "), w.Quiet.From, w.Quiet.To, w.Quiet.Zone, w.ID)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
}

// RemoveWatch removes a watch with its alerts; ErrNotFound if there is none.
func (s *Store) RemoveWatch(ctx context.Context, id string) error {
	return s.transact(ctx, "remove watch "+id, func(t *tx) error {
		n, err := t.change("DELETE FROM watches WHERE id = ?", id)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		for _, table := range []string{"alerts", "deliveries", "watched"} {
			if err == nil {
				err = t.exec("DELETE FROM "+table+" WHERE watch = ?", id)
			}
		}
		return err
	})
}

const watchColumns = "id, name, query, story, kinds, webhook, mail, quiet_from, quiet_to, quiet_zone, token, secret, person, created"

// Watches are all watches, by name.
func (s *Store) Watches(ctx context.Context) ([]news.Watch, error) {
	list, err := s.watchesWhere(ctx, "1 = 1 ORDER BY name, id")
	if err != nil {
		return nil, fmt.Errorf("list watches: %w", err)
	}
	return list, nil
}

// Watch is one of them; ErrNotFound if it is not there.
func (s *Store) Watch(ctx context.Context, id string) (news.Watch, error) {
	list, err := s.watchesWhere(ctx, "id = ?", id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return news.Watch{}, fmt.Errorf("read watch %s: %w", id, err)
	}
	return list[0], nil
}

func (s *Store) watchesWhere(ctx context.Context, where string, args ...any) ([]news.Watch, error) {
	list := []news.Watch{}
	err := s.eachOften(ctx, "SELECT "+watchColumns+" FROM watches WHERE "+where, args, func(rows *sql.Rows) error {
		var w news.Watch
		var kinds, mails string
		var created int64
		err := rows.Scan(&w.ID, &w.Name, &w.Query, &w.Story, &kinds, &w.Webhook, &mails, &w.Quiet.From, &w.Quiet.To, &w.Quiet.Zone, &w.Token, &w.Secret, &w.By, &created)
		for _, k := range fields(kinds) {
			w.Kinds = append(w.Kinds, news.AlertKind(k))
		}
		w.Mail, w.Created = fields(mails), moment(created)
		list = append(list, w)
		return err
	})
	return list, err
}

// Limits of watches.
const (
	maxWatches = 1000
	maxName    = 200 // bytes
	maxAddress = 2000
	maxMails   = 20
)

// checkWatch refuses a watch that cannot work, and brings it into the form that is kept.
func (s *Store) checkWatch(ctx context.Context, w *news.Watch) error {
	w.Name, w.Query = strings.TrimSpace(clean(w.Name)), strings.TrimSpace(clean(w.Query))
	if err := s.checkWatched(ctx, w); err != nil {
		return err
	}
	for _, check := range []func(*news.Watch) error{checkName, checkKinds, checkWebhook, checkMail, checkQuiet} {
		if err := check(w); err != nil {
			return err
		}
	}
	return nil
}

// checkWatched sees that there is one thing to be watched, a search that can be understood
// or a story that is there.
func (s *Store) checkWatched(ctx context.Context, w *news.Watch) error {
	switch {
	case (w.Query == "") == (w.Story == ""):
		return watchError("give a search or a story, one of them")
	case w.Query != "":
		_, err := parseQuery(w.Query)
		return err
	}
	story, err := s.Story(ctx, w.Story)
	w.Story = story.ID
	return err
}

func checkName(w *news.Watch) error {
	switch {
	case w.Name == "":
		return watchError("give it a name")
	case len(w.Name) > maxName:
		return watchError("its name is longer than %d bytes", maxName)
	case strings.ContainsFunc(w.Name, unicode.IsControl):
		return watchError("its name has a line break or a control character")
	}
	return nil
}

func checkKinds(w *news.Watch) error {
	if len(w.Kinds) == 0 {
		return watchError("choose what it is to tell of")
	}
	for _, k := range w.Kinds {
		if !slices.Contains(news.AlertKinds(), k) {
			return watchError("%q is nothing to be told of; choose among %s", k, strings.ReplaceAll(joinedKinds(news.AlertKinds()), " ", ", "))
		}
	}
	slices.Sort(w.Kinds)
	w.Kinds = slices.Compact(w.Kinds)
	return nil
}

func checkWebhook(w *news.Watch) error {
	if w.Webhook == "" {
		return nil
	}
	u, err := url.Parse(w.Webhook)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || len(w.Webhook) > maxAddress {
		return watchError("the webhook is no http(s) address")
	}
	return nil
}

func checkMail(w *news.Watch) error {
	if len(w.Mail) > maxMails {
		return watchError("more than %d mail addresses", maxMails)
	}
	for i, m := range w.Mail {
		a, err := mail.ParseAddress(m)
		if err != nil || len(a.Address) > 254 || strings.ContainsFunc(a.Address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
			return watchError("%q is no mail address", m)
		}
		w.Mail[i] = a.Address
	}
	return nil
}

func checkQuiet(w *news.Watch) error {
	q := w.Quiet
	if q.From == "" && q.To == "" {
		w.Quiet = news.Quiet{}
		return nil
	}
	for _, hour := range []string{q.From, q.To} {
		if _, err := time.Parse("15:04", hour); err != nil {
			return watchError("quiet hours go from and to an hour like 22:00, not %q", hour)
		}
	}
	if _, err := time.LoadLocation(q.Zone); err != nil {
		return watchError("%q is no time zone; write Europe/Berlin or UTC", q.Zone)
	}
	return nil
}
