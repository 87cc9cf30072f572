package attribution

// afterAside is the complementiser that follows an aside between commas which
// starts at m: "wrote on X, which was Twitter, that …"; or -1.
func (g *generator) afterAside(m int) int {
	v := g.v
	if m == 0 || !isComma(v.toks[m-1].form) {
		return -1
	}
	for i := m + 1; i+1 < g.c.bounds.to && i < m+maxPhrase; i++ {
		if isComma(v.toks[i].form) {
			if v.toks[i+1].UPOS == "SCONJ" {
				return i + 1
			}
			return -1
		}
	}
	return -1
}

// clauseFrom makes candidates of the clause that token m opens, with a
// preposition before it.
func (g *generator) clauseFrom(m, from int) {
	v, c := g.v, g.c
	t := &v.toks[m]
	frame := frameClause
	switch {
	case t.Feat("VerbForm") == "Inf" || t.UPOS == "PART":
		frame = frameInfinitive
	case t.Feat("PronType") != "" || t.UPOS == "ADV" || t.UPOS == "PRON":
		frame = frameQuestion
	}
	start := m
	if m > from && (v.toks[m-1].UPOS == "ADP" || c.prep(v.toks[m-1].lemma)) {
		start = m - 1
	}
	h := m
	for n := 0; n < 3; n++ {
		if n > 0 || frame == frameInfinitive {
			if s := v.toks[h].span; s.from >= start-1 && s.to > m {
				g.add(clauseAfter, frame, treeEnd, -1, stretch{start, min(s.to, c.bounds.to)})
			}
		}
		if h = v.toks[h].head; h < m || !c.bounds.has(h) {
			break
		}
	}
	g.ends(clauseAfter, frame, start)
}

// infinitive is the first infinitive, or its mark, soon after the cue, before any
// finite verb; or -1.
func (g *generator) infinitive(from int) int {
	for i := from; i < g.c.bounds.to && i < from+10; i++ {
		t := &g.v.toks[i]
		if t.Feat("VerbForm") == "Inf" || t.UPOS == "PART" && t.Feat("Polarity") == "" && i+1 < g.c.bounds.to && g.v.toks[i+1].isVerb() {
			return i
		}
		if t.finite() || isMark(t.form) {
			return -1
		}
	}
	return -1
}
