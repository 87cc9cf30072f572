package attribution

import "github.com/enligt/enligt/learn"

// reachJoined is how far behind a conjunction or comma the cue of the clause that it
// opens is looked for.
const reachJoined = 8

// clauseJoined tells whether a conjunction inside the content opens a clause with
// a cue and a subject of its own: "att det går och Ek uppmanade oss".
func (x *extractor) clauseJoined(t *content) uint64 {
	v := x.v
	for _, p := range t.parts {
		for i := p.from + 1; i < p.to; i++ {
			if v.toks[i].UPOS != "CCONJ" {
				continue
			}
			for j := i + 2; j < min(p.to, i+reachJoined); j++ {
				if !x.heads[j] {
					continue
				}
				if s := v.childOf(j, "nsubj"); s > i && s < j {
					return 1 + bit(v.toks[s].Entity != "")
				}
			}
		}
	}
	return 0
}

// nextSays tells, for a conjunction at token i, how the cue that follows it in its
// clause stands to the cue of x: "att det går och lovar att …" goes on with what the
// same one says where the tense is that of the cue and no subject stands between.
func (x *extractor) nextSays(i, to int) uint64 {
	v, c := x.v, x.c
	if i < 0 || i >= to || v.toks[i].UPOS != "CCONJ" {
		return 0
	}
	for j := i + 1; j < min(to, i+reachJoined); j++ {
		t := &v.toks[j]
		if !t.isVerb() && !x.heads[j] {
			continue
		}
		if t.isVerb() && !t.finite() && !x.heads[j] {
			return 1
		}
		own := v.childOf(j, "nsubj", "expl")
		same := t.Feat("Tense") == v.toks[v.finiteOf(c)].Feat("Tense") && t.Feat("Mood") == v.toks[v.finiteOf(c)].Feat("Mood")
		how := learn.Mix(bit(own > i), bit(same))
		how = learn.Mix(how, bit(x.heads[j])|bit(t.finite())<<1|bit(t.head == c.top || t.head == c.head)<<2)
		return how
	}
	return 2
}

// finiteOf is the finite verb of a cue, else its head.
func (v *view) finiteOf(c *cue) int {
	for i := c.span.from; i < c.span.to; i++ {
		if v.toks[i].finite() {
			return i
		}
	}
	return c.head
}

// joins are features of the clauses that a conjunction joins to a content: the first
// one inside it whose verb may be the source's own, and one right behind it.
func (x *extractor) joins(t *content) {
	c, last := x.c, t.parts[len(t.parts)-1]
	if last.from < c.span.to {
		return
	}
	in := uint64(0)
	for i := last.from + 1; i < last.to; i++ {
		if h := x.nextSays(i, last.to); h > 2 {
			in = h
			break
		}
	}
	at := last.to
	if at < c.bounds.to && isComma(x.v.toks[at].form) {
		at++
	}
	out := x.nextSays(at, c.bounds.to)
	x.emit(98, in, bit(at > last.to), x.quoteShare(t))
	x.emit(99, out, bit(at > last.to), uint64(t.end))
	x.emit(180, in, out, bit(x.class(c.span.from-1) == classComma))
}
