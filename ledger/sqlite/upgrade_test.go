package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/ledgertest"
	"github.com/enligt/enligt/ledger/sqlite"
)

func TestALedgerFromBeforeFeedsIsTakenAlong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc := ledgertest.Doc{Address: "file:/x", Text: "Ek säger nej."}
	ledgertest.Add(t, s, 1, doc)
	s.Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DROP TABLE items; DROP TABLE polls; DROP TABLE subscription_ends; DROP TABLE subscriptions; DROP TABLE feeds; PRAGMA user_version = 4"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if s, err = sqlite.Open(path, sqlite.Options{MustExist: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := ledgertest.Add(t, s, 2, doc); got[0].State != ledger.Known {
		t.Errorf("what was kept before is %+v", got)
	}
	if got, err := s.Subscribe(t.Context(), ledgertest.By(3), []ledger.Feed{{Address: "https://a.example/f"}}); err != nil || got[0].State != ledger.New {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestALedgerFromBeforeCountsGetsThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	said := ledgertest.Said{Who: "Karin Ek", Kind: "person", Cue: "säger", What: "nej"}
	ledgertest.Add(t, s, 1, ledgertest.Doc{Address: "file:/x", Text: "Karin Ek säger nej.", Said: []ledgertest.Said{said}})
	ledgertest.Add(t, s, 2, ledgertest.Doc{Address: "file:/x", Text: "Karin Ek säger nej nu.", Said: []ledgertest.Said{said}}, ledgertest.Doc{Address: "file:/y", Text: "Karin Ek säger nej.", Said: []ledgertest.Said{said}})
	s.Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DROP TABLE heard; DROP TABLE named; DROP TABLE printed; PRAGMA user_version = 5"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if s, err = sqlite.Open(path, sqlite.Options{MustExist: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ledgertest.Verify(t, s, "")
	found, err := s.Actors(t.Context(), ledger.Query{})
	if err != nil || len(found.Items) != 1 || found.Items[0].Statements != 2 || found.Items[0].Names[0].Documents != 2 {
		t.Errorf("%+v, %v", found.Items, err)
	}
}

func TestCountsThatWereChangedAreFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ledgertest.Add(t, s, 1, ledgertest.Doc{Address: "file:/x", Text: "Karin Ek säger nej.", Said: []ledgertest.Said{{Who: "Karin Ek", Kind: "person", Cue: "säger", What: "nej"}}})
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE heard SET statements = 7; UPDATE named SET documents = 7; UPDATE printed SET documents = 7"); err != nil {
		t.Fatal(err)
	}
	var faults []ledger.Fault
	if _, err := s.Verify(t.Context(), "", func(f ledger.Fault) { faults = append(faults, f) }); err != nil || len(faults) != 3 {
		t.Errorf("%v %v", faults, err)
	}
}
