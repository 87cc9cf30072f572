package attribution

// incised adds statements of the quotations that no reading took and that a clause with
// a verb of saying follows, which no reading took either, as the rankers of trees gone
// wrong do: "”Jag gjorde det”, ska kvinnan ha sagt." Somebody in that clause has said
// them, else nothing is added.
func (e *Engine) incised(v *view, found []choice, cues []*cue) []choice {
	taken := v.takenBy(found)
	read, next := found, 0
	for q := range v.a.Quotations {
		quote := &v.a.Quotations[q]
		if quote.Kind == "dash" || quote.Depth > 1 || quote.Sure < 50 {
			continue
		}
		s := v.trimPart(v.tokensIn(quote.Span))
		if s.empty() || !v.hasVerb(s) || anyOf(taken, s) && !v.onlyInside(read, s) || v.colonBefore(s.from) >= 0 {
			continue
		}
		at := v.behindSpeech(s.to)
		if at <= 0 || at >= len(v.toks) {
			continue
		}
		for next < len(cues) && cues[next].head < at {
			next++
		}
		if next == len(cues) {
			break
		}
		c, end := cues[next], v.sentence(at).to
		if c.head >= min(end, at+maxPhrase) || c.quoted || c.passive || v.toks[c.top].rel == "acl" || !c.allows(frameQuote) || anyOf(taken, c.span) {
			continue
		}
		for _, p := range e.sources(v, c) {
			if !p.span.empty() && p.span.from >= at && p.span.to <= end && !p.span.touches(c.span) && (e.canSpeak(v, p.span) || v.toks[p.head].isNoun()) {
				found = append(found, choice{c: c, s: p, t: content{kind: quoteBefore, frame: frameQuote, parts: []stretch{s}, quote: q}, score: maxScore / 2})
				break
			}
		}
	}
	return found
}
