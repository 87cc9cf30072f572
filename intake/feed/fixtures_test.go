package feed

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const fixtures = "../../../shared/data/fixtures/"

// expectation is what a fixture wants of a cell of one item.
type expectation struct {
	file, cell, want string
	item             int
}

// differences are the fixtures that come out otherwise, with the reason: lines of
// "FILE TAB CELL TAB REASON".
func differences(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/differences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 || fields[0] == "file" {
			continue
		}
		out[fields[0]+"\t"+fields[1]] = fields[2]
	}
	return out
}

func TestTheFixturesOfOtherReadersComeOutAsTheyExpectOrTheReasonIsListed(t *testing.T) {
	if _, err := os.Stat(fixtures); err != nil {
		t.Skip("no feed fixtures in " + fixtures)
	}
	wanted := append(ofFeedparser(t), ofGofeed(t)...)
	if len(wanted) < 300 {
		t.Fatalf("only %d expectations found", len(wanted))
	}
	listed := differences(t)
	met := map[string]bool{}
	same := 0
	for _, e := range wanted {
		got, ok := cell(t, e)
		key := e.file + "\t" + e.cell
		if ok && words(got) == words(e.want) {
			same++
			continue
		}
		if listed[key] == "" {
			t.Errorf("%s: %s is %q, want %q", e.file, e.cell, got, e.want)
		}
		met[key] = true
	}
	for key := range listed {
		if !met[key] {
			t.Errorf("%s is listed as a difference and is none", key)
		}
	}
	t.Logf("%d of %d expectations met, %d listed with a reason", same, len(wanted), len(listed))
}

// words compares what can be compared: the readers keep markup, we keep words.
func words(s string) string {
	text, _ := lay(s)
	return strings.Join(strings.Fields(plain(text)), " ")
}

// cell reads a fixture and looks a cell up.
func cell(t *testing.T, e expectation) (string, bool) {
	t.Helper()
	raw, err := os.ReadFile(fixtures + e.file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parse(raw, DefaultMaxItems)
	if err != nil {
		return err.Error(), false
	}
	if e.item >= len(f.items) {
		return "no such item", false
	}
	it := f.items[e.item]
	d := document(it, f, webAddress(f.link, nil), Options{})
	switch e.cell {
	case "title":
		return d.Title, true
	case "id":
		return d.ID, true
	case "author":
		return d.Author, true
	case "link":
		return d.URL, true
	case "content":
		return it.Content, true
	case "summary": // which feedparser takes from the content too
		if it.Description == "" {
			return it.Content, true
		}
		return it.Description, true
	}
	return d.Published, true
}

// expect is the one form of feedparser's expectations that speaks of cells we have.
var expect = regexp.MustCompile(`(?m)^Expect:\s+not bozo and entries\[(\d)\]\['(title|link|id|author|summary|description|content)'\](?:\[0\]\['value'\])? == u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*$`)

func ofFeedparser(t *testing.T) []expectation {
	t.Helper()
	var out []expectation
	names := walkFixtures(t, "feedparser/wellformed")
	for _, name := range names {
		raw, err := os.ReadFile(fixtures + name)
		if err != nil {
			t.Fatal(err)
		}
		m := expect.FindSubmatch(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")))
		if m == nil {
			continue
		}
		want := string(m[3][1 : len(m[3])-1])
		if s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(want, `\'`, `'`), `"`, `\"`) + `"`); err == nil {
			want = s
		}
		cell := string(m[2])
		if cell == "description" {
			cell = "summary"
		}
		item, _ := strconv.Atoi(string(m[1]))
		out = append(out, expectation{name, cell, want, item})
	}
	return out
}

func ofGofeed(t *testing.T) []expectation {
	t.Helper()
	var out []expectation
	for _, name := range walkFixtures(t, "gofeed/translator") {
		if !strings.HasSuffix(name, ".xml") {
			continue
		}
		raw, err := os.ReadFile(fixtures + strings.TrimSuffix(name, ".xml") + ".json")
		if err != nil {
			continue
		}
		var want struct {
			Items []struct {
				Title, Link, GUID, Content, Description string
				Authors                                 []struct{ Name string }
			}
		}
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i, it := range want.Items {
			author := ""
			for _, a := range it.Authors {
				author = strings.TrimPrefix(author+", "+a.Name, ", ")
			}
			for cell, text := range map[string]string{"title": it.Title, "link": it.Link, "id": it.GUID, "content": it.Content, "summary": it.Description, "author": author} {
				if text != "" {
					out = append(out, expectation{name, cell, text, i})
				}
			}
		}
	}
	return out
}

func walkFixtures(t *testing.T, under string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(fixtures+under, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, strings.TrimPrefix(filepath.ToSlash(path), fixtures))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
