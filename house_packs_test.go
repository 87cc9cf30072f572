package enligt_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/enligt/enligt/packs"
)

// packDirs are the folders of the embedded language packs, without that of the
// undetermined language.
func packDirs(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("packs/*/pack.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range names {
		if dir := filepath.Dir(name); filepath.Base(dir) != "und" {
			out = append(out, dir)
		}
	}
	if len(out) < 3 {
		t.Fatalf("only the packs %q", out)
	}
	return out
}

func TestAllPacksHaveTheSameFiles(t *testing.T) {
	dirs := packDirs(t)
	first := filesOf(t, dirs[0])
	for _, must := range []string{"LICENSE", "MODEL.md", "pack.json", "recipe.json"} {
		if !slices.Contains(first, must) {
			t.Errorf("%s: no %s", dirs[0], must)
		}
	}
	for _, dir := range dirs[1:] {
		files := filesOf(t, dir)
		for _, f := range first {
			if !slices.Contains(files, f) {
				t.Errorf("%s has no %s, %s has", dir, f, dirs[0])
			}
		}
		for _, f := range files {
			if !slices.Contains(first, f) {
				t.Errorf("%s has no %s, %s has", dirs[0], f, dir)
			}
		}
	}
}

func filesOf(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestModelFilesAreThoseThatPackJSONNames(t *testing.T) {
	for _, dir := range packDirs(t) {
		p, err := packs.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		if p.Lang != filepath.Base(dir) {
			t.Errorf("%s: pack.json says %q", dir, p.Lang)
		}
		named := map[string]bool{}
		for _, m := range p.Models {
			b, err := os.ReadFile(filepath.Join(dir, m.File))
			if err != nil {
				t.Error(err)
				continue
			}
			if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != m.SHA256 {
				t.Errorf("%s/%s is not the file whose hash pack.json names; run enligt train", dir, m.File)
			}
			named[m.File] = true
		}
		for _, f := range filesOf(t, dir) {
			if strings.HasSuffix(f, ".model") && !named[f] {
				t.Errorf("%s/%s: pack.json does not name it", dir, f)
			}
		}
	}
}

// maxModels is how many bytes the models of one language may have, so that three
// languages and the program make a binary of at most 80 MB.
const maxModels = 15_000_000

func TestTheModelsOfALanguageStaySmall(t *testing.T) {
	for _, dir := range packDirs(t) {
		total := int64(0)
		for _, f := range filesOf(t, dir) {
			if !strings.HasSuffix(f, ".model") {
				continue
			}
			info, err := os.Stat(filepath.Join(dir, f))
			if err != nil {
				t.Fatal(err)
			}
			total += info.Size()
		}
		if total > maxModels {
			t.Errorf("%s: %.1f MB of models, at most %.0f", dir, float64(total)/1e6, maxModels/1e6)
		}
	}
}

func TestEveryModelIsDescribedInTheModelCard(t *testing.T) {
	for _, dir := range packDirs(t) {
		card := readFile(t, filepath.Join(dir, "MODEL.md"))
		p, err := packs.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		if p.Licence == "" {
			t.Errorf("%s: pack.json names no licence", dir)
		}
		for _, m := range p.Models {
			if !strings.Contains(card, "`"+m.File+"`") {
				t.Errorf("%s: MODEL.md does not say what %s was trained on", dir, m.File)
			}
		}
	}
}

func TestEveryTableOfAPackParses(t *testing.T) {
	rows := map[string]int{}
	for _, dir := range packDirs(t) {
		p, err := packs.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		names, err := fs.Glob(p.FS(), "*.tsv")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			table, err := p.Table(strings.TrimSuffix(name, ".tsv"))
			if err != nil {
				t.Error(err)
				continue
			}
			rows[name] += len(table.Rows)
		}
	}
	for name, n := range rows {
		if n == 0 {
			t.Errorf("%s is empty in every pack", name)
		}
	}
}

// plainTables are those whose rows need no example: the words of the interface,
// what a standard lists, and what was measured.
const plainTables = "words.tsv interface.tsv countries.tsv firstnames.tsv accuracy.tsv"

func TestEveryRowThatCouldBeWrongHasAnExample(t *testing.T) {
	for _, dir := range packDirs(t) {
		p, err := packs.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range filesOf(t, dir) {
			if !strings.HasSuffix(name, ".tsv") || strings.Contains(plainTables, name) {
				continue
			}
			table, err := p.Table(strings.TrimSuffix(name, ".tsv"))
			if err != nil {
				continue // TestEveryTableOfAPackParses says so
			}
			if !strings.Contains(header(t, filepath.Join(dir, name)), "example") {
				t.Errorf("%s/%s has no column example", dir, name)
				continue
			}
			for _, row := range table.Rows {
				if row.Get("example") == "" {
					t.Errorf("%s/%s has no example", dir, row.At())
				}
			}
		}
	}
}

func TestTablesHaveTheSameColumnsInAllPacks(t *testing.T) {
	dirs := packDirs(t)
	for _, name := range filesOf(t, dirs[0]) {
		if !strings.HasSuffix(name, ".tsv") {
			continue
		}
		want := header(t, filepath.Join(dirs[0], name))
		for _, dir := range dirs[1:] {
			file := filepath.Join(dir, name)
			if _, err := os.Stat(file); err != nil {
				continue // TestAllPacksHaveTheSameFiles says so
			}
			if got := header(t, file); got != want {
				t.Errorf("%s has the columns %q, %s has %q", file, got, dirs[0], want)
			}
		}
	}
}

// header is the first line of a table that is no comment.
func header(t *testing.T, name string) string {
	t.Helper()
	for line := range strings.SplitSeq(readFile(t, name), "\n") {
		if strings.TrimSpace(line) != "" && line[0] != '#' {
			return strings.TrimSpace(line)
		}
	}
	t.Errorf("%s: no header line", name)
	return ""
}
