package timex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// entry is a word or a few of one class, with its value.
type entry struct {
	class string
	value string
	num   int  // of value, where it is one
	upper bool // only with a capital
	rest  []string
	glue  []bool
}

// lexicon is the table of words.
type lexicon struct {
	byForm map[string][]entry // by the first atom
	known  map[string]bool    // single words that stay whole
	first  map[string]bool    // may open a compound
	last   map[string]bool    // may end one
	ahead  map[string]bool    // lemmas and forms that point to the future
	plans  map[string]bool    // lemmas whose infinitive lies ahead: "promise"
	states map[string]bool    // lemmas of verbs that describe a state
	of     map[string]bool    // prepositions that tie a time to a noun
	joint  map[string]bool    // words between tens and units: "vingt et un"
}

// Classes of the table that no pattern asks for.
const (
	aheadClass = "ahead"
	planClass  = "plan"
	ofClass    = "of"
	stateClass = "state"
	andClass   = "and"
)

func readWords(p *packs.Pack) (*lexicon, error) {
	l := &lexicon{byForm: map[string][]entry{}}
	for _, m := range []*map[string]bool{&l.known, &l.first, &l.last, &l.ahead, &l.plans, &l.of, &l.states, &l.joint} {
		*m = map[string]bool{}
	}
	t, err := p.Table("timewords")
	if err != nil {
		return nil, err
	}
	for _, r := range t.Rows {
		class, forms := r.Get("class"), strings.Split(r.Get("forms"), "|")
		if class == "" || r.Get("forms") == "" {
			return nil, fmt.Errorf("pack %s: %s: a row needs a class and forms", p.Lang, r.At())
		}
		for _, f := range forms {
			if err := l.add(class, r.Get("value"), strings.TrimSpace(f)); err != nil {
				return nil, fmt.Errorf("pack %s: %s: %w", p.Lang, r.At(), err)
			}
		}
	}
	for _, entries := range l.byForm { // the longest first
		slices.SortStableFunc(entries, func(a, b entry) int { return len(b.rest) - len(a.rest) })
	}
	return l, nil
}

// add enters one form: "kväll", "fredags-" (opens a compound), "-kvällen" (ends
// one) or "-kväll-" (either).
func (l *lexicon) add(class, value, form string) error {
	opens, ends := strings.HasSuffix(form, "-") && form != "-", strings.HasPrefix(form, "-") && form != "-"
	form = strings.Trim(form, "-")
	lower := strings.ToLower(form)
	upper := lower[:min(1, len(lower))] != form[:min(1, len(form))]
	form = lower
	atoms := (&lexicon{}).lex(form, enligt.Span{End: len(form)})
	if len(atoms) == 0 {
		return fmt.Errorf("the form %q holds no word", form)
	}
	switch class {
	case aheadClass:
		l.ahead[form] = true
		return nil
	case planClass:
		l.plans[form] = true
		return nil
	case ofClass:
		l.of[form] = true
		return nil
	case stateClass:
		l.states[form] = true
		return nil
	case andClass:
		l.joint[form] = true
		return nil
	}
	if opens {
		l.first[form] = true
	}
	if ends {
		l.last[form] = true
	}
	if !opens && !ends {
		l.known[form] = true
	}
	e := entry{class: class, value: value, num: -1, upper: upper}
	if n, err := strconv.Atoi(value); err == nil {
		e.num = n
	}
	for _, a := range atoms[1:] {
		e.rest, e.glue = append(e.rest, a.form), append(e.glue, a.glued)
	}
	l.byForm[atoms[0].form] = append(l.byForm[atoms[0].form], e)
	return nil
}

// matches says how many atoms the entry takes at i, 0 for none.
func (e *entry) matches(atoms []atom, i int) int {
	if i+len(e.rest) >= len(atoms) || e.upper && !atoms[i].upper {
		return 0
	}
	for k, form := range e.rest {
		if a := &atoms[i+1+k]; a.form != form || e.glue[k] && !a.glued {
			return 0
		}
	}
	return 1 + len(e.rest)
}
