package attribution

import (
	"slices"

	"github.com/enligt/enligt"
)

// maxCiting is how many words may stand between who reports something and the cue by
// which it names whom it has that from: a comma and a relative pronoun, or "and".
const maxCiting = 2

// citing reads who is cited by whoever reports: in "the town has fallen, AFP reported,
// citing two officers" both say the same, and the words that name the officers belong
// to neither's content.
func (e *Engine) citing(v *view, found []choice, cues []*cue) []choice {
	var inSentence map[int][]int // sentence -> readings with their cue in it
	var more []choice
	read := map[*cue]bool{}
	for _, c := range cues {
		if !c.allows(frameCites) {
			continue
		}
		if inSentence == nil {
			inSentence = bySentence(v, found)
		}
		s, ok := e.cited(v, c)
		if !ok {
			continue
		}
		for _, i := range inSentence[v.toks[c.head].sent] {
			if parts := v.cite(&found[i], c, s); len(parts) > 0 {
				t := content{kind: found[i].t.kind, frame: frameCites, end: found[i].t.end, parts: parts, quote: found[i].t.quote}
				more = append(more, choice{c: c, s: s, t: t, score: found[i].score, best: found[i].best, weight: found[i].weight})
				read[c] = true
				break
			}
		}
	}
	return append(slices.DeleteFunc(found, func(k choice) bool { return read[k.c] }), more...)
}

// bySentence tells which readings have their cue in which sentence.
func bySentence(v *view, found []choice) map[int][]int {
	out := map[int][]int{}
	for i := range found {
		if c := found[i].c; c != nil {
			out[v.toks[c.head].sent] = append(out[v.toks[c.head].sent], i)
		}
	}
	return out
}

// cite takes the words by which cue c cites source s out of reading o, and returns what
// both say: none where o's source or cue does not end right before c, with what may
// stand between.
func (v *view) cite(o *choice, c *cue, s source) []stretch {
	if o.c == c || o.s.span.empty() || o.c.allows(frameCites) {
		return nil
	}
	end := v.endOfSource(o, c)
	if end > c.span.from || c.span.from-end > maxCiting || end <= o.s.span.from {
		return nil
	}
	for n := end; n < c.span.from; n++ {
		if !isComma(v.toks[n].form) && !v.relative(n) && v.toks[n].UPOS != "CCONJ" {
			return nil
		}
	}
	off := stretch{end, s.span.to}
	parts := without(v, o.t.parts, off)
	if len(parts) == 0 {
		return nil
	}
	o.t.parts = parts
	if o.s.span.touches(off) {
		o.s.span.to = off.from
		o.s.head = v.root(o.s.span)
	}
	return slices.Clone(parts)
}

// endOfSource is where the words end by which a reading names who says it and that he
// does, before cue c.
func (v *view) endOfSource(o *choice, c *cue) int {
	s := o.s.span
	if s.covers(c.span) {
		for s.to = c.span.from; s.to > s.from+1 && (isComma(v.toks[s.to-1].form) || v.relative(s.to-1)); {
			s.to--
		}
	}
	return max(s.to, o.c.span.to)
}

// relative reports whether token i is a pronoun or conjunction that opens a relative
// clause.
func (v *view) relative(i int) bool {
	t := &v.toks[i]
	return t.Feat("PronType") == "Rel" || t.Feat("PronType") == "Int,Rel" || (t.UPOS == "SCONJ" || t.UPOS == "PRON") && t.form == t.lemma && i > 0 && isComma(v.toks[i-1].form)
}

// cited is whom a citing cue names, if that is someone who can speak.
func (e *Engine) cited(v *view, c *cue) (source, bool) {
	h := v.nounAfter(c.span.to, stretch{c.span.to, c.bounds.to})
	if h < 0 || e.neverSpeaks(&v.toks[h]) {
		return source{}, false
	}
	s := v.phrases(c, objectSource, h)[0]
	for i := h + 1; i < s.span.to; i++ {
		if isComma(v.toks[i].form) {
			s.span.to = i
		}
	}
	_, hears := e.hearers.of(&v.toks[h])
	return s, s.span.from >= c.span.to && (hears || e.canSpeak(v, s.span))
}

// without is parts less the words of off and the commas beside them.
func without(v *view, parts []stretch, off stretch) []stretch {
	var out []stretch
	for _, p := range parts {
		if !p.touches(off) {
			out = append(out, p)
			continue
		}
		for _, rest := range [2]stretch{{p.from, off.from}, {off.to, p.to}} {
			if rest = v.trimPart(rest); !rest.empty() {
				out = append(out, rest)
			}
		}
	}
	return out
}

// citedFrom makes whoever cites the source of reading i its carrier.
func (r *reader) citedFrom(i int, s *enligt.Statement) {
	k := &r.found[i]
	for j := max(0, i-maxRecent); j < min(len(r.found), i+maxRecent); j++ {
		if o := &r.found[j]; j != i && o.c != nil && sameParts(o.t.parts, k.t.parts) {
			r.ownName(o, s)
		}
	}
}

// maxBetween is how many words may stand between the words of a cue that quotes someone.
const maxBetween = 10

// quotedBetween makes whoever stands between the words of a cue its source, and its subject
// the one who quotes that: "RIA quoted a source in the ministry as saying …".
func (v *view) quotedBetween(k *choice) {
	if !k.c.allows(frameBetween) || k.c.passive || k.c.at[1]-k.c.at[0] < 2 {
		return
	}
	np := v.trimPart(stretch{k.c.at[0] + 1, k.c.at[1]})
	h := v.nounBehind(np.from-1, np.to)
	if np.empty() || h < 0 {
		return
	}
	k.by, k.s = k.s.span, source{kind: objectSource, head: h, span: np}
	k.c.span.to = k.c.at[0] + 1
}

// quotes makes whoever quotes the source of a reading its carrier.
func (r *reader) quotes(k *choice, s *enligt.Statement) {
	c := r.carrierIn(k.by)
	if c == nil {
		c = &carrier{at: k.by, kind: carrierOutlet}
	}
	r.relay(s, c)
}
