package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/klauspost/compress/gzhttp"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// Options say what a Server serves, and to whom.
type Options struct {
	Version string       // of the program, as it is shown
	Compare CompareFunc  // lays inputs side by side
	Store   *store.Store // what is read; nil: the compare box alone
	Log     *slog.Logger // one line a request; nil: none
	Hosts   []string     // names by which the site may be asked for, besides localhost and addresses
	Address string       // by which readers reach the site: "https://news.example.org"; "": as they ask for it

	Access  Access         // who may do what
	Proxies []netip.Prefix // networks of proxies, which are believed when they say for whom they ask (X-Forwarded-For)
	OPML    FeedsFile      // lists of feeds; without it they are neither imported nor exported

	// Changes is the difference of two texts, word by word.
	Changes func(old, new string) []news.DiffPart
	// Curate does what a person says about a story; nil: it is recorded in the store.
	Curate func(context.Context, news.Curation) error
	// Ingest keeps what programs bring; nil: nothing can be brought.
	Ingest IngestFunc
	// Begin lets a new or changed watch know what is there already; nil: nothing does.
	Begin func(context.Context, news.Watch) error
	// Bundle writes a story with all that proves it as a zip; nil: there are no bundles.
	Bundle func(context.Context, news.Story, io.Writer) error
	Demo   Demo // offered to who has no articles yet

	Profile bool // who may write may look at how the program runs, at /debug/pprof/
}

// Server answers the requests of readers, programs and assistants.
type Server struct {
	options  Options
	pages    *pages
	static   *static
	metrics  *metrics
	api      huma.API
	seen     *remembered[version, *Glance]
	shown    *remembered[version, *shownComparison]
	packed   *remembered[string, []byte] // answers, compressed, by their tags
	lists    *lately[Choice, Stories]    // of stories
	outlets  *lately[string, OutletView]
	gate     *gate
	busy     chan struct{} // a place for each comparison that may run at once
	handler  http.Handler
	counting sync.Mutex
	counted  time.Time     // when count was taken
	count    store.Sums    // how much there is
	stopping chan struct{} // closed when the server is to end
}

// New makes a server. It opens nothing; Serve does.
func New(o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{options: o, gate: newGate(o.Access, o.Proxies), metrics: newMetrics(), busy: newPlaces(), stopping: make(chan struct{}),
		seen: newRemembered[version, *Glance](20_000), shown: newRemembered[version, *shownComparison](2000), packed: newRemembered[string, []byte](2000)}
	s.lists = &lately[Choice, Stories]{newRemembered[Choice, *answered[Stories]](200), time.Second, 5 * time.Second, s.changes}
	s.outlets = &lately[string, OutletView]{newRemembered[string, *answered[OutletView]](2000), time.Minute, 5 * time.Minute, s.changes}
	var err error
	if s.static, err = newStatic(); err != nil {
		return nil, err
	}
	if s.pages, err = newPages(s.static); err != nil {
		return nil, err
	}
	if s.handler, err = s.guarded(s.routes()); err != nil {
		return nil, err
	}
	return s, nil
}

// changes counts what is known to have changed in the database.
func (s *Server) changes() int64 {
	if s.options.Store == nil {
		return 0
	}
	return s.options.Store.Changes()
}

// changed has what is kept of the database made anew: somebody has changed it and wants to
// see that.
func (s *Server) changed() {
	s.lists.forget()
	s.outlets.forget()
	s.counting.Lock()
	defer s.counting.Unlock()
	s.counted = time.Time{}
}

// routes are all addresses of the site.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	s.addPages(mux)
	s.addAPI(mux)
	mux.Handle("/mcp", s.assistants())
	mux.Handle("GET /static/", s.static)
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /healthz", s.alive)
	mux.HandleFunc("GET /readyz", s.ready)
	if s.options.Profile {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	mux.HandleFunc("/", s.unknown)
	return mux
}

// guarded puts around h what every request passes through, the outermost last.
func (s *Server) guarded(h http.Handler) (http.Handler, error) {
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.ExceptContentTypes([]string{"text/event-stream", "application/zip"}))
	if err != nil {
		return nil, fmt.Errorf("set up compression: %w", err)
	}
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(http.HandlerFunc(s.refuseForeign))
	h = foreign.Handler(s.tagged(h))
	h = s.permitted(h)
	h = s.knownHosts(h)
	h = limited(h)
	h = s.survives(h)
	h = apart("/events", h, compress(h)) // a stream is sent as it comes, not when it is worth compressing
	h = secured(h)
	return s.observed(h), nil
}

// apart gives the requests for one path to a handler of their own.
func apart(path string, own, others http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == path {
			own.ServeHTTP(w, r)
			return
		}
		others.ServeHTTP(w, r)
	})
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Limits of a connection. A request's own time is set in limited.
const (
	headerTime   = 10 * time.Second
	idleTime     = 2 * time.Minute
	requestTime  = time.Minute
	shutdownTime = 10 * time.Second
)

// Serve answers requests that come to the listener until ctx ends, then lets those that
// are under way finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(s.options.Log.Handler(), slog.LevelWarn),
	}
	server.RegisterOnShutdown(func() { close(s.stopping) })
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		server.Close()
		return fmt.Errorf("end requests under way: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// alive says that the program runs.
func (s *Server) alive(w http.ResponseWriter, _ *http.Request) { plainText(w, http.StatusOK, "ok") }

// ready says whether requests can be answered: not while the server ends.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	select {
	case <-s.stopping:
		plainText(w, http.StatusServiceUnavailable, "ending")
	default:
		plainText(w, http.StatusOK, "ready")
	}
}

func plainText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}
