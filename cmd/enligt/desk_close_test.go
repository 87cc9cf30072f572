package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
)

// emptySite is a desk over an empty ledger, and where it is to listen.
func emptySite(t *testing.T) (*web.Site, net.Listener) {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	site, err := newSite(store, set, web.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return site, l
}

func TestClosingEndsStreamsAndLetsRequestsFinish(t *testing.T) {
	site, l := emptySite(t)
	arrived, finish := make(chan struct{}), make(chan struct{})
	site.Handle("GET /slow", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-finish
		_, _ = io.WriteString(w, "whole")
	}))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, l, site, nil) }()
	url := "http://" + l.Addr().String()
	stream, err := http.Get(url + "/events?after=0")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	slow := make(chan string, 1)
	go func() {
		r, err := http.Get(url + "/slow")
		if err != nil {
			slow <- err.Error()
			return
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		slow <- string(b)
	}()
	<-arrived
	stop()
	if _, err := io.ReadAll(stream.Body); err != nil { // to its end, though somebody is still served
		t.Errorf("the stream broke off: %v", err)
	}
	close(finish)
	if got := <-slow; got != "whole" {
		t.Errorf("what was being answered came as %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("a closed desk answers")
	}
}

func TestACallerWhoDawdlesIsCutOff(t *testing.T) {
	site, l := emptySite(t)
	server := newServer(site, nil)
	for what, d := range map[string]time.Duration{"header": server.ReadHeaderTimeout, "request": server.ReadTimeout, "answer": server.WriteTimeout, "wait": server.IdleTimeout} {
		if d <= 0 || d > 2*time.Minute {
			t.Errorf("%s: %s", what, d)
		}
	}
	server.ReadHeaderTimeout = 100 * time.Millisecond
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Never: ends"); err != nil {
		t.Fatal(err)
	}
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	if b, err := io.ReadAll(c); err != nil || strings.Contains(string(b), "200 OK") {
		t.Errorf("%q %v", b, err)
	}
}
