package attribution_test

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading/attribution"
)

// language is an opened pack with its analyzer and engine.
type language struct {
	pack     *packs.Pack
	analyzer *nlp.Analyzer
	engine   *attribution.Engine
}

// languages opens the embedded packs that have all models of an analysis.
func languages(t testing.TB) []language {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var out []language
	for _, code := range set.Langs() {
		p := set.Get(code)
		if _, err := p.Model("parse"); err != nil {
			continue
		}
		a, err := nlp.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		e, err := attribution.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, language{p, a, e})
	}
	if len(out) == 0 {
		t.Fatal("no embedded pack has a parse model")
	}
	return out
}

func (l language) find(text string) []enligt.Statement {
	return l.engine.Find(l.analyzer.Analyze(text, enligt.Blocks(text)))
}

// bracketed takes the brackets off an example and returns what stood in them.
func bracketed(t *testing.T, at, example string) (text string, marked enligt.Span) {
	t.Helper()
	before, rest, ok := strings.Cut(example, "[")
	inside, after, closed := strings.Cut(rest, "]")
	if !ok || !closed || inside == "" {
		t.Fatalf("%s: the example %q marks nothing in [brackets]", at, example)
	}
	return before + inside + after, enligt.Span{Start: len(before), End: len(before) + len(inside)}
}

// rows calls f for each row of a table with its example.
func (l language) rows(t *testing.T, table string, f func(r packs.Row, text string, marked enligt.Span)) {
	t.Helper()
	tab, err := l.pack.Table(table)
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Rows) == 0 {
		t.Fatalf("pack %s: table %s is empty", l.pack.Lang, table)
	}
	for _, r := range tab.Rows {
		text, marked := bracketed(t, l.pack.Lang+"/"+r.At(), r.Get("example"))
		f(r, text, marked)
	}
}

func TestEveryCueIsFoundInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.rows(t, "cues", func(r packs.Row, text string, marked enligt.Span) {
			var cues []string
			for _, s := range l.find(text) {
				if s.Cue.Overlaps(marked) {
					return
				}
				cues = append(cues, s.Cue.Of(text))
			}
			t.Errorf("%s/%s: no statement with the cue %q in %q, only with %q", l.pack.Lang, r.At(), marked.Of(text), text, cues)
		})
	}
}
