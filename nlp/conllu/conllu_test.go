package conllu

import (
	"bytes"
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

const french = "# newdoc id = a\n# sent_id = 1\n# text = Il parle du port.\n" +
	"1\tIl\til\tPRON\t_\tNumber=Sing\t2\tnsubj\t_\t_\n2\tparle\tparler\tVERB\t_\t_\t0\troot\t_\t_\n" +
	"3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n" +
	"5\tport\tport\tNOUN\t_\t_\t2\tobl\t_\tNE=B-LOC|SpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"

func TestMultiwordTokensShareTheSpanOfTheirSurface(t *testing.T) {
	got, err := ReadAll(strings.NewReader(french))
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	s := got[0]
	if de, le := s.Words[2], s.Words[3]; de.Span != le.Span || de.Span.Of(s.Text) != "du" || de.Part != 1 || le.Part != 2 || le.Parts != 2 {
		t.Errorf("%+v, %+v", de, le)
	}
	if !s.Sentence.NewPar || s.ID != "1" || s.Words[4].Entity != "B-LOC" || !s.Words[4].GlueNext || s.Words[1].Head != -1 {
		t.Errorf("%+v", s)
	}
}

func TestWhatIsWrittenReadsAsItWas(t *testing.T) {
	first, err := ReadAll(strings.NewReader(french))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, first[0].Text, []enligt.Sentence{first[0].Sentence}); err != nil {
		t.Fatal(err)
	}
	again, err := ReadAll(&b)
	if err != nil || len(again) != 1 || len(again[0].Words) != len(first[0].Words) {
		t.Fatal(again, err)
	}
	for i, w := range again[0].Words {
		if w != first[0].Words[i] {
			t.Errorf("word %d is %+v, was %+v", i+1, w, first[0].Words[i])
		}
	}
}

// A hard space inside a number stays in the text as it does in the word.
func TestATabBesideAHardSpaceIsReadBack(t *testing.T) {
	text := "kostar\t12\u00a0000 kr"
	word := func(from, to int, glue bool, head int) enligt.Word {
		return enligt.Word{Span: enligt.Span{Start: from, End: to}, Form: text[from:to], Lemma: text[from:to], UPOS: "X", Deprel: "dep", Head: head, GlueNext: glue}
	}
	var b bytes.Buffer
	s := enligt.Sentence{Span: enligt.Span{Start: 0, End: len(text)}, Words: []enligt.Word{word(0, 6, false, -1), word(7, 14, false, 0), word(15, 17, false, 0)}}
	if err := Write(&b, text, []enligt.Sentence{s}); err != nil {
		t.Fatal(err)
	}
	again, err := ReadAll(&b)
	if err != nil || len(again) != 1 || again[0].Words[1].Form != "12\u00a0000" {
		t.Fatal(again, err)
	}
}

func TestABadLineIsNamed(t *testing.T) {
	for name, c := range map[string][2]string{
		"columns":     {"1\ta\n\n", "line 1: 2 columns"},
		"id":          {"2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "line 1: word id"},
		"head":        {"1\ta\t_\t_\t_\t_\tx\t_\t_\t_\n\n", "line 1: head"},
		"far head":    {"1\ta\t_\t_\t_\t_\t7\t_\t_\t_\n\n", "line 1: word 1 has head 7"},
		"own head":    {"1\ta\t_\t_\t_\t_\t1\t_\t_\t_\n\n", "line 1: word 1 has head 1"},
		"other text":  {"# text = b\n1\ta\t_\t_\t_\t_\t0\t_\t_\t_\n\n", "line 2: token \"a\" does not follow"},
		"token range": {"3-4\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "line 1: token range"},
		"long line":   {"# " + strings.Repeat("a", maxLine+1) + "\n", "line 1"},
	} {
		if _, err := ReadAll(strings.NewReader(c[0])); err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v, want %q", name, err, c[1])
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(french)
	f.Add("1\ta\t_\t_\t_\t_\t0\t_\t_\t_\n1.1\tb\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Add("1-2\tab\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\ta\t_\t_\t_\t_\t2\t_\t_\t_\n2\tb\t_\t_\t_\t_\t0\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		for s, err := range Read(strings.NewReader(in)) {
			if err != nil {
				return
			}
			for i := range s.Words {
				if err := s.Words[i].Span.Check(s.Text); err != nil && strings.ToValidUTF8(in, "") == in {
					t.Fatalf("word %d: %v", i+1, err)
				}
			}
			if err := Write(&bytes.Buffer{}, s.Text, []enligt.Sentence{s.Sentence}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
