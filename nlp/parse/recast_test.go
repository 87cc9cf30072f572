package parse

import (
	"slices"
	"testing"

	"github.com/enligt/enligt"
)

// otherScheme hangs words on the head of their head and names their arcs anew: a
// scheme that leaves no arc below the second level as it was.
func otherScheme(words []enligt.Word) []enligt.Word {
	out := slices.Clone(words)
	for i := range out {
		out[i].Deprel = "after " + words[i].Deprel
		if h := words[i].Head; h >= 0 && words[h].Head >= 0 {
			out[i].Head = words[h].Head
		}
	}
	return out
}

func TestTreesOfAnotherSchemeAreRecastAsThoseThatAreKnown(t *testing.T) {
	var from, to, rest [][]enligt.Word
	for range 3 {
		for _, e := range examples(t) {
			from, to = append(from, otherScheme(e.Words)), append(to, e.Words)
		}
	}
	for _, e := range examples(t) {
		rest = append(rest, otherScheme(e.Words))
	}
	Recast(from, to, rest, Options{Iterations: 12, MinSeen: 1})
	for i, e := range examples(t) {
		for k, w := range e.Words {
			if got := rest[i][k]; got.Head != w.Head || got.Deprel != w.Deprel {
				t.Errorf("%q: head %d, relation %s; want %d, %s", w.Form, got.Head, got.Deprel, w.Head, w.Deprel)
			}
		}
	}
}

func TestNothingIsRecastWithoutSentencesThatHaveBothTrees(t *testing.T) {
	words := otherScheme(examples(t)[0].Words)
	before := slices.Clone(words)
	Recast(nil, nil, [][]enligt.Word{words}, Options{})
	if !slices.Equal(before, words) {
		t.Error("the words changed")
	}
}
