package attribution

// restore gives sources and contents back what choosing among candidates left out where
// the words show that it cannot be missing.
func (v *view) restore(found []choice) {
	for i := range found {
		k := &found[i]
		if k.c == nil || k.s.span.empty() {
			continue
		}
		if k.c.allows(frameSource) && len(k.t.parts) == 1 {
			v.aroundSource(k)
		}
		for j := max(0, i-maxCarry); j < min(len(found), i+maxCarry); j++ {
			if o := &found[j]; j != i && o.c != nil && v.onlyNames(k, o) {
				k.t.parts = joined(v, append(append([]stretch(nil), o.t.parts...), k.t.parts...))
			}
		}
	}
}

// qualifies reports whether token i is a participle that says more of a noun of s before
// it: what follows belongs to that, "a statement carried | by state television".
func (v *view) qualifies(i int, s stretch) bool {
	t := &v.toks[i]
	return t.Feat("VerbForm") == "Part" && t.rel == "acl" && s.has(t.head) && t.head < i
}

// aroundSource adds the rest of its clause to a content that holds nothing but the subject
// before a source between commas: "La France, selon Le Monde, | prévoit …".
func (v *view) aroundSource(k *choice) {
	p, end := k.t.parts[0], v.sentence(k.c.head).to
	i := k.s.span.to
	if p.to > k.c.span.from || k.c.span.from-p.to > 1 || k.s.span.from < k.c.span.to || i >= end || !isComma(v.toks[i].form) || v.hasFinite(p) || v.toks[k.c.head].quote >= 0 {
		return
	}
	rest := v.trimPart(stretch{i + 1, end})
	if rest.empty() || !v.toks[rest.from].finite() {
		return
	}
	if v.toks[rest.to-1].isPunct() && isStop(v.toks[rest.to-1].form) {
		rest.to--
	}
	k.t.parts = append(k.t.parts, rest)
}

// onlyNames reports whether all that reading k holds is who says o and that they do, o's
// own content standing beside it: "…, the ministry said, according to Tass".
func (v *view) onlyNames(k, o *choice) bool {
	if len(k.t.parts) != 1 || o.s.span.empty() || o.t.frame == frameCites {
		return false
	}
	p := k.t.parts[0]
	if !p.covers(o.s.span) || !p.covers(o.c.span) || p.to-p.from > 2*maxPhrase {
		return false
	}
	for i := p.from; i < p.to; i++ {
		if !o.s.span.has(i) && !o.c.span.has(i) && !v.toks[i].isPunct() {
			return false
		}
	}
	for _, q := range o.t.parts {
		if q.touches(p) || v.toks[q.from].sent != v.toks[p.from].sent {
			return false
		}
	}
	return true
}

// joined is parts in order, those that nothing but a mark stands between as one.
func joined(v *view, parts []stretch) []stretch {
	var out []stretch
	for _, p := range parts {
		if n := len(out) - 1; n >= 0 && p.from >= out[n].to && p.from-out[n].to <= 1 && (p.from == out[n].to || v.toks[out[n].to].isPunct()) {
			out[n].to = p.to
			continue
		}
		out = append(out, p)
	}
	return out
}

// giveBack leaves a cue of a verb and a preposition its verb alone where the preposition
// belongs to a noun between them: "told the jury | of seven women", "told Reuters | on
// condition of anonymity".
func (e *Engine) giveBack(v *view, c *cue) {
	verb, prep := c.at[0], c.at[len(c.at)-1]
	if len(c.at) != 2 || prep == verb+1 || !v.toks[verb].isVerb() || v.toks[prep].UPOS != "ADP" {
		return
	}
	h := v.toks[prep].head
	if h < 0 || v.toks[h].head <= verb || v.toks[h].head >= prep || !v.toks[v.toks[h].head].isNoun() {
		return
	}
	var rows []*cueRow
	e.cues.at(&v.toks[verb], func(row *cueRow) {
		if len(row.pattern) == 1 && !row.passive && v.headOf(row, c.at[:1]) == verb {
			rows = append(rows, row)
		}
	})
	if len(rows) > 0 && c.span.to == prep+1 {
		c.rows, c.at, c.head, c.span.to = rows, c.at[:1], verb, verb+1
	}
}

// giveNegation leaves what negates an infinitive to the content: "dit | n'avoir rien vu".
func (v *view) giveNegation(k *choice) {
	c, p := k.c, &k.t.parts[0]
	last := c.span.to - 1
	if last <= c.head || !v.toks[last].isNegative() || c.span.to >= c.bounds.to || v.toks[last+1].Feat("VerbForm") != "Inf" {
		return
	}
	if p.from == last+1 {
		p.from = last
	}
	c.span.to, c.negated = last, false
	for i := c.span.from; i < last; i++ {
		c.negated = c.negated || v.toks[i].Feat("Polarity") == "Neg"
	}
}

// loose reports whether nouns or verbs stand between the prepositions of a pattern that has
// no others ("de | leur capacité | après" is no "d'après"), or a verb whose own its last word
// is ("är redo att | ta emot" is no "är emot").
func (v *view) loose(at []int) bool {
	last := &v.toks[at[len(at)-1]]
	if h := last.head; h > at[0] && h < at[len(at)-1] && !contains(at, h) && v.toks[h].isVerb() && last.rel == "compound" {
		return true
	}
	for _, i := range at {
		if v.toks[i].UPOS != "ADP" {
			return false
		}
	}
	for i := at[0] + 1; i < at[len(at)-1]; i++ {
		if t := &v.toks[i]; t.isNoun() || t.isVerb() {
			return true
		}
	}
	return false
}

// longestWhere is how many words a phrase that names a channel has at most.
const longestWhere = 6

// onlyWhere reports whether a content is nothing but the channel that something is said
// over, behind its preposition: "skrev presidenten | på meddelandetjänsten X".
func (e *Engine) onlyWhere(v *view, t *content) bool {
	p := t.parts[0]
	if n := p.to - p.from; len(t.parts) > 1 || n < 2 || n > longestWhere || v.toks[p.from].UPOS != "ADP" || e.to.of(&v.toks[p.from])&place == 0 {
		return false
	}
	for i := p.from + 1; i < p.to; i++ {
		if at, _ := v.longest(e.channels, i); !at.empty() && at.to == p.to {
			return true
		}
	}
	return false
}
