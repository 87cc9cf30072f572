package attribution

import "sort"

// Candidates between likely borders: what trees and layout do not propose.

// How many borders of each class make candidates, and how many of these are kept.
const (
	beginsTried  = 4
	endsTried    = 5
	pairsKept    = 8
	sourceTried  = 3
	sourcesKept  = 5
	longestOwner = 30 // words of a source
)

// pairs are the best stretches between a begin and an end of the region, best first.
func (b *borders) pairs(begin borderClass, begins, ends, kept int) []stretch {
	out := make([]stretch, 0, begins*ends)
	last := b.top(begin+1, b.region.from, b.region.to, ends)
	for _, from := range b.top(begin, b.region.from, b.region.to, begins) {
		for _, to := range last {
			if from < to {
				out = append(out, stretch{from, to})
			}
		}
	}
	score := func(s stretch) int32 {
		return b.scores[s.from-b.region.from][begin] + b.scores[s.to-b.region.from][begin+1]
	}
	sort.SliceStable(out, func(i, j int) bool { return score(out[i]) > score(out[j]) })
	return out[:min(kept, len(out))]
}

// bordered adds contents between likely borders, with a gap where the cue stands
// inside.
func (g *generator) bordered(near *borders) {
	if near == nil {
		return
	}
	c := g.c
	for _, s := range near.likely {
		switch {
		case s.to <= c.span.from && g.leadsOn():
		case !s.touches(c.span):
			g.add(borderContent, g.frameOf(s), treeEnd, -1, s)
		case s.from < c.span.from && c.span.to < s.to:
			from, to := c.span.from, c.span.to
			if own := g.s.span; !own.empty() && s.covers(own) { // "Mannen är, säger polisen, 21 år"
				from, to = min(from, own.from), max(to, own.to)
			}
			gap := near.top(contentEnd, s.from+1, from, 1)
			resume := near.top(contentBegin, to, s.to-1, 1)
			if len(gap) > 0 && len(resume) > 0 {
				g.add(borderContent, g.frameOf(s), treeEnd, -1, stretch{s.from, gap[0]}, stretch{resume[0], s.to})
			}
		}
	}
}

// leadsOn reports whether the cue is a colon that ends its sentence: nothing before it
// is what it leads in.
func (g *generator) leadsOn() bool {
	return g.c.allows(frameColon) && g.v.trimPart(stretch{g.c.span.to, g.v.sentence(g.c.head).to}).empty()
}

// frameOf is the frame that the shape of a content speaks for, among those that
// the cue has.
func (g *generator) frameOf(s stretch) frames {
	first := g.v.trimPart(s)
	var guess frames
	if !first.empty() {
		t := &g.v.toks[first.from]
		switch {
		case t.quote >= 0 && t.quote != g.v.toks[g.c.head].quote && isMark(t.form):
			guess = frameQuote
		case t.UPOS == "ADP" && t.rel != "mark":
			guess = framePrep
		case t.UPOS == "SCONJ" || g.v.hasFinite(first):
			guess = frameClause
		case t.UPOS == "PART" || t.rel == "mark" || t.isVerb():
			guess = frameInfinitive
		default:
			guess = frameObject
		}
	}
	if g.c.allows(guess) {
		return guess
	}
	for _, f := range []frames{frameSource, frameColon, frameRaise, frameClause, frameQuote, frameObject, frameAccuse, frameInfinitive, framePrep} {
		if g.c.allows(f) {
			return f
		}
	}
	return guess
}

func (v *view) hasFinite(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if v.toks[i].finite() {
			return true
		}
	}
	return false
}

// sources adds sources between likely borders to those found otherwise.
func (b *borders) sources(v *view, c *cue, out []source) []source {
	if b == nil {
		return out
	}
	for _, s := range b.pairs(sourceBegin, sourceTried, sourceTried, sourcesKept) {
		if s.touches(c.span) || s.to-s.from > longestOwner || !v.canName(s) {
			continue
		}
		head := v.root(s)
		s = v.trimSource(s, head)
		known := false
		for i := range out {
			known = known || out[i].span == s
		}
		if !known {
			out = append(out, source{kind: borderSource, head: head, span: s, trim: byBorder})
		}
	}
	return out
}

// canName reports whether a word of s can stand for someone: "pour" alone cannot.
func (v *view) canName(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		switch v.toks[i].UPOS {
		case "NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM":
			return true
		}
		if v.toks[i].rel == "nsubj" { // "Beaucoup estiment que"
			return true
		}
	}
	return false
}
