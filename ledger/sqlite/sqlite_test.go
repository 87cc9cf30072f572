package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/ledgertest"
	"github.com/enligt/enligt/ledger/sqlite"
)

func open(t *testing.T) ledger.Ledger {
	t.Helper()
	s, err := sqlite.Open(filepath.Join(t.TempDir(), "a ledger?#%.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestALedgerInAFileKeepsEveryPromise(t *testing.T) { ledgertest.Run(t, open) }

func TestALedgerIsThereAfterClosing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "l.db")
	for i, want := range []ledger.State{ledger.New, ledger.Known} {
		s, err := sqlite.Open(path, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := ledgertest.Add(t, s, i, ledgertest.Doc{Address: "file:/x", Text: "Ek säger nej."}); got[0].State != want {
			t.Errorf("time %d: %+v", i, got)
		}
		s.Close()
	}
}

func TestFilesOfOthersAreRefused(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte("this is a letter, and by no means a database of any kind"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, o := range map[string]sqlite.Options{text: {}, filepath.Join(dir, "absent.db"): {MustExist: true}} {
		if s, err := sqlite.Open(path, o); err == nil {
			s.Close()
			t.Errorf("%s was opened", path)
		}
	}
	if raw, _ := os.ReadFile(text); len(raw) != 56 {
		t.Errorf("the letter has %d bytes now", len(raw))
	}
}

// modernc.org/sqlite is translated for one version of its C library; another one
// builds and then fails in odd places.
func TestTheLibraryUnderSQLiteIsTheOneItWasMadeFor(t *testing.T) {
	raw, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"modernc.org/sqlite v1.60.0\n", "modernc.org/libc v1.77.1 // indirect\n"} {
		if !strings.Contains(string(raw), "\t"+line) {
			t.Errorf("go.mod does not require %s", line)
		}
	}
}
