package measure

import (
	"fmt"
	"slices"
	"strings"
)

// attributionErrors collects what a person wants to see: the documents side by
// side, and over all of them which cues, edges and values go wrong most.
type attributionErrors struct {
	documents        []DocumentErrors
	missed, invented confusions // cues
	cues, edges      confusions
	field            map[string]*confusions
}

// add notes the differences of one document.
func (e *attributionErrors) add(c *comparison) {
	d := DocumentErrors{ID: c.gold.ID}
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, p := range c.pairs {
		if c.detected(p[0], p[1]) {
			usedGold[p[0]], usedFound[p[1]] = true, true
			e.pair(&d, c, p[0], p[1])
		}
	}
	for i := range c.gold.Statements {
		if s := &c.gold.Statements[i]; !usedGold[i] {
			d.add(c.text, missed, s.start(), "", c.sides(s, nil)...)
			e.missed.add(orBlank(strings.ToLower(c.text.show(s.Cue))), "", c.gold.ID)
		}
	}
	for j := range c.found.Statements {
		if s := &c.found.Statements[j]; !usedFound[j] {
			d.add(c.text, invented, s.start(), "", c.sides(nil, s)...)
			e.invented.add(orBlank(strings.ToLower(c.text.show(s.Cue))), "", c.gold.ID)
		}
	}
	e.documents = append(e.documents, d)
}

// start is where a statement begins to be signalled: its cue, else its content.
func (s *Stated) start() int {
	for _, r := range append(slices.Clone(s.Cue), s.Content...) {
		return r.Start
	}
	return 0
}

// pair notes how two statements differ that are one.
func (e *attributionErrors) pair(d *DocumentErrors, c *comparison, i, j int) {
	g, f := &c.gold.Statements[i], &c.found.Statements[j]
	_, equal := c.agree(i, j)
	rows := c.sides(g, f)
	for k, same := range [3]bool{equal[partSource], equal[partCue], equal[partContent]} {
		if same {
			rows[k].Found = rows[k].Gold // edges of punctuation do not count
		}
	}
	wrong := equal != [3]bool{true, true, true}
	for _, name := range fields {
		a, b := g.Fields[name], f.Fields[name]
		if n := matches(name, a, b); g.Fields == nil || n == len(a) && n == len(b) {
			continue
		}
		wrong = true
		rows = append(rows, Contrast{name, showValues(a), showValues(b)})
		e.confused(name).add(showValues(a), showValues(b), c.place(g))
	}
	if !equal[partCue] {
		e.cues.add(orBlank(c.text.show(g.Cue)), orBlank(c.text.show(f.Cue)), c.gold.ID)
	}
	for _, k := range [2]int{partContent, partSource} {
		if !equal[k] {
			e.edges.add(partNames[k]+" "+edge(c.goldParts[i][k], c.foundParts[j][k]), "", c.place(g))
		}
	}
	if wrong {
		d.add(c.text, differs, g.start(), "", rows...)
	} else {
		d.Right++
	}
}

// partNames are the parts of a statement in the order of parts.
var partNames = [3]string{"cue", "content", "source"}

// edge says in words how a part that was found misses the gold one.
func edge(gold, found []int) string {
	switch {
	case len(found) == 0:
		return "not found"
	case len(gold) == 0:
		return "found where there is none"
	case shared(gold, found) == 0:
		return "elsewhere"
	}
	var out []string
	first, last := found[0]-gold[0], found[len(found)-1]-gold[len(gold)-1]
	for _, x := range []struct {
		ok   bool
		what string
	}{{first < 0, "begins early"}, {first > 0, "begins late"}, {last < 0, "ends early"}, {last > 0, "ends late"}} {
		if x.ok {
			out = append(out, x.what)
		}
	}
	if len(out) == 0 {
		return "differs inside"
	}
	return strings.Join(out, ", ")
}

// place names a gold statement: "sv-12 «säger»".
func (c *comparison) place(s *Stated) string {
	return fmt.Sprintf("%s «%s»", c.gold.ID, c.text.show(s.Cue))
}

// sides are the parts of a statement on one or both sides; nil stands for none.
func (c *comparison) sides(g, f *Stated) []Contrast {
	rows := []Contrast{{Label: "source"}, {Label: "cue"}, {Label: "content"}}
	show := func(s *Stated, k int) string { return orBlank(c.text.show(partsOf[k](s))) }
	for k := range rows {
		switch {
		case f == nil:
			rows[k].Gold = shorten(show(g, k))
		case g == nil:
			rows[k].Found = shorten(show(f, k))
		default:
			rows[k].Gold, rows[k].Found = contrast(show(g, k), show(f, k))
		}
	}
	return rows
}

// shorten keeps the beginning and the end of a long text.
func shorten(s string) string {
	if r := []rune(s); len(r) > 160 {
		return string(r[:100]) + " […] " + string(r[len(r)-50:])
	}
	return s
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
	if a == b {
		return shorten(a), shorten(b)
	}
	return cut(x), cut(y)
}

func showValues(v []value) string {
	var out []string
	for _, x := range v {
		out = append(out, x[0])
	}
	slices.Sort(out)
	return orBlank(strings.Join(out, "; "))
}

func (e *attributionErrors) confused(field string) *confusions {
	if e.field == nil {
		e.field = map[string]*confusions{}
	}
	if e.field[field] == nil {
		e.field[field] = &confusions{}
	}
	return e.field[field]
}

func (e *attributionErrors) errors(show Show) *Errors {
	if show == (Show{}) {
		return nil
	}
	out := &Errors{Documents: worstDocuments(e.documents, show.Documents), Of: len(e.documents), Groups: []ErrorGroup{}}
	out.count("cues missed", &e.missed, show.Rows)
	out.count("cues invented", &e.invented, show.Rows)
	out.count("cue differs", &e.cues, show.Rows)
	out.count("content and source differ", &e.edges, show.Rows)
	for _, name := range fields {
		out.count(name+" differs", e.field[name], show.Rows)
	}
	return out
}
