// Package web shows a ledger in the browser: what is new, each document as it is
// read with its statements in the margin, each statement with the road it came by,
// who speaks, where it was found.
//
// In go a [ledger.Ledger] and the interface words of the languages that it may
// speak; out comes an [http.Handler] whose pages are whole without JavaScript.
// What does not exist is a page that says so (404), a cursor or filter that means
// nothing is another (400), and a ledger that fails is told in words with its
// error (500). The pages ask nothing of any other server: styles, script, fonts and
// icons are files of this package.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"github.com/enligt/enligt/desk/web/door"
	"github.com/enligt/enligt/desk/web/page"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/weighing/revision"
)

// Words are the interface words of one language. Keys are those of the packs'
// interface table ("now.title") and of the table of words ("act.deny").
type Words interface {
	page.Words
	// Many is the word for another number than one, "" where it is the same.
	Many(key string) string
}

// Language is one that the pages can be read in.
type Language struct {
	Code, Name string
	Words      Words
}

// Options say what is shown.
type Options struct {
	Ledger    ledger.Ledger
	Languages []Language           // the first is for those who ask for none of them
	MadeBy    string               // program and packs, for the foot of the page
	Numerals  revision.Numerals    // which words are numbers; nil knows digits only
	Accuracy  []Figures            // how well each language is read
	Demo      bool                 // the ledger is the one that comes with the program
	Hosts     []string             // names by which the desk may be called besides those of this machine
	By        func() ledger.Origin // who signs decisions, now; nil where nobody may decide
	Door      *door.Door           // who may come in, and then signs; nil lets everybody in, which is for the loopback only
	Proxies   []netip.Prefix       // whose word is taken for whom they forward, and over what
	Now       func() time.Time     // of sessions and tries; time.Now where nil
	Every     time.Duration        // between two looks for what is new, 1 s where 0
	FindFeed  FeedFinder           // finds what somebody wants followed; nil where feeds are added elsewhere
	Table     TableWriter          // writes what a question finds as a table; nil where there is none
	Log       *slog.Logger         // failures, and at its level Info each request; nil is nowhere
}

// TableWriter writes the statements that a query finds as CSV.
type TableWriter func(context.Context, ledger.Ledger, ledger.Query, io.Writer) error

// FeedFinder is the feed at a web address, or the one that the page there names. Its error
// is told to who asked.
type FeedFinder func(ctx context.Context, address string) (ledger.Feed, error)

// Site is the desk's pages.
type Site struct {
	Options
	mux     *http.ServeMux
	assets  *assets
	skins   map[string]*skin // by code of the language
	closing chan struct{}
	counts  counted
	streams atomic.Int64
	meter   metered
	foreign *http.CrossOriginProtection
}

// New makes the pages ready. It fails without a language or where a template is
// broken.
func New(o Options) (*Site, error) {
	if len(o.Languages) == 0 {
		return nil, errors.New("web: no language to speak")
	}
	if o.Every == 0 {
		o.Every = time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Site{Options: o, mux: http.NewServeMux(), skins: map[string]*skin{}, closing: make(chan struct{}), foreign: http.NewCrossOriginProtection()}
	for _, h := range o.Hosts {
		if err := s.foreign.AddTrustedOrigin("https://" + h); err != nil {
			return nil, fmt.Errorf("web: host %s: %w", h, err)
		}
	}
	s.assets = loadAssets()
	for _, l := range o.Languages {
		k, err := newSkin(l, s.assets)
		if err != nil {
			return nil, fmt.Errorf("web: %s: %w", l.Code, err)
		}
		s.skins[l.Code] = k
	}
	s.routes()
	return s, nil
}

func (s *Site) routes() {
	for pattern, show := range map[string]func(*visit) error{
		"GET /{$}":                   s.now,
		"GET /documents":             s.documents,
		"GET /documents/{id}":        s.document,
		"GET /documents/{id}/beside": s.beside,
		"GET /statements/{key}":      s.statement,
		"GET /actors":                s.actors,
		"GET /actors/{id}":           s.actor,
		"GET /search":                s.search,
		"GET /sources":               s.sources,
		"GET /about":                 s.about,
		"GET /queue":                 s.queue,
		"POST /statements/{key}":     s.decide,
		"POST /documents/{id}":       s.missed,
		"POST /queue":                s.settle,
		"POST /sources":              s.follow,
		"GET /sign-in":               s.signIn,
		"POST /sign-in":              s.enter,
		"POST /sign-out":             s.leave,
	} {
		s.mux.HandleFunc(pattern, s.shown(show))
	}
	s.mux.HandleFunc("GET /events", s.events)
	s.mux.HandleFunc("GET /since", s.since)
	s.mux.HandleFunc("GET /export.csv", s.table)
	s.mux.HandleFunc("GET /healthz", s.healthy)
	s.mux.HandleFunc("GET /metrics", s.metrics)
	s.mux.Handle("GET /assets/", s.assets)
	s.mux.HandleFunc("/", s.shown(func(*visit) error { return ledger.ErrNotFound }))
}

// Handle adds a handler of another part of the desk under the same guard.
func (s *Site) Handle(pattern string, h http.Handler) { s.mux.Handle(pattern, h) }

// Close ends the streams that wait for news, so that a server can stop. It is called
// once.
func (s *Site) Close() { close(s.closing) }

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	begun, out := time.Now(), &statusWriter{ResponseWriter: w, status: http.StatusOK}
	_, pattern := s.mux.Handler(r)
	r = s.arrived(r)
	defer func() {
		if p := recover(); p != nil {
			s.broken(out, r, p)
		}
		s.meter.add(pattern, out.status, time.Since(begun))
		s.logged(r, pattern, out, time.Since(begun))
	}()
	if s.turnedAway(out, r) || s.outside(out, r, pattern) {
		return
	}
	s.mux.ServeHTTP(out, r)
}

// healthy answers whether the ledger can be read.
func (s *Site) healthy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	head, err := s.Ledger.Head(r.Context())
	if err != nil {
		s.Log.Error("healthz", "err", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		if s.Door == nil {
			fmt.Fprintln(w, err)
		} else {
			fmt.Fprintln(w, "the ledger does not answer") // why is nothing for strangers
		}
		return
	}
	fmt.Fprintf(w, "ok, commit %d\n", head.Number)
}
