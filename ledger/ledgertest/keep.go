package ledgertest

import (
	"errors"
	"reflect"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Four small reports of our own writing.
var (
	harbour = Doc{
		Address: "https://a.example/harbour", Text: "Hamnen stängs i kväll, säger Karin Ek. Får på kajen ska flyttas, uppger Norge.", Published: "2023-07-27",
		Outlet: "Mälarposten", Lang: "xs", Title: "Hamnen",
		Said: []Said{
			{Who: "Karin Ek", Kind: enligt.Person, Cue: "säger", What: "Hamnen stängs i kväll"},
			{Who: "Norge", Kind: enligt.State, Key: "NO", Cue: "uppger", What: "Får på kajen ska flyttas", Act: enligt.Demand},
		},
		Lemmas: map[string]string{"Hamnen": "hamn", "stängs": "stänga", "Får": "får"},
	}
	denial = Doc{
		Address: "https://b.example/denial", Text: "Karin Ek denies that the harbour closes. Norway claims that it is far off, AP reports.", Published: "2023-07-28",
		Outlet: "The Dispatch", Lang: "xe",
		Said: []Said{
			{Who: "Karin Ek", Kind: enligt.Person, Cue: "denies", What: "that the harbour closes", Act: enligt.Deny},
			{Who: "Norway", Kind: enligt.State, Key: "NO", Cue: "claims", What: "that it is far off", Doubt: enligt.Claimed, Via: "AP"},
		},
	}
	rumour = Doc{
		Address: "https://c.example/rumour", Text: "En källa säger att hamnen är öppen. Ek säger att Norge väntar.", Outlet: "Mälarposten", Lang: "xs",
		Said: []Said{
			{Who: "En källa", Kind: enligt.Anonymous, Cue: "säger", What: "att hamnen är öppen"},
			{Who: "Ek", Kind: enligt.Person, Cue: "säger", What: "att Norge väntar"},
		},
		Lemmas: map[string]string{"hamnen": "hamn"},
	}
)

func addTwice(t *testing.T, l ledger.Ledger) {
	first := Add(t, l, 1, harbour, denial)
	if first[0].State != ledger.New || first[1].State != ledger.New || first[0].Commit != 1 {
		t.Fatalf("added: %+v", first)
	}
	again := Add(t, l, 2, harbour, denial)
	for i, a := range again {
		if a.State != ledger.Known || a.Version != first[i].Version || a.Document != first[i].Document || a.Commit != 1 {
			t.Errorf("added again: %+v, first %+v", a, first[i])
		}
	}
	if head, err := l.Head(t.Context()); err != nil || head.Number != 1 {
		t.Errorf("adding what is known made commit %+v, %v", head, err)
	}
	if twice := Add(t, l, 3, rumour, rumour); twice[0].State != ledger.New || twice[1].State != ledger.Known {
		t.Errorf("twice in one commit: %+v", twice)
	}
}

func shareText(t *testing.T, l ledger.Ledger) {
	copied := harbour
	copied.Address, copied.Outlet = "https://d.example/copy", "Kopian"
	first := Add(t, l, 1, harbour)[0]
	second := Add(t, l, 2, copied)[0]
	if second.SameText != first.Version || second.Document == first.Document || first.SameText != "" {
		t.Errorf("first %+v, copy %+v", first, second)
	}
	doc := document(t, l, second.Version, "")
	if len(doc.SameText) != 1 || doc.SameText[0].ID != first.Version || doc.Version.Outlet != "Kopian" || len(doc.Notes) != 2 {
		t.Errorf("the copy is %+v", doc)
	}
	expect(t, l, "kväll", "Hamnen stängs i kväll", "Hamnen stängs i kväll")
}

func newVersion(t *testing.T, l ledger.Ledger) {
	changed := harbour
	changed.Text, changed.Said = "Hamnen är öppen, säger Karin Ek.", []Said{{Who: "Karin Ek", Kind: enligt.Person, Cue: "säger", What: "Hamnen är öppen"}}
	first := Add(t, l, 1, harbour)[0]
	second := Add(t, l, 2, changed)[0]
	if first.Document != second.Document || first.Version == second.Version || second.State != ledger.New {
		t.Fatalf("%+v then %+v", first, second)
	}
	doc := document(t, l, first.Document, "")
	if len(doc.Versions) != 2 || doc.Version.ID != second.Version || doc.Version.Number != 2 || !doc.Versions[0].Superseded || doc.Versions[1].Superseded {
		t.Errorf("%+v", doc)
	}
	expect(t, l, "", "Hamnen är öppen")
	expect(t, l, "versions:all", "Hamnen är öppen", "Hamnen stängs i kväll", "Får på kajen ska flyttas")
	expect(t, l, "document:"+first.Version, "Hamnen stängs i kväll", "Får på kajen ska flyttas")
	expect(t, l, "as-of:1", "Hamnen stängs i kväll", "Får på kajen ska flyttas")
}

func keepFailure(t *testing.T, l ledger.Ledger) {
	bad := ledger.Entry{Reading: enligt.Reading{
		Document: enligt.Document{ID: "bad.txt", Address: "file:/bad.txt"}, Err: &enligt.ReadError{At: "byte 3", What: "not UTF-8", Do: "save it as UTF-8"},
	}}
	for i := range 2 {
		out, err := l.Add(t.Context(), By(1), []ledger.Entry{bad})
		if err != nil || out[0].State != ledger.Failed || out[0].Commit != 1 {
			t.Fatalf("time %d: %+v, %v", i, out, err)
		}
	}
	list, err := l.Failures(t.Context(), ledger.AsOf{}, 0)
	if err != nil || len(list) != 1 || list[0].Err != *bad.Reading.Err || list[0].Name != "bad.txt" || list[0].Address != "file:/bad.txt" {
		t.Errorf("%+v, %v", list, err)
	}
	expect(t, l, "")
	Add(t, l, 2, Doc{Address: "file:/bad.txt", Text: "Den är sparad som UTF-8."})
	for at, want := range map[int64]int{1: 1, 2: 0} {
		if list, err := l.Failures(t.Context(), ledger.AsOf{Commit: at}, 0); err != nil || len(list) != want {
			t.Errorf("after commit %d: %+v, %v, want %d", at, list, err, want)
		}
	}
}

func comeBack(t *testing.T, l ledger.Ledger) {
	for _, d := range []Doc{harbour, denial, rumour, {Address: "file:/empty", Text: ""}} {
		e := Entry(t, d)
		Add(t, l, 1, d)
		doc := document(t, l, d.Address, "")
		e.Reading.Document.Lang = doc.Reading.Document.Lang
		if !reflect.DeepEqual(doc.Reading, e.Reading) {
			t.Errorf("%s came back as\n%+v\nwant\n%+v", d.Address, doc.Reading, e.Reading)
		}
		for i, s := range doc.Notes {
			if s.Key != s.Statement.Key(e.Reading.Document.TextHash()) || !reflect.DeepEqual(s.Statement, e.Reading.Statements[i]) {
				t.Errorf("%s: note %d is %+v", d.Address, i, s)
			}
		}
	}
	if _, err := l.Document(t.Context(), "nowhere", ledger.AsOf{}); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("an unknown id gives %v", err)
	}
}

func countCommits(t *testing.T, l ledger.Ledger) {
	if head, err := l.Head(t.Context()); err != nil || head.Number != 0 {
		t.Errorf("empty: %+v, %v", head, err)
	}
	Add(t, l, 10, harbour)
	Add(t, l, 5, denial) // the clock was set back
	Add(t, l, 20, rumour)
	list, err := l.Since(t.Context(), 1, 0)
	if err != nil || len(list) != 2 || list[0].Number != 2 || list[1].Number != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	if !list[0].UTC.Equal(By(10).UTC) || list[0].Who != "test" || list[0].Program != enligt.Version || list[0].Kind != ledger.KindAdd {
		t.Errorf("second commit: %+v", list[0])
	}
	if list, _ = l.Since(t.Context(), 0, 2); len(list) != 2 || list[0].Number != 1 {
		t.Errorf("limited: %+v", list)
	}
	expect(t, l, "after:2", "att hamnen är öppen", "att Norge väntar")
}

// document asks for one document as of a moment.
func document(t *testing.T, l ledger.Ledger, id, at string) ledger.Document {
	t.Helper()
	moment, _ := ledger.ParseAsOf(at)
	doc, err := l.Document(t.Context(), id, moment)
	if err != nil {
		t.Fatalf("document %s: %v", id, err)
	}
	return doc
}
