package timex

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/enligt/enligt/packs"
)

// rule is a row of the table of patterns.
type rule struct {
	pattern pattern
	tense   string // the condition on the governing verb, "" for none
	typ     string // DATE TIME DURATION SET, "" for one that blocks
	op      op
	args    map[string]string
	context int  // how many parts stand outside the expression
	bare    bool // a number that only its surroundings make a year
	order   int
}

// before reports whether r is to be preferred to another rule of the same reach.
func (r *rule) before(o *rule) bool {
	if a, b := r.weight(), o.weight(); a != b {
		return a > b
	}
	return r.order < o.order
}

func (r *rule) weight() int {
	n := 2 * r.context
	if r.tense != "" {
		n++
	}
	return n
}

// rules is the table, indexed by what may open an expression.
type rules struct {
	all     []*rule
	byWord  map[string][]*rule
	byClass map[string][]*rule
	digits  []*rule // that may open with digits
}

func readRules(p *packs.Pack, l *lexicon) (rules, error) {
	rs := rules{byWord: map[string][]*rule{}, byClass: map[string][]*rule{}}
	t, err := p.Table("times")
	if err != nil {
		return rs, err
	}
	for i, row := range t.Rows {
		r := &rule{typ: row.Get("type"), tense: row.Get("tense"), order: i}
		if r.pattern, err = l.parsePattern(row.Get("pattern")); err == nil {
			err = r.parseValue(row.Get("value"))
		}
		if err != nil {
			return rs, fmt.Errorf("pack %s: %s: %w", p.Lang, row.At(), err)
		}
		r.context = len(r.pattern.before) + len(r.pattern.after)
		rs.add(r)
	}
	return rs, nil
}

func (rs *rules) add(r *rule) {
	rs.all = append(rs.all, r)
	words, classes := openings(r.pattern.span)
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			rs.byWord[w] = append(rs.byWord[w], r)
		}
	}
	digits := false
	for _, c := range classes {
		if _, plain := bounds[c]; plain || c == numberClass {
			digits = true
		}
		if !seen["<"+c] {
			seen["<"+c] = true
			rs.byClass[c] = append(rs.byClass[c], r)
		}
	}
	if digits {
		rs.digits = append(rs.digits, r)
	}
}

// each calls f for the rules that may open with an atom; a rule that may do so in
// two ways is called twice.
func (rs *rules) each(l *lexicon, form string, digits bool, f func(*rule)) {
	if digits {
		for _, r := range rs.digits {
			f(r)
		}
		return
	}
	for _, r := range rs.byWord[form] {
		f(r)
	}
	entries := l.byForm[form]
	for i := range entries {
		if i > 0 && entries[i].class == entries[i-1].class {
			continue
		}
		for _, r := range rs.byClass[entries[i].class] {
			f(r)
		}
	}
}

// parseValue reads "shift unit=day n=-1".
func (r *rule) parseValue(cell string) error {
	f := strings.Fields(cell)
	if len(f) == 0 {
		return fmt.Errorf("no value")
	}
	var ok bool
	if r.op, ok = ops[f[0]]; !ok {
		return fmt.Errorf("no value is called %q", f[0])
	}
	r.args = map[string]string{}
	for _, a := range f[1:] {
		name, value, found := strings.Cut(a, "=")
		if !found {
			return fmt.Errorf("%q: write name=value", a)
		}
		r.args[name] = value
	}
	for _, name := range []string{"n", "y", "m", "d", "w", "q", "h"} {
		if v, ok := r.args[name]; ok {
			if _, err := strconv.Atoi(v); err != nil {
				return fmt.Errorf("%s=%s is no number", name, v)
			}
		}
	}
	r.bare = r.args["bare"] != ""
	return nil
}
