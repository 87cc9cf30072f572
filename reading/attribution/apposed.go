package attribution

// apposed gives a source behind its cue what its description goes on with, where a content
// begins with that: "Pour Ada Berg, | chercheuse à Alba, qui dirige l'étude, | la mer monte".
func (e *Engine) apposed(v *view, k *choice) {
	p := &k.t.parts[0]
	s := k.s.span
	if k.t.frame != frameSource || s.from < k.c.span.to || p.from < s.to || p.from-s.to > 1 || !isComma(v.toks[p.from-1].form) {
		return
	}
	if e.third(&v.toks[s.from]) && s.to-s.from > 2 && isComma(v.toks[s.from+1].form) {
		k.s.span.to, p.from = s.from+1, s.from+2 // "Selon lui, | depuis des mois, …"
		return
	}
	for at := p.from; at < p.to; {
		end := at
		for end < p.to && !isComma(v.toks[end].form) {
			end++
		}
		if end+1 >= p.to || !v.describes(stretch{at, end}, stretch{s.from, at}) || !v.hasFinite(stretch{end + 1, p.to}) {
			return
		}
		at = end + 1
		k.s.span.to, p.from = end, at
	}
}

// describes reports whether words between commas say more of a source before them: all of
// them hang from it, and they open as an apposition or a relative clause does.
func (v *view) describes(s, source stretch) bool {
	if s.empty() || v.toks[s.from].quote >= 0 {
		return false
	}
	r := v.root(s)
	rel, h := v.toks[r].rel, v.toks[r].head
	if source.has(h) && v.relative(s.from) {
		return true
	}
	switch t := &v.toks[s.from]; {
	case t.Feat("Definite") == "Def", t.UPOS == "ADP", t.UPOS == "ADV", t.UPOS == "SCONJ", t.isVerb(), v.hasFinite(s):
		return false // "Selon lui, depuis des mois, …"
	}
	return source.has(h) && (rel == "appos" || rel == "conj") || rel == "nsubj" && h >= 0 && v.subjectOf(h, s.to+1)
}

// subjectOf reports whether verb h has a subject that opens at token i.
func (v *view) subjectOf(h, i int) bool {
	for k := v.toks[h].child; k >= 0; k = v.toks[k].next {
		if t := &v.toks[k]; t.rel == "nsubj" && (t.span.from == i || t.span.from == i-1) { // a comma may hang from it
			return true
		}
	}
	return false
}
