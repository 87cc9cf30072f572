package readingtest

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

const example = `# How people speak.

=== quotation, inverted cue
published: 2023-07-28
”Vi går”, sade Karin Ek. Hon gick.
---
# The mark belongs to the content.
statement
  source   Karin Ek
  cue      sade
  # with its marks
  content  ”Vi går”
  form     direct
sentences
  ”Vi går”, sade Karin Ek.
  Hon gick.

=== nobody speaks
Det regnar.
---
none
`

// outcome is what a reader that knows only the example finds in it.
func outcome(t *testing.T, c *Case) *Outcome {
	t.Helper()
	find := func(s string) enligt.Span {
		i := strings.Index(c.Text, s)
		if i < 0 {
			t.Fatalf("%q is not in %q", s, c.Text)
		}
		return enligt.Span{Start: i, End: i + len(s)}
	}
	o := &Outcome{Reading: enligt.Reading{Document: c.document("sv")}}
	if strings.Contains(c.Text, "sade") {
		source := find("Karin Ek")
		o.Reading.Statements = []enligt.Statement{{ID: "s1", Content: []enligt.Span{find("”Vi går”")}, Cue: find("sade"), Source: &source, Form: enligt.Direct}}
		o.Sentences = []enligt.Sentence{{Span: find("”Vi går”, sade Karin Ek.")}, {Span: find("Hon gick.")}}
	}
	return o
}

func parse(t *testing.T, text string) *File {
	t.Helper()
	f, err := Parse("x.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFileIsWrittenAsItWasRead(t *testing.T) {
	for _, text := range []string{example, example + "\n# The end.\n", "# Only a remark.\n"} {
		if got := parse(t, text).String(); got != text {
			t.Errorf("got\n%s\nwant\n%s", got, text)
		}
	}
}

func TestACaseHoldsItsPartsWithTheirLines(t *testing.T) {
	c := parse(t, example).Cases[0]
	if c.Line != 3 || c.Title != "quotation, inverted cue" || c.Setting("published") != "2023-07-28" || c.Text != "”Vi går”, sade Karin Ek. Hon gick." {
		t.Errorf("%+v", c)
	}
	if len(c.Sections) != 2 || c.Sections[0].Line != 8 || c.Sections[0].Entries[2].Line != 12 {
		t.Errorf("%+v", c.Sections)
	}
}

func TestWhatIsReadAsExpectedHasNoFailures(t *testing.T) {
	for _, c := range parse(t, example).Cases {
		if f := c.Check(outcome(t, c)); len(f) > 0 {
			t.Errorf("%s: %v", c.Title, f)
		}
	}
}

func TestFailuresNameTheLineAndWhatWasRead(t *testing.T) {
	for _, test := range []struct {
		old, changed string
		want         Failure
	}{
		{"source   Karin Ek", "source   Ek", Failure{9, "source", "Karin Ek", "Ek"}},
		{"cue      sade", "cue      sade #2", Failure{10, "cue", "sade", "sade #2"}},
		{"  Hon gick.\n", "  Hon\n  gick.\n", Failure{14, "sentences", "”Vi går”, sade Karin Ek.\nHon gick.", "”Vi går”, sade Karin Ek.\nHon\ngick."}},
		{"form     direct", "parent   sade", Failure{13, "parent", "-", "sade"}},
		{"sentences", "lang en\nsentences", Failure{14, "language", "sv", "en"}},
	} {
		c := parse(t, strings.Replace(example, test.old, test.changed, 1)).Cases[0]
		if f := c.Check(outcome(t, c)); len(f) != 1 || f[0] != test.want {
			t.Errorf("%s: got %+v", test.changed, f)
		}
	}
}

func TestACaseThatExpectsNothingFails(t *testing.T) {
	c := parse(t, "=== silence\nDet regnar.\n---\n").Cases[0]
	if got := c.Check(outcome(t, c)); len(got) != 1 || got[0].Line != 1 {
		t.Errorf("%v, want one failure in line 1", got)
	}
}

func TestStatementsMissedAndAddedAreFailures(t *testing.T) {
	c := parse(t, "=== a\nHon teg. ”Vi går”, sade Karin Ek. Hon gick.\n---\nstatement\n  cue  teg\n").Cases[0]
	f := c.Check(outcome(t, c))
	if len(f) != 2 || f[0].What != "statement not read" || f[0].Line != 4 || !strings.Contains(f[1].What, "not expected") || !strings.Contains(f[1].Got, "sade") {
		t.Errorf("%+v", f)
	}
	c = parse(t, "=== a\n”Vi går”, sade Karin Ek. Hon gick.\n---\nnone\n...\n").Cases[0]
	if f := c.Check(outcome(t, c)); len(f) != 0 {
		t.Errorf("others are allowed: %+v", f)
	}
}

func TestTokensAndNamesAreWrittenAsTheyStand(t *testing.T) {
	c := parse(t, "=== a\nAnna  Moore's 1 000 hus\n---\ntokens\n  Anna (Moore+'s) 1␣000 hus\nnames\n  PER Anna Moore\n").Cases[0]
	word := func(form, entity string, start, end int, part, parts uint8) enligt.Word {
		return enligt.Word{Span: enligt.Span{Start: start, End: end}, Form: form, Entity: entity, Part: part, Parts: parts}
	}
	o := &Outcome{Reading: enligt.Reading{Document: c.document("en")}, Sentences: []enligt.Sentence{{Words: []enligt.Word{
		word("Anna", "B-PER", 0, 4, 0, 0), word("Moore", "I-PER", 6, 13, 1, 2), word("'s", "", 6, 13, 2, 2), word("1 000", "", 14, 19, 0, 0), word("hus", "", 20, 23, 0, 0),
	}}}}
	if f := c.Check(o); len(f) > 0 {
		t.Errorf("%+v", f)
	}
}

func TestUpdateWritesWhatWasReadAndKeepsTheRest(t *testing.T) {
	wrong := strings.NewReplacer("Karin Ek\n  cue      sade", "Ek\n  cue      sade #2", "  Hon gick.\n", "", "direct", "mixed", "none", "statement\n  cue  regnar").Replace(example)
	f := parse(t, wrong)
	for _, c := range f.Cases {
		c.Update(outcome(t, c))
	}
	want := strings.Replace(example, "cue      sade", "cue      sade #1", 1)
	if got := f.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestUpdateAddsStatementsThatWereNotExpected(t *testing.T) {
	f := parse(t, "=== a\n”Vi går”, sade Karin Ek. Hon gick.\n---\nnone\n\n=== b\nHon gick.\n---\nnone\n")
	for _, c := range f.Cases {
		c.Update(outcome(t, c))
	}
	want := "=== a\n”Vi går”, sade Karin Ek. Hon gick.\n---\nstatement\n  source   Karin Ek\n  cue      sade\n  content  ”Vi går”\n  form     direct\n  act      -\n\n=== b\nHon gick.\n---\nnone\n"
	if got := f.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAMistakeInAFileIsNamedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"Text.\n":                               "x.txt:1: text before the first case",
		"===\nText.\n---\n":                     "x.txt:1: a case needs a title",
		"=== a\nText.\n":                        "x.txt:1: case \"a\" has no line \"---\"",
		"=== a\nText.\n=== b\n":                 "x.txt:3: a new case starts",
		"=== a\nText.\n---\nstatment\n":         "x.txt:4: \"statment\" cannot be expected; write one of ..., actors, doubts,",
		"=== a\nText.\n---\nstatement\n  who X": "x.txt:5: \"who\" is no field of a statement; write one of source, cue,",
		"=== a\nText.\n---\nstatement\n  cue":   "x.txt:5: cue needs a value",
		"=== a\nText.\n---\n  cue x":            "x.txt:4: an indented line with nothing above",
		"=== a\nText.\n---\nnone\n  x":          "x.txt:5: nothing may stand below",
		"=== a\nText.\n---\nlang":               "x.txt:4: lang needs a code",
		"=== a\nText.\n---\nnames PER Karin":    "x.txt:4: \"PER Karin\" stands after names",
	} {
		if _, err := Parse("x.txt", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(example)
	f.Add("=== a\n---\nnone\n...\n# x\n\n  y")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Parse("x.txt", text)
		if err != nil {
			return
		}
		again, err := Parse("x.txt", file.String())
		if err != nil || again.String() != file.String() {
			t.Fatalf("%q: written as %q: %v", text, file.String(), err)
		}
	})
}
