package attribution

import "github.com/enligt/enligt"

// withoutSilence ends a content before what its source does not tell: in "she said the
// bridge was safe, without giving details" the rest is about her and not about the bridge.
func (v *view) withoutSilence(found []choice, cues []*cue) {
	var at map[int][]int // sentence -> readings whose content ends in it
	for _, c := range cues {
		open := c.at[0]
		if c.quoted || len(c.at) < 2 || c.rows[0].act != enligt.Decline || v.toks[open].UPOS != "ADP" && v.toks[open].UPOS != "SCONJ" || open == 0 || !isComma(v.toks[open-1].form) {
			continue
		}
		if at == nil {
			at = v.endingIn(found)
		}
		for _, i := range at[v.toks[open].sent] {
			k := &found[i]
			last := &k.t.parts[len(k.t.parts)-1]
			if k.c == nil || k.c.span.touches(c.span) || k.c.span.from > open || last.from >= open-1 || last.to <= open || k.t.frame == frameQuote {
				continue
			}
			last.to = open - 1
		}
	}
}

// endingIn tells the readings whose content ends in a sentence.
func (v *view) endingIn(found []choice) map[int][]int {
	at := map[int][]int{}
	for i := range found {
		s := v.toks[found[i].t.parts[len(found[i].t.parts)-1].to-1].sent
		at[s] = append(at[s], i)
	}
	return at
}
