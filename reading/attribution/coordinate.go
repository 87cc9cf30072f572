package attribution

// maxSubject is how many tokens a subject that opens a coordinated clause may have.
const maxSubject = 8

// partClauses parts what a conjunction joins to a saying from its content: in "X
// wrote that … and Y urged …" it is Y who urges, and X wrote no word of it. A
// clause opens where a conjunction, a subject with a name and the finite verb of
// another saying follow each other, outside of quotation marks and behind a clause
// that is whole without it.
func (v *view) partClauses(found []choice) {
	for i := range found {
		k := &found[i]
		if k.c == nil {
			continue
		}
		np := v.coordinateSubject(k.c)
		if np.empty() {
			continue
		}
		if s := k.s.span; !s.empty() && s.to < np.from && v.sentence(s.from) == v.sentence(np.from) {
			k.s = source{kind: beforeSource, head: np.to - 1, span: np}
		}
		if k.s.span != np && !np.covers(k.s.span) {
			continue
		}
		for j := range found {
			if o := &found[j]; j != i && o.c != nil {
				v.endBefore(o, np.from-1, k.c.span)
			}
		}
	}
}

// coordinateSubject is the phrase with a name that stands between a conjunction and
// a finite cue; empty where there is none.
func (v *view) coordinateSubject(c *cue) (np stretch) {
	verb := c.span.from
	if verb < 2 || !v.toks[verb].finite() || !v.toks[verb-1].isName() {
		return np
	}
	low := max(v.sentence(verb).from, verb-maxSubject)
	np = v.base(verb-1, stretch{low, verb})
	for np.from > low && v.mayTitle(np.from-1) {
		np.from--
	}
	if np.from <= low || v.toks[np.from-1].UPOS != "CCONJ" || v.toks[np.from-1].quote >= 0 || v.toks[verb].quote >= 0 {
		return stretch{}
	}
	return np
}

// endBefore ends the last part of o's content before a conjunction that opens the
// clause of another cue, where a finite clause is left before it and what o says
// did not begin with a cue of its own there.
func (v *view) endBefore(o *choice, conj int, cue stretch) {
	last := &o.t.parts[len(o.t.parts)-1]
	if o.c.span.to > last.from || !last.has(conj) || !last.covers(cue) || v.toks[last.from].quote >= 0 {
		return
	}
	finite := false
	for i := last.from; i < conj; i++ {
		finite = finite || v.toks[i].finite()
	}
	if !finite {
		return
	}
	for last.to = conj; last.to > last.from+1 && v.toks[last.to-1].isPunct(); last.to-- {
	}
}

// mayTitle reports whether token i may stand before a name as its title, or before
// such a title.
func (v *view) mayTitle(i int) bool {
	t := &v.toks[i]
	return t.UPOS == "NOUN" || t.UPOS == "DET" || t.UPOS == "ADJ" || t.isName()
}

// participles gives a participle behind the speaker of its sentence, "… », a indiqué le
// maire, précisant que … et demandant aux habitants de …", that speaker for a subject the
// tree looked for in what is said.
func (v *view) participles(found []choice) {
	for _, joined := range [2]bool{false, true} {
		for i := range found {
			k := &found[i]
			if k.c == nil || !v.trails(k) {
				continue
			}
			for j := range found {
				if o := &found[j]; j != i && o.c != nil && v.leadsTo(o, k, joined) {
					k.s = o.s
					break
				}
			}
		}
	}
}

// leadsTo reports whether participle k belongs to the speaker of o: that is named behind
// o's verb and k's own is taken from its words; or o, joined to k, is a participle too.
func (v *view) leadsTo(o, k *choice, joined bool) bool {
	if o.s.span.empty() || o.s.span.to > k.c.span.from || k.s.span.to > k.c.span.from || v.sentence(o.c.head) != v.sentence(k.c.head) || !insideAny(k.s.span, o.t.parts) {
		return false
	}
	if joined {
		return v.trails(o) && v.toks[k.c.span.from-1].UPOS == "CCONJ"
	}
	return v.hasFinite(o.c.span) && o.c.span.to <= o.s.span.from && k.s.span.to <= o.c.span.from
}

// trails reports whether the cue of k is a present participle behind a comma or
// conjunction, with what it says behind it.
func (v *view) trails(k *choice) bool {
	t, before := &v.toks[k.c.head], k.c.span.from-1
	if t.UPOS != "VERB" || t.Feat("VerbForm") != "Part" || t.Feat("Tense") != "Pres" || before < v.sentence(k.c.head).from || t.quote >= 0 {
		return false
	}
	return (isComma(v.toks[before].form) || v.toks[before].UPOS == "CCONJ") && k.t.parts[0].from >= k.c.span.to
}
