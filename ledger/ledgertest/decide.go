package ledgertest

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Decide settles the only statement that a query finds.
func Decide(t *testing.T, l ledger.Ledger, minute int, query string, d enligt.Decision) ledger.Decision {
	t.Helper()
	page, err := l.Statements(t.Context(), ledger.ParseQuery(query))
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%s finds %d statements, %v", query, len(page.Items), err)
	}
	d.TextHash, d.Spans = page.Items[0].Version.Hash, ledger.SpansOf(&page.Items[0].Statement)
	out, err := l.Decide(t.Context(), By(minute), d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func decideTwice(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial)
	expect(t, l, "status:open")
	first := Decide(t, l, 2, "act:deny", enligt.Decision{Status: enligt.Open, Why: "ask the port", Evidence: []string{"https://port.example"}})
	second := Decide(t, l, 3, "act:deny", enligt.Decision{Status: enligt.Confirmed, Why: "two witnesses"})
	mended := Decide(t, l, 4, "act:deny", enligt.Decision{Field: "speaker", Right: "Karin Ek", Rests: []enligt.Span{{Start: 0, End: 8}}, Why: "full name"})
	expect(t, l, "status:confirmed", "that the harbour closes")
	expect(t, l, "status:open")
	expect(t, l, "status:open as-of:2", "that the harbour closes")
	page, err := l.Statements(t.Context(), ledger.ParseQuery("act:deny"))
	if err != nil || !reflect.DeepEqual(page.Items[0].Decisions, []ledger.Decision{mended, second, first}) || page.Items[0].Status != enligt.Confirmed {
		t.Errorf("the statement has %+v, %v", page.Items, err)
	}
	if first.Who != "test" || first.UTC != "2023-07-28T12:02:00Z" || first.Key != page.Items[0].Key || first.Number != 1 || first.Commit != 2 {
		t.Errorf("first decision: %+v", first)
	}
	all, err := l.Decisions(t.Context(), "", ledger.AsOf{})
	if err != nil || len(all) != 3 || !reflect.DeepEqual(all[2], first) {
		t.Errorf("all decisions: %+v, %v", all, err)
	}
}

func refuseDecisions(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, denial)
	page, _ := l.Statements(t.Context(), ledger.ParseQuery("act:deny"))
	s := page.Items[0]
	good := enligt.Decision{TextHash: s.Version.Hash, Spans: ledger.SpansOf(&s.Statement), Status: enligt.Open, Why: "because"}
	for name, change := range map[string]func(*enligt.Decision){
		"no why":         func(d *enligt.Decision) { d.Why = " " },
		"no such status": func(d *enligt.Decision) { d.Status = "true" },
		"no such field":  func(d *enligt.Decision) { d.Field = "mood" },
		"no such act":    func(d *enligt.Decision) { d.Field, d.Right = "act", "förnekar" },
		"nothing":        func(d *enligt.Decision) { d.Status = "" },
		"another text":   func(d *enligt.Decision) { d.TextHash = "00" },
		"outside":        func(d *enligt.Decision) { d.Spans = []enligt.Span{{}, {Start: 5, End: 5000}} },
		"no content":     func(d *enligt.Decision) { d.Spans = d.Spans[:1] },
	} {
		d := good
		change(&d)
		if _, err := l.Decide(t.Context(), By(2), d); err == nil {
			t.Errorf("%s: a decision was kept", name)
		}
	}
	if head, _ := l.Head(t.Context()); head.Number != 1 {
		t.Errorf("refused decisions made commit %d", head.Number)
	}
}

func decideOnCopies(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, denial)
	Decide(t, l, 2, "act:deny", enligt.Decision{Status: enligt.Refuted, Why: "the port says so"})
	copied := denial
	copied.Address = "https://d.example/copy"
	Add(t, l, 3, copied)
	expect(t, l, "status:refuted", "that the harbour closes", "that the harbour closes")
	if orphans, err := l.Orphans(t.Context(), ledger.AsOf{}); err != nil || len(orphans) != 0 {
		t.Errorf("orphans: %+v, %v", orphans, err)
	}
}

func walkChain(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial)
	var hashes []string
	for i := range 3 {
		d := Decide(t, l, 2+i, "act:deny", enligt.Decision{Status: enligt.Open, Why: fmt.Sprintf("reason %d", i)})
		hashes = append(hashes, d.Hash)
	}
	var before *ledger.ChainLink
	n := 0
	err := l.Chain(t.Context(), ledger.AsOf{}, func(c ledger.ChainLink, payload []byte) error {
		if err := ledger.CheckLink(before, &c, payload); err != nil || c.Hash() != hashes[n] {
			t.Errorf("link %d: %v, hash %s, decided with %s", n+1, err, c.Hash(), hashes[n])
		}
		before = &c
		n++
		return nil
	})
	if err != nil || n != 3 {
		t.Errorf("%d links, %v", n, err)
	}
	stop := errors.New("enough")
	if err := l.Chain(t.Context(), ledger.AsOf{}, func(ledger.ChainLink, []byte) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped with %v", err)
	}
	for _, head := range append(hashes, "") {
		Verify(t, l, head)
	}
	faults := 0
	if _, err := l.Verify(t.Context(), ledger.HashOf([]byte("cut off")), func(ledger.Fault) { faults++ }); err != nil || faults != 1 {
		t.Errorf("a head that is gone gives %d faults, %v", faults, err)
	}
}

// Verify fails the test for every fault in a ledger.
func Verify(t *testing.T, l ledger.Ledger, head string) ledger.Verified {
	t.Helper()
	out, err := l.Verify(t.Context(), head, func(f ledger.Fault) { t.Errorf("%s: %s", f.Where, f.What) })
	if err != nil {
		t.Error(err)
	}
	return out
}

func joinActors(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial, rumour)
	karin, ek := theActor(t, l, "karin ek"), ""
	page, _ := l.Actors(t.Context(), ledger.Query{Who: "ek"})
	for _, a := range page.Items {
		if a.Name == "Ek" {
			ek = a.ID
		}
	}
	before := answers(t, l, "1")
	link, err := l.Join(t.Context(), By(2), ledger.Link{From: ek, To: karin.ID, Why: "the only Ek at the port"})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, l, "who:"+karin.ID, "att Norge väntar", "that the harbour closes", "Hamnen stängs i kväll")
	expect(t, l, "who:"+ek, "att Norge väntar", "that the harbour closes", "Hamnen stängs i kväll")
	a, err := l.Actor(t.Context(), ek, ledger.AsOf{})
	if err != nil || a.ID != karin.ID || a.Statements != 3 || len(a.Names) != 2 || len(a.Links) != 1 || a.Links[0].Why != link.Why {
		t.Errorf("joined: %+v, %v", a, err)
	}
	if got := answers(t, l, "1"); got != before {
		t.Errorf("after a join, commit 1 answers\n%s\nwant\n%s", got, before)
	}
	if err := l.Undo(t.Context(), By(3), link.ID, "two persons after all"); err != nil {
		t.Fatal(err)
	}
	expect(t, l, "who:"+karin.ID, "that the harbour closes", "Hamnen stängs i kväll")
	expect(t, l, "as-of:2 who:"+ek, "att Norge väntar", "that the harbour closes", "Hamnen stängs i kväll")
	if err := l.Undo(t.Context(), By(3), link.ID, "again"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("undone twice: %v", err)
	}
	Verify(t, l, "")
}

// theActor is the only actor of a name.
func theActor(t *testing.T, l ledger.Ledger, name string) ledger.Actor {
	t.Helper()
	page, err := l.Actors(t.Context(), ledger.Query{Who: name})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%s: %+v, %v", name, page, err)
	}
	return page.Items[0]
}

func setApart(t *testing.T, l ledger.Ledger) {
	added := Add(t, l, 1, harbour, denial)
	karin := theActor(t, l, "karin ek")
	if _, err := l.Join(t.Context(), By(2), ledger.Link{From: karin.ID, Why: "no document named"}); err == nil {
		t.Error("an actor was set apart nowhere")
	}
	link, err := l.Join(t.Context(), By(2), ledger.Link{From: karin.ID, Document: added[1].Document, Why: "another Karin Ek"})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, l, "who:"+karin.ID, "Hamnen stängs i kväll")
	expect(t, l, "who:"+link.To, "that the harbour closes")
	expect(t, l, `who:"karin ek"`, "that the harbour closes", "Hamnen stängs i kväll")
	expect(t, l, "as-of:1 who:"+karin.ID, "that the harbour closes", "Hamnen stängs i kväll")
	page, _ := l.Statements(t.Context(), ledger.ParseQuery("act:deny"))
	if page.Items[0].Actors["a1"] != link.To {
		t.Errorf("the denial is by %v, want %s", page.Items[0].Actors, link.To)
	}
	Verify(t, l, "")
}

func copyAway(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial)
	path := filepath.Join(t.TempDir(), "copy")
	if err := l.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := l.Backup(t.Context(), path); err == nil {
		t.Error("a backup was written over another")
	}
}
