package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"synoptic/internal/feed"
	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/reuse"
	"synoptic/internal/store"
	"synoptic/internal/web"
)

// serveFlags are the choices of one `synoptic serve`.
type serveFlags struct {
	listen string
	hosts  []string
	open   bool
	log    string
	pprof  bool
	watch  func(*store.Store, *slog.Logger) *watcher
}

func newServe() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the reading room: the site, the API and the tools for assistants",
		Long: `Serve the reading room on one port: pages for people at /, JSON for programs at /api/v1,
tools for assistants at /mcp. It listens on this machine alone unless told otherwise.

Who may do what: on this machine everybody may read and write. $SYNOPTIC_PASSWORD asks
people to log in, and lets the server listen on other addresses; $SYNOPTIC_TOKEN lets
programs write, $SYNOPTIC_READ_TOKEN lets them read (Authorization: Bearer …). With --open
whoever reaches the server may read.

Alerts of what is watched (/watches) are sent by webhook, and by mail where the settings file
names a mail server: $SYNOPTIC_CONFIG, or synoptic/synoptic.toml in the folder of the
configuration; examples/synoptic.toml shows what it can say.`,
		Example: `  synoptic serve
  synoptic serve --listen localhost:9000
  SYNOPTIC_PASSWORD=… synoptic serve --listen :8420 --host news.example.org`,
		Args: cobra.NoArgs,
	}
	var f serveFlags
	cmd.Flags().StringVar(&f.listen, "listen", "localhost:8420", "address to listen on")
	cmd.Flags().StringSliceVar(&f.hosts, "host", nil, "names by which the site may be asked for, besides localhost and addresses")
	cmd.Flags().BoolVar(&f.open, "open", false, "whoever reaches the server may read, from other machines too")
	cmd.Flags().StringVar(&f.log, "log", "text", "log of requests on standard error: text, json or none")
	cmd.Flags().BoolVar(&f.pprof, "pprof", false, "let writers look at how the program runs, at /debug/pprof/")
	db := databaseFlag(cmd)
	private := allowPrivate(cmd)
	contact := contactFlag(cmd)
	watching := pollFlags(cmd)
	idle := cmd.Flags().Bool("no-poll", false, "do not watch the feeds: another program does")
	f.watch = func(s *store.Store, log *slog.Logger) *watcher {
		w := newWatcher(s, fetch.New(fetch.Options{AllowPrivate: *private, Contact: *contact, KeepAlive: true}), watching.Options, log)
		w.idle = *idle
		return w
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := watching.check(); err != nil {
			return err
		}
		return f.serve(cmd, db, *private)
	}
	return cmd
}

func (f *serveFlags) serve(cmd *cobra.Command, db *database, private bool) error {
	log, err := logger(f.log, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	settings, err := readConfig()
	if err != nil {
		return &statusError{exitNothing, err}
	}
	desk, err := newDesk(private)
	if err != nil {
		return &statusError{exitNothing, err}
	}
	s, err := db.open(store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := f.listener(cmd.Context())
	if err != nil {
		return &statusError{exitNothing, err}
	}
	defer l.Close()
	watcher := f.watch(s, log)
	watcher.keep = settings.Keep.policy()
	alerts, err := newAlerts(s, settings, settings.site(l.Addr().String()), watcher)
	if err != nil {
		return &statusError{exitNothing, err}
	}
	server, err := web.New(f.options(s, desk, watcher, alerts, settings, l.Addr()))
	if err != nil {
		return &statusError{exitNothing, err}
	}
	defer quickened()()
	fmt.Fprintf(cmd.OutOrStdout(), "synoptic: http://%s/\n", l.Addr())
	defer watcher.start(cmd.Context())()
	defer alerts.start(cmd.Context())()
	if err := server.Serve(cmd.Context(), l); err != nil {
		return &statusError{exitNothing, err}
	}
	return nil
}

// options are what the server at an address serves, and to whom.
func (f *serveFlags) options(s *store.Store, desk *desk, watcher *watcher, alerts *alerts, settings *config, at net.Addr) web.Options {
	return web.Options{Version: version(), Compare: desk.compare, Changes: reuse.Changes, Store: s, Log: watcher.log, Ingest: watcher.push, Demo: watcher.demo(),
		Bundle: func(ctx context.Context, story news.Story, to io.Writer) error {
			return writeBundle(ctx, s, story, watcher.comparer, to)
		},
		Curate: func(ctx context.Context, c news.Curation) error {
			_, err := pipeline.Curate(ctx, s, c)
			return err
		},
		Begin: alerts.follower.Begin, Address: settings.Address, Proxies: settings.Proxies, Hosts: append(f.hosts, settings.hosts()...),
		Profile: f.pprof, Access: f.access(at), OPML: web.FeedsFile{Read: feed.ReadOPML, Write: writeOPML}}
}

// listener opens the port, on this machine alone unless the user has said otherwise.
func (f *serveFlags) listener(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", f.listen, err)
	}
	if !f.open && os.Getenv(passwordVariable) == "" && !isHere(l.Addr()) {
		l.Close()
		return nil, fmt.Errorf("%s can be reached from other machines: set $%s, or let everybody read by --open", f.listen, passwordVariable)
	}
	if err := guessable(); err != nil && !isHere(l.Addr()) {
		l.Close()
		return nil, fmt.Errorf("%s can be reached from other machines: %w", f.listen, err)
	}
	return l, nil
}

// shortestSecrets are how many characters what proves who somebody is must have, where it can
// be tried from other machines: five guesses a minute are allowed to every network.
var shortestSecrets = map[string]int{passwordVariable: 8, writeTokenVariable: 16, readTokenVariable: 16}

// guessable says which of the proofs is too short, nil if none is.
func guessable() error {
	for _, name := range []string{passwordVariable, writeTokenVariable, readTokenVariable} {
		if value := os.Getenv(name); value != "" && len(value) < shortestSecrets[name] {
			return fmt.Errorf("$%s has fewer than %d characters and could be guessed", name, shortestSecrets[name])
		}
	}
	return nil
}

// The environment variables with what proves who somebody is.
const (
	passwordVariable   = "SYNOPTIC_PASSWORD"
	writeTokenVariable = "SYNOPTIC_TOKEN"
	readTokenVariable  = "SYNOPTIC_READ_TOKEN"
)

// access is who may do what at a server with that address.
func (f *serveFlags) access(at net.Addr) web.Access {
	a := web.Access{Password: os.Getenv(passwordVariable), WriteToken: os.Getenv(writeTokenVariable), ReadToken: os.Getenv(readTokenVariable)}
	switch {
	case f.open:
		a.Everyone = web.Reader
	case a.Password == "" && isHere(at):
		a.Everyone = web.Writer
	}
	return a
}

// isHere reports whether an address can be reached from this machine alone.
func isHere(at net.Addr) bool {
	address, err := netip.ParseAddrPort(at.String())
	return err == nil && address.Addr().Unmap().IsLoopback()
}

func writeOPML(feeds []news.Feed) ([]byte, error) {
	var file bytes.Buffer
	err := feed.WriteOPML(&file, "synoptic", feeds)
	return file.Bytes(), err
}

func logger(kind string, out io.Writer) (*slog.Logger, error) {
	switch kind {
	case "text":
		return slog.New(slog.NewTextHandler(out, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(out, nil)), nil
	case "none":
		return slog.New(slog.DiscardHandler), nil
	}
	return nil, errors.New("--log: choose text, json or none")
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return "unknown"
}
