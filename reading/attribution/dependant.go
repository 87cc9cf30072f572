package attribution

// dependants makes candidates of the clauses and objects that hang from the cue.
func (g *generator) dependants() {
	v, c := g.v, g.c
	for i := c.span.from; i < c.span.to; i++ {
		for k := v.toks[i].child; k >= 0; k = v.toks[k].next {
			if !c.span.has(k) {
				g.dependant(k)
			}
		}
	}
}

func (g *generator) dependant(k int) {
	v, c := g.v, g.c
	t := &v.toks[k]
	s := stretch{max(t.span.from, c.bounds.from), min(t.span.to, c.bounds.to)}
	switch t.rel {
	case "ccomp", "parataxis", "csubj", "advcl", "acl":
		if t.rel == "advcl" && k < c.head {
			return
		}
		o := g.side(s, k)
		frame := frameClause
		if m := v.childOf(k, "mark", "case"); m >= 0 && m < k && t.rel != "ccomp" {
			frame = g.behind(m)
		}
		g.add(treeClause, frame, treeEnd, -1, o)
		if k > c.head && t.rel == "ccomp" {
			g.ends(treeClause, frameClause, o.from)
		}
	case "xcomp":
		frame := frameInfinitive
		if !t.isVerb() {
			frame = frameObject
		}
		g.add(treeClause, frame, treeEnd, -1, g.side(s, k))
		g.ends(treeClause, frame, g.side(s, k).from)
	case "obj":
		o := g.side(s, k)
		g.add(objectContent, frameObject, treeEnd, -1, o)
		if k > c.head {
			g.ends(objectContent, frameObject, o.from)
			if c.allows(frameAccuse) {
				g.ends(accuseContent, frameAccuse, o.from)
			}
		}
	case "obl", "nmod":
		p := v.childOf(k, "case", "mark")
		if p >= 0 && p < k && c.prep(v.toks[p].lemma) {
			o := g.side(s, k)
			g.add(prepContent, framePrep, treeEnd, -1, o)
			if k > c.head {
				g.ends(prepContent, framePrep, o.from)
			}
		} else if p < 0 || contains(c.at, p) {
			g.add(objectContent, frameObject, treeEnd, -1, g.side(s, k))
		}
	case "nsubj":
		if c.passive {
			g.add(subjectContent, frameObject, treeEnd, -1, g.side(s, k))
		}
	}
}

// behind is the frame of a clause that word m opens: that of an object where m is
// the cue's last word ("talks about raising taxes"), that of a complement where the
// table names it.
func (g *generator) behind(m int) frames {
	switch {
	case contains(g.c.at, m):
		return frameObject
	case g.c.prep(g.v.toks[m].lemma):
		return framePrep
	}
	return frameClause
}

// side is the part of s on the same side of the cue as token k.
func (g *generator) side(s stretch, k int) stretch {
	if k >= g.c.span.to {
		s.from = max(s.from, g.c.span.to)
		if !g.s.span.empty() && g.s.span.from >= g.c.span.to && g.s.span.to <= k {
			s.from = max(s.from, g.s.span.to)
		}
	} else {
		s.to = min(s.to, g.c.span.from)
	}
	return s
}
