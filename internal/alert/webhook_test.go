package alert

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"synoptic/internal/news"
)

// received is a request that came to a webhook.
type received struct {
	header http.Header
	body   []byte
}

// receiver is a server that webhooks are sent to. It answers with status.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []received
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{status: http.StatusNoContent}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(q.Body)
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got = append(r.got, received{q.Header, body})
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

// take is what came since it was last asked.
func (r *receiver) take() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	got := r.got
	r.got = nil
	return got
}

// verify checks a signature as a receiver does, after the specification of Standard
// Webhooks, and reads the message.
func verify(t *testing.T, secret string, r received) Message {
	t.Helper()
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(r.header.Get("webhook-id") + "." + r.header.Get("webhook-timestamp") + "." + string(r.body)))
	if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); r.header.Get("webhook-signature") != want {
		t.Errorf("signature %q, want %q", r.header.Get("webhook-signature"), want)
	}
	var m Message
	if err := json.Unmarshal(r.body, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestSignature holds the example of the specification.
func TestSignature(t *testing.T) {
	got, err := Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want || err != nil {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

// TestWebhook sends what happened, once, through failures and restarts.
func TestWebhook(t *testing.T) { both(t, seeWebhook) }

func seeWebhook(t *testing.T, d *desk) {
	d.report("a1", "s1", "Tidewater", first)
	w := d.watch(news.Watch{Query: "callow", Webhook: d.hook.URL + "/hook"})
	d.report("a2", "s1", "Radio Merrow", second)
	d.look(w)
	d.hook.status = http.StatusInternalServerError
	d.deliver()
	failed := d.hook.take()
	if len(failed) != 1 {
		t.Fatalf("%d requests", len(failed))
	}
	state, err := d.db.Undelivered(t.Context(), w.ID)
	if err != nil || len(state) != 1 || state[0].Reason != "it answered 500 Internal Server Error" {
		t.Errorf("it stands as %+v, %v", state, err)
	}
	d.restart()
	d.deliver()
	if got := d.hook.take(); len(got) != 0 {
		t.Errorf("tried again at once: %d requests", len(got))
	}
	d.hook.status = http.StatusMovedPermanently // what is signed for one address is not sent to another
	d.now = d.now.Add(firstPause)
	d.deliver()
	if got := d.hook.take(); len(got) != 1 {
		t.Errorf("%d requests, want 1", len(got))
	}
	d.hook.status = http.StatusAccepted
	d.now = d.now.Add(2 * firstPause)
	d.deliver()
	got := d.hook.take()
	if len(got) != 1 {
		t.Fatalf("%d requests, want 1", len(got))
	}
	m := verify(t, w.Secret, got[0])
	if len(m.Alerts) != 1 || m.Alerts[0].Title != "Radio Merrow reports" || m.Alerts[0].URL != "https://news.example/story/s1" || m.Watch.URL != "https://news.example/watches/"+w.ID {
		t.Errorf("the message is %+v", m)
	}
	if got[0].header.Get("Webhook-Timestamp") != strconv.FormatInt(d.now.Unix(), 10) || got[0].header.Get("Webhook-Id") != failed[0].header.Get("Webhook-Id") {
		t.Errorf("the headers are %v", got[0].header)
	}
	d.restart()
	d.now = d.now.Add(24 * time.Hour)
	d.deliver()
	if again := d.hook.take(); len(again) != 0 {
		t.Errorf("sent again: %d requests", len(again))
	}
}
