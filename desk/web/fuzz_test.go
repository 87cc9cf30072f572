package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/weighing/revision"
)

// FuzzEveryQuestionIsAnswered asks pages for anything: the answer is a page, never a
// failure of the program.
func FuzzEveryQuestionIsAnswered(f *testing.F) {
	for _, s := range []string{"", "doubt=any", "act=x", "q=%22%FF", "who=a&about=b&cursor=1.0.2", "mark=3-1", "mark=0-999999999999999999999", "as-of=9999-99-99", "in=sv&lang=xx", "after=1"} {
		f.Add(0, s)
		f.Add(1, s)
	}
	store, err := sqlite.Open(filepath.Join(f.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { store.Close() })
	r := harbourReading("https://nord.example/is", "Nordposten", harbour)
	added, err := store.Add(f.Context(), ledger.Origin{UTC: time.Unix(1, 0), Program: "0"}, []ledger.Entry{{Reading: r}})
	if err != nil {
		f.Fatal(err)
	}
	site, err := New(Options{Ledger: store, Languages: []Language{{"xx", "X", table{}}}})
	if err != nil {
		f.Fatal(err)
	}
	paths := []string{"/", "/documents/" + added[0].Version, "/search", "/actors", "/sources", "/queue", "/since", "/statements/" + r.Statements[0].Key(r.Document.TextHash())}
	f.Fuzz(func(t *testing.T, which int, query string) {
		q := &http.Request{Method: "GET", URL: &url.URL{Path: paths[uint(which)%uint(len(paths))], RawQuery: query}, Host: "localhost", Header: http.Header{}}
		w := httptest.NewRecorder()
		site.ServeHTTP(w, q.WithContext(t.Context()))
		if w.Code >= 500 {
			t.Errorf("%s?%s: status %d: %s", q.URL.Path, query, w.Code, w.Body)
		}
	})
}

// FuzzStrokesKeepBothTexts: what stayed and came is the new text, white space aside;
// what stayed and went is the old one word for word, the signs on words that stayed
// aside, which are those of the new.
func FuzzStrokesKeepBothTexts(f *testing.F) {
	f.Add("EU fryser stödet", "EU hotar att frysa stödet")
	f.Add("", "a")
	f.Add("!0", "0")
	f.Fuzz(func(t *testing.T, old, now string) {
		var was, is []string
		for _, s := range strokes(old, now) {
			if !s.Ins {
				was = append(was, s.Text)
			}
			if !s.Del {
				is = append(is, s.Text)
			}
		}
		plain := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		kept := slices.EqualFunc(strings.Fields(strings.Join(was, " ")), strings.Fields(old), revision.Same)
		if !kept || plain(strings.Join(is, " ")) != plain(now) {
			t.Errorf("%q and %q became %q and %q", old, now, was, is)
		}
	})
}

// FuzzContentKeepsItsWords: parts of a content are its words, cut nowhere but at a
// sentence's end, and marking the searcher's words loses none.
func FuzzContentKeepsItsWords(f *testing.F) {
	f.Add("En mening. Och en till. "+strings.Repeat("Lång. ", 90), 3)
	f.Add("«a» b \xff", 0)
	f.Fuzz(func(t *testing.T, text string, start int) {
		text = strings.ToValidUTF8(text, "?")
		span := enligt.Span{Start: max(0, min(start, len(text))), End: len(text)}
		if span.Check(text) != nil || span.Empty() {
			return
		}
		for _, form := range enligt.Forms {
			parts, more := content(&enligt.Statement{Form: form, Content: []enligt.Span{span}}, text)
			parts = highlight(parts, []ledger.Word{{Text: text}})
			whole := ""
			for _, p := range parts {
				whole += p.Text
			}
			if !strings.HasPrefix(span.Of(text), whole) || len([]rune(whole))+more != len([]rune(span.Of(text))) {
				t.Errorf("%q became %q and %d more", span.Of(text), whole, more)
			}
		}
	})
}
