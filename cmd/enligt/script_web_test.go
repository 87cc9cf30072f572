package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/enligt/enligt"
)

// serveFolder is "serve FOLDER": the folder on the web until the story ends, its
// address in SERVER. /moved leads to page.html, /away to an address that is not
// public, latin1.html is sent with its charset.
func serveFolder(ts *testscript.TestScript, neg bool, args []string) {
	files := http.FileServer(http.Dir(ts.MkAbs(args[0])))
	mux := http.NewServeMux()
	mux.Handle("/", files)
	mux.Handle("/moved", http.RedirectHandler("/page.html", http.StatusFound))
	mux.Handle("/away", http.RedirectHandler("http://10.1.2.3/", http.StatusFound))
	mux.HandleFunc("/latin1.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		files.ServeHTTP(w, r)
	})
	s := httptest.NewServer(mux)
	ts.Defer(s.Close)
	ts.Setenv("SERVER", s.URL)
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
	d := enligt.Document{}
	settleAddress(&d, "https://a.example/b")
	if d.URL != "https://a.example/b" || d.Warnings != nil {
		t.Errorf("%+v", d)
	}
}
