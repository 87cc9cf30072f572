package measure

import (
	"cmp"
	"slices"
)

// The fixed metrics of attribution; recall by form and the fields follow them.
const (
	aSource = iota // segments
	aCue
	aContent
	aDetection
	aOverlap
	aExact
	aExactCue
	aExactContent
	aExactSource
	attributionMetrics
)

var attributionNames = []string{
	"segments source", "segments cue", "segments content",
	"detection", "triple overlap", "triple exact",
	"exact cue", "exact content", "exact source",
}

// forms are the forms that recall is given for.
var forms = []string{"direct", "indirect", "mixed", "?"}

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

// Attribution scores readings against gold documents, paired by their ids; gold
// documents that were not read count as read empty. Errors are shown up to limit
// of each kind; 0 shows none.
func Attribution(gold, found []Annotated, limit int) *Report {
	by := map[string]*Annotated{}
	for i := range found {
		by[found[i].ID] = &found[i]
	}
	gold = kept(gold)
	names := slices.Clone(attributionNames)
	for _, f := range forms {
		names = append(names, "recall "+f)
	}
	names = append(names, fields...)
	t := NewTally("documents", len(gold), names...)
	t.shares = [2]int{attributionMetrics, attributionMetrics + len(forms)}
	var e statementErrors
	missing := 0
	for i := range gold {
		read := by[gold[i].Doc]
		if read == nil {
			read = &Annotated{}
			missing++
		}
		c := compare(&gold[i], read)
		c.count(t.Units[i])
		e.add(c)
	}
	r := &Report{Task: "attribution", Metrics: t.Metrics(), Units: t.Describe(), Missing: missing}
	if limit > 0 {
		r.Errors = e.groups(limit)
	}
	return r
}

// kept leaves out documents marked to be skipped, and the earlier ones of an id.
func kept(gold []Annotated) []Annotated {
	var out []Annotated
	at := map[string]int{}
	for _, g := range gold {
		if i, ok := at[g.ID]; ok && !g.Skip {
			out[i] = g
		} else if !g.Skip {
			at[g.ID] = len(out)
			out = append(out, g)
		}
	}
	return out
}

func (c *comparison) count(row []Count) {
	for m, of := range []func(Stated) []Range{
		func(s Stated) []Range { return s.Source }, func(s Stated) []Range { return s.Cue }, func(s Stated) []Range { return s.Content },
	} {
		row[m] = c.segments(of)
	}
	for m := aDetection; m < attributionMetrics; m++ {
		row[m].System, row[m].Gold = len(c.found.Statements), len(c.gold.Statements)
	}
	for _, s := range c.gold.Statements {
		m := formMetric(s.Form)
		row[m].Gold++
		row[m].System++
	}
	for _, p := range c.pairs {
		c.countPair(row, p[0], p[1])
	}
}

func (c *comparison) countPair(row []Count, i, j int) {
	overlap, equal := c.agree(i, j)
	if overlap == [3]bool{true, true, true} {
		row[aOverlap].Correct++
		row[formMetric(c.gold.Statements[i].Form)].Correct++
	}
	if equal == [3]bool{true, true, true} {
		row[aExact].Correct++
	}
	for k, m := range [3]int{aExactCue, aExactContent, aExactSource} {
		if equal[k] {
			row[m].Correct++
		}
	}
	if !c.detected(i, j) {
		return
	}
	row[aDetection].Correct++
	for k, f := range fields {
		g, s := c.gold.Statements[i].Fields[f], c.found.Statements[j].Fields[f]
		m := attributionMetrics + len(forms) + k
		row[m] = row[m].Plus(Count{matches(f, g, s), len(s), len(g)})
	}
}

func formMetric(form string) int {
	i := slices.Index(forms, form)
	if i < 0 {
		i = len(forms) - 1
	}
	return attributionMetrics + i
}

// segments counts the contiguous stretches of one part, cut at line ends, each
// once a document: the unit in which PolNeAR results are published.
func (c *comparison) segments(of func(Stated) []Range) Count {
	set := func(list []Stated) map[Range]bool {
		out := map[Range]bool{}
		for _, s := range list {
			for _, r := range c.text.lines(of(s)) {
				out[r] = true
			}
		}
		return out
	}
	gold, found := set(c.gold.Statements), set(c.found.Statements)
	n := Count{System: len(found), Gold: len(gold)}
	for r := range found {
		if gold[r] {
			n.Correct++
		}
	}
	return n
}
