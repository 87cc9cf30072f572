package nlp

import (
	"strings"
	"testing"

	"github.com/enligt/enligt/nlp/conllu"
)

func bankOf(t *testing.T, text string) []conllu.Sentence {
	t.Helper()
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		id, words, _ := strings.Cut(line, ": ")
		if strings.HasPrefix(id, "*") {
			b.WriteString("# newpar\n")
		}
		b.WriteString("# sent_id = " + strings.TrimPrefix(id, "*") + "\n")
		for i, w := range strings.Fields(words) {
			form, glue := strings.CutSuffix(w, "_")
			note := "_"
			if glue {
				note = "SpaceAfter=No"
			}
			b.WriteString(string(rune('1'+i)) + "\t" + form + "\t_\t_\t_\t_\t0\t_\t_\t" + note + "\n")
		}
		b.WriteString("\n")
	}
	bank, err := conllu.ReadAll(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func TestSentencesRunOnWithinAParagraph(t *testing.T) {
	got := Paragraphs(bankOf(t, "*a-1: Hon kom_ .\na-2: Han gick_ ._\na-3: Slut\n*a-4: Nytt stycke_ ."))
	want := []string{"Hon kom. Han gick.Slut", "Nytt stycke."}
	if len(got) != len(want) {
		t.Fatalf("%d paragraphs, want %d", len(got), len(want))
	}
	for i, p := range got {
		if p.Text != want[i] {
			t.Errorf("text %q, want %q", p.Text, want[i])
		}
		for _, s := range p.Sentences {
			for _, w := range s.Words {
				if w.Of(p.Text) != w.Form {
					t.Errorf("%q stands at %q", w.Form, w.Of(p.Text))
				}
			}
		}
	}
}

func TestSentencesAreOrderedByTheNumberOfTheirID(t *testing.T) {
	got := ordered(bankOf(t, "x-train-10: Tio\nx-test-1: Inte\nx-train-2: Två\nx-train-b: Inte"), "x-train-")
	if len(got) != 2 || got[0].Text != "Två" || got[1].Text != "Tio" {
		t.Errorf("got %+v", got)
	}
}

func TestHeadingsStandAloneWhereAFileIsCut(t *testing.T) {
	bank := bankOf(t, "a-1: Ett_ .\na-2: Två_ .\na-3: Tre_ .\na-4: Rubrik\na-5: Fyra_ .")
	cutParagraphs(bank, 2)
	var got []string
	for _, p := range Paragraphs(bank) {
		got = append(got, p.Text)
	}
	if g := strings.Join(got, "|"); g != "Ett. Två.|Tre.|Rubrik|Fyra." {
		t.Errorf("got %s", g)
	}
}
