package jsonl

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

type item struct {
	doc enligt.Document
	err *enligt.ReadError
}

func all(t *testing.T, in string, o Options) []item {
	t.Helper()
	var out []item
	for d, err := range Read(strings.NewReader(in), o) {
		var e *enligt.ReadError
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%v is no ReadError", err)
		}
		out = append(out, item{d, e})
	}
	return out
}

func TestEachLineIsADocumentWithItsFields(t *testing.T) {
	got := all(t, "\uFEFF"+`{"id":"a","lang":"sv","published":"2023-07-28","outlet":"O","title":"T","url":"http://x","text":"Å 😀\n\nB"}`+"\r\n\n"+
		`{"text":"😀 \\ud800","id":null,"statements":[1]}`, Options{ID: "-"})
	if len(got) != 2 || got[0].err != nil || got[1].err != nil {
		t.Fatalf("%+v", got)
	}
	d := got[0].doc
	if d.ID != "a" || d.Lang != "sv" || d.Published != "2023-07-28" || d.Outlet != "O" || d.Title != "T" || d.URL != "http://x" || d.Text != "Å 😀\n\nB" || len(d.Blocks) != 2 {
		t.Errorf("%+v", d)
	}
	if d := got[1].doc; d.ID != "-" || d.Text != `😀 \ud800` {
		t.Errorf("%+v", d)
	}
}

func TestABadLineFailsAloneAndIsNamed(t *testing.T) {
	for name, c := range map[string]struct{ line, id, at, what string }{
		"not JSON":          {`{"text": "a"`, "-", "line 2, byte 12", "not JSON"},
		"two values":        {`{"text":"a"} {"text":"b"}`, "-", "line 2, byte 14", "not JSON"},
		"a list":            {`["a"]`, "-", "line 2", "not a JSON object"},
		"no text":           {`{"id":"x"}`, "x", "line 2", `no "text"`},
		"null text":         {`{"id":"x","text":null}`, "x", "line 2", `no "text"`},
		"null":              {`null`, "-", "line 2", `no "text"`},
		"text of numbers":   {`{"id":"x","text":[1]}`, "x", "line 2", `"text" is a list`},
		"a number for id":   {`{"id":7,"text":"a"}`, "-", "line 2", `"id" is a number`},
		"a flag for lang":   {`{"id":"x","lang":true,"text":"a"}`, "x", "line 2", `"lang" is true or false`},
		"half a pair":       {`{"id":"x","text":"a \ud83d b"}`, "x", "line 2, byte 20", "surrogate"},
		"the other half":    {`{"id":"x","text":"a \ude00"}`, "x", "line 2, byte 20", "surrogate"},
		"half and a letter": {`{"id":"x","text":"a \ud83d\uffee"}`, "x", "line 2, byte 20", "surrogate"},
		"halves turned":     {`{"id":"x","text":"\ude00\ud83d"}`, "x", "line 2, byte 18", "surrogate"},
		"not UTF-8":         {"{\"text\":\"s\xe4ger\"}", "-", "line 2, byte 10", "UTF-8"},
		"longer than limit": {`{"text":"` + strings.Repeat("a", 200<<10) + `"}`, "-", "line 2", "limit"},
	} {
		got := all(t, `{"id":"first","text":"a"}`+"\n"+c.line+"\n"+`{"id":"last","text":"b"}`+"\n", Options{ID: "-", MaxLine: 100 << 10})
		if len(got) != 3 || got[0].doc.ID != "first" || got[2].doc.ID != "last" || got[2].err != nil {
			t.Errorf("%s: the other lines are not read: %+v", name, got)
			continue
		}
		e := got[1].err
		if e == nil || e.At != c.at || !strings.Contains(e.What, c.what) || e.Do == "" || got[1].doc.ID != c.id || got[1].doc.Text != "" {
			t.Errorf("%s: %+v of %q, want %q at %q of %q", name, e, got[1].doc.ID, c.what, c.at, c.id)
		}
	}
}

func TestTwoEqualIDsAreReadWithAWarning(t *testing.T) {
	got := all(t, `{"id":"a","text":"x"}`+"\n"+`{"text":"y"}`+"\n"+`{"text":"y"}`+"\n"+`{"id":"a","text":"z"}`, Options{ID: "f.jsonl"})
	if len(got) != 4 || got[3].err != nil || got[3].doc.Text != "z" {
		t.Fatalf("%+v", got)
	}
	for i, want := range []int{0, 0, 0, 1} {
		if w := got[i].doc.Warnings; len(w) != want || want == 1 && !strings.Contains(w[0], "line 1") {
			t.Errorf("line %d: %q", i+1, w)
		}
	}
}

func TestAStreamThatBreaksOffEndsInAnError(t *testing.T) {
	var last error
	n := 0
	for _, err := range Read(io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n{"), torn{}), Options{ID: "-"}) {
		last, n = err, n+1
	}
	if n != 2 || last == nil || !strings.Contains(last.Error(), "line 2") {
		t.Errorf("%d items, %v", n, last)
	}
}

type torn struct{}

func (torn) Read([]byte) (int, error) { return 0, errors.New("torn cable") }

func TestALongStreamIsReadInConstantMemory(t *testing.T) {
	r, w := io.Pipe()
	go func() {
		for i := range 2000 {
			fmt.Fprintf(w, "{\"id\":\"%d\",\"text\":%q}\n", i, strings.Repeat("a ", 500))
		}
		w.Close()
	}()
	n := 0
	for d, err := range Read(r, Options{}) {
		if err != nil || d.ID != fmt.Sprint(n) {
			t.Fatal(d.ID, err)
		}
		n++
	}
	if n != 2000 {
		t.Error(n)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{`{"id":"a","text":"b\n\nc"}`, "{}\n{\"text\":\"\\ud83d\\ude00\"}", "[\n", "{\"text\":\"\\\\ud800\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		lines := strings.Count(string(raw), "\n") + 1
		n := 0
		for d, err := range Read(strings.NewReader(string(raw)), Options{ID: "-", MaxLine: 1 << 16}) {
			n++
			if err == nil && !utf8.ValidString(d.Text) {
				t.Errorf("%q gave a text that is not UTF-8", raw)
			}
		}
		if n > lines {
			t.Errorf("%d items from %d lines", n, lines)
		}
	})
}
