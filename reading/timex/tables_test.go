package timex

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// published is the Friday on which every example of the tables is read.
const published = "2023-07-28"

type language struct {
	pack     *packs.Pack
	analyzer *nlp.Analyzer
	engine   *Engine
}

// languages opens the embedded packs that have a table of times.
func languages(t testing.TB) []language {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var out []language
	for _, code := range set.Langs() {
		p := set.Get(code)
		if tab, err := p.Table("times"); err != nil || len(tab.Rows) == 0 {
			continue
		}
		a, err := nlp.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		e, err := Open(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, language{p, a, e})
	}
	return out
}

func (l language) find(text, published string) []enligt.Timex {
	return l.engine.Find(l.analyzer.Analyze(text, enligt.Blocks(text)), published)
}

// eachExample calls f for each row of a table with the text of its example and
// the span that its brackets mark.
func (l language) eachExample(t *testing.T, table string, f func(r packs.Row, at, text string, marked enligt.Span)) {
	t.Helper()
	tab, err := l.pack.Table(table)
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Rows) == 0 {
		t.Fatalf("pack %s: table %s is empty", l.pack.Lang, table)
	}
	for _, r := range tab.Rows {
		at := l.pack.Lang + "/" + r.At()
		before, rest, ok := strings.Cut(r.Get("example"), "[")
		inside, after, closed := strings.Cut(rest, "]")
		if !ok || !closed || inside == "" {
			t.Errorf("%s: the example %q marks nothing in [brackets]", at, r.Get("example"))
			continue
		}
		f(r, at, before+inside+after, enligt.Span{Start: len(before), End: len(before) + len(inside)})
	}
}

func TestEveryPatternAndJoinReadsItsExample(t *testing.T) {
	for _, l := range languages(t) {
		for _, table := range []string{"times", "timejoins"} {
			l.eachExample(t, table, func(r packs.Row, at, text string, marked enligt.Span) {
				found := l.find(text, published)
				var all []string
				for _, x := range found {
					if x.Span == marked && x.Value == r.Get("reads") {
						return
					}
					all = append(all, x.Of(text)+" = "+x.Value)
				}
				t.Errorf("%s: %q is not %s in %q; found %q", at, marked.Of(text), r.Get("reads"), text, all)
			})
		}
	}
}

func TestEveryWordStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "timewords", func(r packs.Row, at, text string, marked enligt.Span) {
			switch r.Get("class") {
			case aheadClass, planClass, ofClass, stateClass, andClass:
				return // no times: the patterns' examples use them
			}
			for _, x := range l.find(text, published) {
				if x.Span == marked {
					return
				}
			}
			t.Errorf("%s: %q is no time in %q; found %+v", at, marked.Of(text), text, l.find(text, published))
		})
	}
}
