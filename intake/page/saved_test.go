package page

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/enligt/enligt"
)

const savedPages = "../../../shared/data/fixtures/fundus"

// saved is what another reader, with rules written for each outlet, finds in a page.
type saved struct {
	Title     string `json:"title"`
	Published string `json:"publishing_date"`
	Body      struct {
		Summary  []string
		Sections []struct{ Headline, Paragraphs []string }
	} `json:"body"`
}

func (s *saved) words() []string {
	all := slices.Clone(s.Body.Summary)
	for _, section := range s.Body.Sections {
		all = append(append(all, section.Headline...), section.Paragraphs...)
	}
	return bag(strings.Join(all, " "))
}

var word = regexp.MustCompile(`[\p{L}\p{M}\p{N}]+(?:['’.:,]?[\p{L}\p{M}\p{N}]+)*`)

func bag(s string) []string {
	words := word.FindAllString(s, -1)
	slices.Sort(words)
	return words
}

// f1 of two bags of words, both sorted.
func f1(got, want []string) float64 {
	same, i, j := 0, 0, 0
	for i < len(got) && j < len(want) {
		switch c := strings.Compare(got[i], want[j]); {
		case c == 0:
			same, i, j = same+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	if len(got)+len(want) == 0 {
		return 1
	}
	return 2 * float64(same) / float64(len(got)+len(want))
}

// spaced: scripts without spaces between words cannot be counted so.
func spaced(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar)
	})
}

func TestSavedPagesOfManyOutletsComeOutAsTheirOwnReadersFindThem(t *testing.T) {
	lists, _ := filepath.Glob(savedPages + "/*/*.json")
	if len(lists) == 0 {
		t.Skip("no saved pages in " + savedPages)
	}
	var bodies []float64
	pages, titles, days, dated := 0, 0, 0, 0
	alike := 0.0                    // sum of the F1 of the titles' words
	single, hit, another := 0, 0, 0 // pages with one headline, those that came out, those where the list has another of the page's own
	for _, list := range lists {
		for _, p := range pairs(t, list) {
			pages++
			right := sameWords(p.doc.Title, p.want.Title)
			alike += f1(bag(p.doc.Title), bag(p.want.Title))
			if p.heads.one(p.doc.Outlet) {
				single++
				if right {
					hit++
				}
			} else if !right && p.heads.has(p.want.Title, p.doc.Outlet) {
				another++
			}
			if right {
				titles++
			} else {
				t.Logf("%s: title %q, want %q", p.name, p.doc.Title, p.want.Title)
			}
			if len(p.want.Published) >= 10 {
				dated++
				if strings.HasPrefix(p.doc.Published, p.want.Published[:10]) {
					days++
				} else {
					t.Logf("%s: published %q, want %q", p.name, p.doc.Published, p.want.Published)
				}
			}
			if spaced(strings.Join(p.want.words(), " ")) {
				bodies = append(bodies, p.f1)
			}
		}
	}
	slices.Sort(bodies)
	median := bodies[len(bodies)/2]
	t.Logf("%d pages: body F1 median %.3f (%d in scripts with spaces), title %d (F1 of its words %.3f on average), day %d of %d", pages, median, len(bodies), titles, alike/float64(pages), days, dated)
	t.Logf("%d pages give themselves one title, of which %d came out; of %d others the list has another of the page's own", single, hit, another)
	// The goal for titles is 95 %: many outlets have one for readers and one for
	// search engines, and the list takes now the one, now the other
	// (docs/INTAKE.md has the classes).
	if pages < 200 || median < .90 || titles*100 < 91*pages || hit*100 < 98*single || days*100 < 95*dated {
		t.Error("worse than it was: median .90, titles 91 %, 98 % where a page has one, days 95 %")
	}
}

// own are the titles that the page gives itself, the name of the site cut.
func (h headlines) own(outlet string) (out []string) {
	for _, t := range []string{h.linked, h.meta, h.heading} {
		if t = withoutSite(t, outlet); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// one reports whether they are all the same.
func (h headlines) one(outlet string) bool {
	own := h.own(outlet)
	for _, t := range own {
		if !sameWords(t, own[0]) {
			return false
		}
	}
	return len(own) > 0
}

func (h headlines) has(title, outlet string) bool {
	return slices.ContainsFunc(h.own(outlet), func(t string) bool { return sameWords(t, title) })
}

func sameWords(a, b string) bool {
	typography := strings.NewReplacer("’", "'", "\u00ad", "")
	return slices.Equal(bag(typography.Replace(a)), bag(typography.Replace(b)))
}

// pair is a page with what is wanted of it.
type pair struct {
	name string
	doc  enligt.Document
	want saved
	f1   float64

	heads headlines
}

// pairs reads the pages of an outlet. The list does not say which version is of
// which page: the two whose words are most alike belong together, then the next two,
// and a version is of one page.
func pairs(t *testing.T, list string) []pair {
	t.Helper()
	raw, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var versions map[string]saved
	if err := json.Unmarshal(raw, &versions); err != nil {
		t.Fatalf("%s: %v", list, err)
	}
	files, _ := filepath.Glob(strings.TrimSuffix(list, ".json") + "_2*.html.gz")
	var out []pair
	for _, name := range files {
		page := unpacked(t, name)
		p := pair{name: filepath.Base(name), f1: -1}
		for doc := range Read(bytes.NewReader(page), Options{}) {
			p.doc = doc
		}
		if root, err := html.Parse(strings.NewReader(decode(page))); err == nil {
			_, _, _, p.heads = sources(root, "")
		}
		out = append(out, p)
	}
	for range out {
		match(out, versions)
	}
	return out
}

// match gives one page that has none its version: the pair that is most alike of those left.
func match(pages []pair, left map[string]saved) {
	best, page, version := -1.0, -1, ""
	for i := range pages {
		if pages[i].f1 >= 0 {
			continue
		}
		words := bag(pages[i].doc.Text)
		for _, v := range slices.Sorted(maps.Keys(left)) {
			want := left[v]
			if score := f1(words, want.words()); score > best {
				best, page, version = score, i, v
			}
		}
	}
	if page >= 0 {
		pages[page].f1, pages[page].want = best, left[version]
		delete(left, version)
	}
}

func unpacked(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	page, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return page
}
