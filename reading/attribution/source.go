package attribution

import (
	"strings"

	"github.com/enligt/enligt"
)

// source is a candidate for the words that name whom content is attributed to.
type source struct {
	kind sourceKind
	head int     // the noun, name or pronoun at its core, -1 where there is none
	span stretch // empty where there is none
	trim trimKind

	score  int // of a ranker that adds up its evidence
	scored bool
}

// sourceBytes is the span of a source in the text; a clitic is cut free of the
// hyphens that tie it to its verb, a noun of the article that one word has in common
// with a preposition ("auprès du parquet").
func (v *view) sourceBytes(s *source) enligt.Span {
	span := s.span
	if t := &v.toks[span.from]; !t.First() && t.UPOS == "DET" && span.to-span.from > 1 {
		span.from++
	}
	b := v.bytes(span)
	if t := &v.toks[s.span.from]; strings.HasPrefix(t.form, "-") {
		b.Start += len(t.form) - len(trimClitic(t.form))
	}
	return b
}

// sourceKind is the evidence that a source candidate rests on.
type sourceKind uint8

const (
	noSource       sourceKind = iota
	subjectSource             // subject of the cue
	cliticSource              // subject pronoun inside the cue: "a-t-il dit"
	agentSource               // agent of a passive cue
	sharedSource              // subject of the verb that the cue is coordinated with or governed by
	relativeSource            // the noun whose relative clause or participle the cue heads
	nextSource                // the noun phrase right after the cue
	beforeSource              // the noun phrase right before the cue
	objectSource              // what a preposition like "enligt" governs
	ownerSource               // possessor of a noun cue
	colonSource               // what stands before a colon at the start of a block
	openingSource             // what stands before the first finite verb of the sentence
	earlierSource             // a source of the cue before in the sentence
	borderSource              // between two likely borders
	sourceKinds
)

// trimKind is how the span of a source was cut from its subtree.
type trimKind uint8

const (
	wholeTree  trimKind = iota
	cutComma            // ends before its first comma
	cutClause           // ends before a relative clause without a comma
	cutPrep             // ends before its first preposition
	basePhrase          // determiner, adjectives, nouns and names around the head
	widePhrase          // and the nouns, names and parts of a coordination before it
	toCue               // reaches to the cue
	toClause            // to the next complementiser
	toEnd               // to the end of the sentence
	byBorder            // between two likely borders
	toComma             // to the first punctuation after it, and so on
	_
	_
	fromComma // from the first punctuation before it, and so on
)

// sources returns the candidates for one cue, none among them.
func (e *Engine) sources(v *view, c *cue) []source {
	out := []source{{kind: noSource, head: -1}}
	add := func(kind sourceKind, head int) {
		if e.neverSpeaks(&v.toks[head]) || v.disagrees(c, head) {
			return
		}
		for _, s := range out {
			if s.head == head {
				return
			}
		}
		out = append(out, v.phrases(c, kind, head)...)
	}
	switch {
	case c.allows(frameSource):
		v.governed(c, add)
	case c.allows(frameColon):
		if h := v.beforeColon(c); h >= 0 {
			add(colonSource, h)
		}
	case c.rows[0].pos[0] == "NOUN":
		v.owners(c, add)
	default:
		e.subjects(v, c, add)
	}
	if v.mustName(c, out) {
		out = out[1:]
	}
	return out
}

// disagrees reports whether a pronoun of the first or second person cannot be the subject
// of the cue's verb, which is in the third: "nous a raconté un ouvrier".
func (v *view) disagrees(c *cue, i int) bool {
	p := v.toks[i].Feat("Person")
	return (p == "1" || p == "2") && v.toks[v.finiteOf(c)].Feat("Person") == "3"
}

// neverSpeaks reports whether a noun stands for a time or the like, not for
// someone. A name is someone, whatever it is made of.
func (e *Engine) neverSpeaks(t *token) bool {
	if t.Entity != "" {
		return false
	}
	_, silent := e.silent.of(t)
	return silent
}

// mustName reports whether the text names a source beyond doubt: a pronoun inside
// the cue, what a preposition governs, or a noun that an active verb has as its
// subject.
func (v *view) mustName(c *cue, out []source) bool {
	if len(out) < 2 {
		return false
	}
	switch s := &out[1]; s.kind {
	case cliticSource, objectSource:
		return true
	case subjectSource:
		return !c.passive && !c.allows(frameRaise) && v.toks[s.head].isNoun()
	}
	return false
}

// subjects adds the sources of a verb.
func (e *Engine) subjects(v *view, c *cue, add func(sourceKind, int)) {
	if c.clitic >= 0 {
		add(cliticSource, c.clitic)
		return
	}
	if c.passive {
		for i := c.span.from; i < c.span.to; i++ {
			for k := v.toks[i].child; k >= 0; k = v.toks[k].next {
				if p := v.childOf(k, "case"); v.toks[k].Deprel == "obl:agent" || p >= 0 && e.agent(&v.toks[p]) {
					add(agentSource, k)
				}
			}
		}
		for i := c.span.to; i < c.bounds.to && i < c.span.to+maxReach; i++ {
			if e.agent(&v.toks[i]) {
				if h := v.nounAfter(i+1, c.bounds); h >= 0 {
					add(agentSource, h)
				}
			}
		}
	}
	if c.onlyRaises() {
		return // "The talks are said to go on": what is raised says nothing
	}
	own := false
	for i := c.span.from; i < c.span.to; i++ {
		if s := v.childOf(i, "nsubj"); s >= 0 && !c.span.has(s) {
			add(subjectSource, s)
			own = true
			if r := v.antecedent(i, s); r >= 0 {
				add(relativeSource, r)
			}
		}
	}
	if !own {
		v.inherited(c, add)
	}
	e.beside(v, c, add)
	if c.earlier >= 0 {
		if s := v.childOf(c.earlier, "nsubj"); s >= 0 && !c.span.has(s) {
			add(earlierSource, s)
		} else if h := v.nounAfter(c.earlier+1, c.bounds); h >= 0 && h < c.span.from {
			add(earlierSource, h)
		}
	}
	if h := v.opening(c); h >= 0 {
		add(openingSource, h)
	}
}

// beside adds the noun phrases right after and right before a verb.
func (e *Engine) beside(v *view, c *cue, add func(sourceKind, int)) {
	from := c.span.to
	for n := 0; n < 3 && from < c.bounds.to; n++ {
		h := v.nounAfter(from, stretch{c.span.to, c.bounds.to})
		if h < 0 {
			break
		}
		add(nextSource, h)
		from = v.base(h, v.toks[h].span).to
	}
	e.behindHearer(v, c, add)
	from = c.span.from
	for n := 0; n < 3; n++ { // "tio officerare natten mot torsdagen"
		h := v.nounBefore(from, stretch{c.bounds.from, c.span.from})
		if h < 0 {
			break
		}
		if !e.neverSpeaks(&v.toks[h]) {
			add(beforeSource, h)
			break
		}
		from = v.base(h, v.toks[h].span).from
	}
}

// behindHearer adds the noun phrase behind whom something is said to: "a déclaré à
// l'AFP, Ada Ek".
func (e *Engine) behindHearer(v *view, c *cue, add func(sourceKind, int)) {
	i := c.span.to
	if i+1 >= c.bounds.to || v.toks[i].UPOS != "ADP" || e.to.of(&v.toks[i])&addressee == 0 {
		return
	}
	h := v.nounAfter(i+1, c.bounds)
	if h < 0 {
		return
	}
	from := v.base(h, stretch{i + 1, c.bounds.to}).to
	if from < c.bounds.to && isComma(v.toks[from].form) {
		from++
	}
	if h := v.nounAfter(from, c.bounds); h >= 0 {
		add(nextSource, h)
	}
}

// onlyRaises reports whether a cue has no frame but that of a raised clause.
func (c *cue) onlyRaises() bool {
	for _, r := range c.rows {
		if r.frames != frameRaise {
			return false
		}
	}
	return true
}

// opening is the head of what stands before the first finite verb of the
// sentence, or -1.
func (v *view) opening(c *cue) int {
	from := c.bounds.from
	for from < c.span.from && (v.toks[from].isPunct() || v.toks[from].UPOS == "CCONJ" || v.toks[from].UPOS == "ADV") {
		from++
	}
	for i := from; i < c.bounds.to && i < from+maxPhrase; i++ {
		if v.toks[i].finite() || c.span.has(i) {
			if i == from || v.toks[from].UPOS == "ADP" || v.toks[from].UPOS == "SCONJ" {
				return -1
			}
			return v.root(stretch{from, i})
		}
	}
	return -1
}

// agent reports whether a preposition opens who says it in the passive.
func (e *Engine) agent(t *token) bool { return e.to.of(t)&agent != 0 }

// maxClimb bounds walks up the tree.
const maxClimb = 4

// inherited adds the subject of the verb above: of a first conjunct, of the verb
// that governs an infinitive or participle, or the noun it modifies.
func (v *view) inherited(c *cue, add func(sourceKind, int)) {
	i := c.top
	for n := 0; n < maxClimb; n++ {
		t := &v.toks[i]
		if t.head < 0 {
			return
		}
		switch t.rel {
		case "acl":
			add(relativeSource, t.head)
			return
		case "conj", "xcomp", "advcl", "parataxis", "ccomp":
		default:
			return
		}
		i = t.head
		if s := v.childOf(i, "nsubj"); s >= 0 && !c.span.has(s) {
			add(sharedSource, s)
			if r := v.antecedent(i, s); r >= 0 {
				add(sharedSource, r)
			}
			return
		}
	}
}

// antecedent is the noun whose relative clause verb i heads, where s, its
// subject, is a relative pronoun; else -1.
func (v *view) antecedent(i, s int) int {
	t := &v.toks[s]
	if t.UPOS != "PRON" && t.UPOS != "SCONJ" && t.UPOS != "DET" || t.Feat("PronType") != "Rel" && t.Feat("PronType") != "Int,Rel" && t.form != t.lemma {
		return -1
	}
	for n := 0; n < maxClimb && i >= 0; n++ {
		if v.toks[i].rel == "acl" {
			return v.toks[i].head
		}
		if v.toks[i].rel != "conj" {
			return -1
		}
		i = v.toks[i].head
	}
	return -1
}

// governed adds what a preposition such as "enligt" takes.
func (v *view) governed(c *cue, add func(sourceKind, int)) {
	last := c.at[len(c.at)-1]
	if t := &v.toks[last]; t.UPOS == "NOUN" {
		return // the pattern holds its own noun: "enligt uppgift"
	}
	if h := v.toks[c.at[0]].head; h >= c.span.to && v.toks[c.at[0]].rel == "case" && c.bounds.has(h) && h-c.span.to < 12 {
		add(objectSource, h)
	}
	if h := v.nounAfter(c.span.to, stretch{c.span.to, c.bounds.to}); h >= 0 {
		add(objectSource, h)
	}
}

// owners adds whose a noun cue is.
func (v *view) owners(c *cue, add func(sourceKind, int)) {
	for k := v.toks[c.head].child; k >= 0; k = v.toks[k].next {
		t := &v.toks[k]
		if k < c.head && (t.Deprel == "nmod:poss" || t.rel == "nmod" || t.rel == "det" && t.Feat("Poss") == "Yes") {
			add(ownerSource, k)
		}
	}
	if h := v.toks[c.head].head; h >= 0 && v.toks[c.head].rel == "obj" {
		if s := v.childOf(h, "nsubj"); s >= 0 {
			add(sharedSource, s)
		}
	}
}

// maxReach is how far from a cue the word-order fallbacks look.
const maxReach = 6

// nounAfter is the head of the noun phrase that starts at from, or -1.
func (v *view) nounAfter(from int, in stretch) int {
	for i := from; i < in.to && i < from+maxReach; i++ {
		t := &v.toks[i]
		switch {
		case t.isNoun() || t.UPOS == "PRON" && (t.Feat("Case") == "Nom" || t.Feat("PronType") == "Prs") && t.Feat("Reflex") == "":
			return v.phraseHead(i, in)
		case t.UPOS == "ADJ" || t.UPOS == "DET" || t.UPOS == "NUM" || t.UPOS == "ADV" || t.UPOS == "PRON":
		default:
			return -1
		}
	}
	return -1
}

// nounBefore is the head of the noun phrase that ends before to, or -1.
func (v *view) nounBefore(to int, in stretch) int {
	for i := to - 1; i >= in.from && i >= to-maxReach; i-- {
		t := &v.toks[i]
		switch {
		case t.isNoun() || t.UPOS == "PRON":
			h := v.phraseHead(i, in)
			if h > i {
				h = i
			}
			return h
		case t.UPOS == "ADV" || t.UPOS == "AUX" || isComma(t.form) || t.form == ")":
		default:
			return -1
		}
	}
	return -1
}

// phraseHead climbs from a word to the head of its noun phrase.
func (v *view) phraseHead(i int, in stretch) int {
	for n := 0; n < maxClimb; n++ {
		t := &v.toks[i]
		if t.head < 0 || !in.has(t.head) || !v.toks[t.head].isNoun() {
			return i
		}
		switch t.rel {
		case "nmod", "flat", "appos", "compound", "amod", "det", "nummod":
			i = t.head
		default:
			return i
		}
	}
	return i
}

// beforeColon is the head of the short phrase between the start of the block and
// a colon, or -1.
func (v *view) beforeColon(c *cue) int {
	s := v.sentence(c.head)
	if c.head-s.from > 8 || c.head == s.from || s.from > 0 && v.block(s.from-1) == v.block(s.from) {
		return -1
	}
	r := v.root(stretch{s.from, c.head})
	if !v.toks[r].isNoun() {
		return -1
	}
	for i := s.from; i < c.head; i++ {
		if v.toks[i].finite() {
			return -1
		}
	}
	return r
}
