package attribution

import (
	"fmt"

	"github.com/enligt/enligt"
)

// reader fills the fields of statements from readings of cues.
type reader struct {
	e        *Engine
	v        *view
	found    []choice
	owner    []int // for each word the innermost reading whose content holds it + 1, 0 for none
	holder   []int // for each reading the innermost one whose content holds its cue, -1 for none
	cueAt    []int // for each word the reading whose cue it is in + 1, 0 for none
	doubt    []hedge
	carriers []carrier
	out      []enligt.Statement
}

func (e *Engine) newReader(v *view, found []choice) *reader {
	r := &reader{e: e, v: v, found: found, doubt: e.hedges(v), carriers: e.carriersIn(v), cueAt: v.cuesOf(found)}
	r.owner, r.holder = holders(v, found)
	r.out = make([]enligt.Statement, 0, len(found))
	return r
}

// cuesOf tells each word which reading's cue it stands in: its index + 1.
func (v *view) cuesOf(found []choice) []int {
	at := make([]int, len(v.toks))
	for i := range found {
		if c := found[i].c; c != nil {
			for j := c.span.from; j < c.span.to; j++ {
				at[j] = i + 1
			}
		}
	}
	return at
}

// holders finds for each word the smallest content around it, and for each reading
// the one around its cue.
func holders(v *view, found []choice) (owner, holder []int) {
	holder = make([]int, len(found))
	owner = make([]int, len(v.toks))
	size := make([]int, len(v.toks))
	for i := range found {
		n := 0
		for _, p := range found[i].t.parts {
			n += p.to - p.from
		}
		for _, p := range found[i].t.parts {
			for j := p.from; j < p.to; j++ {
				if owner[j] == 0 || n < size[j] {
					owner[j], size[j] = i+1, n
				}
			}
		}
	}
	for i := range found {
		holder[i] = -1
		if c := found[i].c; c != nil && owner[c.head]-1 != i {
			holder[i] = owner[c.head] - 1
			if h, k := holder[i], &found[i]; h >= 0 && k.t.frame == frameSource && found[h].c != nil && k.t.has(found[h].c.head) {
				holder[i] = -1 // "X säger att …, enligt Y": Y says all of it
			}
		}
	}
	return owner, holder
}

// has reports whether the content holds token i.
func (t *content) has(i int) bool {
	for _, p := range t.parts {
		if p.has(i) {
			return true
		}
	}
	return false
}

// read appends the statement of reading i. Readings come in text order, so that
// a statement can take over what an earlier one says.
func (r *reader) read(i int) {
	k := &r.found[i]
	s := enligt.Statement{ID: id(i), Act: enligt.Assert, Polarity: enligt.Affirmed, Form: r.form(i), Block: r.block(k)}
	for _, p := range k.t.parts {
		s.Content = append(s.Content, r.v.bytes(r.v.withStop(p)))
	}
	if k.c != nil {
		s.Cue = r.v.bytes(k.c.span)
		row, _ := k.c.frame(k.t.frame)
		if (k.c.negated && !row.negative() || r.nobody(k)) && row.act != enligt.Decline {
			s.Polarity = enligt.Negated
		}
		if h := r.holder[i]; h >= 0 {
			s.Parent, s.Nested = id(h), true
		} else if k.s.kind == relativeSource {
			s.Nested = true
		}
	}
	if !k.s.span.empty() {
		span := r.v.sourceBytes(&k.s)
		s.Source = &span
	}
	s.Act = r.act(k, s.Form)
	s.Doubt = r.doubts(k)
	s.Condition = r.condition(k)
	r.parties(i, &s)
	s.Confidence = float64(r.e.ranker.Chance(k.sure())/10) / 100
	r.out = append(r.out, s)
}

// withStop is a part of a content with the full stop behind it where the part opens with
// a quotation mark and the stop stands in the same quotation: « Il gèle.
func (v *view) withStop(p stretch) stretch {
	if p.to < len(v.toks) && isMark(v.toks[p.from].form) && v.toks[p.to].form == "." && v.toks[p.to].quote >= 0 && v.toks[p.to].quote == v.toks[p.from].quote {
		p.to++
	}
	return p
}

func id(i int) string { return fmt.Sprintf("s%d", i+1) }

func (r *reader) block(k *choice) enligt.BlockKind {
	if b := r.v.block(k.first()); b >= 0 && b < len(r.v.a.Blocks) {
		return r.v.a.Blocks[b].Kind
	}
	return enligt.Paragraph
}

// negative reports whether the row's own words negate ("inte kommentera").
func (c *cueRow) negative() bool { return len(c.pattern) > 1 }

// form is direct where all letters of the content are quoted or an utterance,
// mixed where some are.
func (r *reader) form(i int) enligt.Form {
	k := &r.found[i]
	switch k.t.kind {
	case dashBefore, dashAround, labelContent:
		return enligt.Direct
	case clauseBefore, clauseAround, borderContent:
		if r.sharesDash(k) {
			return enligt.Direct
		}
	default:
		if k.c != nil && r.holder[i] < 0 && r.sharesDash(k) && r.v.opensUtterance(k.t.parts[0].from) {
			return enligt.Direct
		}
	}
	in, all, named := 0, 0, 0
	incise := r.incise(k)
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			t := &r.v.toks[i]
			if t.isPunct() || !t.First() {
				continue
			}
			all += len(t.Form)
			if t.quote >= 0 && (incise || k.c == nil || t.quote != r.v.toks[k.c.head].quote) || t.dash >= 0 && k.c != nil && t.dash != r.v.toks[k.c.head].dash {
				in += len(t.Form)
				if t.quote >= 0 && r.v.namesOnly(t.quote) {
					named += len(t.Form)
				}
			}
		}
	}
	switch {
	case all > 0 && in*100 >= all*97 && !r.fragment(k):
		return enligt.Direct
	case in > named:
		return enligt.Mixed
	}
	return enligt.Indirect
}

// sharesDash reports whether the content stands before its cue behind the same dash.
func (r *reader) sharesDash(k *choice) bool {
	h, at := r.v.toks[k.c.head].dash, k.t.parts[0].from
	return h >= 0 && h == r.v.toks[at].dash && at < k.c.span.from
}

// opensUtterance reports whether an utterance begins at token i, its marks aside.
func (v *view) opensUtterance(i int) bool {
	d := v.toks[i].dash
	for i--; i >= 0 && v.toks[i].dash == d; i-- {
		if !v.toks[i].isPunct() {
			return false
		}
	}
	return true
}

// maxNamed is how many words a name in quotation marks has at most.
const maxNamed = 4

// namesOnly reports whether a quotation holds nothing but a name or title in capitals:
// its marks quote nobody ("les recherches de « Nord Express »").
func (v *view) namesOnly(q int) bool {
	s := v.tokensIn(v.a.Quotations[q].Inner)
	n := 0
	for i := s.from; i < s.to; i++ {
		t := &v.toks[i]
		switch {
		case t.isPunct():
		case isCapital(t.Form) && !t.isVerb() && t.UPOS != "PRON" && t.UPOS != "ADV" && n < maxNamed:
			n++
		default:
			return false
		}
	}
	return n > 1
}

// incise reports whether the cue stands inside the marks of its own speech, which
// opens before it: "« Je viens, dit-elle, mais tard. »"
func (r *reader) incise(k *choice) bool {
	if k.c == nil {
		return false
	}
	q, at := r.v.toks[k.c.head].quote, k.t.parts[0].from
	return q >= 0 && at < k.c.span.from && r.v.toks[at].quote == q && at <= r.v.firstFrom(r.v.a.Quotations[q].Inner.Start)
}

// fragment reports whether the content is no speech but quoted words in the place of
// an object: "dénonce « un plan dicté par les actionnaires »".
func (r *reader) fragment(k *choice) bool {
	if k.c == nil {
		return false
	}
	if at := k.t.parts[0].from; at < k.c.span.from || k.c.allows(frameQuote) && r.v.toks[at-1].isPunct() && (!isMark(r.v.toks[at-1].form) || r.v.toks[at-1].form == ":") {
		return false // speech stands before its cue, or behind a colon or comma
	}
	words := 0
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			if r.v.toks[i].finite() {
				return false
			}
			if !r.v.toks[i].isPunct() {
				words++
			}
		}
	}
	return words > 1
}
