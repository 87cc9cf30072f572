package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// TestAFullDiskDamagesNothing lets the file grow no further than so many pages.
func TestAFullDiskDamagesNothing(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "l.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var pages int
	if err := s.writing.QueryRow("SELECT page_count FROM pragma_page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writing.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+40)); err != nil {
		t.Fatal(err)
	}
	add := func(i int) error {
		text := fmt.Sprintf("Report %d. ", i) + strings.Repeat("The harbour is closed and nobody knows for how long. ", 400)
		_, err := s.Add(context.Background(), ledger.Origin{UTC: time.Unix(1_690_000_000, 0)}, []ledger.Entry{{Reading: enligt.Reading{
			Document: enligt.Document{Address: fmt.Sprintf("file:/%d", i), Text: text, Blocks: enligt.Blocks(text)},
		}}})
		return err
	}
	kept := 0
	for err = add(kept); err == nil && kept < 1000; err = add(kept) {
		kept++
	}
	if err == nil || kept == 0 {
		t.Fatalf("%d documents found room, %v", kept, err)
	}
	if !strings.Contains(err.Error(), "no room left; nothing of this commit is kept, all before it is; free some space") {
		t.Errorf("the error says %q", err)
	}
	check := func(want int) {
		t.Helper()
		v, err := s.Verify(context.Background(), "", func(f ledger.Fault) { t.Errorf("%s: %s", f.Where, f.What) })
		if err != nil || v.Versions != want || v.Commits != want {
			t.Errorf("%+v, %v; want %d versions", v, err, want)
		}
	}
	check(kept)
	if _, err := s.writing.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := add(kept); err != nil {
		t.Errorf("with room again: %v", err)
	}
	check(kept + 1)
}
