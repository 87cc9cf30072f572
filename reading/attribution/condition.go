package attribution

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// conditions are the words that open a condition: "if", "unless", "provided that".
type conditions struct {
	rows  index[pattern]
	never map[string]bool // words before one that make it another: "even if", "as if"
}

func readConditions(p *packs.Pack) (conditions, error) {
	t, err := p.Table("conditions")
	if err != nil {
		return conditions{}, err
	}
	c := conditions{index[pattern]{}, map[string]bool{}}
	for _, r := range t.Rows {
		words := parsePattern(r.Get("phrase"))
		if len(words) == 0 {
			return c, fmt.Errorf("%s: no phrase", r.At())
		}
		c.rows.add(words, words)
		for _, w := range strings.Fields(strings.ToLower(r.Get("never"))) {
			c.never[w+" "+words[0][0]] = true
		}
	}
	return c, nil
}

// starts reports whether some condition may start at a token.
func (c conditions) starts(t *token) bool {
	found := false
	c.rows.at(t, func(pattern) { found = true })
	return found
}

// condition is the clause inside a content under which the rest of it holds: "han
// avgår om partiet förlorar".
func (r *reader) condition(k *choice) *enligt.Span {
	v := r.v
	parts := k.t.parts
	if last := parts[len(parts)-1]; last.to+2 < v.sentence(last.from).to && isComma(v.toks[last.to].form) && r.e.when.starts(&v.toks[last.to+1]) {
		parts = append(parts[:len(parts):len(parts)], stretch{last.to, v.sentence(last.from).to}) // "…, unless the firm pays"
	}
	for _, p := range parts {
		for i := p.from; i < p.to; i++ {
			words := 0
			r.e.when.rows.at(&v.toks[i], func(c pattern) {
				if at := c.match(v, i); at != nil && at[len(at)-1]-i < len(at) {
					words = max(words, len(at))
				}
			})
			if words == 0 || words == 1 && v.another(i) || i > 0 && r.e.when.never[v.toks[i-1].form+" "+v.toks[i].lemma] {
				continue
			}
			if s := r.conditional(p, i, words); !s.empty() {
				span := v.bytes(s)
				return &span
			}
		}
	}
	return nil
}

// another reports whether token i only looks like a word that opens a condition: a
// pronoun ("s'est"), a preposition before a question ("handlar om hur det går").
func (v *view) another(i int) bool {
	if t := &v.toks[i]; t.UPOS != "ADP" || i+1 == len(v.toks) {
		return t.UPOS == "PRON"
	}
	next := &v.toks[i+1]
	return next.UPOS == "ADV" && !next.isNegative() && next.sent == v.toks[i].sent
}

// conditional is the clause that the words at token i open inside content p: an
// adverbial one, not what somebody asks ("frågar om …"), nor all of the content.
func (r *reader) conditional(p stretch, i, words int) stretch {
	v := r.v
	verb := -1
	for j := i + words; j < min(p.to, v.sentence(i).to); j++ {
		t := &v.toks[j]
		if t.finite() {
			verb = j
			break
		}
		if isComma(t.form) || t.UPOS == "SCONJ" || t.Feat("PronType") == "Rel" {
			return stretch{}
		}
	}
	if verb < 0 {
		return stretch{}
	}
	if h := v.toks[i].head; h >= 0 && v.toks[h].rel == "ccomp" {
		return stretch{}
	}
	s := stretch{i, verb + 1}
	for s.to < p.to && !isComma(v.toks[s.to].form) && !isStop(v.toks[s.to].form) && !isMark(v.toks[s.to].form) && !isDash(v.toks[s.to].form) {
		s.to++
	}
	if s.from == p.from && s.to >= p.to-1 {
		return stretch{}
	}
	return s
}
