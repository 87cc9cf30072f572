package measure

import (
	"fmt"
	"slices"
	"strings"
)

// statementErrors collects what a person wants to see side by side.
type statementErrors struct {
	missed, invented []ErrorLine
	part             [3][]ErrorLine
	field            map[string]*confusions
}

// partNames are the parts of a statement in the order of parts.
var partNames = [3]string{"cue", "content", "source"}

func (e *statementErrors) add(c *comparison) {
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, p := range c.pairs {
		if !c.detected(p[0], p[1]) {
			continue
		}
		usedGold[p[0]], usedFound[p[1]] = true, true
		e.pair(c, p[0], p[1])
	}
	for i, s := range c.gold.Statements {
		if !usedGold[i] {
			e.missed = append(e.missed, ErrorLine{Gold: c.describe(s), Example: c.gold.ID})
		}
	}
	for j, s := range c.found.Statements {
		if !usedFound[j] {
			e.invented = append(e.invented, ErrorLine{System: c.describe(s), Example: c.gold.ID})
		}
	}
}

func (e *statementErrors) pair(c *comparison, i, j int) {
	g, f := c.gold.Statements[i], c.found.Statements[j]
	_, equal := c.agree(i, j)
	where := fmt.Sprintf("%s  «%s»", c.gold.ID, c.text.show(g.Cue))
	for k, ranges := range [3][2][]Range{{g.Cue, f.Cue}, {g.Content, f.Content}, {g.Source, f.Source}} {
		if !equal[k] {
			a, b := contrast(c.text.show(ranges[0]), c.text.show(ranges[1]))
			e.part[k] = append(e.part[k], ErrorLine{Gold: orBlank(a), System: orBlank(b), Example: where})
		}
	}
	for _, name := range fields {
		a, b := g.Fields[name], f.Fields[name]
		if n := matches(name, a, b); n == len(a) && n == len(b) {
			continue
		}
		if e.field == nil {
			e.field = map[string]*confusions{}
		}
		if e.field[name] == nil {
			e.field[name] = &confusions{}
		}
		e.field[name].add(showValues(a), showValues(b), where)
	}
}

// contrast shortens what two long texts have in common at their beginning and
// end, so that the difference is seen.
func contrast(a, b string) (string, string) {
	const keep = 30
	x, y := []rune(a), []rune(b)
	n := min(len(x), len(y))
	head := 0
	for head < n && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < n-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	cut := func(r []rune) string {
		from, to := 0, len(r)
		out := ""
		if head > 2*keep {
			out, from = string(r[:keep])+" […] ", head-keep
		}
		if tail > 2*keep {
			to = len(r) - tail + keep
			return out + string(r[from:to]) + " […] " + string(r[len(r)-keep:])
		}
		return out + string(r[from:to])
	}
	return cut(x), cut(y)
}

// describe puts a statement in one line: who, by which cue, what.
func (c *comparison) describe(s Stated) string {
	content := c.text.show(s.Content)
	if r := []rune(content); len(r) > 160 {
		content = string(r[:100]) + " […] " + string(r[len(r)-50:])
	}
	return fmt.Sprintf("%s «%s» %s | %s", orBlank(c.text.show(s.Source)), c.text.show(s.Cue), s.Form, content)
}

func showValues(v []value) string {
	var out []string
	for _, x := range v {
		out = append(out, x[0])
	}
	slices.Sort(out)
	return orBlank(strings.Join(out, "; "))
}

func (e *statementErrors) groups(limit int) *Errors {
	cut := func(title string, rows []ErrorLine) ErrorGroup {
		g := ErrorGroup{Title: fmt.Sprintf("%s: %d", title, len(rows)), Rows: []ErrorLine{}, Tall: true}
		g.Rows = append(g.Rows, rows[:min(limit, len(rows))]...)
		return g
	}
	out := &Errors{Groups: []ErrorGroup{cut("missed", e.missed), cut("invented", e.invented)}}
	for k, name := range partNames {
		out.Groups = append(out.Groups, cut(name+" differs", e.part[k]))
	}
	for _, name := range fields {
		if c := e.field[name]; c != nil {
			out.Groups = append(out.Groups, c.group(name, limit))
		}
	}
	return out
}
