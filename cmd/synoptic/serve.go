package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"runtime/debug"

	"github.com/spf13/cobra"

	"synoptic/internal/fetch"
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
	watch  func(context.Context, *store.Store, *slog.Logger) (wait func())
}

func newServe() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the reading room: the site, the API and the tools for assistants",
		Long: `Serve the reading room on one port: pages for people at /, JSON for programs at /api/v1,
tools for assistants at /mcp. It listens on this machine alone unless told otherwise.`,
		Example: `  synoptic serve
  synoptic serve --listen localhost:9000`,
		Args: cobra.NoArgs,
	}
	var f serveFlags
	cmd.Flags().StringVar(&f.listen, "listen", "localhost:8420", "address to listen on")
	cmd.Flags().StringSliceVar(&f.hosts, "host", nil, "names by which the site may be asked for, besides localhost and addresses")
	cmd.Flags().BoolVar(&f.open, "open", false, "listen on an address that other machines reach: whoever reaches it may read")
	cmd.Flags().StringVar(&f.log, "log", "text", "log of requests on standard error: text, json or none")
	db := databaseFlag(cmd)
	private := allowPrivate(cmd)
	contact := contactFlag(cmd)
	idle := cmd.Flags().Bool("no-poll", false, "do not watch the feeds: another program does")
	f.watch = func(ctx context.Context, s *store.Store, log *slog.Logger) (wait func()) {
		return startWatching(ctx, s, fetch.Options{AllowPrivate: *private, Contact: *contact, KeepAlive: true}, *idle, log)
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return f.serve(cmd, db, *private) }
	return cmd
}

func (f *serveFlags) serve(cmd *cobra.Command, db *database, private bool) error {
	log, err := logger(f.log, cmd.ErrOrStderr())
	if err != nil {
		return err
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
	server, err := web.New(web.Options{Version: version(), Compare: desk.compare, Changes: reuse.Changes, Store: s, Log: log, Hosts: f.hosts})
	if err != nil {
		return &statusError{exitNothing, err}
	}
	l, err := f.listener(cmd.Context())
	if err != nil {
		return &statusError{exitNothing, err}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "synoptic: http://%s/\n", l.Addr())
	defer f.watch(cmd.Context(), s, log)()
	if err := server.Serve(cmd.Context(), l); err != nil {
		return &statusError{exitNothing, err}
	}
	return nil
}

// listener opens the port, on this machine alone unless the user has said otherwise.
func (f *serveFlags) listener(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", f.listen, err)
	}
	at, err := netip.ParseAddrPort(l.Addr().String())
	if !f.open && (err != nil || !at.Addr().Unmap().IsLoopback()) {
		l.Close()
		return nil, fmt.Errorf("%s can be reached from other machines: --open permits it", f.listen)
	}
	return l, nil
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
