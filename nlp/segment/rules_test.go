package segment

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/enligt/enligt/packs"
)

// small is a pack of a few lines of tables and no model.
func small(t *testing.T, files map[string]string) *packs.Pack {
	t.Helper()
	fsys := fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"qq","version":1}`)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := packs.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPackWithoutAModelIsCutByItsTables(t *testing.T) {
	s, err := Open(small(t, map[string]string{
		"abbreviations.tsv": "form\tkind\texample\nf.eks.\tinner\tNoen byer, f.eks. Bergen, sa nei.\ns.\tnumber\tSe s. 12.\n",
		"contractions.tsv":  "form\tkind\tparts\texample\nzum\twhole\tzu dem\tZum Haus.\nl'\telision\t\tL'eau.\n",
		"spaced.tsv":        "form\texample\nf eks\tNoen byer, f eks Bergen.\n9 999\t12 500\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	text := "Noen byer, f.eks. Bergen, sa nei. Se s. 12 og f eks 12 500 kr. Zum Haus? L'eau! Ja."
	want := []string{"Noen byer , f.eks. Bergen , sa nei .", "Se s. 12 og f~eks 12~500 kr .", "Zum=Zu+dem Haus ?", "L' eau !", "Ja ."}
	got := s.Split(text, whole(text), nil)
	if len(got) != len(want) {
		t.Fatalf("%d sentences, want %d", len(got), len(want))
	}
	for i := range got {
		if g := show(text, &got[i]); g != want[i] {
			t.Errorf("got %q, want %q", g, want[i])
		}
	}
}

func TestDamagedTablesAndModelsAreRefused(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"kind \"maybe\"":        {"abbreviations.tsv": "form\tkind\nx.\tmaybe\n"},
		"kind \"odd\"":          {"contractions.tsv": "form\tkind\tparts\nx\todd\ta b\n"},
		"needs two parts":       {"contractions.tsv": "form\tkind\tparts\nx\twhole\ta\n"},
		"not a model file":      {"pack.json": `{"lang":"qq","models":[{"kind":"segment","file":"m"}]}`, "m": "nothing"},
		"file is other version": {"pack.json": `{"lang":"qq","models":[{"kind":"segment","file":"m"}]}`, "m": "ENLF\x05other\x01\x00\x00"},
	} {
		if _, err := Open(small(t, files)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestEveryTableRowOfThePacksHasAnExampleThatHoldsIt(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"sv", "en", "fr"} {
		for _, name := range []string{"abbreviations", "contractions", "spaced"} {
			table, err := set.Get(lang).Table(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range table.Rows {
				form, example := r.Get("form"), r.Get("example")
				if form == "9 999" {
					continue
				}
				if !strings.Contains(strings.ToLower(example), strings.ToLower(form)) {
					t.Errorf("%s %s: the example %q does not hold %q", lang, r.At(), example, form)
				}
			}
		}
	}
}

// A full stop of an abbreviation that never ends a sentence never ends one.
func TestExamplesOfInnerAbbreviationsAreOneSentence(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"sv", "en", "fr"} {
		s := open(t, lang)
		table, err := set.Get(lang).Table("abbreviations")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range table.Rows {
			want, text := 1, r.Get("example")
			switch r.Get("kind") {
			case "inner", "number":
			case "either", "word":
				want = 2
			default:
				continue
			}
			if text == "" {
				continue
			}
			if n := len(s.Split(text, whole(text), nil)); n != want {
				t.Errorf("%s %s: %d sentences in %q, want %d", lang, r.At(), n, text, want)
			}
		}
	}
}

func TestSentencesAfterATalkingDashAreTalking(t *testing.T) {
	s := open(t, "sv")
	for text, want := range map[string]bool{
		"– Vi går nu, säger hon.": true, "- Vi går nu, säger hon.": true, "—Vi går nu.": true, "-Vi går nu.": true, "– 40 procent sade nej.": true,
		"-5 grader i natt.": false, "Vi går – nu.": false, "–": false, "-": false,
	} {
		if got := s.Split(text, whole(text), nil)[0].Talking; got != want {
			t.Errorf("%q: talking is %v", text, got)
		}
	}
}
