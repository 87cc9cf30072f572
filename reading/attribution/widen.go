package attribution

import (
	"fmt"

	"github.com/enligt/enligt/packs"
)

// besideRow is one line of cuewords.tsv: a kind of word that belongs to a cue
// right beside which it stands.
type besideRow struct {
	relation string // of the word to the cue, with or without its subtype
	upos     string
	after    bool
}

// readBeside reads what else belongs to a cue than its pattern, auxiliaries,
// negation and particles; languages differ: "also said", but "sade också".
func readBeside(p *packs.Pack) ([]besideRow, error) {
	t, err := p.Table("cuewords")
	if err != nil {
		return nil, err
	}
	out := make([]besideRow, 0, len(t.Rows))
	for _, r := range t.Rows {
		b := besideRow{relation: r.Get("relation"), upos: r.Get("upos"), after: r.Get("side") == "after"}
		if b.relation == "" || b.upos == "" || !b.after && r.Get("side") != "before" {
			return nil, fmt.Errorf("%s: not a relation, a part of speech and a side", r.At())
		}
		out = append(out, b)
	}
	return out, nil
}

// maxWiden is how many such words a cue may have on one side.
const maxWiden = 3

// widen takes into the span of a cue with a verb or adjective the words beside it
// that the pack's table names.
func (e *Engine) widen(v *view, c *cue, taken []bool) {
	if !v.verbal(c) {
		return
	}
	s := v.sentence(c.head)
	for n := 0; n < maxWiden && c.span.from > s.from && e.belongs(v, c, c.span.from-1, taken); n++ {
		c.span.from--
	}
	for n := 0; n < maxWiden && c.span.to < s.to && e.belongs(v, c, c.span.to, taken); n++ {
		c.span.to++
	}
	c.bounds = c.bounds.cover(c.span)
}

// belongs reports whether token i, next to the span of c, belongs to it.
func (e *Engine) belongs(v *view, c *cue, i int, taken []bool) bool {
	t := &v.toks[i]
	if taken[i] || t.head < 0 || !c.span.has(t.head) || t.Feat("PronType") != "" {
		return false
	}
	if q := v.toks[c.head].quote; t.quote != q {
		return false
	}
	for _, b := range e.words {
		if b.after == (i >= c.span.to) && b.upos == t.UPOS && (b.relation == t.Deprel || b.relation == t.rel) {
			return true
		}
	}
	return false
}
