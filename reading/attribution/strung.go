package attribution

// strung adds a statement of the quotations, two at least, that no reading took and that
// the verb of a noun of saying strings together: "Comments ranged from “a disgrace” to
// “about time”." The noun is their cue, whoever owns it their source: mostly nobody.
func (e *Engine) strung(v *view, found []choice) []choice {
	var taken []bool
	read := found
	for q := 0; q < len(v.a.Quotations); {
		var parts []stretch
		sent, first := -1, q
		for ; q < len(v.a.Quotations); q++ {
			quote := &v.a.Quotations[q]
			if quote.Kind == "dash" || quote.Depth > 1 || quote.Sure < 50 {
				continue
			}
			s := v.trimPart(v.tokensIn(quote.Span))
			if s.empty() {
				continue
			}
			if sent >= 0 && v.toks[s.from].sent != sent {
				break
			}
			sent, parts = v.toks[s.from].sent, append(parts, s)
		}
		if len(parts) < 2 {
			continue
		}
		c := e.stringer(v, v.sents[sent], parts[0].from)
		if c == nil {
			continue
		}
		if taken == nil {
			taken = v.takenBy(read)
		}
		if anyOf(taken, c.span) || anyOf(taken, stretch{parts[0].from, parts[len(parts)-1].to}) {
			continue
		}
		s := source{head: -1}
		for _, p := range e.sources(v, c) {
			if p.kind == ownerSource && e.canSpeak(v, p.span) {
				s = p
				break
			}
		}
		found = append(found, choice{c: c, s: s, t: content{kind: quoteAfter, frame: frameSeveral, parts: parts, quote: first}, score: maxScore * 6 / 10})
	}
	return found
}

// stringer is the noun of saying in sentence s that a verb before token end belongs to,
// as a cue; or nil. Trees do not tell: the quotations are clauses to them.
func (e *Engine) stringer(v *view, s stretch, end int) *cue {
	for i := s.from; i < end; i++ {
		t := &v.toks[i]
		if t.UPOS != "NOUN" || t.quote >= 0 || v.childOf(i, "case") >= 0 || !v.tensed(stretch{i + 1, end}) {
			continue
		}
		if c := e.sayingNoun(v, i); c != nil {
			return c
		}
	}
	return nil
}

// sayingNoun is token i as a cue if it is a noun of saying by whose verb quotations are
// strung together, else nil.
func (e *Engine) sayingNoun(v *view, i int) (c *cue) {
	e.strings.at(&v.toks[i], func(row *cueRow) {
		c = &cue{rows: []*cueRow{row}, at: []int{i}, head: i, top: i, span: stretch{i, i + 1}, bounds: v.sentence(i), clitic: -1, earlier: -1}
	})
	return c
}

// tensed reports whether s has a verb, or a participle that may be one gone wrong:
// "Reaktionerna pendlade".
func (v *view) tensed(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if t := &v.toks[i]; t.isVerb() || t.Feat("Tense") != "" {
			return true
		}
	}
	return false
}
