package packs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// folder writes files into a new folder and returns it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestEmbeddedPacksAreThereAndSorted(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	langs := set.Langs()
	if len(langs) < 3 || !slices.IsSorted(langs) {
		t.Errorf("languages %q", langs)
	}
	if set.Get("xx") != nil {
		t.Error("a pack for a language that has none")
	}
	if set.Background() == nil || slices.Contains(langs, set.Background().Lang) {
		t.Error("the background pack is missing, or counted as a language")
	}
}

func TestLaidPacksReplaceAndAdd(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	before := len(set.Langs())
	dir := folder(t, map[string]string{
		"swedish/pack.json": `{"lang":"sv","version":99}`,
		"other/pack.json":   `{"lang":"xx","version":1}`,
		"notes/readme.txt":  "no pack",
	})
	if err := set.Lay(dir); err != nil {
		t.Fatal(err)
	}
	if set.Get("sv").Name() != "sv 99" || set.Get("xx") == nil || len(set.Langs()) != before+1 {
		t.Errorf("%s, %v", set.Get("sv").Name(), set.Langs())
	}
}

func TestAFolderWithoutPacksSaysWhatToName(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{folder(t, map[string]string{"pack.json": `{"lang":"sv"}`}), filepath.Join(t.TempDir(), "missing")} {
		if err := set.Lay(dir); err == nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("got %v", err)
		}
	}
}

func TestABrokenPackIsRefused(t *testing.T) {
	for text, want := range map[string]string{"{": "pack.json", `{"version":1}`: `no "lang"`} {
		if _, err := Open(fstest.MapFS{"pack.json": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	p, err := Open(fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"xx","models":[{"kind":"tag","file":"tag.model"}]}`)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"tag", "parse"} {
		if _, err := p.Model(kind); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s model: %v", kind, err)
		}
	}
}

func TestTablesSkipRemarksAndTrimCells(t *testing.T) {
	p := tables(t, "# remark\n\nform\tkind\texample\n ca \tunit\n\n# more\nt.ex.\tlist\tKatter, t.ex.\r\n")
	table, err := p.Table("words")
	if err != nil || len(table.Rows) != 2 {
		t.Fatalf("%+v, %v", table, err)
	}
	first, second := table.Rows[0], table.Rows[1]
	if first.Get("form") != "ca" || first.Get("example") != "" || first.Get("none") != "" || first.At() != "words.tsv:4" {
		t.Errorf("%q %q %s", first.Get("form"), first.Get("example"), first.At())
	}
	if second.Get("example") != "Katter, t.ex." {
		t.Errorf("%q", second.Get("example"))
	}
}

func TestATableThatIsNotThereIsEmpty(t *testing.T) {
	table, err := tables(t, "form\n").Table("nothing")
	if err != nil || len(table.Rows) != 0 {
		t.Errorf("%+v, %v", table, err)
	}
}

func TestARowWithTooManyCellsIsRefusedWithItsLine(t *testing.T) {
	if _, err := tables(t, "form\tkind\na\tb\tc\n").Table("words"); err == nil || !strings.Contains(err.Error(), "words.tsv:2") {
		t.Errorf("got %v", err)
	}
}

func tables(t *testing.T, words string) *Pack {
	t.Helper()
	p, err := Open(fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"xx"}`)}, "words.tsv": {Data: []byte(words)}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
