package revision

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/enligt/enligt"
)

// marked writes pieces: [-gone-], {+added+}, and what stayed as the newer has it.
func marked(list []Piece) string {
	var out []string
	for _, p := range list {
		switch {
		case p.Stayed():
			out = append(out, p.New)
		case p.Old != "":
			out = append(out, "[-"+p.Old+"-]")
		default:
			out = append(out, "{+"+p.New+"+}")
		}
	}
	return strings.Join(out, " ")
}

func TestTextsAreComparedWordByWordWithoutTheirSigns(t *testing.T) {
	for _, c := range [][3]string{
		{"Isen är tunn.", "Isen är tjock.", "Isen är [-tunn.-] {+tjock.+}"}, {"30 båtar", "34 båtar", "[-30-] {+34+} båtar"},
		{"Nej, säger Ek", "”Nej” säger Ek", "”Nej” säger Ek"}, {"", "Nytt här", "{+Nytt här+}"}, {"Borta", "", "[-Borta-]"}, {"", "", ""}, {"a – b", "a b", "a [-–-] b"},
	} {
		if got := marked(Words(c[0], c[1])); got != c[2] {
			t.Errorf("%q, %q: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestPiecesMakeBothTextsAgain(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c,", "C", "–", "12"}), 0, 12).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		old, now := text.Draw(t, "old"), text.Draw(t, "now")
		var was, is []string
		for _, p := range Words(old, now) {
			was, is = append(was, strings.Fields(p.Old)...), append(is, strings.Fields(p.New)...)
		}
		if strings.Join(was, " ") != old || strings.Join(is, " ") != now {
			t.Fatalf("%q, %q became %q, %q", old, now, was, is)
		}
	})
}

func TestParagraphsStandForThoseMostLikeThem(t *testing.T) {
	old := []string{"Rubrik", "Hamnen är stängd, säger Karin Ek.", "Isen är tunn.", "Slut."}
	now := []string{"Rubrik", "Nu går färjan igen.", "Hamnen är öppen, säger Karin Ek.", "Isen är tunn", "Slut."}
	got := Paragraphs(old, now)
	want := [][2]int{{0, 0}, {-1, 1}, {1, 2}, {2, 3}, {3, 4}}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("row %d: %v, want %v", i, got[i], want[i])
		}
	}
	if !Same(old[2], now[3]) || Same(old[1], now[2]) {
		t.Error("a full stop is no difference; another word is one")
	}
}

func TestEveryParagraphHasOneRow(t *testing.T) {
	list := rapid.SliceOfN(rapid.SampledFrom([]string{"a b c d", "a b c e", "x y z", "x y", ""}), 0, 8)
	rapid.Check(t, func(t *rapid.T) {
		old, now := list.Draw(t, "old"), list.Draw(t, "now")
		i, j := 0, 0
		for _, r := range Paragraphs(old, now) {
			if r[0] < 0 && r[1] < 0 || r[0] >= 0 && r[0] != i || r[1] >= 0 && r[1] != j {
				t.Fatalf("%v", r)
			}
			if r[0] >= 0 {
				i++
			}
			if r[1] >= 0 {
				j++
			}
		}
		if i != len(old) || j != len(now) {
			t.Fatalf("%d of %d, %d of %d", i, len(old), j, len(now))
		}
	})
}

func TestLongTextsThatHaveNothingInCommonTakeLittleRoom(t *testing.T) {
	old, now := strings.Repeat("a ", 50000), strings.Repeat("b ", 50000)
	if got := Words(old, now); len(got) != 2 {
		t.Errorf("%d pieces", len(got))
	}
	if got := Paragraphs(strings.Fields(old), strings.Fields(now)); len(got) != 100000 {
		t.Errorf("%d rows", len(got))
	}
}

func FuzzWords(f *testing.F) {
	f.Add("12 000 båtar, säger hon", "12,000 båtar – säger\u00a0hon")
	f.Add("٣٫٥ \xff 1.2.3", "1:2'3’4")
	f.Fuzz(func(t *testing.T, old, now string) {
		if got := Words(old, old); len(got) > 1 || len(got) == 1 && !got[0].Stayed() {
			t.Errorf("%q against itself: %q", old, got)
		}
		was, is := 0, 0
		for _, p := range Words(old, now) {
			was, is = was+len(strings.Fields(p.Old)), is+len(strings.Fields(p.New))
		}
		if was != len(strings.Fields(old)) || is != len(strings.Fields(now)) {
			t.Errorf("%q, %q: %d and %d words", old, now, was, is)
		}
		if !Same(old, old) || len(Paragraphs([]string{old}, []string{old})) != 1 {
			t.Errorf("%q is not the same as itself", old)
		}
		s := enligt.Statement{Content: []enligt.Span{{Start: 0, End: len(old)}}}
		a := &enligt.Reading{Document: enligt.Document{Text: old}, Statements: []enligt.Statement{s}}
		s.Content = []enligt.Span{{Start: 0, End: len(now)}}
		b := &enligt.Reading{Document: enligt.Document{Text: now}, Statements: []enligt.Statement{s}}
		if Same(old, now) && len(Between(a, b, inWords)) > 0 {
			t.Errorf("%q, %q: %v", old, now, Between(a, b, inWords))
		}
	})
}

func TestAThousandParagraphsThatDifferTakeLittleTime(t *testing.T) {
	lay := func(of string) (list []string) {
		for i := range 1000 {
			var b strings.Builder
			for j := range 60 {
				fmt.Fprintf(&b, "%s%d ", of, (i*61+j)%9000)
			}
			list = append(list, b.String())
		}
		return list
	}
	start := time.Now()
	if rows := Paragraphs(lay("a"), lay("b")); len(rows) != 2000 {
		t.Errorf("%d rows, want 2000", len(rows))
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%v", took)
	}
}
