package measure

import (
	"cmp"
	"slices"
)

// comparison is one document with the statements of both sides paired.
type comparison struct {
	gold, found *Annotated
	text        text
	goldParts   []parts // cue, content and source of each statement
	foundParts  []parts
	pairs       [][2]int // gold and found index of each pair
}

// parts are the letters of a statement's cue, content and source.
type parts [3][]int

const (
	partCue = iota
	partContent
	partSource
)

func compare(gold, found *Annotated) *comparison {
	c := &comparison{gold: gold, found: found, text: text([]rune(gold.Text))}
	c.goldParts, c.foundParts = c.lettersOf(gold.Statements), c.lettersOf(found.Statements)
	c.align()
	return c
}

func (c *comparison) lettersOf(s []Stated) []parts {
	out := make([]parts, len(s))
	for i := range s {
		out[i] = parts{c.text.letters(s[i].Cue), c.text.letters(s[i].Content), c.text.letters(s[i].Source)}
	}
	return out
}

// align pairs statements one to one, greedily: those whose cues share a letter
// first, then by how much of their contents they share.
func (c *comparison) align() {
	type candidate struct {
		weight float64
		i, j   int
	}
	var all []candidate
	for i, g := range c.goldParts {
		for j, f := range c.foundParts {
			cue := shared(g[partCue], f[partCue]) > 0
			both := shared(g[partContent], f[partContent])
			if !cue && both == 0 {
				continue
			}
			w := jaccard(g[partContent], f[partContent], both)
			if cue {
				w += 2
			}
			all = append(all, candidate{w, i, j})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	usedGold, usedFound := make([]bool, len(c.goldParts)), make([]bool, len(c.foundParts))
	for _, k := range all {
		if !usedGold[k.i] && !usedFound[k.j] {
			usedGold[k.i], usedFound[k.j] = true, true
			c.pairs = append(c.pairs, [2]int{k.i, k.j})
		}
	}
}

func jaccard(a, b []int, both int) float64 {
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

// detected reports whether a pair is one statement: the cues share a letter, or
// half of the contents' letters are common.
func (c *comparison) detected(i, j int) bool {
	g, f := c.goldParts[i], c.foundParts[j]
	return shared(g[partCue], f[partCue]) > 0 ||
		jaccard(g[partContent], f[partContent], shared(g[partContent], f[partContent])) >= .5
}

// agree says which parts share a letter or are absent on both sides, and which
// are equal.
func (c *comparison) agree(i, j int) (overlap, equal [3]bool) {
	for k := range overlap {
		g, f := c.goldParts[i][k], c.foundParts[j][k]
		overlap[k] = shared(g, f) > 0 || len(g) == 0 && len(f) == 0
		equal[k] = slices.Equal(g, f)
	}
	return overlap, equal
}
