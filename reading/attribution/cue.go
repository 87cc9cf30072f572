package attribution

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
)

// cue is a place where words of the cue table stand.
type cue struct {
	rows    []*cueRow // all of one pattern, they differ in their frames
	at      []int     // the words of the pattern
	head    int       // the one that carries the part of speech
	top     int       // the one highest in the tree
	span    stretch   // with auxiliaries, negation and particles
	bounds  stretch   // the sentence, or its part inside the same quotation
	passive bool
	negated bool
	quoted  bool  // inside a quotation
	clitic  int   // a subject pronoun inside the span, -1 for none
	earlier int   // head of the cue before in the same sentence, -1 for none
	sure    int64 // how likely its borders are, of one
}

// frame returns the row that serves a frame best and its probability in per
// mille; a frame that no row names gets a tenth of the best one's.
func (c *cue) frame(f frames) (*cueRow, int) {
	var row *cueRow
	p := 0
	for _, r := range c.rows {
		q := r.p
		if r.frames&f == 0 {
			q = r.p / 10
		}
		if q > p {
			row, p = r, q
		}
	}
	return row, p
}

func (c *cue) allows(f frames) bool {
	for _, r := range c.rows {
		if r.frames&f != 0 {
			return true
		}
	}
	return false
}

func (c *cue) prep(lemma string) bool {
	for _, r := range c.rows {
		for _, p := range r.preps {
			if p == lemma {
				return true
			}
		}
	}
	return false
}

// findCues returns the cues of a text in order; no two share a word.
func (e *Engine) findCues(v *view) []*cue {
	var found []*cue
	for i := range v.toks {
		if i >= v.sentence(i).from { // no dateline has a cue
			found = append(found, e.cuesAt(v, i)...)
		}
	}
	// The longer pattern wins over those it overlaps, then the earlier one.
	sort.SliceStable(found, func(a, b int) bool { return len(found[a].at) > len(found[b].at) })
	taken := make([]bool, len(v.toks))
	at := map[int]*cue{}
	kept := found[:0]
	says := map[int]bool{} // verbs that may stand beside a quotation
	for _, c := range found {
		says[c.head] = says[c.head] || c.allows(frameQuote) && c.rows[0].pos[0] == "VERB"
	}
	for _, c := range found {
		free := !(c.onlyRaises() && len(c.at) > 1 && says[c.at[len(c.at)-1]+1]) // "ska hon ha | sagt"
		for _, i := range c.at {
			free = free && !taken[i]
		}
		if !free {
			// "has not said that": the plain rows stay beside those of "not say".
			if w := at[c.head]; w != nil && len(c.at) == 1 && v.toks[w.at[0]].Feat("Polarity") == "Neg" {
				w.rows = append(w.rows, c.rows...)
			}
			continue
		}
		at[c.head] = c
		for _, i := range c.at {
			taken[i] = true
		}
		kept = append(kept, c)
	}
	kept = append(kept, e.placedCues(v, taken)...)
	sort.SliceStable(kept, func(a, b int) bool { return kept[a].at[0] < kept[b].at[0] })
	for i, c := range kept {
		v.toks[c.head].tells = c.allows(frameQuote)
		v.stretchCue(c, taken)
		e.widen(v, c, taken)
		e.borders.fitCue(&extractor{e: e, v: v, c: c}, taken)
		if i > 0 && v.toks[kept[i-1].head].sent == v.toks[c.head].sent {
			c.earlier = kept[i-1].head
		}
	}
	return kept
}

// cuesAt returns the cues whose pattern starts at token i, one for each place
// that the pattern's words can take.
func (e *Engine) cuesAt(v *view, i int) []*cue {
	var out []*cue
	e.cues.at(&v.toks[i], func(r *cueRow) {
		gap := maxGap
		if r.frames&frameBetween != 0 {
			gap = maxBetween
		}
		at := r.pattern.matchApart(v, i, gap)
		if at == nil || len(at) > 1 && (e.datesPhrase(v, at[len(at)-1]) || v.owned(at)) {
			return
		}
		head := v.headOf(r, at)
		if head < 0 || r.frames&frameOpening != 0 && !e.opens(v, i) {
			return
		}
		for _, c := range out {
			if c.head == head && len(c.at) == len(at) && c.at[len(at)-1] == at[len(at)-1] {
				c.rows = append(c.rows, r)
				return
			}
		}
		out = append(out, &cue{rows: []*cueRow{r}, at: at, head: head, clitic: -1, earlier: -1})
	})
	return out
}

// owned reports whether a preposition that opens a pattern takes somebody's noun, not the
// noun alone: "enligt tidningens uppgifter" unlike "enligt nya uppgifter".
func (v *view) owned(at []int) bool {
	if v.toks[at[0]].UPOS != "ADP" {
		return false
	}
	for i := at[0] + 1; i < at[len(at)-1]; i++ {
		if t := &v.toks[i]; t.Deprel == "nmod:poss" || t.isNoun() && t.Feat("Case") == "Gen" {
			return true
		}
	}
	return false
}

// datesPhrase reports whether the preposition at token i tells when: "insisted on
// Tuesday" does not insist on anything.
func (e *Engine) datesPhrase(v *view, i int) bool {
	return v.toks[i].UPOS == "ADP" && i+1 < v.sentence(i).to && v.toks[i+1].isNoun() && e.neverSpeaks(&v.toks[i+1])
}

// opens reports whether token i starts its sentence, with one who can speak behind
// it and a comma behind that: "Pour Ada Ek, l'accord est prêt."
func (e *Engine) opens(v *view, i int) bool {
	s := v.sentence(i)
	for from := s.from; from < i; from++ {
		if !v.toks[from].isPunct() {
			return false
		}
	}
	speaks := false
	for j := i + 1; j < s.to && j < i+maxPhrase; j++ {
		t := &v.toks[j]
		if isComma(t.form) {
			return speaks
		}
		if t.isVerb() && t.Feat("VerbForm") != "Part" {
			return false
		}
		kind, _ := e.kinds.of(t)
		_, role := e.roles.of(t)
		speaks = speaks || role || kind == enligt.Organisation || strings.HasSuffix(t.Entity, "-PER") || strings.HasSuffix(t.Entity, "-ORG")
	}
	return false
}

// headOf is the word of the pattern with the row's part of speech, in the voice
// that the row asks for, or -1.
func (v *view) headOf(r *cueRow, at []int) int {
	for _, i := range at {
		for _, pos := range r.pos {
			known := r.forms[v.toks[i].form] && (pos == "NOUN" || !v.nominal(i)) || pos == "VERB" && v.saidOf(i)
			if !known && !v.isPOS(i, pos) {
				continue
			}
			if pos == "AUX" && len(at) > 1 && !v.leadsParticiple(at[len(at)-1]) {
				return -1
			}
			if r.passive && !known && !v.isPassive(i) || !r.passive && r.frames == frameRaise && pos == "VERB" && len(at) == 1 && !v.toks[i].isVerb() {
				return -1
			}
			return i
		}
	}
	return -1
}

// saidOf reports whether a noun to the tagger is a verb to a reader: a pronoun that can only
// be a subject stands before it, a conjunction behind ("they | caution | that").
func (v *view) saidOf(i int) bool {
	if v.toks[i].UPOS != "NOUN" || i == v.sentence(i).from || i+1 >= v.sentence(i).to {
		return false
	}
	before := &v.toks[i-1]
	return before.UPOS == "PRON" && before.Feat("Case") == "Nom" && v.toks[i+1].UPOS == "SCONJ"
}

// leadsParticiple reports whether an infinitive that ends an auxiliary cue is one
// itself, with what has been done behind it: "ska ha hotat", not "ska ha makten". Any
// other word is taken as it is.
func (v *view) leadsParticiple(i int) bool {
	if v.toks[i].Feat("VerbForm") != "Inf" {
		return true
	}
	for j := i + 1; j < v.sentence(i).to && j < i+maxParticiple; j++ {
		t := &v.toks[j]
		if f := t.Feat("VerbForm"); f == "Sup" || f == "Part" {
			return true
		}
		if isComma(t.form) || t.finite() {
			return false
		}
	}
	return false
}

// maxParticiple is how many words may stand between an auxiliary and its participle.
const maxParticiple = 8

// isPOS compares a part of speech leniently: taggers mix up verbs and
// auxiliaries, adpositions and adverbs, participles and adjectives.
func (v *view) isPOS(i int, pos string) bool {
	t := &v.toks[i]
	switch pos {
	case "VERB", "AUX":
		return t.isVerb() || t.UPOS == "ADJ" && t.Feat("VerbForm") == "Part"
	case "ADP":
		return t.UPOS != "VERB" && t.UPOS != "NOUN" && t.UPOS != "PROPN" || strings.Contains(t.form, "'")
	case "NOUN":
		return t.UPOS == "NOUN"
	case "PUNCT":
		return true
	}
	return t.UPOS == pos
}

// nominal reports whether the word before token i makes it a noun or adjective.
func (v *view) nominal(i int) bool {
	if v.toks[i].isVerb() || i == v.sentence(i).from {
		return false
	}
	switch t := &v.toks[i-1]; t.UPOS {
	case "DET", "ADJ", "NUM":
		return true
	case "ADP":
		return v.toks[i].UPOS == "NOUN"
	}
	return v.toks[i].UPOS == "PROPN" && v.toks[i].Form != v.toks[i].form
}

func (v *view) isPassive(i int) bool {
	if v.childOf(i, "aux:tense") >= 0 && v.childOf(i, "aux:pass") < 0 {
		return false // a tense of the active, whatever the participle's features say
	}
	return v.toks[i].passive() || v.childOf(i, "aux:pass", "nsubj:pass", "obl:agent") >= 0
}

// stretchCue grows the span of a cue from its pattern to its verb group and
// finds the bounds of its content.
func (v *view) stretchCue(c *cue, taken []bool) {
	c.top = c.head
	c.span = stretch{c.at[0], c.at[len(c.at)-1] + 1}
	for _, i := range c.at {
		if h := v.toks[i].head; h < 0 || !c.span.has(h) {
			if v.toks[i].isVerb() || v.toks[c.top].head >= 0 && c.span.has(v.toks[c.top].head) {
				c.top = i
			}
		}
	}
	if v.splitBySubject(c) {
		c.span = stretch{c.head, c.head + 1}
	}
	c.passive = v.isPassive(c.head)
	for _, r := range c.rows {
		c.passive = c.passive || r.passive
	}
	if v.verbal(c) {
		v.growLeft(c, taken)
		v.growRight(c, taken)
	}
	for i := c.span.from; i < c.span.to; i++ {
		t := &v.toks[i]
		c.negated = c.negated || t.Feat("Polarity") == "Neg"
		if c.clitic < 0 && isClitic(t.form) { // between the words of a pattern: "s'est-il emporté"
			c.clitic = i
		}
	}
	c.bounds = v.sentence(c.head)
	c.bounds.from = max(c.bounds.from, c.head-maxBounds)
	c.bounds.to = min(c.bounds.to, c.head+maxBounds)
	c.bounds = c.bounds.cover(c.span)
	if q := v.toks[c.head].quote; q >= 0 {
		c.quoted = true
		in := v.tokensIn(v.a.Quotations[q].Inner)
		c.bounds = stretch{max(c.bounds.from, in.from), min(c.bounds.to, in.to)}
		c.bounds = c.bounds.cover(c.span)
	}
	c.bounds.to = v.beforeUtterance(c)
}

// verbal reports whether a cue is a verb, or a word known as one by its form that the
// tagger took for another behind a clitic: "a-t-elle souri".
func (v *view) verbal(c *cue) bool {
	t := &v.toks[c.head]
	return t.isVerb() || t.UPOS == "ADJ" || c.rows[0].pos[0] == "VERB" && c.head > 0 && isClitic(v.toks[c.head-1].form)
}

// beforeUtterance is where a talking dash after the cue opens words of another
// sentence: "Han tvekar: – Jag vet inte, säger han."; else the end of the bounds.
func (v *view) beforeUtterance(c *cue) int {
	for i := c.span.to; i < c.bounds.to; i++ {
		if d := v.toks[i].dash; d >= 0 && d != v.toks[c.head].dash {
			for i > c.span.to && isDash(v.toks[i-1].form) {
				i--
			}
			return i
		}
	}
	return c.bounds.to
}

// maxBounds keeps the work on one cue constant where a sentence never ends.
const maxBounds = 200

// splitBySubject reports whether a subject stands between the words of the
// pattern, so that they cannot be one span.
func (v *view) splitBySubject(c *cue) bool {
	for i := c.span.from + 1; i < c.span.to-1; i++ {
		if r := v.toks[i].rel; r == "nsubj" && !contains(c.at, i) {
			return true
		}
	}
	return false
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// reachLeft is how far before a verb its auxiliaries are looked for.
const reachLeft = 8

// growLeft takes auxiliaries, negation and reflexives into the span, with what
// stands between them, but never a subject that is more than a clitic.
func (v *view) growLeft(c *cue, taken []bool) {
	low := max(v.sentence(c.head).from, c.span.from-reachLeft)
	negated := v.toks[c.span.from].Feat("Polarity") == "Neg"
	for i := c.span.from - 1; i >= low; i-- {
		t := &v.toks[i]
		mine := t.head == c.head || t.head == c.top || t.head >= 0 && c.span.has(t.head)
		if taken[i] && !(mine && t.rel == "aux") || t.isPunct() && (!isComma(t.form) || i == c.span.from-1) {
			return
		}
		beside := i == c.span.from-1
		switch {
		case mine && (t.rel == "aux" || t.rel == "cop" && (len(c.at) > 1 || v.toks[c.head].UPOS == "ADJ")):
			c.span.from = i
		case beside && t.UPOS == "AUX" && (c.clitic >= 0 || c.span.from > c.at[0]-3):
			c.span.from = i
		case negated && t.finite():
			c.span.from = i
			return
		case beside && t.Feat("Polarity") == "Neg" && t.UPOS != "DET", beside && t.Feat("Reflex") == "Yes":
			c.span.from = i
		case isClitic(t.form):
			c.clitic = i
		case t.rel == "nsubj" || t.UPOS == "PRON" && t.Feat("Case") == "Nom":
			return
		case t.isVerb():
			return
		}
	}
}

// isClitic reports whether a word is tied to the verb before it by a hyphen of its
// own: "-t-il", "-elles".
func isClitic(form string) bool {
	return len(form) > 2 && form[0] == '-' && !isDash(form) && (form[1] >= 'a' && form[1] <= 'z')
}

// growRight takes particles, negation and a clitic subject into the span.
func (v *view) growRight(c *cue, taken []bool) {
	end := v.sentence(c.head).to
	for i := c.span.to; i < end && !taken[i]; i++ {
		t := &v.toks[i]
		mine := t.head == c.head || t.head == c.top
		switch {
		case mine && t.Deprel == "compound:prt" && (t.UPOS == "ADP" || t.UPOS == "ADV" || t.UPOS == "PART") && !c.prep(t.lemma):
		case mine && t.Feat("Polarity") == "Neg" && t.UPOS != "DET":
		case isClitic(t.form):
			c.clitic = i
		case c.clitic >= 0 && t.UPOS == "VERB" && t.Feat("VerbForm") == "Part":
		default:
			return
		}
		c.span.to = i + 1
	}
}
