// Package timex finds expressions of time in a text and works out their TIMEX3
// values.
//
// In go an analysed text and the day on which it was published, out come the
// expressions in text order with type and value. All words stand in three tables
// of the pack: timewords (words by class), times (patterns with values) and
// timejoins (which expressions that stand side by side are one). A pack without
// them finds nothing; opening fails where a row cannot be read. Finding never
// fails. Without a publication date relative expressions keep unknown parts
// (XXXX-WXX-4) or a vague value (PAST_REF).
//
// Values follow TIMEX3 (Pustejovsky et al. 2003, ISO 24617-1) as the project's
// guidelines narrow it; the search for the direction of a bare weekday or month
// by tense follows the idea of HeidelTime (Strötgen & Gertz 2010).
package timex

import (
	"fmt"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// Engine finds times in texts of one language. It is safe for concurrent use.
type Engine struct {
	words *lexicon
	rules rules
	joins []join
}

// Open reads the tables of a pack.
func Open(p *packs.Pack) (*Engine, error) {
	e := &Engine{}
	var err error
	if e.words, err = readWords(p); err != nil {
		return nil, err
	}
	if e.rules, err = readRules(p, e.words); err != nil {
		return nil, fmt.Errorf("%w; the columns are explained in the table's first line", err)
	}
	if e.joins, err = readJoins(p, e.words); err != nil {
		return nil, err
	}
	return e, nil
}

// Find returns the times of an analysed text in text order. published is a day
// ("2023-07-28") or "".
func (e *Engine) Find(a *nlp.Analysis, published string) []enligt.Timex {
	if len(e.rules.all) == 0 {
		return nil
	}
	var out []enligt.Timex
	t := newTrees(a, e.words)
	now := newAnchor(published)
	for _, b := range a.Blocks {
		m := &matcher{e: e, trees: t, atoms: e.words.lex(a.Text, b.Span)}
		t.locate(m.atoms)
		now.block()
		for _, x := range e.join(m, m.scan()) {
			if v := now.resolve(x); v != "" {
				out = append(out, enligt.Timex{Span: x.span, Type: x.kindOfTime(v), Value: v})
			}
		}
	}
	return out
}

// scan walks the atoms of a block from left to right and takes the longest
// expression at each place.
func (m *matcher) scan() []*expr {
	var out []*expr
	for i := 0; i < len(m.atoms); {
		x := m.best(i)
		if x == nil {
			i++
			continue
		}
		out = append(out, x)
		i = max(x.to, i+1)
	}
	return out
}
