package export_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/export"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/ledgertest"
	"github.com/enligt/enligt/ledger/sqlite"
)

func filled(t *testing.T) ledger.Ledger {
	t.Helper()
	l, err := sqlite.Open(filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	ledgertest.Add(t, l, 1, ledgertest.Doc{
		Address: "https://a.example/1", Text: "Évelyne Roux säger: =1+1 \"så\", ja.\nBo Lund säger nej.", Published: "2023-07-28", Outlet: "Nordposten",
		Said: []ledgertest.Said{
			{Who: "Évelyne Roux", Kind: enligt.Person, Cue: "säger", What: "=1+1 \"så\", ja"},
			{Who: "Bo Lund", Kind: enligt.Person, Cue: "säger", What: "nej"},
		},
	})
	return l
}

func TestATableIsReadBackAndRunsNoFormula(t *testing.T) {
	var out strings.Builder
	if err := export.Table(t.Context(), filled(t), ledger.Query{}, &out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	cell := map[string]string{}
	for i, name := range rows[0] {
		cell[name] = rows[1][i]
	}
	for name, want := range map[string]string{"content": `'=1+1 "så", ja`, "speaker": "Évelyne Roux", "cue": "säger", "start": "20", "end": "33", "status": "unseen", "commit": "1"} {
		if cell[name] != want {
			t.Errorf("%s is %q, want %q", name, cell[name], want)
		}
	}
}

func TestAnnotationsSelectTheirWordsInCodePoints(t *testing.T) {
	var out strings.Builder
	l := filled(t)
	if err := export.Annotations(t.Context(), l, ledger.Query{Until: "2040-01-01"}, &out); err != nil {
		t.Fatal(err)
	}
	var page struct {
		ID    string
		Type  string
		Items []struct {
			Target []struct {
				Source   string
				Selector []struct {
					Type, Exact, Prefix, Suffix string
					Start, End                  int
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(out.String()), &page); err != nil || page.Type != "AnnotationPage" || page.ID != "urn:enligt:statements:until%3A2040-01-01" || len(page.Items) != 2 {
		t.Fatalf("%v in\n%s", err, &out)
	}
	doc, err := l.Document(t.Context(), "https://a.example/1", ledger.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range page.Items {
		quote, at := item.Target[0].Selector[0], item.Target[0].Selector[1]
		if got := string([]rune(doc.Version.Text)[at.Start:at.End]); got != quote.Exact || item.Target[0].Source != doc.Address {
			t.Errorf("positions select %q, the quote is %q", got, quote.Exact)
		}
		if !strings.Contains(doc.Version.Text, quote.Prefix+quote.Exact+quote.Suffix) {
			t.Errorf("%q does not stand between %q and %q", quote.Exact, quote.Prefix, quote.Suffix)
		}
	}
}

func TestTheTargetOfAnAnnotationIsAnIRI(t *testing.T) {
	l := filled(t)
	ledgertest.Add(t, l, 2, ledgertest.Doc{Address: `file:/hem/Ny mapp/åäö "1" {a}#n%204`, Text: "Ada Ek säger ja.", Said: []ledgertest.Said{{Who: "Ada Ek", Kind: enligt.Person, Cue: "säger", What: "ja"}}})
	var out strings.Builder
	if err := export.Annotations(t.Context(), l, ledger.Query{Who: "Ada Ek"}, &out); err != nil {
		t.Fatal(err)
	}
	if want := `"source":"file:/hem/Ny%20mapp/åäö%20%221%22%20%7Ba%7D#n%204"`; !strings.Contains(out.String(), want) {
		t.Errorf("no %s in\n%s", want, &out)
	}
}

// crowded is a ledger of one long text with many statements.
type crowded struct {
	ledger.Ledger
	version *ledger.Version
	left    int
}

func (c *crowded) Statements(context.Context, ledger.Query) (page ledger.Page[ledger.Statement], err error) {
	for range ledger.MaxLimit {
		s := ledger.Statement{Key: "k", Version: c.version}
		s.Content = []enligt.Span{{Start: len(c.version.Text) - 2, End: len(c.version.Text)}}
		page.Items = append(page.Items, s)
	}
	if c.left -= ledger.MaxLimit; c.left > 0 {
		page.Next = "more"
	}
	return page, nil
}

func TestManyStatementsOfALongTextTakeLittleTime(t *testing.T) {
	v := &ledger.Version{ID: "v"}
	v.Text = strings.Repeat("å", 1<<20)
	for name, write := range map[string]func(context.Context, ledger.Ledger, ledger.Query, io.Writer) error{"table": export.Table, "annotations": export.Annotations} {
		began := time.Now()
		if err := write(t.Context(), &crowded{version: v, left: 5000}, ledger.Query{}, io.Discard); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

func TestGoldHasTheCorrectionsInPlace(t *testing.T) {
	l := filled(t)
	ledgertest.Decide(t, l, 2, `who:"bo lund"`, enligt.Decision{Field: ledger.NotAStatement, Why: "a title"})
	ledgertest.Decide(t, l, 3, "who:roux", enligt.Decision{Field: "act", Right: "deny", Why: "she means no"})
	doc, err := l.Document(t.Context(), "https://a.example/1", ledger.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Decide(t.Context(), ledgertest.By(4), enligt.Decision{TextHash: doc.Version.Hash, Spans: []enligt.Span{{}, {Start: 0, End: 8}}, Field: ledger.Missed, Why: "overlooked"})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := export.Gold(t.Context(), l, ledger.Query{}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"id":"s1","by":"person","form":"indirect","act":"deny","speaker":"Évelyne Roux","kind":"person","content":[[20,33]],"cue":[13,18],"source":[0,12]}`,
		`{"id":"s2","by":"person","form":"indirect","act":"assert","content":[[0,7]]}`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s\nis not in\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), "Bo Lund\",") {
		t.Errorf("what is no statement is gold:\n%s", &out)
	}
}
