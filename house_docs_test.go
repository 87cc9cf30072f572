package enligt_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTheDependencyListIsThatOfGoMod(t *testing.T) {
	want := directDependencies(t)
	var got []string
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (v[^ ]+) \\| [^|]*\\| [^|]{10,}\\|$")
	for _, m := range row.FindAllStringSubmatch(readFile(t, "docs/DEPENDENCIES.md"), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("docs/DEPENDENCIES.md lists %q, go.mod requires %q; each row is `module`, version, licence, reason", got, want)
	}
}

// directDependencies are the modules that go.mod requires without "// indirect".
func directDependencies(t *testing.T) []string {
	t.Helper()
	var out []string
	requirement := regexp.MustCompile(`^(?:require )?\s*(\S+\.\S+/\S+|\S+\.\S+) (v\S+)$`)
	for line := range strings.SplitSeq(readFile(t, "go.mod"), "\n") {
		if m := requirement.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			out = append(out, m[1]+" "+m[2])
		}
	}
	if len(out) == 0 {
		t.Fatal("go.mod requires nothing")
	}
	slices.Sort(out)
	return out
}

func TestLinksInDocumentsPointAtFilesThatAreThere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`)
	for _, doc := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(readFile(t, doc), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(doc), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			}
		}
	}
}

func TestDocumentsNameNoLineNumbers(t *testing.T) {
	line := regexp.MustCompile(`\.go(:\d+|#L\d+)`)
	for _, doc := range documents(t) {
		if m := line.FindString(readFile(t, doc)); m != "" {
			t.Errorf("%s: %q: line numbers rot; name the file and the function", doc, m)
		}
	}
}

// documents are the Markdown files of the root, docs/ and the packs.
func documents(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, glob := range []string{"*.md", "docs/*.md", "packs/*/*.md"} {
		names, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, names...)
	}
	if len(out) == 0 {
		t.Fatal("no documents")
	}
	return out
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheFiguresOfThePacksAreThoseOfTheDocument(t *testing.T) {
	doc := readFile(t, "docs/ACCURACY.md")
	for _, dir := range packDirs(t) {
		lang := filepath.Base(dir)
		_, table, ok := strings.Cut(doc, "\n**"+lang+"** `enligt measure attribution")
		if !ok {
			continue // a language that has no gold data yet
		}
		table, _, _ = strings.Cut(table, "\n**")
		compared := 0
		for line := range strings.Lines(readFile(t, dir+"/accuracy.tsv")) {
			cells := strings.Split(strings.TrimSpace(line), "\t")
			if len(cells) != 8 || cells[1] == "" || cells[0] == "figure" {
				continue
			}
			compared++
			if row := "\n| " + cells[0] + " | " + cells[1] + " | " + cells[4] + " | "; !strings.Contains(table, row) {
				t.Errorf("%s/accuracy.tsv has %q of %s, docs/ACCURACY.md another; run enligt measure attribution --gold ../shared/gold/%s-dev.jsonl --pack-table > %s/accuracy.tsv, and .ci/figures for the document", dir, cells[1]+" "+cells[4], cells[0], lang, dir)
			}
		}
		if compared < 5 {
			t.Errorf("%s/accuracy.tsv: only %d figures to compare", dir, compared)
		}
	}
}
