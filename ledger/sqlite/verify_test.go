package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/ledgertest"
	"github.com/enligt/enligt/ledger/sqlite"
)

var report = ledgertest.Doc{
	Address: "https://a.example/1", Text: "Hamnen är stängd, säger Karin Ek.", Published: "2023-07-28", Outlet: "Nordposten",
	Said: []ledgertest.Said{{Who: "Karin Ek", Kind: enligt.Person, Cue: "säger", What: "Hamnen är stängd"}},
}

// TestEveryTamperingIsFound changes one thing behind the ledger's back.
func TestEveryTamperingIsFound(t *testing.T) {
	for name, c := range map[string]struct{ change, want string }{
		"a text":                   {"UPDATE texts SET text = replace(text, 'stängd', 'öppen ')", "was changed"},
		"a span":                   {"UPDATE statements SET statement = replace(statement, '\"start\":0', '\"start\":1')", "the text has"},
		"a key":                    {"UPDATE statements SET key = 'ffffffffffffffff'", "its key"},
		"an act":                   {"UPDATE statements SET act = 'deny'", "act"},
		"a statement taken away":   {"DELETE FROM decided; DELETE FROM parts; DELETE FROM statements", "has 0 statements, its reading had 1"},
		"an address":               {"UPDATE documents SET address = 'https://b.example' WHERE id = 1", "its ids"},
		"a date":                   {"UPDATE versions SET day = '2020-01-01'", "day"},
		"an actor":                 {"UPDATE appearances SET actor_id = (SELECT max(id) FROM actors)", "not the one that the rules make it"},
		"who speaks":               {"DELETE FROM parts WHERE part = 'speaker'", "0 of its 1 parts are kept"},
		"who else speaks":          {"INSERT INTO parts (actor_id, part, statement_id) SELECT max(a.id), 'via', min(s.id) FROM actors a, statements s", "and 1 that it does not have"},
		"a status":                 {"UPDATE decisions SET status = 'refuted' WHERE number = 1", "status or field is not that of its payload"},
		"a decision taken away":    {"DELETE FROM decided; DELETE FROM decisions WHERE number = 1", "is not that of its payload"},
		"a decision put elsewhere": {"UPDATE decided SET statement_id = (SELECT max(id) FROM statements) WHERE decision = 1", "stand on other statements"},
		"who is one with whom":     {"UPDATE links SET to_actor = (SELECT max(id) FROM actors)", "the ledger and the chain differ"},
		"a join":                   {"DELETE FROM links", "the ledger and the chain differ"},
		"an end without a link":    {"INSERT INTO link_ends (link_id, commit_) VALUES (1, 5)", "the ledger and the chain differ"},
		"the search index":         {"INSERT INTO statement_words (statement_words) VALUES ('delete-all')", "the search index does not have its words"},
		"a commit taken away":      {"DELETE FROM commits WHERE number = 2", "follows commit 1"},
		"a decision":               {"UPDATE chain SET payload = replace(payload, 'open', 'confirmed') WHERE number = 1", "its payload has hash"},
		"a name in the chain":      {"UPDATE chain SET who = 'somebody else' WHERE number = 1", "its line has hash"},
		"a link inside the chain":  {"PRAGMA foreign_keys = 0; DELETE FROM chain WHERE number = 1", "a link is missing"},
		"the end of the chain":     {"PRAGMA foreign_keys = 0; DELETE FROM decided; DELETE FROM decisions; DELETE FROM chain WHERE number > 1", "was cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "l.db")
			head := filled(t, path)
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(c.change); err != nil {
				t.Fatal(err)
			}
			db.Close()
			s, err := sqlite.Open(path, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			var faults []string
			if _, err := s.Verify(t.Context(), head, func(f ledger.Fault) { faults = append(faults, f.Where+": "+f.What) }); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("found %q, want %q among them", faults, c.want)
			}
		})
	}
}

// filled makes a ledger with two decisions and a join, and gives the hash of the second decision.
func filled(t *testing.T, path string) string {
	t.Helper()
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ledgertest.Add(t, s, 1, report)
	ledgertest.Decide(t, s, 2, "hamnen", enligt.Decision{Status: enligt.Open, Why: "ask"})
	other := report
	other.Address, other.Text = "https://a.example/2", "Bo Lund säger att Hamnen är stängd."
	other.Said = []ledgertest.Said{{Who: "Bo Lund", Kind: enligt.Person, Cue: "säger", What: "att Hamnen är stängd"}}
	ledgertest.Add(t, s, 3, other)
	d := ledgertest.Decide(t, s, 4, "att", enligt.Decision{Status: enligt.Confirmed, Why: "seen"})
	third := report
	third.Address, third.Text = "https://a.example/3", "Lund säger inget mer."
	third.Said = []ledgertest.Said{{Who: "Lund", Kind: enligt.Person, Cue: "säger", What: "inget mer"}}
	ledgertest.Add(t, s, 5, third)
	ids := map[string]string{}
	actors, err := s.Actors(t.Context(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actors.Items {
		ids[a.Name] = a.ID
	}
	if _, err := s.Join(t.Context(), ledgertest.By(6), ledger.Link{From: ids["Lund"], To: ids["Bo Lund"], Why: "the same face"}); err != nil {
		t.Fatal(err)
	}
	if got := ledgertest.Verify(t, s, d.Hash); got.Links != 3 || got.Statements != 3 || got.Spans < 12 || got.Head == d.Hash {
		t.Errorf("clean: %+v", got)
	}
	return d.Hash
}

func TestABackupHoldsTheSame(t *testing.T) {
	dir := t.TempDir()
	head := filled(t, filepath.Join(dir, "l.db"))
	s, err := sqlite.Open(filepath.Join(dir, "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Backup(t.Context(), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	nowhere := filepath.Join(dir, "nowhere", "copy.db")
	if err := s.Backup(t.Context(), nowhere); err == nil || !strings.Contains(err.Error(), "check that its folder is there") || strings.Contains(err.Error(), "l.db") {
		t.Errorf("a backup into no folder: %v", err)
	}
	copied, err := sqlite.Open(filepath.Join(dir, "copy.db"), sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if a, b := ledgertest.Verify(t, s, head), ledgertest.Verify(t, copied, head); a != b {
		t.Errorf("the ledger has %+v, its copy %+v", a, b)
	}
	if got := ledgertest.Contents(t, copied, "hamnen status:open"); len(got) != 1 {
		t.Errorf("searching the copy finds %q", got)
	}
}
