package attribution

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// language is an opened pack with its analyzer and engine.
type language struct {
	pack     *packs.Pack
	analyzer *nlp.Analyzer
	engine   *Engine
}

// languages opens the embedded packs that have cues.
func languages(t testing.TB) []language {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var out []language
	for _, code := range set.Langs() {
		p := set.Get(code)
		if tab, err := p.Table("cues"); err != nil || len(tab.Rows) == 0 {
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
	if len(out) < 3 {
		t.Fatalf("%d packs have cues, there must be three", len(out))
	}
	return out
}

func (l language) analyze(text string) *nlp.Analysis {
	return l.analyzer.Analyze(text, enligt.Blocks(text))
}

// example is a row of a table with its example analysed and what it marks.
type example struct {
	row    packs.Row
	at     string // names the row in a message
	text   string
	view   *view
	marked enligt.Span
}

// holds reports whether a stretch of tokens lies in what the example marks.
func (x example) holds(s stretch) bool {
	return s.to > s.from && x.marked.Overlaps(x.view.bytes(s))
}

// eachExample calls f for each row of a table.
func (l language) eachExample(t *testing.T, table string, f func(x example)) {
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
		text := before + inside + after
		f(example{r, at, text, newView(l.analyze(text)), enligt.Span{Start: len(before), End: len(before) + len(inside)}})
	}
}

func TestEveryCueStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "cues", func(x example) {
			for _, c := range l.engine.findCues(x.view) {
				if x.holds(c.span) {
					return
				}
			}
			for _, k := range l.engine.strung(x.view, nil) {
				if x.holds(k.c.span) {
					return
				}
			}
			t.Errorf("%s: no cue %q in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}

func TestWordsBesideACueBelongToItAsTheTableSays(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "cuewords", func(x example) {
			for _, c := range l.engine.findCues(x.view) {
				if x.view.bytes(c.span) == x.marked {
					return
				}
			}
			t.Errorf("%s: no cue %q in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}

func TestASourceTakesTheMarkThatClosesItsAside(t *testing.T) {
	rows := 0
	for _, l := range languages(t) {
		if len(l.engine.asides) == 0 {
			continue
		}
		l.eachExample(t, "asides", func(x example) {
			rows++
			mark := x.row.Get("mark")
			words, closed := strings.CutSuffix(x.marked.Of(x.text), mark)
			if !closed {
				t.Errorf("%s: %q does not end with the mark", x.at, x.marked.Of(x.text))
				return
			}
			source := enligt.Span{Start: x.marked.Start, End: x.marked.Start + len(strings.TrimSpace(words))}
			plain := enligt.Span{Start: x.marked.Start, End: x.marked.Start + len(strings.TrimSpace(x.text[:strings.Index(x.text, mark)]))}
			said := []enligt.Statement{{Source: &source}, {Source: &plain}}
			l.engine.CloseAsides(x.view.a, said)
			if *said[0].Source != x.marked {
				t.Errorf("%s: the source is %q, not %q", x.at, said[0].Source.Of(x.text), x.marked.Of(x.text))
			}
			if *said[1].Source != plain {
				t.Errorf("%s: %q has no aside and became %q", x.at, plain.Of(x.text), said[1].Source.Of(x.text))
			}
		})
	}
	if rows == 0 {
		t.Error("no pack has a mark of asides")
	}
}

func TestMostCuesMakeAStatementOfTheirExample(t *testing.T) {
	for _, l := range languages(t) {
		rows, found := 0, 0
		l.eachExample(t, "cues", func(x example) {
			rows++
			for _, s := range l.engine.Find(x.view.a) {
				if s.Cue.Overlaps(x.marked) {
					found++
					return
				}
			}
		})
		if found*100 < rows*85 {
			t.Errorf("%s: %d of %d examples give a statement with their cue", l.pack.Lang, found, rows)
		}
	}
}

func TestEveryDoubtStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "doubt", func(x example) {
			for _, h := range l.engine.hedges(x.view) {
				if string(h.row.kind) == x.row.Get("kind") && x.holds(h.span) {
					return
				}
			}
			t.Errorf("%s: no doubt %q in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}

func TestEveryCarrierStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "agencies", func(x example) {
			for _, c := range l.engine.carriersIn(x.view) {
				if c.kind == x.row.Get("type") && x.holds(c.at) {
					return
				}
			}
			t.Errorf("%s: %q is not found in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}

func TestEveryChannelStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "channels", func(x example) {
			r := &reader{e: l.engine, v: x.view}
			for i := range x.view.toks {
				if at, kind, ok := r.channel(stretch{i, x.view.sentence(i).to}); ok && string(kind) == x.row.Get("type") && x.holds(at) {
					return
				}
			}
			t.Errorf("%s: %q is not found in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}

func TestEveryNounRoleAndPronounStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		e := l.engine
		tables := map[string]func(t *token, r packs.Row) bool{
			"nouns":    func(t *token, r packs.Row) bool { k, _ := e.kinds.of(t); return string(k) == r.Get("kind") },
			"roles":    func(t *token, r packs.Row) bool { _, ok := e.roles.of(t); return ok },
			"pronouns": func(t *token, r packs.Row) bool { return e.pronouns[t.form].class == r.Get("class") },
			"addressing": func(t *token, r packs.Row) bool {
				preposition := r.Get("preposition")
				return e.to[preposition]&roleNames[r.Get("role")] != 0 && (strings.HasSuffix(preposition, t.lemma) || strings.HasSuffix(preposition, t.form))
			},
		}
		for table, match := range tables {
			l.eachExample(t, table, func(x example) {
				for i := range x.view.toks {
					if x.holds(stretch{i, i + 1}) && match(&x.view.toks[i], x.row) {
						return
					}
				}
				t.Errorf("%s: %q is not known in %q", x.at, x.marked.Of(x.text), x.text)
			})
		}
	}
}

func TestSilentNounsSayNothingInTheirExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "silent", func(x example) {
			known := false
			for i := range x.view.toks {
				known = known || x.holds(stretch{i, i + 1}) && l.engine.neverSpeaks(&x.view.toks[i])
			}
			if !known {
				t.Errorf("%s: %q is not known in %q", x.at, x.marked.Of(x.text), x.text)
			}
			for _, s := range l.engine.Find(x.view.a) {
				if s.Source != nil && *s.Source == x.marked {
					t.Errorf("%s: %q says something in %q", x.at, x.marked.Of(x.text), x.text)
				}
			}
		})
	}
}

func TestEverySignalShowsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "signals", func(x example) {
			r := &reader{e: l.engine, v: x.view}
			found := false
			for i := range x.view.toks {
				if x.holds(stretch{i, i + 1}) {
					r.signalsOf(i, len(x.view.toks), func(s signal) { found = found || s == signalNames[x.row.Get("signal")] })
				}
			}
			if !found {
				t.Errorf("%s: %q shows nothing in %q", x.at, x.marked.Of(x.text), x.text)
			}
		})
	}
}

func TestEveryConditionStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "conditions", func(x example) {
			for i := range x.view.toks {
				found := false
				l.engine.when.rows.at(&x.view.toks[i], func(c pattern) { found = found || c.match(x.view, i) != nil })
				if found && x.holds(stretch{i, i + 1}) {
					return
				}
			}
			t.Errorf("%s: %q is not known in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}

func TestEveryHearerAndContactStandsInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		l.eachExample(t, "hearers", func(x example) {
			for i := range x.view.toks {
				if _, ok := l.engine.hearers.of(&x.view.toks[i]); ok && x.holds(stretch{i, i + 1}) {
					return
				}
			}
			t.Errorf("%s: %q is not known in %q", x.at, x.marked.Of(x.text), x.text)
		})
		l.eachExample(t, "contacts", func(x example) {
			for i := range x.view.toks {
				if x.holds(stretch{i, i + 1}) && l.engine.contact(x.view, i) {
					return
				}
			}
			t.Errorf("%s: %q is not known in %q", x.at, x.marked.Of(x.text), x.text)
		})
	}
}
