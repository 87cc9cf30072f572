package enligt_test

import (
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/enligt/enligt"

// floors says which other floors a floor may import. The root is "enligt".
var floors = map[string][]string{
	"enligt":   {},
	"packs":    {},
	"learn":    {},
	"nlp":      {"enligt", "learn", "packs"},
	"reading":  {"enligt", "learn", "packs", "nlp"},
	"intake":   {"enligt"},
	"weighing": {"enligt"},
	"ledger":   {"enligt"},
	"desk":     {"enligt", "ledger", "weighing"},
	"fleet":    {"enligt", "intake", "reading", "weighing", "ledger"},
	"measure":  {"enligt", "nlp", "reading"},
}

func TestTheImportTableHolds(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.isTest() {
			continue
		}
		for _, spec := range f.syntax.Imports {
			to, _ := strconv.Unquote(spec.Path.Value)
			if to != module && !strings.HasPrefix(to, module+"/") {
				continue
			}
			to = strings.TrimPrefix(strings.TrimPrefix(to, module), "/")
			if !mayImport(f.dir(), to) {
				t.Errorf("%s imports %q: the table of who may import whom forbids it", f.name, to)
			}
		}
	}
}

func mayImport(from, to string) bool {
	if floorOf(from) == "cmd" {
		return true
	}
	if from != to && floorOf(from) == "ledger" && to == "ledger" {
		return true // a store the interface that it fulfils
	}
	if floorOf(from) == floorOf(to) {
		return strings.HasPrefix(to, from+"/") // a parent its children
	}
	for _, floor := range floors[floorOf(from)] {
		if floor == floorOf(to) {
			return true
		}
	}
	return false
}

func floorOf(dir string) string {
	if dir == "" {
		return "enligt"
	}
	floor, _, _ := strings.Cut(dir, "/")
	return floor
}

func TestTheImportTableForbidsWhatItShould(t *testing.T) {
	for _, bad := range [][2]string{{"nlp/tag", "nlp/parse"}, {"nlp", "reading"}, {"", "nlp"}, {"intake/page", "nlp"}, {"learn", ""}, {"nlp/tag", "nlp"}, {"ledger/sqlite", "ledger/ledgertest"}} {
		if mayImport(bad[0], bad[1]) {
			t.Errorf("%q may import %q", bad[0], bad[1])
		}
	}
	for _, good := range [][2]string{{"nlp", "nlp/tag"}, {"reading/attribution", "nlp/conllu"}, {"cmd/enligt", "measure"}, {"ledger/sqlite", "ledger"}, {"nlp/tag", ""}} {
		if !mayImport(good[0], good[1]) {
			t.Errorf("%q may not import %q", good[0], good[1])
		}
	}
}
