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
