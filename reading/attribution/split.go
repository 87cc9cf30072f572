package attribution

import (
	"slices"

	"github.com/enligt/enligt"
)

// freeAddressees takes whom something is said to out of content and source: what
// stands between a cue and its content ("told police that …", "vädjar till parterna
// att …") belongs to neither, and the subject of a passive cue ("residents were
// urged to …") does not speak.
func (e *Engine) freeAddressees(v *view, found []choice) {
	r := &reader{e: e, v: v, found: found}
	for i := range found {
		k := &found[i]
		if k.c == nil {
			continue
		}
		if s := k.s.span; !s.empty() && s.to-s.from > 1 && v.toks[s.from].UPOS == "ADP" && e.to.of(&v.toks[s.from])&addressee != 0 {
			k.told, k.s = stretch{s.from + 1, s.to}, source{head: -1} // "enligt uppgifter till Kustbladet"
			for n := s.from + 1; n < s.to; n++ {
				if isComma(v.toks[n].form) {
					k.told.to = n // "à l'AFP, Ada Ek"
					break
				}
			}
			e.whoSpeaks(v, k)
			continue
		}
		r.swapObject(k)
		r.swapPress(k)
		r.trimSource(i)
		r.giver(k)
		r.sender(k)
		if k.s.span.empty() {
			e.whoSpeaks(v, k)
		}
		if r.passiveSubject(k) || r.hears(k) {
			k.told, k.s = k.s.span, r.document(k)
			continue
		}
		if p := &k.t.parts[0]; p.from >= k.c.span.to && p.from < k.c.span.to+3 && v.toks[p.from].quote == v.toks[k.c.head].quote {
			p.from = r.pastChannel(k, *p)
			if np, rest := r.leading(k, *p); !np.empty() {
				k.told, p.from = np, rest
			}
		}
		if last := k.t.parts[len(k.t.parts)-1]; k.t.frame&(frameObject|frameAccuse) != 0 || !v.hasFinite(last) && v.toks[last.from].quote < 0 {
			r.trimObject(k)
		}
	}
}

// maxGiver is how far behind a cue whoever gave the words is looked for.
const maxGiver = 6

// giver gives a statement of "one" the unnamed source that it names behind its cue:
// "a-t-on appris jeudi de source policière".
func (r *reader) giver(k *choice) {
	v := r.v
	if !r.anybody(k.s.span) {
		return
	}
	for i := k.c.span.to; i < k.c.bounds.to-1 && i < k.c.span.to+maxGiver && !v.toks[i].isPunct(); i++ {
		t := &v.toks[i]
		if kind, _ := r.e.kinds.of(&v.toks[i+1]); t.UPOS != "ADP" || kind != enligt.Anonymous || r.e.to.of(t)&addressee != 0 {
			continue
		}
		at := stretch{i + 1, i + 2}
		for at.to < k.c.bounds.to && (v.toks[at.to].UPOS == "ADJ" || v.toks[at.to].UPOS == "ADP" && at.to+1 < k.c.bounds.to && (v.toks[at.to+1].isNoun() || v.toks[at.to+1].UPOS == "DET") || v.toks[at.to].isNoun() || v.toks[at.to].UPOS == "DET") {
			at.to++
		}
		k.s = source{kind: k.s.kind, head: i + 1, span: at, trim: basePhrase}
		return
	}
}

// anybody reports whether s is a pronoun for nobody in particular, auxiliaries and
// hyphens before it aside: "one", "peut-on".
func (r *reader) anybody(s stretch) bool {
	for s.to > s.from+1 && (r.v.toks[s.from].isVerb() || r.v.toks[s.from].isPunct()) {
		s.from++
	}
	return s.to == s.from+1 && r.e.pronouns[trimClitic(r.v.toks[s.from].form)].class == "generic"
}

// sender gives a noun of saying without a source whoever it is from ("… löd kommentaren
// från Ada Ek"), or who has the thing that it is on ("they held a banner with the words …").
func (r *reader) sender(k *choice) {
	v, at := r.v, k.c.span.to
	if !k.s.span.empty() || v.toks[k.c.head].UPOS != "NOUN" || k.c.head != at-1 || at >= k.c.bounds.to {
		return
	}
	kind, h := sharedSource, -1
	if thing := v.toks[k.c.head].head; v.toks[k.c.span.from].UPOS == "ADP" && thing >= 0 && v.toks[thing].rel == "obj" && v.toks[thing].head >= 0 {
		h = v.childOf(v.toks[thing].head, "nsubj")
	} else if r.e.to.of(&v.toks[at])&owner != 0 {
		kind, h = ownerSource, v.nounBehind(at, k.c.bounds.to)
	}
	if h >= 0 && !k.t.has(h) && !k.c.span.has(h) && r.e.canSpeak(v, v.base(h, v.toks[h].span)) {
		k.s = source{kind: kind, head: h, span: v.clip(k.c, kind, h)}
	}
}

// whole drops what splitting left nothing of: empty parts, and readings without
// any content.
func whole(found []choice) []choice {
	kept := found[:0]
	for i := range found {
		k := found[i]
		k.t.parts = slices.DeleteFunc(slices.Clone(k.t.parts), stretch.empty)
		if k.s.span.empty() {
			k.s.span = stretch{}
		}
		if len(k.t.parts) > 0 {
			kept = append(kept, k)
		}
	}
	return kept
}

// passiveSubject reports whether the source of a passive cue is its subject, who is
// spoken to.
func (r *reader) passiveSubject(k *choice) bool {
	v := r.v
	if k.s.span.empty() || k.s.head < 0 || k.s.head >= k.c.head || !k.c.allows(frameAddressee) || !v.isPassive(k.c.head) {
		return false
	}
	t := &v.toks[k.s.head]
	return v.surelyPassive(r.e, k.c) && t.rel == "nsubj" && (t.head == k.c.head || t.head == k.c.top)
}

// hears reports whether the source is a court or the like, in which what its cue is about
// was said ("the inquest heard that …"), or anybody ("on y lit : …").
func (r *reader) hears(k *choice) bool {
	if k.s.span.empty() || !k.c.allows(frameHears) {
		return false
	}
	if r.anybody(k.s.span) {
		return true
	}
	_, kind, ok := r.channel(k.s.span)
	return ok && kind == "court"
}

// document is the source that whoever reads or hears it has it from: "peut-on lire dans
// un communiqué"; an empty one where none stands behind the cue.
func (r *reader) document(k *choice) source {
	v, at := r.v, k.c.span.to
	if k.c.allows(frameHears) && at < k.c.bounds.to && r.e.to.of(&v.toks[at])&place != 0 {
		if h := v.nounBehind(at, k.c.bounds.to); h >= 0 && !k.t.has(h) {
			if kind, _ := r.e.kinds.of(&v.toks[h]); kind == enligt.DocumentKind {
				return source{kind: ownerSource, head: h, span: v.clip(k.c, ownerSource, h)}
			}
		}
	}
	return source{head: -1}
}

// surelyPassive reports whether a cue is passive by more than its participle: by an
// auxiliary, or an ending of its own, and without an object behind it, a time aside.
func (v *view) surelyPassive(e *Engine, c *cue) bool {
	verb := &v.toks[c.head]
	if v.childOf(c.head, "aux:pass") < 0 && (verb.Feat("Voice") != "Pass" || verb.Feat("VerbForm") != "Fin") {
		return false
	}
	o := v.childOf(c.head, "obj", "iobj")
	return (o < 0 || e.neverSpeaks(&v.toks[o])) && v.nounBehind(c.span.to-1, c.bounds.to) < 0
}

// swapObject mends a source that is the object of its cue: in "…, he told Sky" he
// speaks and Sky is told.
func (r *reader) swapObject(k *choice) {
	v := r.v
	if k.s.span.empty() || k.s.span.from > k.c.span.to+1 || k.s.head < k.c.span.to || !k.c.allows(frameAddressee) || v.isPassive(k.c.head) {
		return
	}
	i := k.c.span.from - 1
	if i >= k.c.bounds.from && isComma(v.toks[i].form) {
		i--
	}
	if i < k.c.bounds.from || !v.toks[i].isNoun() && (v.toks[i].UPOS != "PRON" || v.toks[i].Feat("Case") != "Nom") {
		return
	}
	subject := v.childOf(k.c.head, "nsubj")
	if subject < 0 || subject >= k.c.span.from || k.s.span.has(subject) {
		return
	}
	np := v.base(subject, stretch{min(subject, v.toks[subject].span.from), i + 1})
	k.told = k.s.span
	k.s.head, k.s.span = subject, stretch{max(np.from, k.c.bounds.from), max(np.to, i+1)}
	for n := range k.t.parts { // the content ends where its speaker is named
		if p := &k.t.parts[n]; p.touches(k.s.span) && p.from < k.s.span.from {
			p.to = k.s.span.from
			for p.to > p.from+1 && isComma(v.toks[p.to-1].form) {
				p.to--
			}
		}
	}
}

// swapPress mends a source behind a preposition that opens who is spoken to: in "X har
// sagt till franska medier att …" X speaks. Who stands before the first finite verb is
// the source, if anybody does.
func (r *reader) swapPress(k *choice) {
	r.splitPress(k)
	v, s := r.v, k.s.span
	if !s.empty() && s.to <= k.c.span.from {
		r.swapOpening(k)
		return
	}
	if s.empty() || s.from < k.c.span.to || k.s.head < s.from || !r.press(k.s.head) {
		return
	}
	i := s.from - 1
	for i > k.c.span.to && (v.toks[i].UPOS == "ADJ" || v.toks[i].UPOS == "DET" || v.toks[i].UPOS == "NOUN" && v.toks[i-1].UPOS == "ADP") {
		i-- // adjectives, one taken for a noun among them
	}
	if i < k.c.span.to || v.toks[i].UPOS != "ADP" || r.e.to.of(&v.toks[i])&addressee == 0 {
		return
	}
	k.told, k.s = stretch{i + 1, s.to}, source{head: -1}
	from, to := k.c.bounds.from, k.c.bounds.from
	for to < k.c.span.from && !v.toks[to].finite() {
		to++
	}
	if h := v.opening(k.c); h >= 0 && to < k.c.span.from {
		k.s = source{kind: openingSource, head: h, span: stretch{from, to}}
	}
}

// splitPress parts whom it is said to from the name right behind that it was taken into one
// source with: "confie à | l'AFP | Ada Ek".
func (r *reader) splitPress(k *choice) {
	v, s := r.v, k.s.span
	if s.empty() || s.from == 0 || v.toks[s.from-1].UPOS != "ADP" || r.e.to.of(&v.toks[s.from-1])&addressee == 0 {
		return
	}
	at := s.from
	for at < s.to && v.toks[at].UPOS == "DET" {
		at++
	}
	if c := r.e.carrierAt(v, at); !c.at.empty() && c.at.to < s.to && v.toks[c.at.to].Entity == "B-PER" {
		k.told, k.s.span.from, k.s.head = stretch{s.from, c.at.to}, c.at.to, max(k.s.head, c.at.to)
	}
}

// swapOpening mends a source in the phrase for whom it is said to that opens the clause:
// in "Till P4 Väst säger Ek att …" Ek speaks.
func (r *reader) swapOpening(k *choice) {
	v, i := r.v, k.s.span.from-1
	for i >= k.c.bounds.from && i+maxGroup >= k.s.span.from && (v.toks[i].isNoun() || v.toks[i].UPOS == "ADJ" || v.toks[i].UPOS == "DET" || v.toks[i].UPOS == "NUM") {
		i--
	}
	if i < k.c.bounds.from || v.toks[i].UPOS != "ADP" || r.e.to.of(&v.toks[i])&addressee == 0 || i > k.c.bounds.from && !v.toks[i-1].isPunct() || k.s.span.to != k.c.span.from {
		return
	}
	for _, s := range r.e.sources(v, k.c) {
		if s.span.from == k.c.span.to && r.e.canSpeak(v, s.span) && !insideAny(s.span, k.t.parts) {
			k.told, k.s = stretch{i + 1, k.s.span.to}, s
			return
		}
	}
}

// leading is the noun phrase at the start of content p that is spoken to, and where
// the content begins behind it; an empty phrase where there is none.
func (r *reader) leading(k *choice, p stretch) (np stretch, rest int) {
	v := r.v
	at := p.from
	prep := v.toks[at].UPOS == "ADP"
	if prep && r.e.to.of(&v.toks[at])&addressee == 0 || !prep && !k.c.allows(frameAddressee) {
		return stretch{}, 0
	}
	if !prep {
		at--
	}
	h := v.nounBehind(at, p.to)
	if h < 0 || h >= p.to-2 {
		return stretch{}, 0
	}
	np = r.plain(stretch{at + 1, p.to}, h)
	rest = np.to
	if rest >= p.to { // nothing would be left
		return stretch{}, 0
	}
	if isComma(v.toks[rest].form) {
		return stretch{}, 0
	}
	known := false
	for i := at + 1; i < rest; i++ {
		known = known || !r.e.carrierAt(v, i).at.empty()
	}
	object := !prep && (v.toks[h].rel == "obj" || v.toks[h].rel == "iobj") && k.c.span.has(v.toks[h].head) && k.t.frame == frameClause
	if !known && !r.hearer(k, h) || !(known && prep || object || r.opens(k, rest, p.to)) {
		return stretch{}, 0
	}
	return np, rest
}

// opens reports whether content may start at token i: with a complementiser, the
// mark of an infinitive, a preposition of the cue's, or a quotation.
func (r *reader) opens(k *choice, i, to int) bool {
	v := r.v
	t := &v.toks[i]
	switch {
	case t.UPOS == "SCONJ" || t.UPOS == "PART" || isMark(t.form):
		return true
	case t.UPOS == "ADP":
		if k.c.prep(t.lemma) {
			return true
		}
		return i+1 < to && v.toks[i+1].Feat("VerbForm") == "Inf"
	case t.UPOS == "PRON" && t.Feat("PronType") == "Rel":
		return v.childOf(t.head, "nsubj") >= 0 && t.rel != "nsubj" // "reminds staff that a deletion …"
	}
	return false
}

// pastChannel is where content p begins behind the phrases that say where it was
// said: "konstaterar i en rapport att …".
func (r *reader) pastChannel(k *choice, p stretch) int {
	v := r.v
	if v.toks[p.from].UPOS != "ADP" || r.e.to.of(&v.toks[p.from])&place == 0 {
		return p.from
	}
	channel := false
	for i := p.from; i < p.to && i < p.from+maxPhrase; i++ {
		switch t := &v.toks[i]; {
		case channel && (t.UPOS == "SCONJ" || isMark(t.form)) && i < p.to-2:
			return i
		case t.UPOS == "ADP" && r.e.to.of(t)&place != 0:
			h := v.nounBehind(i, p.to)
			if h < 0 {
				return p.from
			}
			_, _, ok := r.channel(stretch{i + 1, h + 1})
			channel, i = channel || ok, h
		case t.isVerb() || t.UPOS == "SCONJ":
			return p.from
		}
	}
	return p.from
}

// trimSource takes a channel, or a carrier that is spoken to, off the end of a
// source: "skriver Läkare utan gränser på X".
func (r *reader) trimSource(n int) {
	k := &r.found[n]
	for i := max(0, n-maxRecent); i < min(len(r.found), n+maxRecent); i++ {
		if c := r.found[i].c; i != n && c != nil && c.span.from > max(k.s.head, k.c.span.to) && c.span.to < k.s.span.to && c.allows(frameSource) {
			k.s.span.to = c.span.from // "uppger ministeriet enligt Tass"
		}
	}
	if k.s.span.from < k.c.span.to && k.s.span.to > k.c.span.to && k.s.span.from > k.c.span.from {
		k.s.span.from = k.c.span.to // "med hänvisning till en läkare"
		k.s.head = r.v.root(k.s.span)
	}
	if k.s.span.empty() {
		return
	}
	if k.s.head < k.c.span.to {
		r.trimTime(k)
		return
	}
	for _, at := range [2]int{r.partyFrom(stretch{k.s.head + 1, k.s.span.to}), r.asideFrom(k, stretch{k.s.head + 1, k.s.span.to})} {
		if at > k.s.head && at < k.s.span.to && !r.v.qualifies(at-1, k.s.span) {
			k.s.span.to = at
		}
	}
}

// trimTime takes a time off the end of a source before its cue: "tio officerare | natten
// mot torsdagen | tillkännagav".
func (r *reader) trimTime(k *choice) {
	v := r.v
	for i := k.s.span.from + 1; i < k.s.span.to; i++ {
		t := &v.toks[i]
		if !r.e.neverSpeaks(t) || t.Feat("Case") == "Gen" || v.toks[i-1].UPOS != "NOUN" && v.toks[i-1].UPOS != "PROPN" || i+1 < k.s.span.to && v.toks[i+1].isNoun() {
			continue
		}
		if who := (stretch{k.s.span.from, i}); r.e.canSpeak(v, who) {
			k.s.span, k.s.head = who, v.root(who)
		}
		return
	}
}

// asideFrom is where, in the words s behind a speaker, a phrase begins that says when
// it was said, what the cue is about or to whom: "säger en förälder om beslutet", "said
// Ada Ek on Tuesday", "sade ministern till utländska medier"; or -1.
func (r *reader) asideFrom(k *choice, s stretch) int {
	v := r.v
	for i := s.from; i < s.to; i++ {
		t := &v.toks[i]
		switch {
		case t.UPOS == "ADP" && k.t.frame == frameQuote && r.e.to.of(t)&topic != 0 && r.animate(k.s.head):
			return i
		case t.UPOS == "ADP" && r.e.to.of(t)&addressee != 0 && r.press(v.nounBehind(i, s.to)):
			return i
		case r.e.neverSpeaks(t) && t.Feat("Case") != "Gen" && v.toks[i-1].UPOS != "NUM" && v.toks[i-1].Feat("VerbForm") != "Part" && !(i+1 < s.to && v.toks[i+1].isNoun()):
			from := i
			for from > s.from && (v.toks[from-1].UPOS == "DET" || v.toks[from-1].UPOS == "ADJ") {
				from--
			}
			if from > s.from && v.toks[from-1].UPOS == "ADP" {
				if from--; r.e.to.of(&v.toks[from])&place == 0 {
					continue
				}
			}
			return from
		}
	}
	return -1
}

// trimObject takes a channel off the end of an object: "meddelade sin avgång i ett
// pressmeddelande".
func (r *reader) trimObject(k *choice) {
	p := &k.t.parts[len(k.t.parts)-1]
	if p.from < k.c.span.to {
		return
	}
	if at := r.partyFrom(stretch{p.from + 1, p.to}); at > p.from {
		p.to = at
	}
}

// partyFrom is where, in s, a phrase with a channel begins that goes on to the end of
// s but for a few words, or -1.
func (r *reader) partyFrom(s stretch) int {
	v := r.v
	for i := s.from; i < s.to-1; i++ {
		role := r.e.to.of(&v.toks[i])
		if v.toks[i].UPOS != "ADP" || role&(place|addressee) == 0 || v.toks[i-1].UPOS == "ADJ" {
			continue
		}
		h := v.nounBehind(i, s.to)
		if h < 0 {
			h = i + 1
		}
		if role&place != 0 {
			if _, kind, ok := r.channel(stretch{i + 1, h + 1}); ok && kind != "document" && kind != "court" && kind != "other" {
				return i
			}
		}
		if role&addressee != 0 && (r.carried(stretch{i + 1, h + 1}) || isMark(v.toks[h-1].form) && isCapital(v.toks[h].Form)) {
			return i // also "aux « Échos »"
		}
	}
	return -1
}

// carried reports whether a phrase ends with the name of a carrier of news.
func (r *reader) carried(s stretch) bool {
	v, from := r.v, s.to-1
	if !r.e.carrierAt(v, from).at.empty() {
		return true
	}
	for from > s.from && isCapital(v.toks[from-1].Form) {
		from--
	}
	return from < s.to-1 && r.e.carriers.shape(v, stretch{from, s.to}) != "" // "to | Nine News"
}

// press reports whether noun h stands for several who are told things: "reporters",
// "utländska medier". An adviser to the government has nothing to do with that.
func (r *reader) press(h int) bool {
	if h < 0 || r.v.toks[h].Feat("Number") != "Plur" {
		return false
	}
	_, hears := r.e.hearers.of(&r.v.toks[h])
	kind, known := r.e.kinds.of(&r.v.toks[h])
	return hears && !r.isRole(h) && (!known || kind == enligt.Group)
}

// onlyTime reports whether the content of a reading tells nothing but when: "Paris
// n'avait pas réagi dimanche soir".
func (e *Engine) onlyTime(v *view, k *choice) bool {
	if len(k.t.parts) > 1 {
		return false
	}
	times := 0
	for i := k.t.parts[0].from; i < k.t.parts[0].to; i++ {
		switch t := &v.toks[i]; {
		case e.neverSpeaks(t):
			times++
		case t.UPOS != "ADP" && t.UPOS != "DET":
			return false
		}
	}
	return times > 0
}
