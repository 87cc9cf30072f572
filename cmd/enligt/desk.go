package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/api"
	"github.com/enligt/enligt/desk/export"
	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
)

// deskCommand is `enligt desk`: the ledger in the browser.
type deskCommand struct {
	ledgerFlags
	Listen string `help:"Address to listen on; one that others reach needs --password-file." default:"127.0.0.1:8080" placeholder:"ADDR"`
	Watch  bool   `help:"Follow the feeds too, as enligt watch does."`
	watchFlags
	Demo         bool     `help:"Show reports written for the project, in a ledger that is gone afterwards."`
	PasswordFile string   `help:"File of those who may come in, a line each as enligt password prints it. It is read at the start." placeholder:"FILE"`
	TLSCert      string   `name:"tls-cert" help:"Certificate, and those above it, in PEM." placeholder:"FILE"`
	TLSKey       string   `name:"tls-key" help:"Key of the certificate, in PEM." placeholder:"FILE"`
	Host         []string `help:"Name by which the desk is called; may be repeated." placeholder:"NAME" sep:"none"`
	Proxy        []string `help:"Address or CIDR of a proxy before the desk, which is believed about those it forwards; may be repeated." placeholder:"CIDR" sep:"none"`
	Log          string   `help:"A line a request: text or json; none writes failures only. By default text where there are passwords." enum:"auto,none,text,json" default:"auto"`
}

func (c *deskCommand) Run(std streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return c.run(ctx, std)
}

// run serves until ctx ends.
func (c *deskCommand) run(ctx context.Context, std streams) error {
	o, err := c.options(std)
	if err != nil {
		return usageError{err}
	}
	if err := c.check(); err != nil {
		return err
	}
	config, err := c.tls()
	if err != nil {
		return usageError{err}
	}
	listener, err := net.Listen("tcp", c.Listen) // before the demo is read: a taken port shows at once
	if err != nil {
		return fmt.Errorf("--listen %s: %w; another program may have that port, give another", c.Listen, err)
	}
	defer listener.Close()
	store, set, done, err := c.ledger(ctx, std)
	if err != nil {
		return err
	}
	defer done()
	site, err := newSite(store, set, o)
	if err != nil {
		return err
	}
	scheme := "http"
	if config != nil {
		scheme = "https"
	}
	fmt.Fprintf(std.Out, "The desk is open at %s://%s/ (Ctrl-C closes it).\n", scheme, listener.Addr())
	if !c.Watch {
		return serve(ctx, listener, site, config)
	}
	ctx, stop := context.WithCancel(ctx)
	watched := make(chan error, 1)
	go func() { watched <- newWatch(store, set, &c.watchFlags, std).run(ctx) }()
	err = serve(ctx, listener, site, config)
	stop()
	return errors.Join(err, <-watched)
}

// ledger opens the one that is shown; done closes it, and removes that of the demo.
func (c *deskCommand) ledger(ctx context.Context, std streams) (store *sqlite.Store, set *packs.Set, done func(), err error) {
	if !c.Demo {
		store, set, err = c.open(false)
		return store, set, func() { store.Close() }, err
	}
	if set, err = openPacks(c.Packs); err != nil {
		return nil, nil, nil, err
	}
	store, done, err = openDemo(ctx, set)
	return store, set, done, err
}

// newSite puts the pages together.
func newSite(store *sqlite.Store, set *packs.Set, o web.Options) (*web.Site, error) {
	dict, err := readDictionary(set)
	if err != nil {
		return nil, err
	}
	o.Ledger, o.By, o.Table = store, signs, export.Table
	if o.Numerals, err = numeralsOf(set); err != nil {
		return nil, err
	}
	made := []string{"enligt " + enligt.Version}
	for _, code := range set.Langs() {
		p := set.Get(code)
		made = append(made, p.Name())
		figures, err := figuresOf(p)
		if err != nil {
			return nil, err
		}
		o.Accuracy = append(o.Accuracy, figures)
		if t, err := p.Table("interface"); err == nil && len(t.Rows) > 0 {
			o.Languages = append(o.Languages, web.Language{Code: code, Name: cmp.Or(p.Names[code], code), Words: dict.of(code)})
		}
	}
	o.MadeBy = strings.Join(made, " · ")
	slices.SortStableFunc(o.Languages, func(a, b web.Language) int {
		return cmp.Compare(rank(a.Code == dict.standard), rank(b.Code == dict.standard))
	})
	site, err := web.New(o)
	if err == nil {
		site.Handle("GET /api/v1/", api.New(store, dict.byLang[dict.standard], o.Numerals))
	}
	return site, err
}

// signs is who decides at this desk: the user of this machine.
func signs() ledger.Origin {
	by := origin()
	by.Who = cmp.Or(by.Who, "desk")
	return by
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// newServer bounds how long a caller may take for a header, a request and an answer,
// and how long a connection waits for the next one. Streams set bounds of their own.
func newServer(site *web.Site, config *tls.Config) *http.Server {
	return &http.Server{
		Handler: site, TLSConfig: config, ErrorLog: slog.NewLogLogger(site.Log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
}

// serve answers until ctx ends, then lets requests finish. With a config it speaks TLS.
func serve(ctx context.Context, l net.Listener, site *web.Site, config *tls.Config) error {
	server := newServer(site, config)
	failed := make(chan error, 1)
	go func() {
		if config != nil {
			failed <- server.ServeTLS(l, "", "")
			return
		}
		failed <- server.Serve(l)
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	site.Close()
	limited, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(limited); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
