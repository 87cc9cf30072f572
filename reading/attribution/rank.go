package attribution

// Ranker scores a joint choice of source and content for the cue of an
// extractor. "No statement" has the score zero.
type Ranker interface {
	Score(x *extractor, s *source, t *content) int
	// Nat is by how much the score of a choice is greater that is e times as
	// probable as another.
	Nat() int
	// Chance is the probability in per mille that a reader agrees with a choice
	// that has this share, of maxScore, of all that speaks for the cue's choices.
	Chance(share int) int
}

// handRanker scores by weights set by hand, in hundredths of a logit; it serves
// where there is no trained model.
type handRanker struct{}

var contentWeight = [contentKinds]int{
	quoteBefore: 210, quoteAfter: 170, quoteAround: 215, dashBefore: 230, dashAround: 225,
	clauseBefore: 60, clauseAround: 20, clauseAfter: 150, treeClause: 80, restAfter: -130, colonAfter: 60,
	objectContent: 30, accuseContent: 40, prepContent: 60, raisedContent: 100, subjectContent: 40, previousContent: 120,
	sourceInitial: 120, sourceFinal: 120, sourceMiddle: 90, antecedentContent: 0,
}

var endWeight = [endKinds]int{treeEnd: 25, sentenceEnd: 0, commaEnd: -40, laterEnd: -60, clauseEnd: 15, joinEnd: -50, lastEnd: -40, outerEnd: 0}

var sourceWeight = [sourceKinds]int{
	noSource: -160, subjectSource: 90, cliticSource: 200, agentSource: 90, sharedSource: 40, relativeSource: 50,
	nextSource: 30, beforeSource: -20, objectSource: 120, ownerSource: 60, colonSource: 60, openingSource: -30, earlierSource: 10,
}

// Score adds the evidence of the parts and of how they stand to each other.
func (handRanker) Score(x *extractor, s *source, t *content) int {
	v, c := x.v, x.c
	_, p := c.frame(t.frame)
	score := logit(p) + contentWeight[t.kind] + endWeight[t.end] + sourceWeight[s.kind]
	if c.quoted {
		score -= 200
	}
	return score + v.sourceFit(c, s, t) + v.contentFit(c, s, t)
}

// sourceFit judges the source against cue and content.
func (v *view) sourceFit(c *cue, s *source, t *content) int {
	score := 0
	switch s.trim {
	case wholeTree:
	case cutComma, cutPrep:
		score -= 45
	case toCue, widePhrase, toComma, toClause, fromComma:
		score -= 60
	case toEnd, toComma + 1, toComma + 2, fromComma + 1, fromComma + 2:
		score -= 90
	case cutClause, basePhrase:
		score -= 30
	}
	if s.kind == noSource {
		if c.passive || t.kind == raisedContent || t.kind == previousContent && c.passive || c.allows(frameSource) && v.toks[c.at[len(c.at)-1]].UPOS == "NOUN" || c.rows[0].pos[0] == "NOUN" {
			score += 190
		}
		return score
	}
	if t.kind == raisedContent && s.kind != agentSource {
		score -= 300
	}
	if s.trim == basePhrase && s.span.to-s.span.from == 1 && v.toks[s.head].UPOS == "PRON" {
		score += 30
	}
	inverted := c.span.from > c.bounds.from && v.boundary(c.span.from-1)
	after := s.span.from >= c.span.to
	switch {
	case inverted && after && s.span.from-c.span.to < 2:
		score += 70
	case !inverted && after && t.parts[0].from < c.span.from && t.kind != previousContent && s.kind != objectSource:
		score -= 60
	case !after && t.parts[0].from >= c.span.to:
		score += 25
	}
	if v.toks[s.head].isNoun() || v.toks[s.head].UPOS == "PRON" {
		score += 20
	}
	if s.span.to-s.span.from > 14 {
		score -= 40
	}
	return score
}

// boundary reports whether token i may end what an incise cuts off.
func (v *view) boundary(i int) bool {
	t := &v.toks[i]
	return isComma(t.form) || isMark(t.form) || isStop(t.form) || isDash(t.form)
}

// contentFit judges the content by its place, its edges and its length.
func (v *view) contentFit(c *cue, s *source, t *content) int {
	score := 0
	first, last := t.parts[0], t.parts[len(t.parts)-1]
	switch t.kind {
	case clauseBefore, clauseAround:
		if c.span.from > c.bounds.from && v.boundary(c.span.from-1) {
			score += 90
		} else if s.span.from >= c.span.to {
			score -= 150
		}
		if last.to >= c.bounds.to-1 && t.kind == clauseAround {
			score -= 60
		}
	case restAfter:
		if v.hasVerb(first) && c.allows(frameClause) {
			score += 40
		}
		if c.allows(frameClause) && first.from < len(v.toks) && v.toks[first.from].UPOS == "ADP" {
			score -= 120
		}
	case quoteAfter:
		gap := first.from - max(c.span.to, s.span.to)
		score -= 25 * min(max(gap-1, 0), 6)
	}
	if n := first.to - first.from; n == 1 && t.kind != quoteBefore && t.kind != quoteAfter {
		score -= 40
		if v.toks[first.from].UPOS == "PRON" {
			score -= 120
		}
	}
	return score
}

// logit is the log-odds of p per mille in hundredths, by a table, so that it is
// the same on every machine.
func logit(p int) int {
	p = min(max(p, 1), 999)
	i := 0
	for i+2 < len(logits) && logits[i+1].p <= p {
		i++
	}
	a, b := logits[i], logits[i+1]
	return a.l + (b.l-a.l)*(p-a.p)/(b.p-a.p)
}

var logits = []struct{ p, l int }{{1, -691}, {5, -529}, {10, -460}, {20, -389}, {50, -294}, {100, -220}, {200, -139}, {300, -85}, {400, -41}, {500, 0},
	{600, 41}, {700, 85}, {800, 139}, {900, 220}, {950, 294}, {980, 389}, {990, 460}, {995, 529}, {999, 691}}

// Nat implements [Ranker].
func (handRanker) Nat() int { return 100 }

// Chance implements [Ranker].
func (handRanker) Chance(share int) int { return min(max(1000*share/maxScore, 1), 999) }
