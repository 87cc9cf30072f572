package attribution

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
)

// maxLead is how many words may stand between a cue and the colon by which its
// sentence leads in speech.
const maxLead = 12

// announced adds statements of the quotations and utterances that no reading took and
// that a colon leads in: "Hon skakar på huvudet: – Det går inte." Their cue is the last
// one before the colon that may stand beside speech, else the colon itself; their
// source is the subject of its clause. Where nobody who can speak is the subject,
// nothing is added.
func (e *Engine) announced(v *view, found []choice, cues []*cue) []choice {
	taken := v.takenBy(found)
	mark := func(s stretch) {
		for i := s.from; i < s.to; i++ {
			taken[i] = true
		}
	}
	read := found
	for q := range v.a.Quotations {
		quote := &v.a.Quotations[q]
		if quote.Depth > 1 || quote.Sure < 50 {
			continue
		}
		s := v.trimPart(v.tokensIn(quote.Span))
		speech := !s.empty() && v.isSpeech(s, quote.Kind == "dash")
		if !speech && (s.to-s.from < 3 || !v.exclaims(s)) {
			continue
		}
		colon := v.colonBefore(s.from)
		if colon < 0 || taken[colon] || anyOf(taken, s) && !v.onlyInside(read, s) {
			continue
		}
		if k, ok := e.leadIn(v, cues, taken, colon, quote.Kind == "dash"); ok && (speech || k.c.head != colon) {
			k.t = content{kind: colonAfter, frame: frameQuote, end: laterEnd, parts: []stretch{s}, quote: q}
			mark(s)
			mark(k.c.span)
			found = append(found, k)
		}
	}
	return found
}

// isSpeech reports whether s, in quotation marks or behind a dash, is more than words
// or a title: it has a verb, and a sentence ends with it.
func (v *view) isSpeech(s stretch, dash bool) bool {
	return dash && s.to-s.from > 1 || v.endsSentence(s) && v.hasVerb(s)
}

// exclaims reports whether s ends with a stop inside its marks: “No.” is an answer where a
// word before its colon says so, and may be a title else.
func (v *view) exclaims(s stretch) bool {
	last := v.toks[s.to-2].form // "No." may be taken for an abbreviation
	return isMark(v.toks[s.to-1].form) && (isStop(last) || strings.HasSuffix(last, "."))
}

func anyOf(taken []bool, s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if taken[i] {
			return true
		}
	}
	return false
}

// colonBefore is the colon that token i stands behind, its own mark or dash aside,
// where the outlet itself speaks; else -1.
func (v *view) colonBefore(i int) int {
	for i--; i >= 0 && (isMark(v.toks[i].form) || isDash(v.toks[i].form)); i-- {
	}
	if i < 0 || v.toks[i].form != ":" || v.toks[i].quote >= 0 || v.toks[i].dash >= 0 {
		return -1
	}
	return i
}

// leadIn is the reading, still without content, of a clause that a colon ends. Behind a
// dash only who is known to speak is its source: an utterance finds its speaker
// without.
func (e *Engine) leadIn(v *view, cues []*cue, taken []bool, colon int, dash bool) (choice, bool) {
	lead := stretch{max(v.sentence(colon).from, colon-maxBounds/2), colon}
	subject := v.leader(lead)
	var own, best *cue
	for n := sort.Search(len(cues), func(i int) bool { return cues[i].at[0] > colon }) - 1; n >= 0; n-- {
		c := cues[n]
		if c.head < lead.from || c.span.to < colon-maxLead {
			break
		}
		if c.head == colon {
			own = c
			continue
		}
		if c.span.to > colon || c.quoted || anyOf(taken, c.span) {
			continue
		}
		if c.head == subject || c.allows(frameQuote) && v.toks[c.head].isVerb() && !v.subordinate(c.head) || v.toks[c.head].UPOS == "NOUN" && c.span.to == colon {
			best = c
			break
		}
	}
	if best == nil {
		best = e.nounBefore(v, lead)
	}
	c := best
	switch {
	case c != nil:
	case own != nil:
		plain := *own
		plain.span = stretch{colon, colon + 1}
		c = &plain
	default:
		return choice{}, false
	}
	if h := subject; h >= 0 && h != c.head && c.clitic < 0 {
		if p := v.childOf(h, "nmod"); best == nil && !e.canSpeak(v, stretch{h, h + 1}) && !v.toks[h].isName() && p >= 0 && p < h && (v.toks[p].Deprel == "nmod:poss" || v.toks[p].Feat("Case") == "Gen") && e.canSpeak(v, stretch{p, p + 1}) {
			c.head, c.span = h, stretch{h, h + 1} // "Eks kommentar kom skriftligt:"
			return choice{c: c, s: source{kind: ownerSource, head: p, span: v.clip(c, ownerSource, p)}, score: maxScore / 2}, true
		}
		s := source{kind: subjectSource, head: h, span: v.clip(c, subjectSource, h)}
		if !v.hasFinite(lead) {
			s.span = v.base(h, lead) // "Ada Ek | on X"
		}
		if e.canSpeak(v, s.span) || v.toks[h].UPOS == "PROPN" && v.toks[h].Entity == "" || !dash && v.toks[h].isNoun() && !e.neverSpeaks(&v.toks[h]) {
			return choice{c: c, s: s, score: maxScore / 2}, true
		}
	}
	if best != nil {
		for _, s := range e.sources(v, best) {
			switch s.kind {
			case cliticSource, subjectSource, sharedSource, relativeSource, ownerSource:
				return choice{c: best, s: s, score: maxScore / 2}, true
			}
		}
	}
	return choice{}, false
}

// nounBefore is the noun of saying that s ends with as a cue, adjectives behind it aside:
// "le message | suivant :", "had only one comment:"; or nil.
func (e *Engine) nounBefore(v *view, s stretch) *cue {
	i := s.to - 1
	for i > s.from && v.toks[i].UPOS == "ADJ" {
		i--
	}
	if i < s.from || v.toks[i].UPOS != "NOUN" {
		return nil
	}
	c := e.sayingNoun(v, i)
	if c != nil {
		for c.span.to = s.to; c.span.from > s.from && (v.toks[c.span.from-1].UPOS == "DET" || v.toks[c.span.from-1].UPOS == "ADJ" || v.toks[c.span.from-1].UPOS == "NUM"); {
			c.span.from--
		}
	}
	return c
}

// subordinate reports whether verb i heads a clause that a conjunction subordinates:
// "…, sedan tidningen visat bilderna:".
func (v *view) subordinate(i int) bool {
	return (v.toks[i].rel == "advcl" || v.toks[i].rel == "conj") && v.childOf(i, "mark") >= 0
}

// leader is the subject of the last main clause in s, of the speech behind s where the
// tree ties it to that, or what s is about where it has no verb ("Ada Ek on X"); or -1.
func (v *view) leader(s stretch) int {
	for i := s.to - 1; i >= s.from; i-- {
		n := v.childOf(i, "nsubj")
		if n < 0 || !s.has(n) || v.childOf(i, "mark") >= 0 {
			continue
		}
		if h := v.toks[i].head; v.toks[i].rel == "acl" && s.has(h) && v.toks[n].Feat("PronType") == "Rel" {
			return h // "Ada Ek, who had one comment:"
		}
		if v.mainClause(i) {
			return n
		}
	}
	for i := s.from; i < s.to; i++ {
		if t := &v.toks[i]; t.rel == "nsubj" && t.head >= s.to {
			return i
		}
	}
	if s.empty() || v.hasFinite(s) {
		return -1
	}
	if r := v.root(s); v.toks[r].isName() {
		return r
	}
	for i := s.from; i < s.to; i++ {
		if v.toks[i].Entity == "B-PER" {
			return i // behind a title that was taken for a pronoun: "Me Morel :"
		}
	}
	return -1
}

// mainClause reports whether token i heads its sentence or is coordinated with what
// does.
func (v *view) mainClause(i int) bool {
	for n := 0; n < maxClimb; n++ {
		t := &v.toks[i]
		if t.head < 0 {
			return true
		}
		if t.rel != "conj" && t.rel != "parataxis" {
			return false
		}
		i = t.head
	}
	return false
}

// canSpeak reports whether s names someone: a person, an organisation, a role or
// kind of people, a pronoun for one spoken of.
func (e *Engine) canSpeak(v *view, s stretch) bool {
	for i := s.from; i < s.to; i++ {
		t := &v.toks[i]
		kind, _ := e.kinds.of(t)
		_, role := e.roles.of(t)
		if role || kind != "" && kind != enligt.UnknownKind || e.third(t) || strings.HasSuffix(t.Entity, "-PER") || strings.HasSuffix(t.Entity, "-ORG") {
			return true
		}
	}
	return false
}
