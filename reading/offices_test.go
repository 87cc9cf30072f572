package reading_test

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
)

func TestEveryOtherNameOfAnOfficeFindsItsHolder(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	reader, rows := reading.Open(set), 0
	for _, lang := range set.Langs() {
		tab, err := set.Get(lang).Table("offices")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range tab.Rows {
			rows++
			text := strings.NewReplacer("[", "", "]", "").Replace(r.Get("example"))
			from := strings.Index(r.Get("example"), "[")
			out := reader.Read(enligt.Document{ID: "1", Lang: lang, Text: text})
			if found := named(out, from); found != 1 {
				t.Errorf("%s %s: %d statements of somebody named at byte %d of %q", lang, r.At(), found, from, text)
			}
		}
	}
	if rows < 8 {
		t.Errorf("%d rows in the packs", rows)
	}
}

// named counts the statements whose source starts at a byte and whose speaker is a
// person that the sentence before names.
func named(r enligt.Reading, from int) (n int) {
	for _, s := range r.Statements {
		if s.Source == nil || s.Source.Start != from || len(s.Speaker) != 1 {
			continue
		}
		if i := strings.Index(r.Document.Text, s.Speaker[0].Name); i >= 0 && i < from && s.Speaker[0].Kind == enligt.Person {
			n++
		}
	}
	return n
}
