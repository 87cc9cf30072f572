package reading

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

func openReader(t *testing.T) *Reader {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return Open(set)
}

func warned(r enligt.Reading, part string) bool {
	return slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, part) })
}

func TestPublishedIsADateOrADateAndATime(t *testing.T) {
	for published, day := range map[string]string{
		"2023-07-28": "2023-07-28", "2023-07-28T21:40:00Z": "2023-07-28", "2023-07-28T23:59:59.5+02:00": "2023-07-28", "2023-07-28 00:10:00-11:00": "2023-07-28",
		"2023-07-28 21:40": "2023-07-28", "2023-07-28 21:40:05": "2023-07-28", "2024-02-29": "2024-02-29",
		"": "", "2023-02-29": "", "28 juli 2023": "", "2023-07": "", "2023-07-28 25:00": "", "20230728": "", "0000-01-01": "",
	} {
		if got, ok := ParsePublished(published); got != day || ok != (day != "") {
			t.Errorf("%q: %q, %v", published, got, ok)
		}
	}
}

func TestAMissingOrUnreadableDateIsAWarning(t *testing.T) {
	r := openReader(t)
	for published, c := range map[string]struct{ kept, warning string }{
		"":             {"", "no publication date"},
		"  ":           {"", "no publication date"},
		"i går":        {"", `"i går" cannot be read`},
		" 2023-07-28 ": {"2023-07-28", ""},
	} {
		got := r.Read(enligt.Document{Lang: "xx", Text: "Nej.", Published: published})
		if got.Document.Published != c.kept || c.warning != "" && !warned(got, c.warning) || c.warning == "" && warned(got, "publication date") {
			t.Errorf("%q: %q, %q", published, got.Document.Published, got.Warnings)
		}
	}
}

func TestALanguageThatIsNotReadIsNoFailure(t *testing.T) {
	got := openReader(t).Read(enligt.Document{ID: "a", Lang: "xx", Text: "Nej, säger hon."})
	if got.Err != nil || got.Document.Lang != "xx" || len(got.Statements) != 0 || !warned(got, "the language xx cannot be read; those that can are en, fr, sv") || got.MadeBy.Pack != "" {
		t.Errorf("%+v", got)
	}
}

func TestAnEmptyTextIsReadWithAWarning(t *testing.T) {
	for _, text := range []string{"", " \n\u00a0"} {
		got := openReader(t).Read(enligt.Document{Text: text})
		if got.Err != nil || got.Document.Lang != "und" || !warned(got, "the text is empty") {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestTheWarningsOfIntakeAreTheReadings(t *testing.T) {
	got := openReader(t).Read(enligt.Document{Lang: "xx", Text: "a", Warnings: []string{"read as latin-1"}})
	if !warned(got, "read as latin-1") || got.Document.Warnings != nil {
		t.Errorf("%q, %q", got.Warnings, got.Document.Warnings)
	}
}

func TestRegionsAndScriptsAreReadByTheirLanguage(t *testing.T) {
	r := openReader(t)
	for lang, want := range map[string]string{"sv": "sv", "sv-FI": "sv", "SV": "sv", "en_US": "en", "fr-Latn-CA": "fr", "": "", "svx": "", "-": "", "und": ""} {
		if got := r.known(lang); got != want {
			t.Errorf("%q is read as %q, want %q", lang, got, want)
		}
	}
}

func TestAFailedDocumentKeepsItsIDAndItsError(t *testing.T) {
	got := Failed(enligt.Document{ID: "a", Text: "x"}, errors.New("torn"))
	if got.Document.ID != "a" || got.Document.Text != "" || got.Err == nil || got.Err.What != "torn" || got.Err.Do == "" {
		t.Errorf("%+v", got)
	}
}

func TestReadingAtOnceGivesTheSameAsOneByOne(t *testing.T) {
	r := openReader(t)
	texts := []string{"”Nej”, säger hon.", "She says no.", "« Non », dit-elle.", "Ne, sanoo hän."}
	want := make([]string, len(texts))
	for i, text := range texts {
		line, err := openReader(t).Read(enligt.Document{Text: text}).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		want[i] = string(line)
	}
	var wg sync.WaitGroup
	for n := range 16 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			line, err := r.Read(enligt.Document{Text: texts[n%len(texts)]}).MarshalJSON()
			if err != nil || string(line) != want[n%len(texts)] {
				t.Errorf("%v\n%s\nwant\n%s", err, line, want[n%len(texts)])
			}
		}()
	}
	wg.Wait()
}

func TestABodyIsOneActorInEveryLanguageAndByEveryName(t *testing.T) {
	r := openReader(t)
	for _, c := range []struct{ lang, text string }{
		{"sv", "Ecowas varnar juntan. Cedeao kräver att presidenten släpps, säger talespersonen."},
		{"en", "ECOWAS said the borders were closed. The Economic Community of West African States warned the junta."},
		{"fr", "La Cédéao a annoncé la fermeture des frontières, et la Cedeao a condamné le coup d'État."},
	} {
		out := r.Read(enligt.Document{ID: c.lang, Lang: c.lang, Text: c.text})
		var names []string
		for _, a := range out.Actors {
			if a.Key == "ECOWAS" && a.Kind == enligt.Organisation {
				names = append(names, a.Name)
			}
		}
		if len(names) != 1 {
			t.Errorf("%s: the body stands as %q among %d actors", c.lang, names, len(out.Actors))
		}
	}
}

func TestANameThatEndsAsAGenitiveIsWhole(t *testing.T) {
	out := openReader(t).Read(enligt.Document{ID: "a", Lang: "sv", Text: "Hamas säger att anfallet är över."})
	if len(out.Actors) != 1 || out.Actors[0].Name != "Hamas" {
		t.Errorf("%+v", out.Actors)
	}
}
