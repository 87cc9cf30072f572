package attribution

import "slices"

// withoutTopics drops readings of a colon behind a topic, which only announce who speaks
// in what follows, "Lubrol : les syndicats dénoncent un plan", or only tell where.
func (e *Engine) withoutTopics(v *view, found []choice) []choice {
	opens := map[int]bool{} // first tokens of sources of indirect statements before their cue
	for i := range found {
		if k := &found[i]; k.c != nil && !k.s.span.empty() && k.s.span.to <= k.c.span.from && v.toks[k.c.head].quote < 0 {
			opens[k.s.span.from] = true
		}
	}
	return slices.DeleteFunc(found, func(k choice) bool {
		if k.c == nil || v.toks[k.c.head].form != ":" || k.t.parts[0].from < k.c.span.to {
			return false
		}
		return opens[k.t.parts[0].from] && v.block(k.t.parts[0].from) == 0 || e.locates(v, &k) || v.listsNames(k.t.parts)
	})
}

// yearOnly leaves quoted words behind a year and a colon without a source: "1960: “…”".
func (v *view) yearOnly(k *choice) {
	for i := k.s.span.from; i < k.s.span.to; i++ {
		if v.toks[i].UPOS != "NUM" && !v.toks[i].isPunct() {
			return
		}
	}
	if v.toks[k.c.head].form == ":" {
		k.s = source{head: -1}
	}
}

// listsNames reports whether contents are nothing but names, as behind "Photo:" and
// "Source:".
func (v *view) listsNames(parts []stretch) bool {
	for _, p := range parts {
		for i := p.from; i < p.to; i++ {
			if t := &v.toks[i]; !t.isName() && !t.isPunct() && t.UPOS != "CCONJ" || t.quote >= 0 {
				return false
			}
		}
	}
	return true
}

// withoutCredits drops the only line of a text that a dash opens, if that is a long one
// without a space and nobody is said to speak: "—Ada Berg contributed to this report".
func (v *view) withoutCredits(found []choice) []choice {
	at, lines := -1, 0
	for _, s := range v.sents {
		if s.from+1 < s.to && isDash(v.toks[s.from].form) {
			at = s.from
			lines++
		}
	}
	if lines != 1 || v.toks[at].form != "—" || !v.toks[at].GlueNext {
		return found
	}
	return slices.DeleteFunc(found, func(k choice) bool {
		return k.c == nil && v.sentence(at).covers(k.t.parts[0])
	})
}

// onlyAsks reports whether all that a reading takes for its content is the word that its
// sentence asks with: "Comment réagissent les pêcheurs ?"
func (v *view) onlyAsks(k *choice) bool {
	p, s := k.t.parts[0], v.sentence(k.c.head)
	return len(k.t.parts) == 1 && p.to-p.from == 1 && p.from == s.from && p.to == k.c.span.from && v.toks[s.to-1].form == "?" && !v.toks[p.from].isNoun()
}

// anyReader reports whether the source of a reading is "you" in the words of the text
// itself, outside of questions and what an answer in quotes follows: whoever reads it, and
// nobody who said something.
func (v *view) anyReader(k *choice) bool {
	s := k.s.span
	if s.to-s.from != 1 || v.toks[s.from].quote >= 0 || k.c.quoted {
		return false
	}
	if end := v.blockEnd(s.from); end < len(v.toks) && (v.toks[end].quote >= 0 || isMark(v.toks[end].form)) {
		return false
	}
	t := &v.toks[s.from]
	return t.UPOS == "PRON" && t.Feat("Person") == "2" && v.toks[v.sentence(s.from).to-1].form != "?"
}
