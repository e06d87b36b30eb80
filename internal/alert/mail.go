package alert

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/wneessen/go-mail"

	"synoptic/internal/news"
)

// MailServer is where mails are handed in.
type MailServer struct {
	Address  string // host:port
	Security string // "starttls" (and "" for it), "tls" or "none"
	User     string // "": no login
	Password string
	From     string      // the sender: "synoptic <desk@example.org>"
	TLS      *tls.Config // nil: the system's authorities
}

// Mails sends alerts by mail.
type Mails struct {
	client *mail.Client
	from   string
	links  Links
	told   told
}

// mailTime is how long a mail server may take.
const mailTime = 30 * time.Second

// NewMails readies sending by a server. Nothing is asked of it yet.
func NewMails(s MailServer, links Links) (*Mails, error) {
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, fmt.Errorf("read address of the mail server: %w", err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("read port of the mail server: %w", err)
	}
	options := []mail.Option{mail.WithPort(number), mail.WithTimeout(mailTime)}
	switch s.Security {
	case "starttls", "":
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("security of the mail server: %q is none of starttls, tls, none", s.Security)
	}
	if s.TLS != nil {
		options = append(options, mail.WithTLSConfig(s.TLS))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	client, err := mail.NewClient(host, options...)
	if err != nil {
		return nil, fmt.Errorf("set up mail: %w", err)
	}
	m := &Mails{client: client, from: s.From, links: links}
	if err := mail.NewMsg().From(s.From); err != nil {
		return nil, fmt.Errorf("read sender of mails: %w", err)
	}
	return m, nil
}

// Send writes a mail to everybody whom the watch tells, each their own, so that an address
// that is refused costs itself only: ErrPartly says that the others were told. After another
// error it is to be sent again, which tells those who were not told.
func (m *Mails) Send(ctx context.Context, w *news.Watch, alerts []news.Alert) error {
	id := messageID(w, alerts) + "@synoptic"
	letters, err := m.letters(id, w, alerts)
	if err != nil {
		return err
	}
	failed := m.client.DialAndSendWithContext(ctx, letters...)
	missed, again := []string{}, false
	for _, letter := range letters {
		to, why := letter.GetToString()[0], letter.SendError()
		switch {
		case letter.IsDelivered():
			m.told.add(id, to)
		case why == nil: // it came to no letter
			return fmt.Errorf("send mail: %w", failed)
		default:
			missed, again = append(missed, fmt.Sprintf("to %s: %v", to, why)), again || !noMailbox(why)
		}
	}
	if len(missed) > 0 && (again || m.told.count(id) == 0) {
		return fmt.Errorf("send mail %s", strings.Join(missed, "; "))
	}
	m.told.forget(id)
	if len(missed) > 0 {
		return fmt.Errorf("%w: %s", ErrPartly, strings.Join(missed, "; "))
	}
	return nil
}

// noMailbox reports whether a server refused an address for good.
func noMailbox(err error) bool {
	var refused *mail.SendError
	return errors.As(err, &refused) && refused.Reason == mail.ErrSMTPRcptTo && refused.ErrorCode() >= 500
}

// letters are the mails to those who were not told yet.
func (m *Mails) letters(id string, w *news.Watch, alerts []news.Alert) ([]*mail.Msg, error) {
	var list []*mail.Msg
	for _, to := range w.Mail {
		letter := mail.NewMsg()
		if err := errors.Join(letter.From(m.from), letter.To(to)); err != nil {
			return nil, fmt.Errorf("address mail: %w", err)
		}
		if m.told.has(id, letter.GetToString()[0]) {
			continue
		}
		letter.Subject(subject(w, alerts))
		letter.SetDate()
		letter.SetMessageIDWithValue(id)
		letter.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nothing answers it
		letter.SetBodyString(mail.TypeTextPlain, digest(w, alerts, m.links))
		list = append(list, letter)
	}
	return list, nil
}

// told are those who were told of a message that is still to be sent to others. It is
// forgotten when the program ends: they may get the message twice then, under one id.
type told struct {
	mu sync.Mutex
	by map[string][]string // addresses, by message
}

// mostTold bounds the messages remembered; some of them are given up and never asked for.
const mostTold = 1000

func (t *told) add(message, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil || len(t.by) > mostTold {
		t.by = map[string][]string{}
	}
	t.by[message] = append(t.by[message], address)
}

func (t *told) has(message, address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Contains(t.by[message], address)
}

func (t *told) count(message string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.by[message])
}

func (t *told) forget(message string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.by, message)
}
