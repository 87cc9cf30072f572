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
func Times(gold, found []Annotated, show Show) *Report {
	by := map[string]*Annotated{}
	for i := range found {
		by[found[i].ID] = &found[i]
	}
	gold = kept(gold)
	t := NewTally("documents", len(gold), timeMetrics...)
	var e timeErrors
	missing := 0
	for i := range gold {
		read := by[gold[i].ID]
		if read == nil {
			read = &Annotated{}
			missing++
		}
		pairs := pairTimes(gold[i].Times, read.Times)
		countTimes(t.Units[i], gold[i].Times, read.Times, pairs)
		e.add(&gold[i], read, pairs)
	}
	return &Report{Task: "times", Metrics: t.Metrics(), Units: t.Describe(), Missing: missing, Errors: e.errors(show)}
}

// pairTimes gives each gold time the found one that it is compared with, or -1.
func pairTimes(gold, found []Timed) []int {
	used := make([]bool, len(found))
	out := make([]int, len(gold))
	for i, g := range gold {
		out[i] = bestTime(g, found, used)
		if out[i] >= 0 {
			used[out[i]] = true
		}
	}
	return out
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

func countTimes(row []Count, gold, found []Timed, pairs []int) {
	for m := range row {
		row[m].System, row[m].Gold = len(found), len(gold)
	}
	for i, g := range gold {
		if slices.ContainsFunc(found, func(f Timed) bool { return f.Range == g.Range }) {
			row[0].Correct++
		}
		if pairs[i] < 0 {
			continue
		}
		row[1].Correct++
		if found[pairs[i]].Value == g.Value {
			row[2].Correct++
		}
	}
}

// timeErrors collects the documents side by side, and over all of them which
// expressions and values go wrong most.
type timeErrors struct {
	documents                       []DocumentErrors
	missed, invented, spans, values confusions
}

func (e *timeErrors) add(gold, found *Annotated, pairs []int) {
	d := DocumentErrors{ID: gold.ID}
	t := text([]rune(gold.Text))
	used := map[int]bool{}
	for i, g := range gold.Times {
		if pairs[i] < 0 {
			d.add(t, missed, g.Start, t.around(g.Range), timeRows(t, &g, nil)...)
			e.missed.add(fmt.Sprintf("%s %s", t.show([]Range{g.Range}), g.Value), "", gold.ID)
			continue
		}
		used[pairs[i]] = true
		f := found.Times[pairs[i]]
		if f == g {
			d.Right++
			continue
		}
		d.add(t, differs, g.Start, t.around(g.Range), timeRows(t, &g, &f)...)
		if f.Value != g.Value {
			e.values.add(g.Value, orBlank(f.Value), gold.ID+" "+t.show([]Range{g.Range}))
		}
		if f.Range != g.Range {
			e.spans.add(t.show([]Range{g.Range}), t.show([]Range{f.Range}), gold.ID)
		}
	}
	for k, f := range found.Times {
		if !used[k] {
			d.add(t, invented, f.Start, t.around(f.Range), timeRows(t, nil, &f)...)
			e.invented.add(fmt.Sprintf("%s %s", t.show([]Range{f.Range}), f.Value), "", gold.ID)
		}
	}
	e.documents = append(e.documents, d)
}

// timeRows are the parts of a time on one or both sides.
func timeRows(t text, g, f *Timed) []Contrast {
	rows := []Contrast{{Label: "time"}, {Label: "value"}}
	if g != nil {
		rows[0].Gold, rows[1].Gold = orBlank(t.show([]Range{g.Range})), orBlank(g.Value)
	}
	if f != nil {
		rows[0].Found, rows[1].Found = orBlank(t.show([]Range{f.Range})), orBlank(f.Value)
	}
	return rows
}

// around is a range between its neighbours in one line.
func (t text) around(r Range) string {
	const reach = 32
	from, to := max(0, min(r.Start, len(t))-reach), min(len(t), r.End+reach)
	out := make([]rune, 0, to-from)
	for _, c := range t[from:max(from, to)] {
		if isSpace(c) {
			c = ' '
		}
		out = append(out, c)
	}
	return string(out)
}

func (e *timeErrors) errors(show Show) *Errors {
	if show == (Show{}) {
		return nil
	}
	out := &Errors{Documents: worstDocuments(e.documents, show.Documents), Of: len(e.documents), Groups: []ErrorGroup{}}
	out.count("missed", &e.missed, show.Rows)
	out.count("invented", &e.invented, show.Rows)
	out.count("span differs", &e.spans, show.Rows)
	out.count("value differs", &e.values, show.Rows)
	return out
}
