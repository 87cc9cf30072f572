package ledgertest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

func filter(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial, rumour)
	for query, want := range map[string][]string{
		"act:deny":              {"that the harbour closes"},
		"act:demand lang:xs":    {"Får på kajen ska flyttas"},
		"doubt:any":             {"that it is far off"},
		"doubt:claimed":         {"that it is far off"},
		"doubt:none lang:xe":    {"that the harbour closes"},
		"doubt:reported":        {},
		`outlet:"The Dispatch"`: {"that the harbour closes", "that it is far off"},
		"via:AP":                {"that it is far off"},
		"via:norway":            {},
		`who:"karin ek"`:        {"that the harbour closes", "Hamnen stängs i kväll"},
		"who:norway":            {"that it is far off", "Får på kajen ska flyttas"}, // one actor with "Norge"
		"who:nobody":            {},
		"about:norge":           {"att Norge väntar"},
		"since:2023-07-28 until:2023-07-28 act:deny": {"that the harbour closes"},
		"until:2023-07-27":                           {"Hamnen stängs i kväll", "Får på kajen ska flyttas"},
		"since:2023-07-28 lang:xs":                   {"att hamnen är öppen", "att Norge väntar"}, // no date: the day it became known
	} {
		expect(t, l, query, want...)
	}
	docs, err := l.Documents(t.Context(), ledger.ParseQuery("act:deny"))
	if err != nil || len(docs.Items) != 1 || docs.Items[0].Address != denial.Address {
		t.Errorf("documents with a denial: %+v, %v", docs, err)
	}
	if docs, err = l.Documents(t.Context(), ledger.ParseQuery("kajen")); err != nil || len(docs.Items) != 1 || docs.Items[0].Address != harbour.Address {
		t.Errorf("documents with a word: %+v, %v", docs, err)
	}
	outlets, err := l.Outlets(t.Context(), ledger.AsOf{})
	if err != nil || len(outlets) != 2 || outlets[0].Name != "Mälarposten" || outlets[0].Documents != 2 || outlets[0].Statements != 4 {
		t.Errorf("outlets: %+v, %v", outlets, err)
	}
}

func searchForms(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, denial)
	Add(t, l, 2, harbour)
	expect(t, l, "far", "that it is far off", "Får på kajen ska flyttas")
	expect(t, l, "får", "Får på kajen ska flyttas", "that it is far off")
	expect(t, l, "hamn", "Hamnen stängs i kväll")
	expect(t, l, "hamnar")
	Add(t, l, 3, Doc{Address: "file:/forms", Text: "Två hamnar.", Lemmas: map[string]string{"hamnar": "hamn"}})
	expect(t, l, "hamnar", "Hamnen stängs i kväll") // now the form is known
	expect(t, l, "hamnar as-of:2")
	expect(t, l, "HAMNEN kväll", "Hamnen stängs i kväll")
	expect(t, l, "kvall", "Hamnen stängs i kväll")
	expect(t, l, "hamnen far")
	expect(t, l, "karin", "Hamnen stängs i kväll", "that the harbour closes") // by name
}

func searchPhrases(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial, rumour)
	expect(t, l, `"i kväll"`, "Hamnen stängs i kväll")
	expect(t, l, `"kväll i"`)
	expect(t, l, `”stängs i”`, "Hamnen stängs i kväll")
	expect(t, l, `"i kvall"`)
	expect(t, l, "hamn -kväll", "att hamnen är öppen")
	expect(t, l, `hamn -"är öppen"`, "Hamnen stängs i kväll")
	expect(t, l, "-the -that -norge -får -öppen", "Hamnen stängs i kväll")
}

func searchSyntax(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, Doc{
		Address: "file:/words", Text: "Ek säger AND OR NOT NEAR forms.", Said: []Said{{Who: "Ek", Kind: enligt.Person, Cue: "säger", What: "AND OR NOT NEAR forms"}},
	})
	for _, query := range []string{"AND", "OR not", "NEAR(forms", "forms:AND", "near*", "^and", `"and or`, "{forms lemmas}:and"} {
		if query == "{forms lemmas}:and" {
			expect(t, l, query) // lemmas does not stand there
			continue
		}
		expect(t, l, query, "AND OR NOT NEAR forms")
	}
	long := strings.Repeat("hamnen and or ", 20_000)
	for _, query := range []string{long, `"` + long, "who:hamn" + long, `about:"` + long + `"`} {
		start := time.Now()
		if got := Contents(t, l, query); len(got) != 0 {
			t.Errorf("%d words find %q", len(query)/5, got)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%d words took %v", len(query)/5, took)
		}
	}
	for _, query := range []string{"!!!", `""`, "*", "' OR 1=1 --", "hamn; DROP TABLE statements"} {
		if got := Contents(t, l, query); len(got) != 0 {
			t.Errorf("%s finds %q", query, got)
		}
	}
	expect(t, l, "kväll", "Hamnen stängs i kväll")
}

func walkPages(t *testing.T, l ledger.Ledger) {
	var want []string
	for i := range 7 {
		text := fmt.Sprintf("Ek säger att hamn %d är öppen. Ek säger att hamnen %d är stängd.", i, i)
		Add(t, l, i, Doc{Address: fmt.Sprintf("file:/%d", i), Text: text, Lemmas: map[string]string{"hamnen": "hamn"}, Said: []Said{
			{Who: "Ek", Kind: enligt.Person, Cue: "säger", What: fmt.Sprintf("att hamn %d är öppen", i)},
			{Who: "Ek", Kind: enligt.Person, Cue: "säger", What: fmt.Sprintf("att hamnen %d är stängd", i)},
		}})
		want = append([]string{fmt.Sprintf("att hamn %d är öppen", i), fmt.Sprintf("att hamnen %d är stängd", i)}, want...)
	}
	walk := func(q ledger.Query) (got []string) {
		for range 20 {
			page, err := l.Statements(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range page.Items {
				got = append(got, s.Slices()[0])
			}
			if q.Cursor = page.Next; q.Cursor == "" {
				return got
			}
			Add(t, l, 30, Doc{Address: fmt.Sprintf("file:/later%d", len(got)), Text: "Ek säger att hamn är sen.", Said: []Said{{Who: "Ek", Kind: enligt.Person, Cue: "säger", What: "att hamn är sen"}}})
		}
		return nil
	}
	if got := walk(ledger.Query{Limit: 3}); !reflect.DeepEqual(got, want) {
		t.Errorf("pages of three: %q\nwant %q", got, want)
	}
	got := walk(ledger.Query{Limit: 3, Text: []ledger.Word{{Text: "hamn"}}, AsOf: ledger.AsOf{Commit: 7}})
	if len(got) != 14 || !strings.Contains(got[6], "hamn 0") || !strings.Contains(got[7], "hamnen 6") {
		t.Errorf("pages of a search: %q", got)
	}
	if _, err := l.Statements(t.Context(), ledger.Query{Cursor: "x"}); err == nil {
		t.Error("a wrong cursor is believed")
	}
}

func linkActors(t *testing.T, l ledger.Ledger) {
	second := rumour
	second.Address = "file:/second"
	second.Text += " "
	Add(t, l, 1, harbour, denial, rumour, second)
	find := func(name string) []ledger.Actor {
		page, err := l.Actors(t.Context(), ledger.Query{Who: name})
		if err != nil {
			t.Fatal(err)
		}
		return page.Items
	}
	if list := find("karin ek"); len(list) != 1 || list[0].Statements != 2 || list[0].Names[0].Documents != 2 {
		t.Errorf("Karin Ek is %+v", list)
	}
	if list := find("norge"); len(list) != 1 || list[0].Key != "NO" || len(list[0].Names) != 2 || list[0].Statements != 2 {
		t.Errorf("Norge is %+v", list)
	}
	if list := find("en källa"); len(list) != 2 {
		t.Errorf("two anonymous sources are %+v", list)
	}
	if list := find("ek"); len(list) != 3 { // Karin Ek, and the Ek of two documents
		t.Errorf("Ek is %+v", list)
	}
	one := find("karin")[0]
	if a, err := l.Actor(t.Context(), one.ID, ledger.AsOf{}); err != nil || !reflect.DeepEqual(a, one) {
		t.Errorf("by id %+v, %v; listed %+v", a, err, one)
	}
	expect(t, l, "who:"+one.ID, "that the harbour closes", "Hamnen stängs i kväll")
}

// questions are asked of one moment again and again.
var questions = []string{"", "hamn", "får", "who:norge", "who:noreg", `who:"karin ek"`, "about:norge", "act:deny", "versions:all", "outlet:Mälarposten", "lang:xs -kväll"}

// answers are everything that a ledger says as of a moment.
func answers(t *testing.T, l ledger.Ledger, at string) string {
	t.Helper()
	moment, ok := ledger.ParseAsOf(at)
	if !ok {
		t.Fatalf("%q is no moment", at)
	}
	var b strings.Builder
	for _, text := range questions {
		q := ledger.ParseQuery(text)
		q.AsOf = moment
		page, err := l.Statements(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Items {
			fmt.Fprintln(&b, text, s.Slices(), s.Key, s.Version.ID, s.Version.Superseded, s.Actors, s.Status, s.Decisions, s.Commit)
		}
		docs, err := l.Documents(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs.Items {
			fmt.Fprintln(&b, text, d.ID, d.Number, d.Superseded, d.Count)
			whole, err := l.Document(t.Context(), d.DocumentID, moment)
			fmt.Fprintln(&b, whole.Version.ID, len(whole.Notes), len(whole.Versions), len(whole.SameText), whole.Earlier, err)
		}
		count, err := l.Count(t.Context(), q)
		fmt.Fprintln(&b, count, err)
	}
	actors, err := l.Actors(t.Context(), ledger.Query{AsOf: moment})
	fmt.Fprintln(&b, actors.Items, err)
	for _, a := range actors.Items {
		one, err := l.Actor(t.Context(), a.ID, moment)
		fmt.Fprintln(&b, one, err)
	}
	failures, err := l.Failures(t.Context(), moment, 0)
	fmt.Fprintln(&b, failures, err)
	decisions, err := l.Decisions(t.Context(), "", moment)
	fmt.Fprintln(&b, decisions, err)
	orphans, err := l.Orphans(t.Context(), moment)
	fmt.Fprintln(&b, orphans, err)
	proposals, err := l.Proposals(t.Context(), moment, 0)
	fmt.Fprintln(&b, proposals, err)
	feeds, err := l.Feeds(t.Context(), moment)
	fmt.Fprintln(&b, feeds, err)
	err = l.Chain(t.Context(), moment, func(c ledger.ChainLink, _ []byte) error {
		_, err := b.WriteString(c.Line())
		return err
	})
	fmt.Fprintln(&b, err)
	outlets, err := l.Outlets(t.Context(), moment)
	fmt.Fprintln(&b, outlets, err)
	return b.String()
}

func askThePast(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial)
	first := answers(t, l, "1")
	changed := harbour
	changed.Text, changed.Said = "Hamnen är öppen, säger Karin Ek.", []Said{{Who: "Karin Ek", Kind: enligt.Person, Cue: "säger", What: "Hamnen är öppen"}}
	copied := denial
	copied.Address, copied.Outlet = "https://d.example/copy", "Kopian"
	Add(t, l, 2, rumour, changed, copied)
	Decide(t, l, 3, "act:deny outlet:Kopian", enligt.Decision{Status: enligt.Disputed, Why: "the port says otherwise"})
	norway := theActor(t, l, "norge")
	if _, err := l.Join(t.Context(), By(4), ledger.Link{From: theActor(t, l, "karin ek").ID, To: norway.ID, Why: "her country's voice"}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Subscribe(t.Context(), By(5), []ledger.Feed{{Address: "https://a.example/feed"}}); err != nil {
		t.Fatal(err)
	}
	near := Doc{Address: "file:/near", Text: "Eva Lindqvist säger ja, Eva Lindkvist säger nej, Noreg säger kanske.", Said: []Said{
		{Who: "Eva Lindqvist", Kind: enligt.Person, Cue: "säger", What: "ja"}, {Who: "Eva Lindkvist", Kind: enligt.Person, Cue: "säger", What: "nej"},
		{Who: "Noreg", Kind: enligt.State, Key: "NO", Cue: "säger", What: "kanske"}, // a new name of an actor who was there
	}}
	bad := enligt.Reading{Document: enligt.Document{ID: "bad.txt", Address: "file:/bad.txt"}, Err: &enligt.ReadError{What: "not UTF-8"}}
	if _, err := l.Add(t.Context(), By(6), []ledger.Entry{Entry(t, near), {Reading: bad}}); err != nil {
		t.Fatal(err)
	}
	if list, err := l.Proposals(t.Context(), ledger.AsOf{}, 0); err != nil || len(list) == 0 {
		t.Errorf("no name is near another: nothing was tried, %v", err)
	}
	if got := answers(t, l, "1"); got != first {
		t.Errorf("after later additions, commit 1 answers\n%s\nwant\n%s", got, first)
	}
	if got := answers(t, l, "2023-07-28T12:01:59Z"); got != first {
		t.Errorf("at the time of commit 1 the answers are\n%s\nwant\n%s", got, first)
	}
	if got := answers(t, l, "2"); got == first {
		t.Error("commit 2 answers as commit 1: nothing was tried")
	}
}

func countAll(t *testing.T, l ledger.Ledger) {
	Add(t, l, 1, harbour, denial, rumour)
	count, err := l.Count(t.Context(), ledger.Query{})
	if err != nil || count.Statements != 6 || count.Documents != 3 {
		t.Fatalf("%+v, %v", count, err)
	}
	if count.Lang[0] != (ledger.Facet{Value: "xs", Count: 4}) || count.Doubt[0].Value != "none" {
		t.Errorf("%+v", count)
	}
	for _, query := range questions {
		count, err := l.Count(t.Context(), ledger.ParseQuery(query))
		if listed := Contents(t, l, query); err != nil || count.Statements != len(listed) {
			t.Errorf("%s: counted %d, listed %d, %v", query, count.Statements, len(listed), err)
		}
	}
}
