package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
)

// openDesk opens the demo's desk and returns its address and its ledger.
func openDesk(t *testing.T) (url string, l ledger.Ledger) {
	t.Helper()
	return openDeskWith(t, web.Options{Demo: true, Log: slog.New(slog.DiscardHandler)}, nil)
}

func openDeskWith(t *testing.T, o web.Options, config *tls.Config) (url string, l ledger.Ledger) {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	store, done, err := openDemo(context.Background(), set)
	if err != nil {
		t.Fatal(err)
	}
	return serveDesk(t, store, set, o, config, done), store
}

// serveDesk shows a ledger until the test ends, and then calls done.
func serveDesk(t *testing.T, store *sqlite.Store, set *packs.Set, o web.Options, config *tls.Config, done func()) (url string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	site, err := newSite(store, set, o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, site, config) }()
	t.Cleanup(func() {
		closes(t, cancel, ended)
		done()
	})
	if config != nil {
		return "https://" + listener.Addr().String()
	}
	return "http://" + listener.Addr().String()
}

// closes stops a desk and waits until it has ended.
func closes(t *testing.T, stop func(), ended <-chan error) {
	t.Helper()
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the desk did not close")
	}
}

func TestTheDemoCanBeReadInEveryLanguage(t *testing.T) {
	url, _ := openDesk(t)
	link := regexp.MustCompile(`href="(/(?:documents|statements|actors)/[0-9a-f]+|/[a-z]*)["#?]`)
	for _, lang := range []string{"sv", "en", "fr"} {
		seen, todo := map[string]bool{}, []string{"/"}
		for len(todo) > 0 {
			path := todo[0]
			todo = todo[1:]
			r, err := http.Get(url + path + "?lang=" + lang)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(r.Body)
			r.Body.Close()
			if r.StatusCode != 200 || !bytes.Contains(body, []byte(`<html lang="`+lang+`">`)) {
				t.Fatalf("%s in %s: %s\n%s", path, lang, r.Status, body)
			}
			for _, m := range link.FindAllSubmatch(body, -1) {
				if to := string(m[1]); !seen[to] && len(seen) < 150 {
					seen[to] = true
					todo = append(todo, to)
				}
			}
		}
		if len(seen) < 100 {
			t.Errorf("%s: only %d pages found by their links", lang, len(seen))
		}
	}
}

func TestTheDemoIsManyReportsInThreeLanguagesWithDoubtAndVersions(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	store, done, err := openDemo(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	c, err := store.Count(t.Context(), ledger.Query{Versions: "all"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Documents < 16 || len(c.Lang) < 3 {
		t.Errorf("%d documents in %v", c.Documents, c.Lang)
	}
	for _, q := range []ledger.Query{{Doubt: string(enligt.Purported)}, {Doubt: string(enligt.Reported)}, {Act: string(enligt.Deny)}, {Via: "Skagerpress"}} {
		if c, err := store.Count(t.Context(), q); err != nil || c.Statements == 0 {
			t.Errorf("nothing for %s (%v)", q, err)
		}
	}
	outlets, err := store.Outlets(t.Context(), ledger.AsOf{})
	if err != nil || len(outlets) < 6 {
		t.Errorf("%d outlets (%v)", len(outlets), err)
	}
}

func TestTheDeskRefusesToBeOpenToOthers(t *testing.T) {
	for _, address := range []string{"0.0.0.0:8080", ":8080", "192.0.2.1:80", "nonsense"} {
		var out, errs bytes.Buffer
		if code := run([]string{"desk", "--demo", "--listen", address}, streams{strings.NewReader(""), &out, &errs}); code != 2 || !strings.Contains(errs.String(), "--listen "+address) {
			t.Errorf("%s: status %d, %s", address, code, errs.String())
		}
	}
}

func TestATakenPortIsSaidBeforeAnythingIsRead(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out, errs bytes.Buffer
	if code := run([]string{"desk", "--demo", "--listen", l.Addr().String()}, streams{strings.NewReader(""), &out, &errs}); code != 1 || !strings.Contains(errs.String(), "another program may have that port") {
		t.Errorf("status %d: %s", code, errs.String())
	}
}

func TestTheDeskSpeaksTLSAndEndsItsStreams(t *testing.T) {
	pair, pool := certificate(t)
	url, _ := openDeskWith(t, web.Options{Demo: true, Log: slog.New(slog.DiscardHandler)}, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12})
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true}}
	t.Cleanup(client.CloseIdleConnections)
	r, err := client.Get(url + "/events?after=0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Body.Close() }) // it is open while the desk closes, which must not wait for it
	if r.ProtoMajor != 2 || r.StatusCode != 200 {
		t.Errorf("%s %s", r.Proto, r.Status)
	}
	var line [64]byte
	if n, err := r.Body.Read(line[:]); err != nil || !strings.HasPrefix(string(line[:n]), "retry: ") {
		t.Errorf("%q %v", line[:n], err)
	}
}

// certificate is one for 127.0.0.1, and the pool that trusts it.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(c)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
