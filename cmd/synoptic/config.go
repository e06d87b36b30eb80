package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"synoptic/internal/news"
)

// config is what the settings file says: $SYNOPTIC_CONFIG, or synoptic.toml in the folder of
// the configuration. examples/synoptic.toml shows all of it.
type config struct {
	Address  string         `toml:"address"` // by which readers reach the site
	Proxies  []netip.Prefix `toml:"proxies"` // that say for whom they ask
	Mail     mailConfig     `toml:"mail"`
	Webhooks webhooksConfig `toml:"webhooks"`
	Alerts   alertsConfig   `toml:"alerts"`
	Quiet    quietConfig    `toml:"quiet"`
	Keep     keepConfig     `toml:"keep"`
}

// alertsConfig says how alerts are sent.
type alertsConfig struct {
	Gather time.Duration `toml:"gather"` // how long one waits for others, to be sent together; 0: gather
}

// mailConfig says where mails are handed in.
type mailConfig struct {
	Server       string `toml:"server"`
	Security     string `toml:"security"`
	User         string `toml:"user"`
	PasswordFile string `toml:"password_file"`
	From         string `toml:"from"`
}

// webhooksConfig says where webhooks may lead.
type webhooksConfig struct {
	AllowPrivate bool `toml:"allow_private"`
}

// quietConfig are hours in which nothing is sent.
type quietConfig struct {
	From string `toml:"from"`
	To   string `toml:"to"`
	Zone string `toml:"zone"`
}

// configVariable names the settings file.
const configVariable = "SYNOPTIC_CONFIG"

// readConfig reads the settings file. Without one, all settings are empty.
func readConfig() (*config, error) {
	file := os.Getenv(configVariable)
	named := file != ""
	if !named {
		folder, err := os.UserConfigDir()
		if err != nil { // no home: no settings
			return &config{}, nil
		}
		file = filepath.Join(folder, "synoptic", "synoptic.toml")
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return &config{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	c, err := parseConfig(string(text))
	if err != nil {
		return nil, fmt.Errorf("read settings: %s: %w", file, err)
	}
	return c, nil
}

// parseConfig reads settings and refuses names that it does not know.
func parseConfig(text string) (*config, error) {
	c := &config{}
	known, err := toml.Decode(text, c)
	if err != nil {
		return nil, err
	}
	if others := known.Undecoded(); len(others) > 0 {
		return nil, fmt.Errorf("%s is no setting (examples/synoptic.toml shows all)", others[0])
	}
	c.Address = strings.TrimRight(c.Address, "/")
	if u, err := url.Parse(c.Address); err != nil || c.Address != "" && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		return nil, fmt.Errorf("address: %q is no http(s) address", c.Address)
	}
	return c, cmp.Or(c.Quiet.check(), c.Keep.check())
}

func (q quietConfig) check() error {
	if q == (quietConfig{}) {
		return nil
	}
	for _, hour := range []string{q.From, q.To} {
		if _, err := time.Parse("15:04", hour); err != nil {
			return fmt.Errorf("quiet: write from and to as \"22:00\", not %q", hour)
		}
	}
	if _, err := time.LoadLocation(q.Zone); err != nil {
		return fmt.Errorf("quiet: %q is no time zone", q.Zone)
	}
	return nil
}

func (q quietConfig) hours() news.Quiet { return news.Quiet{From: q.From, To: q.To, Zone: q.Zone} }

// mailPasswordVariable holds the password of the mail server.
const mailPasswordVariable = "SYNOPTIC_MAIL_PASSWORD"

// password is that of the mail server, from the environment or its file.
func (m mailConfig) password() (string, error) {
	if m.PasswordFile == "" || os.Getenv(mailPasswordVariable) != "" {
		return os.Getenv(mailPasswordVariable), nil
	}
	text, err := os.ReadFile(m.PasswordFile)
	if err != nil {
		return "", fmt.Errorf("read password of the mail server: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// hosts are the names by which the site may be asked for.
func (c *config) hosts() []string {
	u, err := url.Parse(c.Address)
	if err != nil || u.Host == "" {
		return nil
	}
	return []string{u.Hostname()}
}

// site is the address that links in messages begin with.
func (c *config) site(listens string) string { return cmp.Or(c.Address, "http://"+listens) }
