package main

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestExampleConfig holds that the example says everything, and can be read.
func TestExampleConfig(t *testing.T) {
	t.Setenv(configVariable, "../../examples/synoptic.toml")
	got, err := readConfig()
	if err != nil {
		t.Fatal(err)
	}
	want := &config{Address: "https://news.example.org", Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("::1/128")},
		Mail:   mailConfig{"smtp.example.org:587", "starttls", "desk@example.org", "/run/secrets/mail", "synoptic <desk@example.org>"},
		Alerts: alertsConfig{30 * time.Second}, Quiet: quietConfig{"22:00", "07:00", "Europe/Berlin"}, Keep: keepConfig{Captures: 365, Problems: 30, Alerts: 365}}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })); d != "" {
		t.Error(d)
	}
	if got := got.hosts(); !cmp.Equal(got, []string{"news.example.org"}) {
		t.Errorf("hosts %v", got)
	}
}

func TestConfigsThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		"adress = 'https://a.example'":                         "adress is no setting",
		"address = 'news.example'":                             "no http(s) address",
		"[mail]\nport = 25":                                    "mail.port is no setting",
		"[mail\nserver = 1":                                    "line 2",
		"[quiet]\nfrom = '22:00'":                              `write from and to as "22:00"`,
		"[quiet]\nfrom = '22:00'\nto = '07:00'\nzone = 'Moon'": `"Moon" is no time zone`,
		"[keep]\ncaptures = -1":                                "keep: write a number of days",
		"[keep]\ncaptures = 213504":                            "up to 36500",
		"proxies = ['everybody']":                              "everybody",
		"[webhooks]\nallow_private = 'yes'":                    "allow_private",
	} {
		if _, err := parseConfig(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if c, err := parseConfig(""); err != nil || c.site("localhost:1") != "http://localhost:1" {
		t.Errorf("no settings: %+v, %v", c, err)
	}
	t.Setenv(configVariable, filepath.Join(t.TempDir(), "none.toml"))
	if _, err := readConfig(); err == nil {
		t.Error("a file that is named and not there is not missed")
	}
}

func TestMailPassword(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("from the file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := (mailConfig{PasswordFile: file}).password(); got != "from the file" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	t.Setenv(mailPasswordVariable, "from the environment")
	if got, err := (mailConfig{PasswordFile: file}).password(); got != "from the environment" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestGuessable(t *testing.T) {
	for _, c := range []struct {
		password, token string
		bad             bool
	}{{"", "", false}, {"short", "", true}, {"long enough", "", false}, {"long enough", "short token", true}, {"long enough", "sixteen or more.", false}} {
		t.Setenv(passwordVariable, c.password)
		t.Setenv(writeTokenVariable, c.token)
		if err := guessable(); (err != nil) != c.bad {
			t.Errorf("%q, %q: %v", c.password, c.token, err)
		}
	}
}
