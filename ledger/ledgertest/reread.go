package ledgertest

import (
	"errors"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// again is harbour as a later model reads it: the first statement without its last
// words, the second not at all, and a third.
var again = Doc{
	Address: harbour.Address, Text: harbour.Text, Published: harbour.Published, Outlet: harbour.Outlet, Lang: harbour.Lang, Title: harbour.Title,
	Said: []Said{
		{Who: "Karin Ek", Kind: enligt.Person, Cue: "säger", What: "Hamnen stängs"},
		{Who: "Norge", Kind: enligt.State, Key: "NO", Cue: "uppger", What: "flyttas"},
	},
}

func reread(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial)
	first := Decide(t, l, 2, "kväll", enligt.Decision{Status: enligt.Confirmed, Why: "seen"})
	lost := Decide(t, l, 3, "kajen", enligt.Decision{Status: enligt.Disputed, Why: "two say otherwise"})
	before := answers(t, l, "3")
	e := Entry(t, again)
	e.Reading.MadeBy.Pack = "test 2"
	out, err := l.Reread(t.Context(), By(4), []ledger.Entry{e})
	if err != nil || len(out) != 1 || out[0].New != 2 || out[0].Gone != 2 || out[0].Same != 0 || out[0].Orphaned != 1 || out[0].Commit != 4 {
		t.Fatalf("%+v, %v", out, err)
	}
	expect(t, l, "outlet:Mälarposten", "Hamnen stängs", "flyttas")
	expect(t, l, "status:confirmed", "Hamnen stängs") // carried over
	expect(t, l, "status:disputed")
	orphans, err := l.Orphans(t.Context(), ledger.AsOf{})
	if err != nil || len(orphans) != 1 || orphans[0].Hash != lost.Hash || first.Hash == lost.Hash {
		t.Errorf("orphans: %+v, %v", orphans, err)
	}
	if got := answers(t, l, "3"); got != before {
		t.Errorf("after a rereading, commit 3 answers\n%s\nwant\n%s", got, before)
	}
	doc := document(t, l, harbour.Address, "")
	if len(doc.Earlier) != 1 || doc.Earlier[0].MadeBy.Pack != "test 1" || doc.Earlier[0].Ended != 4 || doc.Reading.MadeBy.Pack != "test 2" || doc.Version.Count != 2 {
		t.Errorf("earlier %+v, now %+v", doc.Earlier, doc.Reading.MadeBy)
	}
	if list, _ := l.Since(t.Context(), 3, 0); len(list) != 1 || list[0].Kind != ledger.KindReread {
		t.Errorf("since: %+v", list)
	}
	Verify(t, l, lost.Hash)
	if _, err := l.Reread(t.Context(), By(5), []ledger.Entry{Entry(t, rumour)}); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("a text that is not kept: %v", err)
	}
}

func proposeNear(t *testing.T, l ledger.Ledger) {
	said := func(address, name string) Doc {
		return Doc{Address: address, Text: name + " säger att allt är klart.", Said: []Said{{Who: name, Kind: enligt.Person, Cue: "säger", What: "att allt är klart"}}}
	}
	Add(t, l, 1, said("file:/1", "Jevgenij Prigozjin"), said("file:/2", "Eva Lindqvist"))
	Add(t, l, 2, said("file:/3", "Yevgeny Prigozhin"), said("file:/4", "Karin Ek"), said("file:/5", "Jevgenij Prigozhin"))
	list, err := l.Proposals(t.Context(), ledger.AsOf{}, 0)
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	p := list[2]
	if p.A.Name != "Jevgenij Prigozjin" || p.B.Name != "Yevgeny Prigozhin" || p.Commit != 2 || !strings.Contains(p.Evidence, "differ in") {
		t.Errorf("first proposal: %+v", p)
	}
	expect(t, l, "who:"+p.A.ID, "att allt är klart") // still apart
	if _, err := l.Join(t.Context(), By(3), ledger.Link{From: p.B.ID, To: p.A.ID, Why: "one man"}); err != nil {
		t.Fatal(err)
	}
	expect(t, l, "who:"+p.A.ID, "att allt är klart", "att allt är klart")
	left, err := l.Proposals(t.Context(), ledger.AsOf{}, 0)
	if err != nil || len(left) != 2 {
		t.Fatalf("after a join: %+v, %v", left, err)
	}
	if err := l.Dismiss(t.Context(), By(4), left[0].ID, " "); err == nil {
		t.Error("dismissed without a why")
	}
	if err := l.Dismiss(t.Context(), By(4), left[0].ID, "another man"); err != nil {
		t.Fatal(err)
	}
	if left, err = l.Proposals(t.Context(), ledger.AsOf{}, 0); err != nil || len(left) != 1 {
		t.Errorf("after a dismissal: %+v, %v", left, err)
	}
	if then, err := l.Proposals(t.Context(), ledger.AsOf{Commit: 2}, 0); err != nil || len(then) != 3 {
		t.Errorf("as of commit 2: %+v, %v", then, err)
	}
	Verify(t, l, "")
}
