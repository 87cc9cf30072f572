package reading

import (
	"fmt"
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
