package reading

import (
	"fmt"
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

// blocksOf are blocks of so many bytes each.
func blocksOf(sizes ...int) []enligt.Block {
	var out []enligt.Block
	at := 0
	for _, n := range sizes {
		out = append(out, enligt.Block{Span: enligt.Span{Start: at, End: at + n}})
		at += n + 1
	}
	return out
}

func TestMostOfTheTextDecidesWhereTheWholeIsUnclear(t *testing.T) {
	for _, c := range []struct {
		sizes []int
		own   []string
		want  string
	}{
		{[]int{10, 20}, []string{"sv", "fr"}, "fr"},
		{[]int{20, 20}, []string{"sv", "fr"}, "sv"},
		{[]int{10, 90}, []string{"sv", ""}, ""},
		{[]int{40, 60}, []string{"sv", ""}, "sv"},
		{[]int{10}, []string{""}, ""},
		{nil, nil, ""},
	} {
		if got := majority(blocksOf(c.sizes...), c.own); got != c.want {
			t.Errorf("%v in %q: %q, want %q", c.sizes, c.own, got, c.want)
		}
	}
}

func TestBlocksGoToTheirOwnLanguageElseToTheDocuments(t *testing.T) {
	for _, c := range []struct {
		own  []string
		main string
		want string
	}{
		{[]string{"", "fr", "sv", ""}, "sv", "sv:3 fr:1"},
		{[]string{"fr", "fr"}, "sv", "fr:2"},
		{[]string{"", "fr", ""}, "", "fr:1"},
		{[]string{"", ""}, "", ""},
		{nil, "sv", ""},
	} {
		got := ""
		for _, p := range deal(blocksOf(make([]int, len(c.own))...), c.own, c.main) {
			got += fmt.Sprintf(" %s:%d", p.code, len(p.blocks))
		}
		if c.want != "" {
			c.want = " " + c.want
		}
		if got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.own, c.main, got, c.want)
		}
	}
}

func TestABlockInAnotherLanguageIsReadByItsOwnPack(t *testing.T) {
	swedish := "Hamnen är stängd sedan i natt och ingen vet när färjorna går igen, säger hamnchefen Ada Berg till radion."
	french := "Le ministre a déclaré que la situation du port était grave et que personne ne savait quand il serait rouvert."
	got := openReader(t).Read(enligt.Document{Published: "2023-07-28", Text: swedish + "\n" + swedish + "\n" + french + "\n"})
	if got.Err != nil || got.Document.Lang != "sv" || !strings.HasPrefix(got.MadeBy.Pack, "sv ") || !strings.Contains(got.MadeBy.Pack, ", fr ") || !warned(got, "part of the text is read as fr") {
		t.Fatalf("%s, %q, %q, %v", got.Document.Lang, got.MadeBy.Pack, got.Warnings, got.Err)
	}
	cues := ""
	for i := range got.Statements {
		cues += got.Statements[i].Cue.Of(got.Document.Text) + ";"
	}
	if !strings.Contains(cues, "a déclaré;") {
		t.Errorf("the cues are %q", cues)
	}
	if given := openReader(t).Read(enligt.Document{Lang: "sv", Published: "2023-07-28", Text: swedish + "\n" + french}); strings.Contains(given.MadeBy.Pack, "fr") {
		t.Errorf("a given language is not believed: %q", given.MadeBy.Pack)
	}
}
