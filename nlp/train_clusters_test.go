package nlp

import (
	"slices"
	"strings"
	"testing"
)

func TestRawTextIsCutAboutAsTheTreebanksDo(t *testing.T) {
	english := clustersStep{Clitics: []string{"n't", "'s"}}
	french := clustersStep{Elide: true}
	for _, x := range []struct {
		step       *clustersStep
		text, want string
	}{
		{&clustersStep{}, "Hon sade: ”Nej, aldrig!”", "Hon sade : ” Nej , aldrig ! ”"},
		{&clustersStep{}, "(EU) och bl.a. 3,5 %", "( EU ) och bl.a. 3,5 %"},
		{&english, "Niger's army didn’t move.", "Niger 's army did n't move ."},
		{&french, "L’armée n'a qu'un chef", "L' armée n' a qu' un chef"},
		{&french, "—", "—"},
		{&french, "", ""},
	} {
		if got := x.step.words(x.text); !slices.Equal(got, strings.Fields(x.want)) {
			t.Errorf("%q is cut into %q, want %q", x.text, got, x.want)
		}
	}
}
