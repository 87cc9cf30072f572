package main

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

func TestColumnsCountWhatATerminalShows(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "åäö": 3, "e\u0301": 1, "漢字": 4, "😀": 2, "a\u200db": 2, "\u00ad": 0, "–”«": 3, "가": 2, "ﬀ": 1,
	} {
		if got := columns(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
}

func TestWrappedLinesFitAndLoseNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("aåe\u0301 漢😀  –”x"))).Draw(t, "text")
		width := rapid.IntRange(2, 20).Draw(t, "width")
		lines := wrap(s, width)
		for _, l := range lines {
			if columns(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := squeeze(strings.Join(lines, " ")); got != squeeze(s) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}

func TestWordsThatFitAreNotBroken(t *testing.T) {
	if got := strings.Join(wrap("ett två tre fyra", 8), "|"); got != "ett två|tre fyra" {
		t.Error(got)
	}
	if got := strings.Join(wrap("abcdefghij kl", 4), "|"); got != "abcd|efgh|ij|kl" && got != "abcd|efgh|ij kl" {
		t.Error(got)
	}
}

func TestNoLineEndsBetweenASignAndItsWord(t *testing.T) {
	for s, want := range map[string]string{
		"il dit « la dure » vie":          "il dit|« la|dure »|vie",
		"il dit «\u00a0la\u00a0» ici":     "il dit|«\u00a0la\u00a0»|ici",
		"la vie » , dit-il : oui ! non ?": "la|vie » ,|dit-il :|oui !|non ?",
	} {
		if got := strings.Join(wrap(s, 8), "|"); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestNothingSteersTheTerminal(t *testing.T) {
	if got := printable("a\x1b[2Jb\u202ec\u0085d\ne\tf"); got != "a\uFFFD[2Jb\uFFFDc\uFFFDd e f" {
		t.Errorf("%q", got)
	}
}

func TestTheTextOutputKeepsToItsWidthWhateverTheText(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab å漢😀\x1b\u0301\n \u202e")), 4, 200, -1).Draw(rt, "text")
		width := rapid.IntRange(20, 120).Draw(rt, "width")
		t.Setenv("COLUMNS", strconv.Itoa(width))
		var out, errs bytes.Buffer
		p, err := newTextPrinter(&readCommand{Color: "never"}, streams{Out: &out, Err: &errs}, set)
		if err != nil {
			rt.Fatal(err)
		}
		whole := enligt.Span{End: len(text)}
		r := &enligt.Reading{Document: enligt.Document{ID: "a", Text: text}}
		for _, id := range []string{"s1", "s10"} {
			r.Statements = append(r.Statements, enligt.Statement{ID: id, Content: []enligt.Span{whole}, Cue: whole, Speaker: []enligt.Speaker{{Name: text}}, Doubt: []enligt.Doubt{{Kind: enligt.Claimed, Span: whole}}})
		}
		if err := p.print(r); err != nil {
			rt.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if columns(line) > width {
				rt.Fatalf("%q is wider than %d", line, width)
			}
			if i := strings.IndexFunc(line, unicode.IsControl); i >= 0 {
				rt.Fatalf("%q steers the terminal", line)
			}
		}
	})
}
