package ledgertest

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// countActors asks for all actors after each of many changes, and again when further
// commits have followed: a store may keep counts of the present, and must not let them
// differ from what it counts of the past.
func countActors(t *testing.T, l ledger.Ledger) {
	ek, harbour := "Karin Ek", "Hamnen"
	doc := func(address, text string, said ...Said) Doc {
		return Doc{Address: address, Text: text, Said: said}
	}
	says := func(who, what string) Said {
		kind, key := enligt.Person, ""
		if who == harbour {
			kind, key = enligt.Organisation, "port"
		}
		return Said{Who: who, Kind: kind, Key: key, Cue: "säger", What: what}
	}
	one := "Karin Ek säger ja. Hamnen säger nej. Eva Lind säger kanske."
	var kept []string
	commit := func() int64 {
		head, err := l.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return head.Number
	}
	note := func() {
		t.Helper()
		for n := int64(len(kept)); n < commit(); n++ {
			kept = append(kept, everybody(t, l, ledger.AsOf{}))
		}
		Verify(t, l, "")
	}
	Add(t, l, 1, doc("file:/1", one, says(ek, "ja"), says(ek, "nej"), says(harbour, "nej")))
	note()
	Add(t, l, 2, doc("file:/2", one, says(ek, "kanske")))
	note()
	second := doc("file:/1", one+" Klart.", says(harbour, "nej"), says("Eva Lind", "kanske"))
	Add(t, l, 3, second)
	note()
	Add(t, l, 4, doc("file:/1", one+" Klart nu.", says(ek, "ja"), says("Eva Lind", "kanske")))
	note()
	second.Said = append(second.Said, says(ek, "ja")) // an old version, read again, counts no more than before
	if _, err := l.Reread(t.Context(), By(5), []ledger.Entry{Entry(t, second)}); err != nil {
		t.Fatal(err)
	}
	note()
	if _, err := l.Reread(t.Context(), By(6), []ledger.Entry{Entry(t, doc("file:/2", one, says(harbour, "kanske"), says(harbour, "ja")))}); err != nil {
		t.Fatal(err)
	}
	note()
	ids := map[string]string{}
	found, err := l.Actors(t.Context(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range found.Items {
		ids[a.Name] = a.ID
	}
	if _, err := l.Join(t.Context(), By(7), ledger.Link{From: ids["Eva Lind"], To: ids[ek], Why: "married"}); err != nil {
		t.Fatal(err)
	}
	note()
	if _, err := l.Join(t.Context(), By(8), ledger.Link{From: ids[harbour], Document: ledger.DocumentID("file:/2"), Why: "another port"}); err != nil {
		t.Fatal(err)
	}
	note()
	Add(t, l, 9, doc("file:/9", "Bo Ask säger nu.", says("Bo Ask", "nu")))
	for i, want := range kept {
		if got := everybody(t, l, ledger.AsOf{Commit: int64(i + 1)}); got != want {
			t.Errorf("the actors of commit %d were\n%s\nand are now\n%s", i+1, want, got)
		}
	}
}

// everybody lists the actors in their order, with all that is told of them, page by page.
func everybody(t *testing.T, l ledger.Ledger, at ledger.AsOf) string {
	t.Helper()
	out, q := "", ledger.Query{AsOf: at, Limit: 2}
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
