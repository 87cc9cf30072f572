package sqlite_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/ledgertest"
	"github.com/enligt/enligt/ledger/sqlite"
)

// TestManyWriteAndReadOneFile opens one file twice, as two programs do.
func TestManyWriteAndReadOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	const writers, each = 4, 6
	var wait sync.WaitGroup
	for w := range writers {
		s, err := sqlite.Open(path, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var entries []ledger.Entry
		for i := range each {
			entries = append(entries, ledgertest.Entry(t, ledgertest.Doc{
				Address: fmt.Sprintf("file:/%d-%d", w, i), Text: fmt.Sprintf("Karin Ek säger att hamn %d är stängd.", i), // texts are shared
				Said: []ledgertest.Said{{Who: "Karin Ek", Kind: enligt.Person, Cue: "säger", What: fmt.Sprintf("att hamn %d är stängd", i)}},
			}))
		}
		wait.Add(2)
		go func() {
			defer wait.Done()
			for _, e := range entries {
				if _, err := s.Add(t.Context(), ledgertest.By(w), []ledger.Entry{e}); err != nil {
					t.Error(err)
				}
			}
		}()
		go func() {
			defer wait.Done()
			for range each {
				page, err := s.Statements(t.Context(), ledger.ParseQuery("hamn"))
				if err != nil || len(page.Items) > int(page.AsOf) {
					t.Errorf("%d statements as of commit %d, %v", len(page.Items), page.AsOf, err)
				}
			}
		}()
	}
	wait.Wait()
	s, err := sqlite.Open(path, sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if v := ledgertest.Verify(t, s, ""); v.Commits != writers*each || v.Versions != writers*each || v.Statements != writers*each {
		t.Errorf("%+v", v)
	}
}
