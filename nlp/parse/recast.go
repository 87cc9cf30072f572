package parse

import (
	"slices"

	"github.com/enligt/enligt"
)

// Recast gives sentences whose trees follow one scheme trees of another. It learns
// from sentences that have both, from[i] and to[i] being the same words: a parser
// whose guide is the tree at hand finds in it nearly all that the other scheme asks
// for. The tags and lemmas of from and rest must be of one kind. The trees of rest
// are replaced.
func Recast(from, to, rest [][]enligt.Word, o Options) {
	o = o.withDefaults()
	numbers := relationNumbers(from, rest)
	examples, guides := make([]Example, len(from)), make([]tree, len(from))
	for i, words := range from {
		guides[i] = hint(words, numbers)
		words = slices.Clone(words)
		for k := range words {
			words[k].Head, words[k].Deprel = to[i][k].Head, to[i][k].Deprel
		}
		examples[i] = Example{Words: words}
	}
	if len(examples) == 0 {
		return
	}
	w := rehearse(fit(examples, guides, relationsOf(examples), o, func(int, int, int) {}))
	w.guide = &guide{}
	for _, words := range rest {
		if len(words) == 0 {
			continue
		}
		w.sent.load(words)
		w.guide.set(hint(words, numbers))
		w.search()
		w.write(words)
	}
}

// hint is the words' tree as it stands, crossing arcs and several roots included.
func hint(words []enligt.Word, numbers map[string]uint8) tree {
	t := tree{make([]int32, len(words)), make([]uint8, len(words))}
	for i, w := range words {
		t.head[i], t.rel[i] = int32(w.Head), numbers[w.Deprel]
		if w.Head < 0 {
			t.head[i] = int32(len(words))
		}
	}
	return t
}

// relationNumbers numbers relations in the order of their names, from 1; what
// exceeds a byte is 0.
func relationNumbers(banks ...[][]enligt.Word) map[string]uint8 {
	seen := map[string]bool{}
	var names []string
	for _, bank := range banks {
		for _, words := range bank {
			for _, w := range words {
				if !seen[w.Deprel] {
					seen[w.Deprel] = true
					names = append(names, w.Deprel)
				}
			}
		}
	}
	slices.Sort(names)
	out := map[string]uint8{}
	for i, name := range names[:min(len(names), 255)] {
		out[name] = uint8(i + 1)
	}
	return out
}
