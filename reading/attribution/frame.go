package attribution

// raised makes the clause without the cue a candidate: "Förhandlingar tros pågå".
func (g *generator) raised() {
	if !g.c.allows(frameRaise) {
		return
	}
	v, c := g.v, g.c
	starts := []int{g.clauseStart(), c.bounds.from}
	for i := c.span.from; i < c.span.to; i++ {
		if k := v.childOf(i, "nsubj", "expl"); k >= 0 && k < c.span.from {
			starts = append(starts, v.toks[k].span.from)
		}
	}
	if t := &v.toks[c.top]; t.head >= 0 && (t.rel == "aux" || t.rel == "cop" || t.rel == "advmod") {
		if k := v.childOf(t.head, "nsubj", "expl"); k >= 0 && k < c.span.from {
			starts = append(starts, v.toks[k].span.from)
		}
	}
	for i := c.span.from - 2; i > c.bounds.from; i-- {
		if v.toks[i].UPOS == "CCONJ" || isComma(v.toks[i].form) {
			starts = append(starts, i+1)
			break
		}
	}
	if v.toks[starts[0]].UPOS == "ADP" {
		g.raisedEnds(stretch{})
	}
	for n, from := range starts {
		if from > c.span.from || n > 0 && from == starts[0] {
			continue
		}
		before := stretch{max(from, c.bounds.from), c.span.from}
		g.raisedEnds(before)
	}
}

// raisedEnds adds what stands before a raising cue with the ends that the rest of
// its clause may have.
func (g *generator) raisedEnds(before stretch) {
	v, c := g.v, g.c
	to := c.bounds.to
	g.add(raisedContent, frameRaise, sentenceEnd, -1, before, stretch{c.span.to, to})
	commas, joined := 0, false
	for i := c.span.to + 1; i < to && commas < 1; i++ {
		switch {
		case isComma(v.toks[i].form):
			g.add(raisedContent, frameRaise, commaEnd, -1, before, stretch{c.span.to, i})
			commas++
		case v.toks[i].UPOS == "CCONJ" && !joined:
			g.add(raisedContent, frameRaise, joinEnd, -1, before, stretch{c.span.to, i})
			joined = true
		}
	}
	if g.next < to && g.next > c.span.to {
		for i := g.next - 1; i > c.span.to; i-- {
			if v.toks[i].UPOS == "CCONJ" || isComma(v.toks[i].form) {
				g.add(raisedContent, frameRaise, clauseEnd, -1, before, stretch{c.span.to, i})
				break
			}
		}
	}
	if end := min(to, v.toks[c.top].span.to); end > c.span.to {
		g.add(raisedContent, frameRaise, treeEnd, -1, before, stretch{c.span.to, end})
	}
}

// clauseStart is where the clause of the cue begins: after the last conjunction
// with a comma, or relative pronoun, else with the sentence.
func (g *generator) clauseStart() int {
	v, c := g.v, g.c
	for i := c.span.from - 1; i > c.bounds.from; i-- {
		t := &v.toks[i]
		if t.UPOS == "CCONJ" && (isComma(v.toks[i-1].form) || v.clauseAt(i+1, c.span.from)) {
			return i + 1
		}
		if t.form == ":" || isMark(t.form) && t.quote < 0 || t.form == ";" {
			return i + 1
		}
	}
	if t := &v.toks[c.bounds.from]; t.UPOS == "CCONJ" {
		return c.bounds.from + 1
	}
	return c.bounds.from
}

// clauseAt reports whether the word before token i, a conjunction, ties clauses:
// the clause before it has a finite verb of its own.
func (v *view) clauseAt(i, to int) bool {
	h := v.toks[i-1].head
	return h >= 0 && v.toks[h].isVerb() && v.toks[h].rel == "conj"
}

// previous makes the sentence before a candidate where a pronoun stands for it:
// "Det säger X."
func (g *generator) previous() {
	v, c := g.v, g.c
	s := v.sentence(c.head)
	first := s.from
	if c.quoted || c.span.from > first+4 {
		return
	}
	t := &v.toks[first]
	if t.UPOS != "PRON" && t.UPOS != "DET" || t.Feat("Case") == "Nom" {
		return
	}
	if t.rel != "obj" && !(t.rel == "nsubj" && c.passive) && !(first+1 == c.span.from && g.s.span.from >= c.span.to) {
		return
	}
	before := v.sentenceBefore(first)
	if v.hasVerb(before) {
		g.add(previousContent, frameClause, sentenceEnd, -1, before)
	}
}

// aroundSource makes the candidates of "enligt X": what follows, what precedes, both.
func (g *generator) aroundSource() {
	v, c := g.v, g.c
	end := max(c.span.to, g.s.span.to)
	from := g.clauseStart()
	opens := c.span.from-from < 1 || c.span.from == c.bounds.from+1 && v.toks[c.bounds.from].UPOS == "CCONJ"
	rest := stretch{end, c.bounds.to}
	if opens {
		g.ends(sourceInitial, frameSource, end)
		if q := v.quoteStarting(end, min(end+3, c.bounds.to), v.block(c.head)); q >= 0 {
			g.add(quoteAfter, frameSource, treeEnd, q, v.tokensIn(v.a.Quotations[q].Span))
		}
		return
	}
	if q := v.quoteEndingAt(c.span.from - 1); q >= 0 {
		whole := v.tokensIn(v.a.Quotations[q].Span)
		g.add(quoteBefore, frameSource, treeEnd, q, whole)
	}
	before := stretch{from, c.span.from}
	g.add(sourceFinal, frameSource, treeEnd, -1, before)
	if from > c.bounds.from {
		g.add(sourceFinal, frameSource, sentenceEnd, -1, stretch{c.bounds.from, c.span.from})
	}
	if rest.to-rest.from > 1 {
		g.add(sourceMiddle, frameSource, sentenceEnd, -1, before, rest)
		g.ends(sourceInitial, frameSource, end)
	}
	// The phrase right before: "une quinzaine, selon elle".
	for i := c.span.from - 2; i > from; i-- {
		if isComma(v.toks[i].form) {
			g.add(sourceFinal, frameSource, commaEnd, -1, stretch{i + 1, c.span.from})
			break
		}
	}
}

// nounComplement makes the candidates of a noun cue: its clause or prepositional
// complement.
func (g *generator) nounComplement() {
	v, c := g.v, g.c
	for k := v.toks[c.head].child; k >= 0; k = v.toks[k].next {
		t := &v.toks[k]
		if k < c.head {
			continue
		}
		s := stretch{max(t.span.from, c.span.to), min(t.span.to, c.bounds.to)}
		switch t.rel {
		case "acl", "ccomp", "advcl", "xcomp":
			frame := frameClause
			if m := v.childOf(k, "mark", "case"); m >= 0 && g.behind(m) != frameClause {
				frame = g.behind(m)
			} else if t.Feat("VerbForm") == "Inf" {
				frame = frameInfinitive
			}
			g.add(treeClause, frame, treeEnd, -1, s)
		case "nmod", "obl":
			if p := v.childOf(k, "case"); p >= 0 && contains(c.at, p) {
				g.add(objectContent, frameObject, treeEnd, -1, s)
			} else if p >= 0 && c.prep(v.toks[p].lemma) {
				g.add(prepContent, framePrep, treeEnd, -1, s)
			}
		}
	}
	if m := g.complementiser(c.span.to); m >= 0 && m <= c.span.to+1 {
		if h := v.toks[m].head; h >= m && c.bounds.has(h) {
			g.add(clauseAfter, frameClause, treeEnd, -1, stretch{c.span.to, min(v.toks[h].span.to, c.bounds.to)})
		}
	}
}
