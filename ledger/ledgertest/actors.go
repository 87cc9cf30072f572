package ledgertest

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// countActors asks for all actors and outlets after each of many changes, and again
// when further commits have followed: a store may keep counts of the present, and must
// not let them differ from what it counts of the past.
func countActors(t *testing.T, l ledger.Ledger) {
	var kept []string
	for _, change := range countedChanges(t, l) {
		change()
		head, err := l.Head(t.Context())
		if err != nil || head.Number != int64(len(kept)+1) {
			t.Fatal(head, err)
		}
		kept = append(kept, everybody(t, l, ledger.AsOf{}))
		Verify(t, l, "")
	}
	for i, want := range kept[:len(kept)-1] {
		if got := everybody(t, l, ledger.AsOf{Commit: int64(i + 1)}); got != want {
			t.Errorf("the actors and outlets of commit %d were\n%s\nand are now\n%s", i+1, want, got)
		}
	}
}

// countedChanges are changes of every kind, each a commit.
func countedChanges(t *testing.T, l ledger.Ledger) []func() {
	const ek, harbour, lind = "Karin Ek", "Hamnen", "Eva Lind"
	const one = "Karin Ek säger ja. Hamnen säger nej. Eva Lind säger kanske."
	says := func(who, what string) Said {
		if who == harbour {
			return Said{Who: who, Kind: enligt.Organisation, Key: "port", Cue: "säger", What: what}
		}
		return Said{Who: who, Kind: enligt.Person, Cue: "säger", What: what}
	}
	doc := func(address, outlet, text string, said ...Said) Doc {
		return Doc{Address: address, Outlet: outlet, Text: text, Said: said}
	}
	minute := 0
	add := func(d Doc) func() {
		return func() { minute++; Add(t, l, minute, d) }
	}
	again := func(d Doc) func() {
		return func() {
			minute++
			if _, err := l.Reread(t.Context(), By(minute), []ledger.Entry{Entry(t, d)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	join := func(from, to, document string) func() {
		return func() {
			minute++
			ids := map[string]string{}
			found, err := l.Actors(t.Context(), ledger.Query{})
			for _, a := range found.Items {
				ids[a.Name] = a.ID
			}
			if _, failed := l.Join(t.Context(), By(minute), ledger.Link{From: ids[from], To: ids[to], Document: document, Why: "x"}); err != nil || failed != nil {
				t.Fatal(err, failed)
			}
		}
	}
	return []func(){
		add(doc("file:/1", "A", one, says(ek, "ja"), says(ek, "nej"), says(harbour, "nej"))),
		add(doc("file:/2", "A", one, says(ek, "kanske"))),
		add(doc("file:/1", "B", one+" Klart.", says(harbour, "nej"), says(lind, "kanske"))),
		add(doc("file:/1", "A", one+" Klart nu.", says(ek, "ja"), says(lind, "kanske"))),
		again(doc("file:/1", "B", one+" Klart.", says(harbour, "nej"), says(ek, "ja"))), // an old version
		again(doc("file:/2", "A", one, says(harbour, "kanske"), says(harbour, "ja"))),
		join(lind, ek, ""),
		join(harbour, "", ledger.DocumentID("file:/2")),
		add(doc("file:/9", "", "Bo Ask säger nu.", says("Bo Ask", "nu"))),
	}
}

// everybody lists outlets, and the actors in their order, with all that is told of them.
func everybody(t *testing.T, l ledger.Ledger, at ledger.AsOf) string {
	t.Helper()
	outlets, err := l.Outlets(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	out, q := fmt.Sprintf("%+v\n", outlets), ledger.Query{AsOf: at, Limit: 2}
	for {
		page, err := l.Actors(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Items {
			b, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			out += fmt.Sprintln(string(b))
		}
		if page.Next == "" {
			return out
		}
		q.Cursor = page.Next
	}
}
