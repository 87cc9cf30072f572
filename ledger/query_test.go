package ledger_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

func TestAQueryReadsAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]ledger.Query{
		"":    {},
		"får": {Text: []ledger.Word{{Text: "får"}}},
		`who:"Abdourahamane Tchiani" act:deny since:2023-07-26 gräns “i dag” -hamn`: {
			Who: "Abdourahamane Tchiani", Act: "deny", Since: "2023-07-26",
			Text: []ledger.Word{{Text: "gräns"}, {Text: "i dag", Phrase: true}, {Text: "hamn", Not: true}},
		},
		"as-of:12 after:3":        {AsOf: ledger.AsOf{Commit: 12}, After: 3},
		"as-of:2023-07-28":        {AsOf: ledger.AsOf{UTC: time.Date(2023, 7, 28, 23, 59, 59, 0, time.UTC)}},
		"act:shout since:monday":  {Text: []ledger.Word{{Text: "act:shout"}, {Text: "since:monday"}}},
		"klockan 12:30 http://x":  {Text: []ledger.Word{{Text: "klockan"}, {Text: "12:30"}, {Text: "http://x"}}},
		`-"inte så"`:              {Text: []ledger.Word{{Text: "inte så", Not: true, Phrase: true}}},
		`"open to the end`:        {Text: []ledger.Word{{Text: "open to the end", Phrase: true}}},
		`text:"who:x"`:            {Text: []ledger.Word{{Text: "who:x"}}},
		"AND OR NOT NEAR( * ^ +)": {Text: []ledger.Word{{Text: "AND"}, {Text: "OR"}, {Text: "NOT"}, {Text: "NEAR("}, {Text: "*"}, {Text: "^"}, {Text: "+)"}}},
	} {
		if got := ledger.ParseQuery(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q:\n got %#v\nwant %#v", text, got, want)
		}
	}
}

func TestAQueryPrintsAndParsesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"", "who", "who:x", "-", "--a", "a b", `"`, `\`, `a"b\`, "text:x", "12:30", "é“", "\t"})
		day := rapid.SampledFrom([]string{"", "2023-07-28"})
		var q ledger.Query
		for range rapid.IntRange(0, 3).Draw(t, "words") {
			q.Text = append(q.Text, ledger.Word{Text: words.Draw(t, "word"), Not: rapid.Bool().Draw(t, "not"), Phrase: rapid.Bool().Draw(t, "phrase")})
		}
		q.Who, q.About, q.Via, q.To = words.Draw(t, "who"), words.Draw(t, "about"), words.Draw(t, "via"), words.Draw(t, "to")
		q.Outlet, q.Lang = words.Draw(t, "outlet"), words.Draw(t, "lang")
		q.Since, q.Until = day.Draw(t, "since"), day.Draw(t, "until")
		q.Act = rapid.SampledFrom([]string{"", string(enligt.Deny)}).Draw(t, "act")
		q.Doubt = rapid.SampledFrom([]string{"", "any", string(enligt.Claimed)}).Draw(t, "doubt")
		q.Status = rapid.SampledFrom([]string{"", string(enligt.Open)}).Draw(t, "status")
		q.After = int64(rapid.IntRange(0, 3).Draw(t, "after"))
		q.AsOf = rapid.SampledFrom([]ledger.AsOf{{}, {Commit: 3}, {UTC: time.Date(2023, 7, 28, 21, 14, 0, 0, time.UTC)}}).Draw(t, "as of")
		if got := ledger.ParseQuery(q.String()); !reflect.DeepEqual(got, q) {
			t.Fatalf("%q:\n got %#v\nwant %#v", q.String(), got, q)
		}
	})
}

// FuzzParseQuery: every text is a query, and its printed form is the same query.
func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"", "får", `who:"a b" -c "d`, "act:deny act:x", "text:", "-", `-text:"`, "\xff", "as-of:0001-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := ledger.ParseQuery(s)
		if got := ledger.ParseQuery(q.String()); !reflect.DeepEqual(got, q) {
			t.Errorf("%q printed as %q:\n got %#v\nwant %#v", s, q.String(), got, q)
		}
	})
}

func TestFoldingTakesCaseAndDiacritics(t *testing.T) {
	for in, want := range map[string]string{"Får": "far", "Straße": "strasse", "Ægir": "aegir", "Éd\u0301": "ed", "Иван": "иван"} {
		if got := ledger.Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}
