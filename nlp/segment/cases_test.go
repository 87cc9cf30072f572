package segment

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// open is the segmenter of an embedded pack.
func open(t testing.TB, lang string) *Segmenter {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(set.Get(lang))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// whole is one block of the whole text.
func whole(text string) []enligt.Block {
	return []enligt.Block{{Span: enligt.Span{End: len(text)}, Kind: enligt.Paragraph}}
}

// show writes a sentence as the test data do.
func show(text string, s *enligt.Sentence) string {
	var b strings.Builder
	for i := range s.Words {
		w := &s.Words[i]
		switch {
		case w.Part > 1:
			b.WriteString("+" + w.Form)
			continue
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(strings.Fields(w.Of(text)), "~"))
		if w.Part == 1 {
			b.WriteString("=" + w.Form)
		}
	}
	return b.String()
}

type textCase struct{ title, text, want string }

func readCases(t *testing.T, file string) []textCase {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	escapes := strings.NewReplacer(`\n`, "\n", `\r`, "\r", "~", "\u00a0")
	var out []textCase
	for in := bufio.NewScanner(f); in.Scan(); {
		switch line := in.Text(); {
		case strings.HasPrefix(line, "== "):
			out = append(out, textCase{title: line[3:]})
		case strings.HasPrefix(line, "  "):
			out[len(out)-1].want += line[2:] + "\n"
		case line != "" && line[0] != '#':
			out[len(out)-1].text = escapes.Replace(line)
		}
	}
	return out
}

func TestTextsAreCutAsTheCasesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatalf("cases in testdata: %v %v", files, err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".txt")
		s := open(t, lang)
		cases := readCases(t, file)
		if len(cases) < 20 {
			t.Errorf("%s: only %d cases", file, len(cases))
		}
		for _, c := range cases {
			t.Run(lang+"/"+c.title, func(t *testing.T) {
				var got strings.Builder
				sentences := s.Split(c.text, whole(c.text), nil)
				for i := range sentences {
					got.WriteString(show(c.text, &sentences[i]) + "\n")
				}
				if got.String() != c.want {
					t.Errorf("%s\n got:\n%s\nwant:\n%s", c.text, got.String(), c.want)
				}
			})
		}
	}
}
