package measure

import (
	"fmt"
	"strings"
)

// The metrics of names: the three kinds together, each alone, and MISC, which is
// reported but not counted in "names".
var nameMetrics = []string{"names", "PER", "ORG", "LOC", "MISC"}

// Names scores the names found in each sentence against the gold ones: a name is
// right where its tokens and its kind are those of a gold name. Found holds one
// list a gold sentence. Errors are shown up to limit of each kind; 0 shows none.
func Names(gold []NameSentence, found [][]Name, limit int) (*Report, error) {
	if len(gold) != len(found) {
		return nil, fmt.Errorf("%d sentences of names found, %d are gold", len(found), len(gold))
	}
	unit, unitOfSentence, n := nameUnits(gold)
	t := NewTally(unit, n, nameMetrics...)
	var e nameErrors
	for i := range gold {
		countNames(t.Units[unitOfSentence[i]], gold[i].Names, found[i])
		e.add(&gold[i], found[i])
	}
	r := &Report{Task: "ner", Metrics: t.Metrics(), Units: t.Describe()}
	if limit > 0 {
		r.Errors = e.groups(limit)
	}
	return r, nil
}

// nameUnits groups sentences by document where there are enough documents.
func nameUnits(gold []NameSentence) (unit string, of []int, n int) {
	of = make([]int, len(gold))
	for i := range gold {
		if gold[i].NewDoc && i > 0 {
			n++
		}
		of[i] = n
	}
	if n++; n >= 30 {
		return "documents", of, n
	}
	for i := range of {
		of[i] = i
	}
	return "sentences", of, len(gold)
}

func countNames(row []Count, gold, found []Name) {
	known := map[Name]bool{}
	for _, g := range gold {
		known[g] = true
		for _, m := range metricsOf(g.Kind) {
			row[m].Gold++
		}
	}
	for _, f := range found {
		for _, m := range metricsOf(f.Kind) {
			row[m].System++
			if known[f] {
				row[m].Correct++
			}
		}
	}
}

// metricsOf lists the metrics that a name of a kind counts in.
func metricsOf(kind string) []int {
	for m, name := range nameMetrics {
		switch {
		case name != kind:
		case kind == "MISC":
			return []int{m}
		default:
			return []int{0, m}
		}
	}
	return nil
}

// nameErrors sorts errors into wrong kinds, wrong extents, missed and invented.
type nameErrors struct {
	kind, extent, missed, invented confusions
}

func (e *nameErrors) add(s *NameSentence, found []Name) {
	used := make([]bool, len(found))
	for _, g := range s.Names {
		hit := -1
		for j, f := range found {
			if f.Start < g.End && g.Start < f.End && !used[j] {
				hit = j
				break
			}
		}
		if hit < 0 {
			e.missed.add(g.Kind+" "+s.show(g), "", s.around(g))
			continue
		}
		used[hit] = true
		switch f := found[hit]; {
		case f == g:
		case f.Start == g.Start && f.End == g.End:
			e.kind.add(g.Kind, f.Kind, s.around(g))
		default:
			e.extent.add(g.Kind+" "+s.show(g), f.Kind+" "+s.show(f), s.around(g))
		}
	}
	for j, f := range found {
		if !used[j] {
			e.invented.add("", f.Kind+" "+s.show(f), s.around(f))
		}
	}
}

func (e *nameErrors) groups(limit int) *Errors {
	return &Errors{Groups: []ErrorGroup{
		e.kind.group("wrong kind", limit), e.extent.group("wrong extent", limit),
		e.missed.group("missed", limit), e.invented.group("invented", limit),
	}}
}

func (s *NameSentence) show(n Name) string { return strings.Join(s.Tokens[n.Start:n.End], " ") }

// around shows a name between two words before and after it.
func (s *NameSentence) around(n Name) string {
	before := strings.Join(s.Tokens[max(0, n.Start-2):n.Start], " ")
	after := strings.Join(s.Tokens[n.End:min(len(s.Tokens), n.End+2)], " ")
	return strings.TrimSpace(before + " *" + s.show(n) + "* " + after)
}
