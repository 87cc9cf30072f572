package reading

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// FuzzRead reads any text in any language: it never panics, every span is a slice
// of the text, statements are in order and name each other rightly.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"”Nej”, säger hon. – Vi går nu, sade Ada Berg till AP.\n\n– Det är sent.",
		"« Non », a-t-il déclaré. Selon l’AFP, le « président » aurait fui.", "\"No,\" she said. \"We 'never' \"knew\"",
		"”“«»„‘’'''…", "a\u0301😀\u00a0\u0085\r\n– ", "Enligt enligt enligt säger säger: ”", strings.Repeat("”(", 300), "\x00\x1b",
		"SAYS, Enligt (AP) — Ek said no. Selon A. B. : oui.\n\nA. B. : Ek skrev, citing Ö.",
	} {
		f.Add(text, uint8(0))
		f.Add(text, uint8(1))
		f.Add(text, uint8(2))
	}
	set, err := packs.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	r := Open(set)
	langs := append(set.Langs(), "")
	f.Fuzz(func(t *testing.T, text string, lang uint8) {
		if !utf8.ValidString(text) || len(text) > 1<<12 {
			return
		}
		got := r.Read(enligt.Document{ID: "x", Lang: langs[int(lang)%len(langs)], Published: "2023-07-28", Text: text})
		if got.Err != nil {
			t.Fatal(got.Err)
		}
		line, err := got.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var back enligt.Reading
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatal(err)
		}
		checkStatements(t, &got)
	})
}

func checkStatements(t *testing.T, r *enligt.Reading) {
	ids := map[string]bool{"": true}
	actors := map[string]bool{}
	for _, a := range r.Actors {
		actors[a.ID] = true
	}
	last := 0
	for i := range r.Statements {
		s := &r.Statements[i]
		if start(s) < last {
			t.Errorf("statement %s stands before the one above it", s.ID)
		}
		last = start(s)
		ids[s.ID] = true
		if s.Confidence < 0 || s.Confidence > 1 || len(s.Content) == 0 && s.Cue.Empty() {
			t.Errorf("%+v", s)
		}
		for _, p := range s.Speaker {
			if !actors[p.Actor] {
				t.Errorf("statement %s is spoken by %q, who is no actor", s.ID, p.Actor)
			}
		}
	}
	for i := range r.Statements {
		if s := &r.Statements[i]; !ids[s.Parent] || s.Parent == s.ID && s.ID != "" {
			t.Errorf("statement %s stands inside %q", s.ID, s.Parent)
		}
	}
}
