package alert

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
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
	m := &Mails{client, s.From, links}
	if err := mail.NewMsg().From(s.From); err != nil {
		return nil, fmt.Errorf("read sender of mails: %w", err)
	}
	return m, nil
}

// Send writes one mail to everybody whom the watch tells.
func (m *Mails) Send(ctx context.Context, w *news.Watch, alerts []news.Alert) error {
	letter := mail.NewMsg()
	if err := errors.Join(letter.From(m.from), letter.To(w.Mail...)); err != nil {
		return fmt.Errorf("address mail: %w", err)
	}
	letter.Subject(subject(w, alerts))
	letter.SetDate()
	letter.SetMessageIDWithValue(messageID(w, alerts) + "@synoptic")
	letter.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nothing answers it
	letter.SetBodyString(mail.TypeTextPlain, digest(w, alerts, m.links))
	if err := m.client.DialAndSendWithContext(ctx, letter); err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	return nil
}
