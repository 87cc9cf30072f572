package measure

import (
	"cmp"
	"fmt"
	"slices"
)

var timeMetrics = []string{"strict", "relaxed", "value"}

// Times scores time expressions: strict by equal spans, relaxed by spans that
// share a code point, value by the TIMEX3 value of those. Gold documents that
// were not read count as read empty.
func Times(gold, found []Annotated, limit int) *Report {
	by := map[string]*Annotated{}
	for i := range found {
		by[found[i].ID] = &found[i]
	}
	gold = kept(gold)
	t := NewTally("documents", len(gold), timeMetrics...)
	var missed, invented, spans, values confusions
	missing := 0
	for i := range gold {
		read := by[gold[i].ID]
		if read == nil {
			read = &Annotated{}
			missing++
		}
		row := t.Units[i]
		for m := range row {
			row[m].System, row[m].Gold = len(read.Times), len(gold[i].Times)
		}
		words := text([]rune(gold[i].Text))
		used := make([]bool, len(read.Times))
		for _, g := range gold[i].Times {
			shown := words.show([]Range{g.Range})
			if slices.ContainsFunc(read.Times, func(f Timed) bool { return f.Range == g.Range }) {
				row[0].Correct++
			}
			k := bestTime(g, read.Times, used)
			if k < 0 {
				missed.add(fmt.Sprintf("%s %s", shown, g.Value), "", gold[i].ID)
				continue
			}
			used[k] = true
			row[1].Correct++
			f := read.Times[k]
			if f.Value == g.Value {
				row[2].Correct++
			} else {
				values.add(g.Value, orBlank(f.Value), gold[i].ID+" "+shown)
			}
			if f.Range != g.Range {
				spans.add(shown, words.show([]Range{f.Range}), gold[i].ID)
			}
		}
		for k, f := range read.Times {
			if !used[k] {
				invented.add("", words.show([]Range{f.Range})+" "+f.Value, gold[i].ID)
			}
		}
	}
	r := &Report{Task: "times", Metrics: t.Metrics(), Units: t.Describe(), Missing: missing}
	if limit > 0 {
		r.Errors = &Errors{Groups: []ErrorGroup{
			missed.group("missed", limit), invented.group("invented", limit), spans.group("span differs", limit), values.group("value differs", limit),
		}}
	}
	return r
}

// bestTime is the first unused time that overlaps g, one of equal value before
// the others, or -1.
func bestTime(g Timed, found []Timed, used []bool) int {
	var all []int
	for j, f := range found {
		if !used[j] && f.Start < g.End && g.Start < f.End {
			all = append(all, j)
		}
	}
	if len(all) == 0 {
		return -1
	}
	differs := func(j int) int {
		if found[j].Value != g.Value {
			return 1
		}
		return 0
	}
	return slices.MinFunc(all, func(a, b int) int { return cmp.Compare(differs(a), differs(b)) })
}
