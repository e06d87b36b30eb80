package alert

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// Poster sends a body to a web address; the answer's status is what came of it.
type Poster func(ctx context.Context, address string, header http.Header, body []byte) (*fetch.Answer, error)

// Webhooks sends alerts to web addresses.
type Webhooks struct {
	Post  Poster
	Links Links
	Now   func() time.Time // nil: time.Now
}

// Message is what a webhook is sent.
type Message struct {
	Type   string       `json:"type"` // "alerts"
	At     time.Time    `json:"timestamp"`
	Watch  WatchNamed   `json:"watch"`
	Alerts []AlertShown `json:"alerts"`
	More   int          `json:"more"` // alerts that are not in the message
}

// WatchNamed is a watch as a message names it.
type WatchNamed struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Query string `json:"query,omitempty"`
	Story string `json:"story,omitempty"`
	URL   string `json:"url"`
}

// AlertShown is an alert with the address of its page.
type AlertShown struct {
	news.Alert
	URL string `json:"url"`
}

// shownAlerts is how many alerts a message tells.
const shownAlerts = 200

// Send posts alerts. Any status but those of success is an error; 410 refuses for good.
func (h *Webhooks) Send(ctx context.Context, w *news.Watch, alerts []news.Alert) error {
	at := time.Now()
	if h.Now != nil {
		at = h.Now()
	}
	body, err := json.Marshal(h.message(w, alerts, at.UTC()))
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	id := messageID(w, alerts)
	signature, err := Sign(w.Secret, id, at, body)
	if err != nil {
		return err
	}
	header := http.Header{"Content-Type": {"application/json"}, "Webhook-Id": {id},
		"Webhook-Timestamp": {strconv.FormatInt(at.Unix(), 10)}, "Webhook-Signature": {signature}}
	answer, err := h.Post(ctx, w.Webhook, header, body)
	switch {
	case err != nil:
		return err
	case answer.Status == http.StatusGone:
		return fmt.Errorf("it answered 410 Gone: %w", ErrRefused)
	case answer.Status/100 != 2:
		return fmt.Errorf("it answered %d %s", answer.Status, http.StatusText(answer.Status))
	}
	return nil
}

func (h *Webhooks) message(w *news.Watch, alerts []news.Alert, at time.Time) Message {
	m := Message{Type: "alerts", At: at, Watch: WatchNamed{w.ID, w.Name, w.Query, w.Story, h.Links.Watch(w.ID)}, Alerts: []AlertShown{}}
	shown := alerts[:min(len(alerts), shownAlerts)]
	m.More = len(alerts) - len(shown)
	for _, a := range shown {
		m.Alerts = append(m.Alerts, AlertShown{a, h.Links.Story(a.Story)})
	}
	return m
}

// messageID names a message, the same in every try.
func messageID(w *news.Watch, alerts []news.Alert) string {
	var keys []string
	for i := range alerts {
		keys = append(keys, alerts[i].Key)
	}
	sum := sha256.Sum256([]byte(w.ID + "\x00" + strings.Join(keys, "\x00")))
	return "msg_" + base64.RawURLEncoding.EncodeToString(sum[:15])
}

// Sign is the signature of a message after Standard Webhooks: HMAC-SHA256, under a secret
// "whsec_" with base64, of id, time and body.
func Sign(secret, id string, at time.Time, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return "", fmt.Errorf("read secret of the webhook: %w", err)
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}
