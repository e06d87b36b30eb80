package alert

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"synoptic/internal/news"
)

// letter is a mail that was handed in.
type letter struct {
	user, from string
	to         []string
	secure     bool
	text       string
}

// post is a mail server that keeps what it is handed.
type post struct {
	address string
	roots   *x509.CertPool
	refuse  map[string]error // by recipient
	mu      sync.Mutex
	letters []letter
}

// newPost starts a mail server on loopback, with that kind of security.
func newPost(t *testing.T, security string) *post {
	t.Helper()
	site := httptest.NewTLSServer(nil) // for its certificate
	t.Cleanup(site.Close)
	p := &post{roots: x509.NewCertPool()}
	p.roots.AddCert(site.Certificate())
	server := smtp.NewServer(p)
	closed := &tls.Config{Certificates: site.TLS.Certificates}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.address = l.Addr().String()
	switch security {
	case "starttls":
		server.TLSConfig = closed
	case "tls":
		l = tls.NewListener(l, closed)
	}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return p
}

func (p *post) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{post: p, conn: c}, nil
}

// session is one connection.
type session struct {
	*post
	conn   *smtp.Conn
	letter letter
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "desk" || password != "hunter2" {
			return smtp.ErrAuthFailed
		}
		s.letter.user = user
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.letter.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.letter.to = append(s.letter.to, to)
	return s.refuse[to]
}

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	_, s.letter.secure = s.conn.TLSConnectionState()
	s.letter.text = string(text)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, s.letter)
	return err
}

func (s *session) Reset()        { s.letter = letter{user: s.letter.user} }
func (s *session) Logout() error { return nil }

// take is what was handed in.
func (p *post) take() []letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.letters
}

func (p *post) server(security string) MailServer {
	return MailServer{Address: p.address, Security: security, User: "desk", Password: "hunter2", From: "synoptic <desk@news.example>", TLS: &tls.Config{RootCAs: p.roots, ServerName: "example.com"}}
}

var watched = news.Watch{ID: "w1", Name: "Häfen & <Märkte>", Query: "callow", Mail: []string{"a@news.example", "b@news.example"}}

// happened are alerts of two stories, with words that could be taken for more than words.
var happened = []news.Alert{
	{Number: 1, Key: "k1", Kind: news.NewNumber, Story: "s1", Headline: "Blast in Callow", Title: "3 people → 5 people", Text: "person · kill", Evidence: []news.Testimony{
		{Evidence: news.Evidence{Text: "Three people"}, Source: "Tidewater"}, {Evidence: news.Evidence{Text: "Five people"}, Source: "Radio Merrow"}}},
	{Number: 2, Key: "k2", Kind: news.SilentEdit, Story: "s2", Headline: "The fair\r\nBcc: everybody@news.example", Title: "\r\n.\r\nQUIT\r\nBcc: everybody@news.example"},
}

// TestMail hands in a digest, by each kind of security.
func TestMail(t *testing.T) {
	for _, security := range []string{"starttls", "tls"} {
		t.Run(security, func(t *testing.T) {
			p := newPost(t, security)
			m, err := NewMails(p.server(security), "https://news.example")
			if err != nil {
				t.Fatal(err)
			}
			if err := m.Send(t.Context(), &watched, happened); err != nil {
				t.Fatal(err)
			}
			letters := p.take()
			if len(letters) != len(watched.Mail) {
				t.Fatalf("%d letters", len(letters))
			}
			for i, l := range letters {
				if l.user != "desk" || !l.secure || l.from != "desk@news.example" || strings.Join(l.to, " ") != watched.Mail[i] {
					t.Errorf("handed in was %+v", l)
				}
				readLetter(t, l.text)
			}
		})
	}
}

// readLetter holds what a reader of the mail sees.
func readLetter(t *testing.T, raw string) {
	t.Helper()
	read, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil || subject != "Häfen & <Märkte>: 2 alerts" {
		t.Errorf("the subject is %q, %v", subject, err)
	}
	if read.Header.Get("Bcc") != "" || read.Header.Get("Auto-Submitted") != "auto-generated" || read.Header.Get("Message-Id") == "" || !strings.HasPrefix(read.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("the head is %v", read.Header)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(read.Body))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(body), "\r\n", "\n")
	for _, want := range []string{"Häfen & <Märkte>\nhttps://news.example/watches/w1\n", "Blast in Callow\nhttps://news.example/story/s1\n", "* Changed number: 3 people → 5 people\n", "  Tidewater: “Three people”\n",
		"* Silent edit: . QUIT Bcc: everybody@news.example\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the mail lacks %q:\n%s", want, text)
		}
	}
}

// TestMailIsRefused holds what goes wrong: an error that says what, and nothing is sent.
func TestMailIsRefused(t *testing.T) {
	wrong := func(change func(*MailServer)) func(*post) MailServer {
		return func(p *post) MailServer {
			s := p.server("starttls")
			change(&s)
			return s
		}
	}
	for name, c := range map[string]struct {
		server func(*post) MailServer
		refuse error
	}{
		"a wrong password":                 {wrong(func(s *MailServer) { s.Password = "guess" }), nil},
		"a certificate nobody vouches for": {wrong(func(s *MailServer) { s.TLS = &tls.Config{ServerName: "example.com"} }), nil},
		"a server that is not there":       {wrong(func(s *MailServer) { s.Address = "127.0.0.1:1" }), nil},
		"recipients that are not":          {wrong(func(*MailServer) {}), noSuch},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t, "starttls")
			p.refuse = map[string]error{"a@news.example": c.refuse, "b@news.example": c.refuse}
			m, err := NewMails(c.server(p), "https://news.example")
			if err != nil {
				t.Fatal(err)
			}
			if err := m.Send(t.Context(), &watched, happened); err == nil || len(p.take()) != 0 {
				t.Errorf("error %v, %d letters", err, len(p.take()))
			} else if strings.Contains(err.Error(), "hunter2") || errors.Is(err, ErrRefused) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

var (
	noSuch = &smtp.SMTPError{Code: 550, Message: "no such mailbox"}
	busy   = &smtp.SMTPError{Code: 451, Message: "try again later"}
)

// TestOneAddressIsRefused holds that the other addresses of a watch are told all the same, once,
// and that the watch says who was not.
func TestOneAddressIsRefused(t *testing.T) { both(t, seeOneAddressRefused) }

func seeOneAddressRefused(t *testing.T, d *desk) {
	p := newPost(t, "starttls")
	mails, err := NewMails(p.server("starttls"), "https://news.example")
	if err != nil {
		t.Fatal(err)
	}
	w := d.watch(news.Watch{Query: "callow", Mail: watched.Mail})
	send := func() []news.Delivery {
		t.Helper()
		c := d.courier()
		c.Senders[news.ByMail] = mails
		d.check(c.Deliver(t.Context()))
		d.now = d.now.Add(time.Hour)
		state, err := d.db.Undelivered(t.Context(), w.ID)
		d.check(err)
		return state
	}
	d.report("a1", "s1", "Tidewater", first)
	d.look(w)
	p.refuse = map[string]error{"b@news.example": busy}
	if state := send(); len(state) != 1 || !state[0].Done.IsZero() || state[0].Next.IsZero() {
		t.Errorf("a busy mailbox: %+v", state)
	}
	p.refuse["b@news.example"] = noSuch
	if state := send(); len(state) != 1 || state[0].Done.IsZero() || !strings.Contains(state[0].Reason, "b@news.example") || !strings.Contains(state[0].Reason, "no such mailbox") {
		t.Errorf("no such mailbox: %+v", state)
	}
	send()
	if got := p.take(); len(got) != 1 || strings.Join(got[0].to, " ") != "a@news.example" {
		t.Errorf("handed in was %+v", got)
	}
	p.refuse = nil
	d.report("a2", "s1", "Radio Merrow", second)
	d.look(w)
	if state := send(); len(state) != 0 || len(p.take()) != 3 {
		t.Errorf("when all can be reached: %d letters, %+v", len(p.take()), state)
	}
}

// TestOpenLine holds that nothing goes over a line that cannot be closed, unless it may: by a
// relay on this machine.
func TestOpenLine(t *testing.T) {
	p := newPost(t, "none")
	for security, sent := range map[string]int{"starttls": 0, "tls": 0, "none": 1} {
		s := p.server(security)
		s.User = ""
		m, err := NewMails(s, "https://news.example")
		if err != nil {
			t.Fatal(err)
		}
		before := len(p.take())
		if err := m.Send(t.Context(), &news.Watch{ID: "w1", Mail: watched.Mail[:1]}, happened[:1]); (err == nil) != (sent == 1) || len(p.take())-before != sent {
			t.Errorf("%s: %d letters, %v", security, len(p.take())-before, err)
		}
	}
}

func TestMailServersThatCannotBe(t *testing.T) {
	good := MailServer{Address: "mail.example:587", From: "a@b.example"}
	for name, spoil := range map[string]func(*MailServer){
		"an address without a port": func(s *MailServer) { s.Address = "mail.example" },
		"a port that is none":       func(s *MailServer) { s.Address = "mail.example:smtp" },
		"a security that is none":   func(s *MailServer) { s.Security = "ssl" },
		"no sender":                 func(s *MailServer) { s.From = "" },
		"a sender that is none":     func(s *MailServer) { s.From = "desk" },
	} {
		s := good
		spoil(&s)
		if _, err := NewMails(s, ""); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := NewMails(good, ""); err != nil {
		t.Error(err)
	}
}

// TestQuietHoursByMail sends the alerts of a night as one mail, by the real road.
func TestQuietHoursByMail(t *testing.T) {
	d, p := newDesk(t), newPost(t, "starttls")
	mails, err := NewMails(p.server("starttls"), "https://news.example")
	if err != nil {
		t.Fatal(err)
	}
	w := d.watch(news.Watch{Query: "callow", Mail: []string{"desk@news.example"}, Quiet: news.Quiet{From: "12:00", To: "13:00"}})
	send := func() {
		c := d.courier()
		c.Senders[news.ByMail] = mails
		d.check(c.Deliver(t.Context()))
	}
	d.report("a1", "s1", "Tidewater", first)
	d.look(w)
	send()
	d.report("a2", "s1", "Radio Merrow", second)
	d.look(w)
	d.restart()
	send()
	if got := p.take(); len(got) != 0 {
		t.Fatalf("%d letters in quiet hours", len(got))
	}
	d.now = d.now.Add(61 * 60 * 1e9)
	send()
	send()
	if got := p.take(); len(got) != 1 || !strings.Contains(got[0].text, "2 alerts") {
		t.Errorf("handed in was %+v", got)
	}
}
