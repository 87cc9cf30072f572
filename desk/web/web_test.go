package web

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

const harbour = "Hamnen är stängd, säger hamnchefen Karin Ek. Enligt <uppgift> ska isen bära."

// table is the interface words of a pack, read as the program reads them.
type table map[string][2]string

func (t table) Name(key string) string    { return t[key][0] }
func (t table) Many(key string) string    { return t[key][1] }
func (t table) Meaning(key string) string { return t[key][1] }

// words reads the tables of a language.
func words(t *testing.T, lang string) table {
	t.Helper()
	out := table{}
	for _, name := range []string{"words", "interface"} {
		f, err := os.Open(filepath.Join("../../packs", lang, name+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			cells := append(strings.Split(lines.Text(), "\t"), "", "")
			if !strings.HasPrefix(cells[0], "#") && cells[0] != "key" {
				out[cells[0]] = [2]string{cells[1], cells[2]}
			}
		}
	}
	if len(out) < 150 {
		t.Fatalf("%s: only %d words", lang, len(out))
	}
	return out
}

// at is the span of a slice of the text.
func at(text, slice string) enligt.Span {
	i := strings.Index(text, slice)
	return enligt.Span{Start: i, End: i + len(slice)}
}

// harbourReading is a document with two statements: one said, one hearsay of nobody.
func harbourReading(address, outlet, text string) enligt.Reading {
	d := enligt.Document{ID: address, Address: address, URL: address, Lang: "sv", Title: "Isen & hamnen", Outlet: outlet, Published: "2026-01-13 09:30", Text: text, Blocks: enligt.Blocks(text)}
	source, role := at(text, "hamnchefen Karin Ek"), at(text, "hamnchefen")
	said := enligt.Statement{
		ID: "s1", Content: []enligt.Span{at(text, "Hamnen är stängd")}, Cue: at(text, "säger"), Source: &source, Form: enligt.Direct, Act: enligt.Assert, Polarity: enligt.Affirmed, Block: enligt.Paragraph, Confidence: .9,
		Speaker: []enligt.Speaker{{Actor: "a1", Name: "Karin Ek", Kind: enligt.Person, From: []enligt.Span{at(text, "Karin Ek")}, Role: &role}},
	}
	hearsay := enligt.Statement{
		ID: "s2", Content: []enligt.Span{at(text, "isen bära")}, Cue: at(text, "Enligt <uppgift>"), Form: enligt.Indirect, Act: enligt.Assert, Polarity: enligt.Affirmed, Block: enligt.Paragraph, Confidence: .6,
		Doubt: []enligt.Doubt{{Kind: enligt.Reported, Span: at(text, "ska")}},
	}
	return enligt.Reading{
		Document: d, Statements: []enligt.Statement{said, hearsay}, MadeBy: enligt.MadeBy{Enligt: "0", Pack: "sv 1"},
		Actors: []enligt.Actor{{ID: "a1", Name: "Karin Ek", Kind: enligt.Person, Roles: []enligt.Span{role}, Mentions: []enligt.Span{at(text, "Karin Ek")}}},
	}
}

// add keeps a reading in a commit of its own.
func add(t *testing.T, l ledger.Ledger, r enligt.Reading) ledger.Added {
	t.Helper()
	list, err := l.Add(context.Background(), ledger.Origin{Who: "test", UTC: time.Date(2026, 1, 13, 10, 0, 0, 0, time.UTC), Program: "0"}, []ledger.Entry{{Reading: r}})
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

// measured is what is known of two languages.
var measured = []Figures{
	{Lang: "sv", Pack: "sv 1", Documents: 19, ByName: map[string]Figure{
		"detection": {Precision: 77.5, LowP: 70.2, HighP: 85.2, Recall: 88.6, LowR: 84, HighR: 92.7, N: 1670}, "speaker": {Precision: 88.8, LowP: 84.3, HighP: 93.2, N: 145},
	}},
	{Lang: "fr", Pack: "fr 1"},
}

// desk is a site over an empty ledger.
func desk(t *testing.T) (*Site, *sqlite.Store) {
	t.Helper()
	store, err := sqlite.Open(filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	site, err := New(Options{Ledger: store, MadeBy: "enligt test", Every: 5 * time.Millisecond, Accuracy: measured, Languages: []Language{{"en", "English", words(t, "en")}, {"fr", "français", words(t, "fr")}, {"sv", "svenska", words(t, "sv")}}})
	if err != nil {
		t.Fatal(err)
	}
	return site, store
}

// filled is a desk with an article, the same text at another outlet, and a second
// version of the first.
func filled(t *testing.T) (site *Site, store *sqlite.Store, first, second ledger.Added) {
	site, store = desk(t)
	first = add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	add(t, store, harbourReading("https://kust.example/is", "Kustbladet", harbour))
	second = add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour+" Rättelse följer."))
	return site, store, first, second
}

// get asks for a page.
func get(t *testing.T, site http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "localhost:8080"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	if got := w.Header().Get("Content-Security-Policy"); got != policy {
		t.Errorf("%s: policy %q", path, got)
	}
	if strings.Contains(w.Body.String(), "ZgotmplZ") || strings.Contains(w.Body.String(), "<no value>") {
		t.Errorf("%s: the template refused a value:\n%s", path, w.Body)
	}
	return w
}

// shows fails where a page lacks one of the strings.
func shows(t *testing.T, w *httptest.ResponseRecorder, want ...string) {
	t.Helper()
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	for _, s := range want {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("no %s in\n%s", s, w.Body)
		}
	}
}
