package feed

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

func TestAListOfFeedsIsWrittenAndReadAgain(t *testing.T) {
	list := []Subscription{
		{Title: `Norden & "hamnen" <1>`, Address: "https://norden.example/feed?a=1&b=2", Site: "https://norden.example/"},
		{Title: "Väst", Address: "https://west.example/rss", Folders: []string{"Afrika", "Niger"}},
		{Title: "Syd", Address: "https://south.example/rss", Folders: []string{"Afrika"}},
		{Title: "Öst", Address: "https://east.example/rss", Folders: []string{"Afrika", "Niger"}},
	}
	var b strings.Builder
	if err := WriteOPML(&b, "Flöden", list); err != nil {
		t.Fatal(err)
	}
	got, warnings, err := ReadOPML(strings.NewReader(b.String()))
	want := []Subscription{list[0], list[1], list[3], list[2]} // a folder's feeds stand together
	if err != nil || warnings != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %q, %+v from\n%s", err, warnings, got, b.String())
	}
	if strings.Count(b.String(), `text="Afrika"`) != 1 || !strings.Contains(b.String(), "<title>Flöden</title>") {
		t.Error(b.String())
	}
	b.Reset()
	if err := WriteOPML(&b, "", nil); err != nil {
		t.Fatal(err)
	}
	if got, _, err := ReadOPML(strings.NewReader(b.String())); err != nil || len(got) != 0 {
		t.Errorf("an empty list: %v, %v", got, err)
	}
}

func TestListsOfOtherReadersAreRead(t *testing.T) {
	got, warnings, err := ReadOPML(strings.NewReader(`<?xml version="1.0" encoding="iso-8859-1"?><OPML version="1.1"><body>
<outline title="V` + "\xe4" + `st"><outline title="A" text="" type="rss" xmlurl=" https://a.example/rss "/>
<outline text="A igen" xmlUrl="https://a.example/rss"/><outline text="B" xmlUrl="file:///etc/passwd"/></outline>
<outline text="C" xmlUrl="http://c.example/?a=1&b=2" htmlUrl="javascript:alert(1)"></outline></body></OPML>`))
	want := []Subscription{{"A", "https://a.example/rss", "", []string{"Väst"}}, {"C", "http://c.example/?a=1&b=2", "", nil}}
	if err != nil || !reflect.DeepEqual(got, want) || len(warnings) != 2 {
		t.Errorf("%v, %q, %+v", err, warnings, got)
	}
}

func TestAListThatIsNoneSaysSo(t *testing.T) {
	for name, raw := range map[string]string{
		"nothing": "", "a page": "<html><body>Nej</body></html>", "cut": `<opml><body><outline text="a`, "deep": "<opml>" + strings.Repeat("<outline>", 40),
		"large": "<opml>" + strings.Repeat(" ", maxListBytes),
	} {
		list, _, err := ReadOPML(strings.NewReader(raw))
		var e *enligt.ReadError
		if !errors.As(err, &e) || e.Do == "" || list != nil {
			t.Errorf("%s: %v, %v", name, list, err)
		}
	}
}

func TestAListWhoseEntitiesGrowStaysSmall(t *testing.T) {
	bomb := `<!DOCTYPE opml [<!ENTITY a "nej nej nej nej"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&c;&x;" xmlUrl="https://a.example/rss"/></body></opml>`
	list, _, err := ReadOPML(strings.NewReader(bomb))
	if err == nil && (len(list) != 1 || len(list[0].Title) > 100 || strings.Contains(list[0].Title, "root:")) {
		t.Errorf("%+v", list)
	}
}

func FuzzReadOPML(f *testing.F) {
	f.Add(`<opml><body><outline text="a"><outline text="b" xmlUrl="https://b.example/?x"/></outline></body></opml>`)
	f.Fuzz(func(t *testing.T, raw string) {
		list, _, err := ReadOPML(strings.NewReader(raw))
		if err != nil {
			return
		}
		var b strings.Builder
		if err := WriteOPML(&b, "x", list); err != nil {
			t.Fatal(err)
		}
		again, warnings, err := ReadOPML(strings.NewReader(b.String()))
		if err != nil || len(warnings) > 0 || len(again) != len(list) {
			t.Errorf("%q: %d feeds became %d: %v, %q", raw, len(list), len(again), err, warnings)
		}
	})
}
