package segment

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// paragraph makes training text of sentences written as show writes them: spaces
// between tokens, "_" glues a token to the next, "a=b+c" stands for several words.
func paragraph(sentences ...string) Paragraph {
	var p Paragraph
	var text strings.Builder
	for _, line := range sentences {
		var s enligt.Sentence
		for _, f := range strings.Fields(line) {
			form, glue := strings.CutSuffix(f, "_")
			form, parts, multi := strings.Cut(form, "=")
			span := enligt.Span{Start: text.Len(), End: text.Len() + len(form)}
			text.WriteString(form)
			if !glue {
				text.WriteByte(' ')
			}
			if !multi {
				s.Words = append(s.Words, enligt.Word{Span: span, Form: form, UPOS: "X"})
				continue
			}
			split := strings.Split(parts, "+")
			for k, part := range split {
				s.Words = append(s.Words, enligt.Word{Span: span, Form: part, UPOS: "X", Part: uint8(k + 1), Parts: uint8(len(split))})
			}
		}
		p.Sentences = append(p.Sentences, s)
	}
	p.Text = text.String()
	return p
}

// lessons teach a language in which "@" ends sentences, "xo" is two words and a
// plus sign joins.
func lessons() []Paragraph {
	var out []Paragraph
	for i := range 30 {
		n := fmt.Sprintf("ord%c", 'a'+i%26)
		out = append(out, paragraph("Vi ser "+n+" här @", "De går xo=xe+o "+n+" nu @", "Ett+"+n+" till går @"))
	}
	return out
}

func learntPack(t *testing.T) (*packs.Pack, []byte) {
	t.Helper()
	fsys := fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"qq","version":1,"models":[{"kind":"segment","file":"m"}]}`)}}
	p, err := packs.Open(fs.FS(fsys))
	if err != nil {
		t.Fatal(err)
	}
	model, err := Train(p, lessons(), Options{}, func(string, ...any) {})
	if err != nil {
		t.Fatal(err)
	}
	fsys["m"] = &fstest.MapFile{Data: model}
	return p, model
}

func TestTrainingLearnsWhereWordsAndSentencesEnd(t *testing.T) {
	p, _ := learntPack(t)
	s, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	text := "Vi ser ordz här @ De går xo ordz nu @ Ett+ordz till går @"
	want := []string{"Vi ser ordz här @", "De går xo=xe+o ordz nu @", "Ett+ordz till går @"}
	got := s.Split(text, whole(text), nil)
	for i := range got {
		if i >= len(want) || show(text, &got[i]) != want[i] {
			t.Fatalf("sentence %d is %q", i, show(text, &got[i]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d sentences, want %d", len(got), len(want))
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	_, a := learntPack(t)
	_, b := learntPack(t)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
}

func TestADamagedModelIsAnErrorAndNoPanic(t *testing.T) {
	p, model := learntPack(t)
	fsys := p.FS().(fstest.MapFS)
	text := "Vi ser ordz här @ De går xo ordz nu @"
	for at := 0; at < len(model); at += 1 + len(model)/400 {
		fsys["m"].Data = bytes.Clone(model)
		fsys["m"].Data[at] ^= 0x55
		if s, err := Open(p); err == nil {
			s.Split(text, whole(text), nil)
		}
		fsys["m"].Data = model[:at]
		if _, err := Open(p); err == nil {
			t.Errorf("a model cut at byte %d was opened", at)
		}
	}
}

func TestTrainingWithoutSentencesIsAnError(t *testing.T) {
	if _, err := Train(small(t, nil), nil, Options{}, func(string, ...any) {}); err == nil {
		t.Error("no error")
	}
}
