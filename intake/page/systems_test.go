package page

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// expected is what a page of testdata/cms should come out as. Its file has lines
// "name: value" for the facts, a blank line, then one line "kind: text" for each
// block. "known NAME: why" says that a fact, or the body, does not come out so yet.
type expected struct {
	facts map[string]string
	known map[string]string
	body  string
}

// factNames are those that each file must give, "" where the page has none.
var factNames = []string{"title", "author", "published", "outlet", "url"}

func expectation(t *testing.T, file string) expected {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(raw), "\n\n")
	e := expected{facts: map[string]string{}, known: map[string]string{}, body: strings.TrimSpace(body)}
	for line := range strings.Lines(head) {
		name, value, ok := strings.Cut(line, ":")
		known, isKnown := strings.CutPrefix(name, "known ")
		switch {
		case ok && isKnown && (known == "body" || slices.Contains(factNames, known)):
			e.known[known] = strings.TrimSpace(value)
		case ok && slices.Contains(factNames, name):
			e.facts[name] = strings.TrimSpace(value)
		default:
			t.Errorf("%s: no such line: %q", file, line)
		}
	}
	for _, name := range factNames {
		if _, ok := e.facts[name]; !ok {
			t.Errorf("%s: no line %q", file, name+":")
		}
	}
	return e
}

func TestPagesOfCommonPublishingSystemsComeOutAsTheyAreWritten(t *testing.T) {
	pages, _ := filepath.Glob("testdata/cms/*.html")
	if len(pages) < 20 {
		t.Fatalf("only %d pages", len(pages))
	}
	for _, file := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".html"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := one(t, string(raw), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, b := range doc.Blocks {
				lines = append(lines, string(b.Kind)+": "+b.Of(doc.Text))
			}
			want := expectation(t, strings.TrimSuffix(file, ".html")+".want")
			got := map[string]string{"title": doc.Title, "author": doc.Author, "published": doc.Published, "outlet": doc.Outlet, "url": doc.URL}
			for _, name := range factNames {
				want.compare(t, name, got[name], want.facts[name])
			}
			want.compare(t, "body", strings.Join(lines, "\n"), want.body)
		})
	}
}

// compare reports what is wrong, and what is right although the file says that it is
// known to be wrong.
func (e expected) compare(t *testing.T, name, got, want string) {
	t.Helper()
	why, known := e.known[name]
	switch {
	case got == want && known:
		t.Errorf("%s holds now: remove its line \"known\" (%s)", name, why)
	case got != want && known:
		t.Logf("%s, known (%s):\n%s\nwant\n%s", name, why, got, want)
	case got != want:
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}
