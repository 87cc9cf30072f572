package attribution

import "strings"

// phrases returns the spans that a noun phrase with this head may have: its
// subtree, that cut at its joints, the plain phrase, and, since trees are often
// wrong at appositions, what reaches to the punctuation around it.
func (v *view) phrases(c *cue, kind sourceKind, head int) []source {
	if t := &v.toks[head]; kind == cliticSource || t.UPOS == "PRON" && t.Feat("Case") == "Nom" {
		return v.pronounPhrases(c, kind, head)
	}
	whole := v.clip(c, kind, head)
	var out []source
	add := func(from, to int, trim trimKind) {
		s := v.trimSource(stretch{from, to}, head)
		for i := range out {
			if out[i].span == s {
				return
			}
		}
		if len(out) > 0 && v.speech(c, s) {
			return
		}
		out = append(out, source{kind: kind, head: head, span: s, trim: trim})
	}
	add(whole.from, whole.to, wholeTree)
	base := v.base(head, whole)
	add(base.from, base.to, basePhrase)
	if v.toks[whole.from].UPOS == "NUM" && whole.from < head {
		add(whole.from+1, whole.to, basePhrase)
	}
	if wide := v.wide(base, c); wide != base.from {
		add(wide, base.to, widePhrase)
		add(wide, whole.to, widePhrase)
		if n := v.joined(wide, c); n != wide {
			add(n, base.to, widePhrase)
		}
	} else if n := v.joined(base.from, c); n != base.from {
		add(n, base.to, widePhrase)
	}
	if n := min(v.joined(base.from, c), v.wide(base, c), whole.from); v.pairs(n, whole.to, c) {
		add(n-1, max(base.to, whole.to), widePhrase)
	}
	v.cutPhrase(whole, head, add)
	if head >= c.span.to {
		v.reachRight(c, whole, add)
	} else {
		v.reachLeft(c, whole, head, add)
	}
	return out
}

// cutPhrase adds a phrase cut at its first comma, relative word and preposition.
func (v *view) cutPhrase(whole stretch, head int, add func(from, to int, trim trimKind)) {
	comma, clause, prep := -1, -1, -1
	for i := head + 1; i < whole.to; i++ {
		t := &v.toks[i]
		switch {
		case comma < 0 && (isComma(t.form) || isDash(t.form)):
			comma = i
		case clause < 0 && t.Feat("PronType") == "Rel":
			clause = i
		case prep < 0 && t.UPOS == "ADP":
			prep = i
		}
	}
	for _, cut := range [3]struct {
		at   int
		trim trimKind
	}{{comma, cutComma}, {clause, cutClause}, {prep, cutPrep}} {
		if cut.at > head {
			add(whole.from, cut.at, cut.trim)
		}
	}
}

// pairs reports whether the word before a phrase from … to opens a pair: "both the
// mayor and the council".
func (v *view) pairs(from, to int, c *cue) bool {
	if from <= c.bounds.from || v.toks[from-1].UPOS != "CCONJ" {
		return false
	}
	h := v.toks[from-1].head
	return h >= from && h < to
}

// pronounPhrases are a pronoun alone, and with whom a conjunction ties to it: "hon och
// nitton grannar", "both he and former officials".
func (v *view) pronounPhrases(c *cue, kind sourceKind, head int) []source {
	out := []source{{kind: kind, head: head, span: stretch{head, head + 1}, trim: basePhrase}}
	if kind == cliticSource {
		return out
	}
	s := out[0].span
	if b := v.joined(head, c); b < head && b >= c.bounds.from {
		s.from = b
	} else if head > c.bounds.from && v.toks[head-1].UPOS == "CCONJ" && s.has(v.toks[head-1].head) {
		s.from = head - 1
	}
	if i := head + 1; i < c.bounds.to && v.toks[i].UPOS == "CCONJ" {
		if h := v.nounAfter(i+1, c.bounds); h >= 0 && (h < c.span.from || head > c.span.to) {
			n := v.base(h, stretch{i + 1, c.bounds.to})
			s.to = n.to
			if t := v.toks[h].span; t.from > i && t.to > n.to && t.to <= c.bounds.to && !t.touches(c.span) {
				out = append(out, source{kind: kind, head: head, span: stretch{s.from, t.to}, trim: wholeTree})
			}
		}
	}
	if s.to-s.from > 1 {
		out = append(out, source{kind: kind, head: head, span: s, trim: widePhrase})
	}
	return out
}

// reachRight adds what reaches from a source after the cue to the next marks of
// punctuation.
func (v *view) reachRight(c *cue, whole stretch, add func(from, to int, trim trimKind)) {
	n := 0
	for i := whole.from + 1; i < c.bounds.to && i < whole.from+maxPhrase && n < 3; i++ {
		t := &v.toks[i]
		if isComma(t.form) || isStop(t.form) || isDash(t.form) || isMark(t.form) || t.form == ":" {
			add(whole.from, i, toComma+trimKind(n))
			n++
		}
		if t.UPOS == "SCONJ" || t.finite() {
			add(whole.from, i, toClause)
			if t.finite() {
				break
			}
		}
	}
	if c.bounds.to <= whole.from+maxPhrase {
		add(whole.from, c.bounds.to, toEnd)
	}
}

// reachLeft adds what reaches from the punctuation before a source to the cue.
func (v *view) reachLeft(c *cue, whole stretch, head int, add func(from, to int, trim trimKind)) {
	to := c.span.from
	for to > head+1 && (v.toks[to-1].UPOS == "ADV" || v.toks[to-1].UPOS == "AUX" || v.toks[to-1].isPunct() && v.toks[to-1].form != ")") {
		to--
	}
	near := to-head < maxPhrase
	if near {
		add(whole.from, to, toCue)
	}
	n := 0
	for i := head - 1; i >= c.bounds.from-1 && i >= head-maxPhrase && n < 3; i-- {
		if i < c.bounds.from || v.toks[i].finite() || isComma(v.toks[i].form) || isStop(v.toks[i].form) || isMark(v.toks[i].form) || v.toks[i].UPOS == "CCONJ" || v.toks[i].form == ":" {
			if i+1 < whole.from || i+1 > whole.from {
				add(i+1, whole.to, fromComma+trimKind(n))
			}
			if near {
				add(i+1, to, fromComma+trimKind(n))
			}
			n++
		}
		if i >= c.bounds.from && v.toks[i].UPOS == "SCONJ" {
			add(i+1, whole.to, fromComma+trimKind(n))
			return // what stands before it is another clause's
		}
	}
}

// maxPhrase is the longest source looked for outside the tree, in words.
const maxPhrase = 24

// maxNickname is how many words a quotation inside a source may have.
const maxNickname = 3

// speech reports whether s holds more quoted words than a nickname has.
func (v *view) speech(c *cue, s stretch) bool {
	n := 0
	for i := s.from; i < s.to; i++ {
		if q := v.toks[i].quote; q >= 0 && q != v.toks[c.head].quote && !v.toks[i].isPunct() {
			n++
		}
	}
	return n > maxNickname
}

// wide is the start of the run of nouns, names and their modifiers that ends with
// base: "Hallberg Invest's chairman Claes Hallberg".
func (v *view) wide(base stretch, c *cue) int {
	from := base.from
	for from > c.bounds.from && !c.span.has(from-1) && base.from-from < 6 {
		t := &v.toks[from-1]
		if !t.isNoun() && t.UPOS != "ADJ" && t.UPOS != "NUM" && t.UPOS != "DET" {
			break
		}
		from--
	}
	return from
}

// joined is the start of a coordination whose last part starts at from.
func (v *view) joined(from int, c *cue) int {
	if from-2 < c.bounds.from || v.toks[from-1].UPOS != "CCONJ" || !v.toks[from-2].isNoun() {
		return from
	}
	n := v.wide(v.nameAround(from-2), c)
	if n > c.bounds.from && v.toks[n-1].UPOS == "CCONJ" {
		n--
	}
	if n < c.span.to && from > c.span.to {
		return from
	}
	return n
}

// trimSource cuts words off the edges of s that no source starts or ends with:
// what opens the clause and not the phrase ("But", "After", "as") hangs from
// outside.
func (v *view) trimSource(s stretch, head int) stretch {
	for s.from < head {
		t := &v.toks[s.from]
		opens := t.UPOS == "CCONJ" || t.UPOS == "ADP" || t.UPOS == "ADV" || t.UPOS == "PART"
		if t.UPOS != "SCONJ" && !(opens && !s.has(t.head)) && !(t.isPunct() && !isMark(t.form)) {
			break
		}
		s.from++
	}
	for s.to > head+1 && v.toks[s.to-1].isPunct() && v.toks[s.to-1].form != ")" && !isMark(v.toks[s.to-1].form) {
		s.to--
	}
	return s
}

// joins reports whether a conjunction stands in s.
func (v *view) joins(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if v.toks[i].UPOS == "CCONJ" {
			return true
		}
	}
	return false
}

// clip is the subtree of head on its own side of the cue, without the
// preposition that ties it to the cue and without punctuation at its edges.
func (v *view) clip(c *cue, kind sourceKind, head int) stretch {
	s := v.toks[head].span
	s.from, s.to = max(s.from, c.bounds.from), min(s.to, c.bounds.to)
	if head >= c.span.to {
		s.from = max(s.from, c.span.to)
	} else if head < c.span.from {
		s.to = min(s.to, c.span.from)
	}
	for s.from < head && (v.toks[s.from].UPOS == "ADP" || v.toks[s.from].UPOS == "ADV" || v.toks[s.from].UPOS == "CCONJ" || v.toks[s.from].UPOS == "SCONJ" || v.toks[s.from].isPunct() && !isMark(v.toks[s.from].form)) {
		s.from++
	}
	// An incise in the middle of the subtree belongs to someone else.
	for i := s.from; i < head; i++ {
		if v.toks[i].finite() || isComma(v.toks[i].form) || v.toks[i].UPOS == "SCONJ" {
			s.from = i + 1
		}
	}
	for s.to > head+1 && v.toks[s.to-1].isPunct() && v.toks[s.to-1].form != ")" && !isMark(v.toks[s.to-1].form) {
		s.to--
	}
	n := v.nameAround(head)
	return stretch{min(s.from, n.from), max(s.to, n.to)}
}

// nameAround is the whole name that token i is part of, or touches on its right;
// trees cut names in two more often than the recogniser of names does.
func (v *view) nameAround(i int) stretch {
	s := v.sentence(i)
	n := stretch{i, i + 1}
	for n.from > s.from && strings.HasPrefix(v.toks[n.from].Entity, "I-") {
		n.from--
	}
	for n.to < s.to && strings.HasPrefix(v.toks[n.to].Entity, "I-") {
		n.to++
	}
	return n
}

// base is the plain noun phrase around head inside s.
func (v *view) base(head int, s stretch) stretch {
	b := v.nameAround(head)
	for b.from > s.from {
		t := &v.toks[b.from-1]
		if t.UPOS != "DET" && t.UPOS != "ADJ" && t.UPOS != "NUM" && t.UPOS != "PROPN" && !(t.UPOS == "NOUN" && t.Feat("Case") == "Gen") {
			break
		}
		b.from--
	}
	for b.to < s.to {
		t := &v.toks[b.to]
		if t.UPOS != "PROPN" && t.Entity == "" && !strings.HasPrefix(t.form, "(") && !strings.HasPrefix(v.toks[b.to-1].form, "(") && t.form != ")" {
			break
		}
		b.to++
	}
	return b
}
