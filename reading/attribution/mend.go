package attribution

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// mendCue leaves out of the cue of quoted words a phrase that does not lead to them:
// "she wrote in a letter: “…”" is led in by "wrote". A particle with the words right
// behind it stays.
func (v *view) mendCue(k *choice) {
	c := k.c
	if k.t.frame != frameQuote || c.span.to <= c.at[len(c.at)-1]+1 || k.s.span.from == c.span.to {
		return
	}
	for _, p := range k.t.parts {
		if p.from == c.span.to {
			return
		}
	}
	for i := c.at[len(c.at)-1] + 1; i < c.span.to; i++ {
		if u := v.toks[i].UPOS; u == "ADP" || u == "DET" {
			plain := *c
			plain.span.to = i
			k.c = &plain
			return
		}
	}
}

// whoSpeaks gives quoted words before an active verb the speaker that stands beside it:
// somebody has said them ("« … », a déclaré à l'AFP, Ada Ek").
func (e *Engine) whoSpeaks(v *view, k *choice) {
	c := k.c
	if k.t.frame != frameQuote || c.passive || c.quoted || c.rows[0].pos[0] != "VERB" || k.t.parts[0].from >= c.span.from || c.allows(frameRaise) {
		return
	}
	for _, s := range e.sources(v, c) {
		switch s.kind {
		case subjectSource, cliticSource, nextSource:
			if !s.span.empty() && !s.span.touches(c.span) && !s.span.touches(k.told) && !insideAny(s.span, k.t.parts) && e.canSpeak(v, s.span) {
				k.s = s
				return
			}
		}
	}
}

// insideAny reports whether a stretch shares words with a part.
func insideAny(s stretch, parts []stretch) bool {
	for _, p := range parts {
		if p.touches(s) {
			return true
		}
	}
	return false
}

// mendTail leaves out of a content before its cue what the cue's own clause goes on
// with: a phrase without a verb right behind the source ("…, sade facket i ett brev").
func (v *view) mendTail(k *choice) {
	n := len(k.t.parts) - 1
	if n < 1 || k.t.frame != frameQuote || k.s.span.empty() || k.t.parts[0].from >= k.c.span.from {
		return
	}
	at := k.t.parts[n].from
	if at == max(k.c.span.to, k.s.span.to) && v.toks[at].UPOS == "ADP" && v.toks[at].quote < 0 && !v.hasVerb(k.t.parts[n]) {
		k.t.parts = k.t.parts[:n]
	}
}

// pointBack gives a cue whose clause only points at the sentence before that sentence
// for its content: "C'est ce qu'écrit l'AFP", "That is what Reuters says".
func (v *view) pointBack(k *choice) {
	s, before := v.sentence(k.c.head), v.sentenceBefore(k.c.head)
	if k.c.quoted || k.t.parts[0].from < s.from || k.last() > s.to || !v.pointsBack(k.c) {
		return
	}
	for _, p := range k.t.parts {
		if v.hasNoun(p) && (p.from < k.c.span.to || !v.relative(v.trimPart(p).from)) { // "…, qui cite deux diplomates"
			return
		}
	}
	if before = v.trimPart(before); v.hasVerb(before) {
		k.t = content{kind: previousContent, frame: frameClause, end: sentenceEnd, parts: []stretch{before}, quote: -1}
	}
}

// wholeAccusation begins an accusation with whom it is about: "accuse | la direction |
// d'avoir menti".
func (v *view) wholeAccusation(k *choice) {
	p, from := &k.t.parts[0], k.t.parts[0].from
	if !k.c.allows(frameAccuse) || p.from <= k.c.span.to || !k.s.span.empty() && k.s.span.from >= k.c.span.to {
		return
	}
	if u := v.toks[p.from].UPOS; u != "ADP" && u != "SCONJ" {
		return
	}
	noun := false
	for from > k.c.span.to {
		t := &v.toks[from-1]
		if noun = noun || t.isNoun() || t.UPOS == "PRON"; !t.isNoun() && t.UPOS != "PRON" && t.UPOS != "ADJ" && t.UPOS != "DET" && t.UPOS != "NUM" {
			break
		}
		if from--; t.UPOS == "DET" && from > k.c.span.to && v.toks[from-1].UPOS != "DET" {
			break
		}
	}
	if noun && (from == k.c.span.to || v.toks[from-1].UPOS != "ADP") {
		p.from = from
	}
}

// hasNoun reports whether a stretch has a noun or name.
func (v *view) hasNoun(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if v.toks[i].isNoun() {
			return true
		}
	}
	return false
}

// pointsBack reports whether a cue heads the relative clause of a pronoun that the
// sentence before stands behind: "C'est ce qu'écrit l'AFP", "That is what Reuters says".
func (v *view) pointsBack(c *cue) bool {
	t := &v.toks[c.top]
	if t.rel != "acl" || v.toks[t.head].UPOS != "PRON" || t.head > c.span.from {
		return false
	}
	for i := v.sentence(c.top).from; i < t.head; i++ {
		if u := v.toks[i].UPOS; u != "PRON" && u != "AUX" {
			return false
		}
	}
	return true
}

// rootOfSource makes the noun that a source says more of its head: "a witness | quoted by
// Sky". Where a tree gone wrong leaves it an article or a verb, its first noun is.
func (v *view) rootOfSource(k *choice) {
	if u := v.toks[max(k.s.head, 0)].UPOS; u == "DET" || u == "VERB" && k.s.head > k.s.span.from {
		if h := v.nounBehind(k.s.span.from-1, k.s.span.to); h >= 0 {
			k.s.head = h
			return
		}
	}
	if h := v.root(k.s.span); h >= k.s.span.from && h < k.s.head && v.toks[h].isNoun() && !v.joins(k.s.span) {
		k.s.head = h
	}
}

// passiveObject leaves a cue without a source whose subject is what is done something to
// by saying it: "two men are accused of the murder".
func (v *view) passiveObject(e *Engine, k *choice) {
	t := &v.toks[max(k.s.head, 0)]
	if t.Deprel == "nsubj:pass" && t.head == k.c.head && k.s.head < k.c.head && k.c.rows[0].act == enligt.Accuse && v.surelyPassive(e, k.c) {
		k.s = source{head: -1}
	}
}

// informed takes off a source whom its words are said to: it is none behind a noun
// ("enligt uppgifter till Kustbladet"), and what stands behind that behind a verb ("a
// précisé à l'agence | leur porte-parole").
func (e *Engine) informed(v *view, k *choice) {
	i := k.s.span.from - 1
	if i < k.c.span.to || v.toks[i].UPOS != "ADP" {
		return
	}
	if role := e.to.of(&v.toks[i]); role&addressee == 0 || role&(owner|agent) != 0 {
		return
	}
	if i == k.c.span.to && v.toks[i-1].UPOS == "NOUN" {
		k.s = source{head: -1}
		return
	}
	first := v.nounBehind(i, k.s.span.to)
	if first < 0 {
		return
	}
	if at := v.base(first, k.s.span).to; at < k.s.span.to && v.toks[at].UPOS == "DET" {
		k.s.span.from = at
		k.s.head = v.root(k.s.span)
	}
}

// wholeName lets a source end where its name does: trees and the finder of names take
// a name that is a word of the language, too, for that word ("Karine Fort").
func (e *Engine) wholeName(v *view, k *choice) {
	s := &k.s.span
	for i := max(v.sentence(s.from).from, s.from-maxGap); i < s.from; i++ {
		if at, _ := v.longest(e.carriers.names, i); at.has(s.from) && !at.touches(k.c.span) && !insideAny(at, k.t.parts) {
			s.from = at.from // "rapporterar Al | Jazeera"
		}
	}
	if _, role := e.roles.of(&v.toks[s.to-1]); role && s.to < v.sentence(k.s.head).to && v.toks[s.to].Entity == "B-PER" && !k.c.span.has(s.to) {
		s.to = v.nameAround(s.to).to // "enligt experten | Ada Ek | går …"
		for i := range k.t.parts {
			if p := &k.t.parts[i]; p.from < s.to && p.to > s.to && p.from > s.from {
				p.from = s.to
			}
		}
	}
	if last := &v.toks[s.to-1]; !isCapital(last.Form) || last.UPOS != "PROPN" && last.UPOS != "NOUN" && last.Entity == "" {
		return
	}
	for low := v.sentence(k.s.head).to; s.to < low; s.to++ {
		t := &v.toks[s.to]
		if !isCapital(t.Form) || t.isPunct() || e.neverSpeaks(t) || k.c.span.has(s.to) || k.t.has(s.to) {
			return
		}
	}
}

// mendSources sets right two sources that what was taken beside each other settles: the
// subject of a passive cue that ends in another verb of saying ("he was quoted as
// saying by the radio") is who says it and not whoever quotes; and a phrase of a noun
// ("in a statement") says nothing beside a verb of the same source in its sentence.
func (e *Engine) mendSources(v *view, found []choice) []choice {
	out := make([]choice, 0, len(found))
	cueAt := v.cuesOf(found)
	for i := range found {
		k := &found[i]
		if k.c != nil {
			e.giveBack(v, k.c)
			v.giveNegation(k)
			v.mendCue(k)
			v.mendTail(k)
			v.pointBack(k)
			v.wholeAccusation(k)
		}
		if k.c != nil && !k.s.span.empty() {
			e.wholeName(v, k)
			v.rootOfSource(k)
			v.quotedSubject(k)
			if at := v.toks[k.c.top].head; at >= 0 && cueAt[at] > 0 {
				v.joinedSubject(k, &found[cueAt[at]-1])
			}
			v.impersonal(k)
			v.quotedBetween(k)
			v.passiveObject(e, k)
			e.informed(v, k)
			v.colonSubject(k)
			v.yearOnly(k)
			v.cleft(k)
			v.beforeVerb(k)
			e.beforeTime(v, k)
			e.beforeSpeech(v, k)
			v.strayAnd(k)
			e.apposed(v, k)
		}
		if k.c != nil && (v.loose(k.c.at) || v.channelOnly(k, found) || e.onlyTime(v, k) || e.lacksInfinitive(v, k) || v.onlyAsks(k) || v.anyReader(k) || e.onlyAscribed(v, k)) {
			continue
		}
		out = append(out, *k)
	}
	v.participles(out)
	return v.withoutPointedAt(out)
}

// lacksInfinitive reports whether a verb that urges to an infinitive has none, and nobody
// who could urge as its subject: "Lugn råder i staden".
func (e *Engine) lacksInfinitive(v *view, k *choice) bool {
	if k.t.frame == frameQuote || k.s.head < 0 || v.toks[k.s.head].UPOS != "NOUN" || e.canSpeak(v, k.s.span) {
		return false
	}
	for _, r := range k.c.rows {
		if r.frames&^frameAddressee != frameInfinitive {
			return false
		}
	}
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			switch t := &v.toks[i]; {
			case t.Feat("VerbForm") == "Inf":
				return false
			case t.finite():
				return true
			}
		}
	}
	return true
}

// withoutPointedAt drops hearsay of nobody in the sentence before which the next one
// points back at: somebody has said it. "Un accord serait proche. C'est ce qu'écrit Axios."
func (v *view) withoutPointedAt(found []choice) []choice {
	var said []stretch
	for i := range found {
		if k := &found[i]; k.c != nil && k.t.kind == previousContent && v.pointsBack(k.c) {
			said = append(said, k.t.parts[0])
		}
	}
	if len(said) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(k choice) bool {
		return k.c != nil && k.s.span.empty() && k.c.onlyRaises() && insideAny(k.c.span, said)
	})
}

// quotedSubject gives "was quoted as saying" its subject as source.
func (v *view) quotedSubject(k *choice) {
	last := k.c.span.to - 1
	if last <= k.c.head || v.toks[last].UPOS != "VERB" || !v.toks[k.c.head].passive() || k.s.span.from < k.c.span.to {
		return
	}
	for i := v.sentence(k.c.head).from; i < k.c.span.from; i++ {
		if t := &v.toks[i]; t.head == k.c.head && strings.HasPrefix(t.rel, "nsubj") {
			k.s = source{kind: subjectSource, head: i, span: v.clip(k.c, subjectSource, i)}
			return
		}
	}
}

// joinedSubject gives a cue that is joined to that of reading o, and has no subject of
// its own, o's source in place of words of o's statement: "– Nej, sade Ek och tillade att
// …".
func (v *view) joinedSubject(k, o *choice) {
	if o.c == k.c || v.toks[k.c.top].rel != "conj" || k.c.passive || v.childOf(k.c.head, "nsubj") >= 0 || v.childOf(k.c.top, "nsubj") >= 0 {
		return
	}
	if !o.s.span.empty() && o.s.span.to <= k.c.span.from && (k.s.span.touches(o.c.span) || insideAny(k.s.span, o.t.parts)) {
		k.s = o.s
	}
}

// impersonal leaves a cue without a source whose subject stands for nothing ("it was not
// possible to verify …"), and a passive one whose subject is a pronoun that stands for its
// clause: "il est reproché au maire d'avoir …".
func (v *view) impersonal(k *choice) {
	if k.s.head >= 0 && strings.HasPrefix(v.toks[k.s.head].Deprel, "expl") && len(k.c.at) > 2 && v.hasAdjective(k.c.span) {
		k.s = source{head: -1}
		return
	}
	if k.s.span.to-k.s.span.from != 1 || k.c.allows(frameRaise|frameAddressee) || k.t.parts[0].from < k.c.span.to {
		return
	}
	if t := &v.toks[k.s.head]; t.Deprel == "nsubj:pass" && t.UPOS == "PRON" && t.Feat("PronType") == "Prs" && v.childOf(k.c.head, "aux:pass") >= 0 {
		k.s = source{head: -1}
	}
}

func (v *view) hasAdjective(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if v.toks[i].UPOS == "ADJ" {
			return true
		}
	}
	return false
}

// colonSubject takes the subject of a clause before a colon for the source, not the
// clause: "Ada Ek was critical: “…”"
func (v *view) colonSubject(k *choice) {
	s := k.s.span
	if !k.c.allows(frameColon) || s.to > k.c.span.from || !v.hasFinite(s) {
		return
	}
	if h := v.leader(s); h >= 0 {
		k.s = source{kind: subjectSource, head: h, span: v.clip(k.c, subjectSource, h)}
	}
}

// beforeVerb ends a source where the finite verb begins that its cue lacks, right behind
// the name: "Ada Ek | har under fredagen | sagt".
func (v *view) beforeVerb(k *choice) {
	s := &k.s.span
	if s.to > k.c.span.from || k.s.head < s.from || v.toks[k.c.head].Feat("VerbForm") == "" {
		return
	}
	for i := k.c.span.from; i < k.c.span.to; i++ {
		if v.toks[i].finite() {
			return
		}
	}
	if i := v.base(k.s.head, *s).to; i < s.to && v.toks[i].finite() {
		s.to = i
	}
}

// beforeTime gives a cue whose subject a tree takes to be a time the noun before that,
// where its source stands further off: "The borders are closed since | ten officers | the
// night to Thursday announced …".
func (e *Engine) beforeTime(v *view, k *choice) {
	at := v.childOf(k.c.head, "nsubj")
	if at < 0 || at > k.c.span.from || !e.neverSpeaks(&v.toks[at]) {
		return
	}
	from := v.base(at, v.sentence(at)).from
	if from <= k.s.span.to {
		return
	}
	who := v.base(from-1, stretch{k.s.span.to, from})
	if v.toks[from-1].isNoun() && (e.canSpeak(v, who) || e.to.of(&v.toks[who.from-1]) == 0) {
		k.s = source{kind: beforeSource, head: v.root(who), span: who}
	}
}

// beforeSpeech ends a speaker behind the cue where the speech goes on: "– Det är sent,
// säger Ada Ek, men vi stannar." The rest is the speaker's where it says "I" or "we".
func (e *Engine) beforeSpeech(v *view, k *choice) {
	s := &k.s.span
	if k.t.frame != frameQuote || k.c.span.to > s.from || k.t.parts[0].from >= k.c.span.from {
		return
	}
	end := v.sentence(k.s.head).to
	for i := k.s.head + 1; i+1 < end && i < s.to+maxCarry; i++ {
		if i >= s.to && v.toks[i].finite() {
			return
		}
		if !isComma(v.toks[i].form) || v.toks[i+1].UPOS != "CCONJ" || !v.hasFinite(stretch{i + 1, end}) {
			continue
		}
		s.to = min(s.to, i)
		d, last := v.toks[i].dash, k.t.parts[len(k.t.parts)-1]
		if d >= 0 && d == v.toks[k.t.parts[0].from].dash && last.to <= k.c.span.from && e.inOwnVoice(v, stretch{i + 1, end}) {
			k.t.parts = append(k.t.parts, v.trimPart(stretch{i + 1, end}))
		}
		return
	}
}

// inOwnVoice reports whether somebody speaks of themselves in s.
func (e *Engine) inOwnVoice(v *view, s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if t := &v.toks[i]; t.Feat("Person") == "1" || e.ownVoice(t) {
			return true
		}
	}
	return false
}

// cleft takes what opens a cleft sentence off its source: "C'est la ministre qui a dit …".
func (v *view) cleft(k *choice) {
	from := k.s.span.from
	if from+1 >= k.s.head || v.toks[from].UPOS != "PRON" {
		return
	}
	if t := &v.toks[from+1]; t.rel == "cop" && t.finite() && t.head == k.s.head {
		k.s.span.from = from + 2
	}
}

// strayAnd leaves a conjunction that joins the source's clause to the one before out of
// it: "… vaincrait et le ministre a appelé", unlike "both the mayor and the council".
func (v *view) strayAnd(k *choice) {
	s := &k.s.span
	if at := s.from; s.to-at > 1 && at > v.sentence(at).from && v.toks[at].UPOS == "CCONJ" && !v.toks[at-1].isPunct() && !k.c.span.has(at-1) && !v.joins(stretch{at + 1, s.to}) {
		s.from++
	}
}

// channelOnly reports whether a cue is a noun behind a preposition whose source says
// something by a verb in the same sentence, that stands right behind such a verb and its
// source, or in what a preposition takes for its source: "enligt tidningens uppgifter".
func (v *view) channelOnly(k *choice, found []choice) bool {
	if v.toks[k.c.head].UPOS != "NOUN" {
		return false // and no look at all others for each of them
	}
	for j := range found {
		o := &found[j]
		if o.c != nil && (v.channelOf(k, o) || o.s.span.covers(k.c.span) && o.c.allows(frameSource)) {
			return true
		}
	}
	return false
}

// channelOf reports whether the cue of k is a noun behind a preposition and that of o a
// verb of the same source in the same sentence, or right before it: "said in a
// statement".
func (v *view) channelOf(k, o *choice) bool {
	if o.c == k.c || v.toks[o.c.head].sent != v.toks[k.c.head].sent || v.toks[k.c.head].UPOS != "NOUN" || !v.toks[o.c.head].isVerb() {
		return false
	}
	at := k.c.span.from
	for low := v.sentence(at).from; at > low && v.toks[at].UPOS != "ADP" && (at == k.c.span.from || v.toks[at].UPOS == "DET" || v.toks[at].UPOS == "ADJ"); at-- {
	}
	if v.toks[at].UPOS != "ADP" {
		return false
	}
	return o.s.span == k.s.span || at == max(o.c.span.to, o.s.span.to) && (k.s.span.empty() || o.s.span.touches(k.s.span))
}
