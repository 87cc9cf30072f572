package measure

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const ownGold = "../reading/testdata/gold"

// values are what the closed fields of the project's gold documents may hold.
var values = map[string][]string{
	"form":  {"direct", "indirect", "mixed"},
	"act":   strings.Fields("assert deny accuse praise demand urge warn threaten promise believe ask decide decline"),
	"kind":  strings.Fields("person organisation state group anonymous document unknown"),
	"doubt": strings.Fields("claimed believed reported purported unverified"),
}

func TestTheProjectsGoldDocumentsLoadAndTheirIdsAreUnique(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(ownGold, "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold documents in %s (%v)", ownGold, err)
	}
	seen := map[string]string{}
	for _, name := range files {
		for _, d := range readOwnGold(t, name) {
			if other := seen[d.ID]; other != "" {
				t.Errorf("%s: %s stands in %s too", name, d.ID, other)
			}
			seen[d.ID] = name
			if want, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".jsonl"), "-"); d.Lang != want {
				t.Errorf("%s: %s is of language %q", name, d.ID, d.Lang)
			}
			if d.Published == "" || d.Text == "" || len(d.Statements) == 0 {
				t.Errorf("%s: %s lacks a date, a text or statements", name, d.ID)
			}
			checkOwnDocument(t, &d)
		}
	}
}

func TestTheProjectsGoldFieldsHoldKnownValues(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(ownGold, "*.jsonl"))
	checked := 0
	for _, name := range files {
		for _, line := range ownLines(t, name) {
			var d struct {
				ID         string
				Ref        *string
				Statements []map[string]any
			}
			if err := json.Unmarshal(line, &d); err != nil {
				t.Fatal(err)
			}
			if d.Ref != nil {
				t.Errorf("%s: ref %q: only texts written for the project belong here", d.ID, *d.Ref)
			}
			ids := map[string]bool{}
			for _, s := range d.Statements {
				id, _ := s["id"].(string)
				if id == "" || ids[id] {
					t.Errorf("%s: statement id %q is empty or twice", d.ID, id)
				}
				ids[id] = true
				checked += checkValues(t, d.ID+" "+id, s)
			}
		}
	}
	if checked == 0 {
		t.Error("no value was looked at")
	}
}

func checkValues(t *testing.T, where string, s map[string]any) int {
	t.Helper()
	checked := 0
	for field, allowed := range values {
		held, ok := s[field].([]any)
		if one, is := s[field].(string); is {
			held, ok = []any{one}, true
		}
		if !ok && field != "doubt" {
			t.Errorf("%s: no %s", where, field)
		}
		for _, v := range held {
			if v, _ := v.(string); !slices.Contains(allowed, v) {
				t.Errorf("%s: %s %q", where, field, v)
			}
			checked++
		}
	}
	return checked
}

// checkOwnDocument holds what a span must be: within the text, with words in it,
// no blank at its edges; a cue or source outside the content that it belongs to.
func checkOwnDocument(t *testing.T, d *Annotated) {
	t.Helper()
	text := []rune(d.Text)
	for i, s := range d.Statements {
		if len(s.Content) == 0 || len(s.Cue) > 1 || len(s.Source) > 1 {
			t.Errorf("%s: statement %d has %d contents, %d cues, %d sources", d.ID, i+1, len(s.Content), len(s.Cue), len(s.Source))
		}
		for _, r := range slices.Concat(s.Content, s.Cue, s.Source) {
			checkOwnSpan(t, d.ID, text, r)
		}
		for _, c := range s.Content {
			for _, r := range slices.Concat(s.Cue, s.Source) {
				if r.Start < c.End && c.Start < r.End {
					t.Errorf("%s: statement %d: %q reaches into its own content", d.ID, i+1, string(text[r.Start:r.End]))
				}
			}
		}
	}
	for _, w := range d.Times {
		checkOwnSpan(t, d.ID, text, w.Range)
		if w.Value == "" {
			t.Errorf("%s: time %q has no value", d.ID, string(text[w.Start:w.End]))
		}
	}
}

func checkOwnSpan(t *testing.T, id string, text []rune, r Range) {
	t.Helper()
	if r.Start >= r.End || r.End > len(text) {
		t.Errorf("%s: [%d, %d) is no span of %d letters", id, r.Start, r.End, len(text))
		return
	}
	if isSpace(text[r.Start]) || isSpace(text[r.End-1]) {
		t.Errorf("%s: %q has a blank at its edge", id, string(text[r.Start:r.End]))
	}
}

func readOwnGold(t *testing.T, name string) []Annotated {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := ReadAnnotated(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return docs
}

func ownLines(t *testing.T, name string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(data), []byte("\n"))
}
