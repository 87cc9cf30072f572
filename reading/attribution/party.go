package attribution

import "github.com/enligt/enligt"

// parties fills addressee, channel and carriers of statement i from the phrases
// around its cue and the tables.
func (r *reader) parties(i int, s *enligt.Statement) {
	k := &r.found[i]
	if k.c == nil {
		return
	}
	if !k.told.empty() {
		r.freed(k, s)
	}
	if !k.by.empty() {
		r.quotes(k, s)
	}
	if k.t.frame == frameCites {
		r.citedFrom(i, s)
	} else {
		r.ownName(k, s)
	}
	r.inSource(k, s)
	for j := k.c.bounds.from; j < k.c.bounds.to; j++ {
		if t := &r.v.toks[j]; (t.UPOS == "ADP" || t.UPOS == "SCONJ" && t.rel == "case") && r.levelOf(j) == r.holder[i] && !r.inOther(k, j) {
			r.phrase(i, j, s)
		}
	}
	r.object(i, s)
	r.cueChannel(k, s)
	r.metBefore(k, s)
}

// freed adds whom content or source held.
func (r *reader) freed(k *choice, s *enligt.Statement) {
	if k.c.allows(frameHears) {
		if at, kind, ok := r.channel(k.told); ok {
			r.said(s, r.v.bytes(at), kind)
		}
		return
	}
	if c := r.carrierIn(k.told); c != nil {
		r.told(s, c, k.told, true)
		return
	}
	r.toldCarrier(k, s, r.v.root(k.told), k.told)
}

// inOther reports whether token j stands in the cue of a reading with another cue.
func (r *reader) inOther(k *choice, j int) bool {
	at := r.cueAt[j] - 1
	return at >= 0 && r.found[at].c != k.c
}

// levelOf is the reading in whose content a token stands, -1 for none.
func (r *reader) levelOf(j int) int { return r.owner[j] - 1 }

// maxBeside is how many words from the cue its complements are looked for.
const maxBeside = 24

// phrase reads the phrase that preposition j opens, if it belongs to reading i.
func (r *reader) phrase(i, j int, s *enligt.Statement) {
	k, v := &r.found[i], r.v
	role := r.e.to.of(&v.toks[j])
	if j > 0 {
		if whole := r.e.to[v.toks[j-1].form+" "+v.toks[j].form]; whole != 0 {
			role = role&^owner | whole // "face à", "sur les ondes de"
		}
	}
	if role == 0 || contains(k.c.at, j) || j < k.c.span.from-maxBeside || j > k.c.span.to+maxBeside {
		return
	}
	for n := k.c.span.to; n < j; n++ {
		if v.toks[n].rel == "mark" && v.toks[n].UPOS == "SCONJ" && r.levelOf(n) == r.holder[i] {
			return // "…, medan milisen på X säger …"
		}
	}
	h := v.nounBehind(j, k.c.bounds.to)
	if c := r.carrierAtHead(j + 1); h < 0 && c != nil {
		h = c.at.from // a name that is no noun to the tagger
	}
	if role&place != 0 && j+1 < k.c.bounds.to && (h < 0 || h > j+1 && isCapital(v.toks[j+1].Form)) {
		if at, kind := v.longest(r.e.channels, j+1); !at.empty() && r.belongs(i, j+1) {
			r.said(s, r.v.bytes(at), enligt.ChannelType(kind)) // a name that is no noun to the tagger: "sur X"
			return
		}
	}
	if h >= 0 && h+1 < len(v.toks) && r.e.to[v.toks[h].form+" "+v.toks[h+1].form]&place != 0 {
		return // "au cours d'une réunion"
	}
	if h < 0 || contains(k.c.at, h) || r.levelOf(h) != r.holder[i] || k.s.span.has(j) && j < k.s.head || h == k.s.head && role&addressee != 0 && !k.s.span.has(j) {
		return // what the source itself stands behind: "attribué à Ada Ek"
	}
	if !r.belongs(i, h) {
		return
	}
	reach := r.reach(i, j+1, h)
	if role&place == 0 || !r.placed(k, j, reach, role, s) {
		r.spokenTo(k, j, h, reach, role, s)
	}
}

// placed reads the phrase behind preposition j as where something is said, and
// reports whether it is that.
func (r *reader) placed(k *choice, j int, reach stretch, role roles, s *enligt.Statement) bool {
	c := r.carrierIn(reach)
	if at, kind, ok := r.channel(reach); ok && !r.v.prepositionIn(stretch{reach.from, at.from}) {
		r.said(s, r.v.bytes(at), kind)
		if c != nil && !c.generic() && c.at.to <= at.from && !k.s.span.has(j) {
			r.relay(s, c) // "i Ekots sändning", "in a CNN interview"
		}
		r.channelOf(s, at, kind)
		return true
	}
	if c == nil || c.generic() || k.s.span.has(j) || role&addressee != 0 || role&agent != 0 && r.contactBefore(j) >= 0 {
		return false
	}
	if j <= k.c.span.from && !r.knownOutlet(c) && r.contactBefore(j) < 0 {
		return false // "in Paris, …", unlike "interrogée sur Radio Rivage, …"
	}
	if p := r.party(c); role&owner == 0 && (j > k.c.span.from || s.Channel == nil) {
		r.said(s, p.Span, r.medium(c, p.Name))
	}
	r.relay(s, c)
	return true
}

// prepositionIn reports whether a preposition stands in s: what it governs is no place of
// its own ("à l'issue d'un entretien").
func (v *view) prepositionIn(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if v.toks[i].UPOS == "ADP" {
			return true
		}
	}
	return false
}

// knownOutlet reports whether the table of agencies names a carrier, one that is no
// agency: its shape alone may be that of a place.
func (r *reader) knownOutlet(c *carrier) bool {
	at, _ := r.v.longest(r.e.carriers.names, c.at.from)
	if c.at.from > 0 && !r.v.toks[c.at.from].First() {
		at, _ = r.v.longest(r.e.carriers.names, c.at.from-1)
	}
	return !at.empty() && c.kind == carrierOutlet
}

// spokenTo reads the phrase of noun h behind preposition j as who reached the source,
// through whom it speaks, or whom it speaks to.
func (r *reader) spokenTo(k *choice, j, h int, reach stretch, role roles, s *enligt.Statement) {
	v, inSource := r.v, k.s.span.has(j)
	c := r.carrierIn(reach)
	if at := r.carrierAtHead(h); c == nil && at != nil {
		c = at
	}
	if c != nil && inSource && !c.at.has(h) && !c.noun.has(h) {
		return
	}
	switch {
	case role&agent != 0 && !inSource && !c.isSource(k) && !k.s.span.has(h) && j > k.c.bounds.from && r.contactBefore(j) >= 0 && (c != nil || v.outletName(h)):
		if c == nil {
			c = &carrier{at: r.plain(reach, h), kind: carrierOutlet}
		}
		if r.e.onlyCites(v, c) {
			r.relay(s, c)
		} else {
			r.told(s, c, r.plain(reach, h), c.at.has(h) || !c.noun.empty()) // "joint par l'AFP, un officier reconnaît"
		}
	case role&through != 0 && (c != nil || r.animate(h)) && !inSource && !(role&agent != 0 && r.agentOf(k, j, h)):
		if c == nil {
			c = &carrier{at: r.voiceOf(h, r.plain(reach, h)), kind: carrierOutlet}
		}
		r.relay(s, c)
	case role&audience != 0 && j > 0 && v.toks[j-1].Feat("VerbForm") == "Part" && !k.c.span.has(j-1):
		// "…, dit Karim, croisé devant l'hôpital"
	case role&addressee != 0 && c != nil:
		r.told(s, c, r.plain(reach, h), c.at.has(h) || !c.noun.empty() || !r.animate(h))
	case role&addressee != 0 && !inSource && j < k.c.span.from && r.hearer(k, h) && r.opensSpeaking(j):
		r.toldCarrier(k, s, h, r.plain(reach, h)) // "speaking to reporters, he denied it"
	case role&addressee != 0 && (r.hearer(k, h) || r.leadsOn(k, j, reach)) && !inSource && (j > k.c.span.from && r.beside(k, j, h) || role&audience != 0 || r.behindChannel(j)):
		r.toldCarrier(k, s, h, r.plain(reach, h))
	}
}

// isSource reports whether carrier c is the source of a reading: nobody tells themselves.
func (c *carrier) isSource(k *choice) bool { return c != nil && c.at.has(k.s.head) }

// maxContactGap is how many words may stand between a verb of contact and what goes
// with it: "joint | au téléphone | par RFI".
const maxContactGap = 3

// contactBefore is the verb of contact that the phrase of preposition j goes with, right
// before it or a few words back in its clause; -1 for none.
func (r *reader) contactBefore(j int) int {
	v := r.v
	for i := j - 1; i >= v.sentence(j).from && i >= j-1-maxContactGap; i-- {
		if r.e.contact(v, i) {
			return i
		}
		if t := &v.toks[i]; t.isPunct() || t.isVerb() || t.UPOS == "PRON" || t.UPOS == "SCONJ" || t.UPOS == "CCONJ" {
			break
		}
	}
	return -1
}

// opensSpeaking reports whether preposition j stands behind a participle of speaking that
// opens its sentence.
func (r *reader) opensSpeaking(j int) bool {
	i := r.contactBefore(j)
	return i >= 0 && i <= r.v.sentence(j).from+1 && (r.v.toks[i].Feat("VerbForm") == "Part" || r.v.toks[i].Feat("VerbForm") == "Ger")
}

// voiceOf is whose voice the unnamed one at noun h is, "par la voix de son ministre",
// else its own phrase np.
func (r *reader) voiceOf(h int, np stretch) stretch {
	v := r.v
	kind, _ := r.e.kinds.of(&v.toks[h])
	if kind != enligt.Anonymous || h+1 >= v.sentence(h).to || v.toks[h+1].UPOS != "ADP" {
		return np
	}
	n := v.nounBehind(h+1, v.sentence(h).to)
	if n < 0 || !r.animate(n) {
		return np
	}
	return v.base(n, v.toks[n].span)
}

// agentOf reports whether the phrase of noun h behind preposition j is who does what a
// passive or a participle tells: "contestée par l'intersyndicale", "publié par le club".
func (r *reader) agentOf(k *choice, j, h int) bool {
	v := r.v
	if k.s.span.has(h) || v.toks[h].Deprel == "obl:agent" || v.isPassive(k.c.head) {
		return true
	}
	return j > 0 && v.toks[j-1].Feat("VerbForm") == "Part" && !k.c.span.has(j-1)
}

// leadsOn reports whether the phrase behind preposition j stands between a cue that asks
// or orders and what is to be done: "demande aux bailleurs de ne pas partir".
func (r *reader) leadsOn(k *choice, j int, reach stretch) bool {
	row, _ := k.c.frame(k.t.frame)
	p := k.t.parts[0]
	return (row.act == enligt.Urge || row.act == enligt.Demand) && j == k.c.span.to && p.from >= reach.to && p.from <= reach.to+maxGiver && !r.e.neverSpeaks(&r.v.toks[r.v.root(reach)])
}

// behindChannel reports whether preposition j stands behind the noun for a letter or
// a message, or behind a participle that goes with one: "in a letter to shareholders,
// she wrote", "dans une lettre adressée au ministre".
func (r *reader) behindChannel(j int) bool {
	v := r.v
	for i := j - 1; i >= 0 && i >= j-maxSent; i-- {
		if _, kind, ok := r.channel(stretch{i, i + 1}); ok {
			return kind == "letter" || kind == "messenger" || kind == "press_release" || kind == "speech"
		}
		if t := &v.toks[i]; i == j-1 && t.Feat("VerbForm") != "Part" || t.finite() || t.isPunct() {
			return false
		}
	}
	return false
}

// maxSent is how far before the preposition of whom it is sent to a letter may stand.
const maxSent = 6

// beside reports whether the phrase of noun h behind preposition j goes with the cue
// itself and not with some other noun: it hangs from it, or stands right behind it.
func (r *reader) beside(k *choice, j, h int) bool {
	head := r.v.toks[h].head
	return k.c.span.has(head) || k.s.span.has(head) || j == k.c.span.to || j == k.s.span.to || head < 0
}

// nounBehind is the head of the noun phrase that preposition j opens, or -1.
func (v *view) nounBehind(j, to int) int {
	for i := j + 1; i < to && i < j+maxReach; i++ {
		switch t := &v.toks[i]; {
		case t.UPOS == "NOUN" && i+1 < to && v.toks[i+1].UPOS == "NOUN" && v.toks[i+1].head != i && t.head != i+1: // an adjective to a reader: "franska medier"
		case t.isNoun() && v.genitive(i) && i+1 < to && (v.toks[i+1].isNoun() || v.toks[i+1].UPOS == "ADJ"):
		case t.isNoun():
			for n := 0; n < maxClimb && v.toks[i].head > i && v.toks[i].head < to && v.nounPart(i); n++ {
				i = v.toks[i].head
			}
			return i
		case t.UPOS == "PRON" && t.Feat("PronType") == "Prs" && t.Feat("Reflex") == "" && t.Feat("Poss") == "":
			return i
		case t.UPOS == "ADJ" && (i+1 >= to || !v.toks[i+1].isNoun() && v.toks[i+1].UPOS != "ADJ" && v.toks[i+1].UPOS != "CCONJ"):
			return i // "till anhöriga"
		case t.Feat("VerbForm") == "Part" && t.rel == "amod" && t.head > i || t.form == "-" && i > 0 && v.toks[i-1].End == t.Start && i+1 < to && t.End == v.toks[i+1].Start: // "an emailed statement", "a two-line statement"
		case t.UPOS == "ADJ" || t.UPOS == "DET" || t.UPOS == "NUM" || t.UPOS == "ADV" || t.UPOS == "PRON" || isMark(t.form):
		default:
			return -1
		}
	}
	return -1
}

// genitive reports whether a noun only says whose the next one is.
func (v *view) genitive(i int) bool {
	return v.toks[i].Feat("Case") == "Gen" && v.nameAround(i).to == i+1
}

// nounPart reports whether a noun belongs to its head as a part of one name or as
// a title does.
func (v *view) nounPart(i int) bool {
	t := &v.toks[i]
	if !v.toks[t.head].isNoun() {
		return false
	}
	for j := i + 1; j < t.head; j++ {
		if u := v.toks[j].UPOS; u == "ADP" || u == "PUNCT" || u == "CCONJ" {
			return false
		}
	}
	switch t.rel {
	case "nmod", "flat", "appos", "compound", "amod", "det", "nummod":
		return true
	}
	return false
}

// reach is the noun phrase of h behind a preposition, with the words of a name
// that the tree cuts off.
func (r *reader) reach(i, from, h int) stretch {
	v, c := r.v, r.found[i].c
	np := v.base(h, v.toks[h].span)
	np.from = min(max(from, v.toks[h].span.from), np.from)
	if np.from > from && v.toks[np.from-1].Feat("Poss") == "Yes" {
		np.from--
	}
	to := max(np.to, min(v.toks[h].span.to, h+6), min(h+3, c.bounds.to))
	for j := np.to; j < to; j++ {
		if t := &v.toks[j]; r.levelOf(j) != r.holder[i] || c.span.has(j) || isComma(t.form) || t.finite() || t.UPOS == "ADP" && j >= v.toks[h].span.to {
			to = j
		}
	}
	return stretch{np.from, to}
}

// plain is the noun phrase of h without an article that the preposition holds.
func (r *reader) plain(reach stretch, h int) stretch {
	np := r.v.base(h, reach)
	if i := np.from - 1; i >= reach.from && r.v.toks[i].Feat("Poss") == "Yes" {
		np.from = i
	}
	if i := np.from - 1; i >= reach.from && i == h-1 && r.v.toks[i].head == h && r.v.toks[i].UPOS == "NOUN" && !r.v.genitive(i) {
		np.from = i // an adjective taken for a noun: "till franska medier"
	}
	for np.from < h && !r.v.toks[np.from].First() {
		np.from++
	}
	if i := np.to; isCapital(r.v.toks[h].Form) && h != r.v.sentence(h).from && i < reach.to && r.v.toks[i].UPOS == "ADP" {
		for i++; i < reach.to && r.v.toks[i].UPOS == "DET"; i++ {
		}
		if i < reach.to && isCapital(r.v.toks[i].Form) {
			np.to = i + 1 // "Courrier du Littoral"
		}
	}
	if i := np.to; i < r.v.sentence(h).to && r.v.toks[i].UPOS == "ADP" && !isCapital(r.v.toks[h].Form) && !r.animate(h) {
		if n := r.v.nounBehind(i, r.v.sentence(h).to); n >= 0 && r.v.toks[n].head == h && r.v.toks[n].Feat("Number") == "Plur" && r.animate(n) {
			np.to = n + 1 // "l'ensemble des parties", "a group of reporters"
		}
	}
	return np
}

// belongs reports whether the phrase of noun h goes with the cue of reading i: it
// hangs from it in the tree, or no other cue is nearer.
func (r *reader) belongs(i, h int) bool {
	for n, j := 0, h; n < 2*maxClimb && j >= 0; n, j = n+1, r.v.toks[j].head {
		if k := r.cueAt[j] - 1; k >= 0 && r.holder[k] == r.holder[i] {
			return k == i
		}
	}
	mine := distance(r.found[i].c.span, h)
	for j := max(0, i-maxRecent); j < min(len(r.found), i+maxRecent); j++ {
		c := r.found[j].c
		if c != nil && j != i && r.holder[j] == r.holder[i] && r.v.toks[c.head].sent == r.v.toks[h].sent && distance(c.span, h) < mine {
			return false
		}
	}
	return true
}

// maxRecent is how many statements before and after one share its sentence.
const maxRecent = 7

func distance(s stretch, i int) int {
	if i < s.from {
		return s.from - i
	}
	return max(0, i-s.to+1)
}
