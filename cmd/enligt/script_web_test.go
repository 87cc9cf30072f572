package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/enligt/enligt"
)

// serveFolder is "serve FOLDER": the folder on the web until the story ends, its
// address in SERVER. Each request stands in the file "requests" as "PATH STATUS"; a
// path that the file "down" names is answered with 503. /moved leads to page.html, /again to bron.html,
// /old.rss for good to news.rss, /away to an address that is not public, /gone.xml
// is gone; latin1.html is sent with its charset, feeds with a mark and a pace.
func serveFolder(ts *testscript.TestScript, neg bool, args []string) {
	files := http.FileServer(http.Dir(ts.MkAbs(args[0])))
	mux := http.NewServeMux()
	mux.Handle("/", files)
	mux.Handle("/moved", http.RedirectHandler("/page.html", http.StatusFound))
	mux.Handle("/again", http.RedirectHandler("/bron.html", http.StatusFound))
	mux.Handle("/old.rss", http.RedirectHandler("/news.rss", http.StatusMovedPermanently))
	mux.Handle("/away", http.RedirectHandler("http://10.1.2.3/", http.StatusFound))
	mux.HandleFunc("/gone.xml", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "", http.StatusGone) })
	mux.HandleFunc("/latin1.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		files.ServeHTTP(w, r)
	})
	var mu sync.Mutex
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		out := &noted{w, http.StatusOK}
		down, _ := os.ReadFile(ts.MkAbs("down"))
		if slices.Contains(strings.Fields(string(down)), r.URL.Path) {
			out.Header().Set("Retry-After", "600")
			http.Error(out, "", http.StatusServiceUnavailable)
		} else {
			if raw, err := os.ReadFile(filepath.Join(ts.MkAbs(args[0]), r.URL.Path)); err == nil && strings.HasSuffix(r.URL.Path, ".rss") {
				out.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(raw)))
				out.Header().Set("Cache-Control", "max-age=600")
			}
			mux.ServeHTTP(out, r)
		}
		f, err := os.OpenFile(ts.MkAbs("requests"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err == nil {
			fmt.Fprintln(f, r.URL.RequestURI(), out.status)
			f.Close()
		}
	}))
	ts.Defer(s.Close)
	ts.Setenv("SERVER", s.URL)
}

// noted remembers the status of an answer.
type noted struct {
	http.ResponseWriter
	status int
}

func (n *noted) WriteHeader(status int) {
	n.status = status
	n.ResponseWriter.WriteHeader(status)
}

func TestAPageMayNameItselfOnlyOnItsOwnHost(t *testing.T) {
	for from, want := range map[string]string{
		"https://www.norden.example/a?x=1": "https://norden.example/a", "http://m.norden.example/a": "https://norden.example/a",
		"https://thief.example/a": "https://thief.example/a", "https://norden.example.thief.example/": "https://norden.example.thief.example/",
	} {
		d := enligt.Document{URL: "https://norden.example/a"}
		settleAddress(&d, from)
		if d.URL != want || (len(d.Warnings) > 0) != (d.URL == from) {
			t.Errorf("fetched from %s: %s, %q", from, d.URL, d.Warnings)
		}
	}
	for _, own := range []string{"", "https://a.example", "https://a.example/"} {
		d := enligt.Document{URL: own}
		settleAddress(&d, "https://a.example/b")
		if d.URL != "https://a.example/b" || d.Warnings != nil {
			t.Errorf("a page that calls itself %q: %+v", own, d)
		}
	}
}
