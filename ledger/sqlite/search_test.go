package sqlite_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/ledgertest"
	"github.com/enligt/enligt/ledger/sqlite"
)

// FuzzSearch: no text is a syntax error, and a phrase of the text's own words is found.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"", "hamnen", `"`, "* ^ + - : ( ) { }", "NEAR(a b)", "forms:x", "AND OR NOT", "'; DROP TABLE texts; --", "who:* about:\"", "a\x00b", "\xff", "ŉ ǰ ΐ İ", "ا ب", "漢字", "x\u0301"} {
		f.Add(s)
	}
	s, err := sqlite.Open(filepath.Join(f.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	e, err := s.Add(f.Context(), ledgertest.By(1), []ledger.Entry{})
	if err != nil || len(e) != 0 {
		f.Fatal(e, err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := ledger.ParseQuery(text)
		q.About, q.Who = text, "" // words of a name are words too
		for _, q := range []ledger.Query{ledger.ParseQuery(text), {Text: []ledger.Word{{Text: text, Phrase: true}}}, q, {Who: text}, {Via: text}, {Text: []ledger.Word{{Text: text, Not: true}}}} {
			if _, err := s.Statements(t.Context(), q); err != nil {
				t.Fatalf("statements of %#v: %v", q, err)
			}
			if _, err := s.Documents(t.Context(), q); err != nil {
				t.Fatalf("documents of %#v: %v", q, err)
			}
			if _, err := s.Count(t.Context(), q); err != nil {
				t.Fatalf("count of %#v: %v", q, err)
			}
		}
		if !utf8.ValidString(text) || len(text) > 200 {
			return
		}
		address := "file:/" + ledger.HashOf([]byte(text))
		ledgertest.Add(t, s, 1, ledgertest.Doc{Address: address, Text: text})
		words := ledger.Tokens(text)
		if len(words) == 0 {
			return
		}
		page, err := s.Documents(t.Context(), ledger.Query{Document: ledger.DocumentID(address), Text: []ledger.Word{{Text: strings.Join(words, " "), Phrase: true}}})
		if err != nil || len(page.Items) != 1 {
			t.Errorf("%q is not found by its own words %q: %d documents, %v", text, words, len(page.Items), err)
		}
	})
}
