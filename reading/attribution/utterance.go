package attribution

// maxUtterance keeps the work on one cue constant in an utterance that never ends.
const maxUtterance = 400

// speechAround is the speech that the clause of a cue stands in the middle or at the end
// of: the line that a talking dash opens, or the quotation whose marks enclose the
// clause too ("« Il est tard, dit-elle. Nous continuons. »"); empty for none.
func (v *view) speechAround(c *cue) stretch {
	q := v.toks[c.head].dash
	if v.toks[c.head].quote >= 0 {
		q = v.toks[c.head].quote
	}
	if q < 0 {
		return stretch{}
	}
	whole := v.tokensIn(v.a.Quotations[q].Span)
	return stretch{max(whole.from, c.head-maxUtterance), min(whole.to, c.head+maxUtterance)}
}

// uttered makes candidates of an utterance up to the cue's clause, which token l ends,
// and of what follows the clause from token r on.
func (g *generator) uttered(whole stretch, l, r int) {
	c, head := g.c, stretch{whole.from, l + 1}
	if from := g.afterLastCue(whole.from); from > whole.from {
		g.add(dashBefore, frameQuote, sentenceEnd, -1, stretch{from, l + 1})
	}
	g.add(dashBefore, frameQuote, treeEnd, -1, head)
	for n, tail := range g.tails(stretch{r, whole.to}) {
		g.add(dashAround, frameQuote, treeEnd+endKind(n), -1, head, tail)
	}
	if c.bounds.from > whole.from {
		g.add(dashBefore, frameQuote, laterEnd, -1, stretch{c.bounds.from, l + 1})
	}
}

// tails are how far an utterance may go on behind its cue's clause, in s: to its end,
// to the end of the cue's sentence, or before the first sentence with a cue that may
// stand beside a quotation; or with the sentence behind the cue's.
func (g *generator) tails(s stretch) [5]stretch {
	v := g.v
	own, says := min(max(s.from, v.sentence(g.c.head).to), s.to), s.to
	for i := own; i < s.to; i++ {
		if v.toks[i].tells && v.toks[i].quote < 0 {
			says = max(own, v.sentence(i).from)
			break
		}
	}
	out := [5]stretch{3: v.spoken(stretch{own, s.to}), 4: v.spoken(stretch{own, says})}
	if !g.describesSource(stretch{s.from, own}) {
		out[0], out[1], out[2] = v.spoken(s), v.spoken(stretch{s.from, own}), v.spoken(stretch{s.from, says})
	}
	return out
}

// describesSource reports whether what stands between a comma behind the source and the
// end of its sentence tells who or where that is and is no speech: "…, marchande de
// tissus, jointe par téléphone", "…, som bor i huset."
func (g *generator) describesSource(s stretch) bool {
	v := g.v
	if s.from != g.s.span.to || s.from >= s.to || !isComma(v.toks[s.from].form) {
		return false
	}
	if s = v.trimPart(s); s.empty() {
		return false
	}
	if v.hasRelative(stretch{s.from, s.from + 1}) {
		return true
	}
	for i := s.from; i < s.to; i++ {
		if v.toks[i].finite() {
			return false
		}
	}
	switch t := &v.toks[s.from]; t.UPOS {
	case "NOUN", "PROPN", "ADJ", "VERB":
		return true
	default:
		return false
	}
}

// afterLastCue is the start of the first sentence after the last one, from token
// from on and before the cue's own, that holds a cue.
func (g *generator) afterLastCue(from int) int {
	for i := g.v.sentence(g.c.head).from - 1; i >= from; i-- {
		if g.v.toks[i].tells && g.v.toks[i].quote < 0 {
			return g.v.sentence(i).to
		}
	}
	return from
}

// spoken is what of s can still be the same utterance: empty where it holds no word.
func (v *view) spoken(s stretch) stretch {
	s = v.trimPart(s)
	if s.to-s.from < 2 {
		return stretch{}
	}
	return s
}
