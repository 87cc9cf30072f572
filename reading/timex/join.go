package timex

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// join is a row of the table of joins: two kinds of expressions that are one with
// these words between them.
type join struct {
	left, right map[string]bool
	between     []node
}

func readJoins(p *packs.Pack, l *lexicon) ([]join, error) {
	t, err := p.Table("timejoins")
	if err != nil {
		return nil, err
	}
	var out []join
	for _, r := range t.Rows {
		j := join{left: names(r.Get("left")), right: names(r.Get("right"))}
		if between := r.Get("between"); between != "-" {
			if j.between, err = l.parseNodes(strings.Fields(between)); err != nil {
				return nil, fmt.Errorf("pack %s: %s: %w", p.Lang, r.At(), err)
			}
		}
		out = append(out, j)
	}
	return out, nil
}

func names(cell string) map[string]bool {
	out := map[string]bool{}
	for name := range strings.SplitSeq(cell, "|") {
		out[name] = true
	}
	return out
}

// maxJoined is how many expressions may become one.
const maxJoined = 4

// join makes neighbours that belong together one, settles where their verbs point
// and drops what is no time by itself.
func (e *Engine) join(m *matcher, found []*expr) []*expr {
	var out []*expr
	for i := 0; i < len(found); {
		x, n := found[i], 1
		for n < maxJoined && i+n < len(found) && e.joined(m, x, found[i+n]) {
			x = union(x, found[i+n])
			n++
		}
		i += n
		if x.op != opNothing && x.op != opMod && (x.args["bound"] == "" || x.within != nil) {
			x.tense = m.trees.tense(&m.atoms[x.from])
			out = append(out, x)
		}
	}
	return out
}

func (e *Engine) joined(m *matcher, a, b *expr) bool {
	if a.op == opNothing || b.op == opNothing || b.from-a.to > 4 {
		return false
	}
	for i := range e.joins {
		j := &e.joins[i]
		if j.left[a.kind] && j.right[b.kind] && m.match(j.between, a.to, func(to int) bool { return to == b.from }) {
			return true
		}
	}
	return false
}

// fineness orders kinds: the value of a joined expression is that of the finer one.
var fineness = map[string]int{"mod": -1, "year": 1, "half": 2, "quarter": 2, "season": 2, "month": 3, "week": 4, "weekend": 5, "weekday": 6, "relday": 7, "date": 7, "part": 8, "clock": 9}

func union(a, b *expr) *expr {
	fine, coarse := *a, b
	if a.op == opMod || a.kind == "mod" || fineness[b.kind] > fineness[a.kind] {
		fine, coarse = *b, a
	}
	fine.span = enligt.Span{Start: a.span.Start, End: b.span.End}
	fine.from, fine.to = a.from, b.to
	switch {
	case coarse.kind == "mod":
		if fine.dayPart() == "" && (fine.kind == "relday" || fine.kind == "weekday" || fine.kind == "date") {
			fine.part = coarse.text("p")
		}
	case coarse.kind == "weekday" && fine.kind == "date":
		fine.weekday, _ = coarse.number("w")
		if fine.dayPart() == "" {
			fine.part = coarse.dayPart()
		}
		fine.eve = coarse.text("till") != ""
	case fine.within == nil:
		fine.within = coarse
	case fine.within.kind == "weekday" && coarse.kind == "date":
		fine.within = coarse
	default:
		inner := *fine.within
		inner.within = coarse
		fine.within = &inner
	}
	return &fine
}
