package attribution

import "github.com/enligt/enligt"

// relay adds a carrier to the chain once. A noun that stands for no name before it
// is the paper itself that we read, which carries nothing to us, or no carrier.
func (r *reader) relay(s *enligt.Statement, c *carrier) {
	if c.generic() && r.calledBefore(c) == nil {
		return
	}
	p := r.party(c)
	for _, a := range s.Via {
		if a.Span.Overlaps(p.Span) || a.Name == p.Name {
			return
		}
	}
	s.Via = append(s.Via, p)
}

// ownName makes an outlet that reports in its own name the first carrier: "AFP
// rapporterar", "enligt tidningen Le Monde".
func (r *reader) ownName(k *choice, s *enligt.Statement) {
	if k.s.span.empty() || k.s.head < 0 || !r.reports(k) {
		return
	}
	v := r.v
	if c := r.carrierIn(k.s.span); c != nil {
		if c.at.to < k.s.span.to && isDash(v.toks[c.at.to].form) {
			return // the line of an agency over its report: "AFP - Ada Ek"
		}
		root := &v.toks[v.root(c.at)]
		apposed := c.at.has(k.s.head) || c.noun.has(k.s.head) || root.rel == "appos" && root.head == k.s.head && v.toks[k.s.head].UPOS == "NOUN"
		if apposed && c.generic() && r.calledBefore(c) == nil && c.at.to-c.at.from > 1 {
			c = &carrier{at: k.s.span, kind: carrierOutlet} // "the North's state news agency"
		}
		if apposed {
			r.relay(s, c)
		}
		return
	}
	if r.broadcaster(k.s.head) {
		r.relay(s, &carrier{at: k.s.span, kind: carrierOutlet})
		return
	}
	if t := &v.toks[k.s.head]; k.c.allows(frameCarrier) && (t.Entity == "B-ORG" || t.Entity == "I-ORG" || t.Entity == "" && t.UPOS == "PROPN") && !r.e.states[t.form] {
		r.relay(s, &carrier{at: v.nameAround(k.s.head), kind: carrierOutlet})
	}
}

// reports reports whether a statement passes on what is so: an outlet that denies
// or promises speaks for itself and carries nothing.
func (r *reader) reports(k *choice) bool {
	row, _ := k.c.frame(k.t.frame)
	return row.act == enligt.Assert
}

// inSource finds who reached the source, inside its own words: "som AFP talat med",
// "consultés par AFP", "a report seen by Politico", "Helsingin Sanomats källor".
func (r *reader) inSource(k *choice, s *enligt.Statement) {
	v := r.v
	if k.s.span.empty() || k.s.head < 0 {
		return
	}
	r.reachedBefore(k, s)
	kind, _ := r.e.kinds.of(&v.toks[k.s.head])
	span := k.s.span
	for k.c.span.from < k.s.span.to+maxPhrase && span.to < k.c.span.from && !r.inOther(k, span.to) {
		span.to++ // "ledamöter | som DN talat med | anser"
	}
	for n := 0; k.s.head >= k.c.span.to && n < 6 && span.to < k.c.bounds.to && r.owner[span.to] == 0 && !isComma(v.toks[span.to].form) && !isStop(v.toks[span.to].form); n++ {
		span.to++ // "according to a memo | seen by Sky"
	}
	for i := span.from; i < span.to; i++ {
		c := r.carrierIn(stretch{i, span.to})
		if c == nil {
			break
		}
		i = c.at.to - 1
		switch {
		case c.at.has(k.s.head) || c.noun.has(k.s.head):
		case c.at.to <= k.s.head:
			// The owner of unnamed sources: nobody else's words are an outlet's own.
			if kind == enligt.Anonymous || kind == enligt.DocumentKind || kind == "" && v.toks[k.s.head].UPOS == "NOUN" && !r.isRole(k.s.head) {
				r.relay(s, c)
			}
		case kind == "" && r.made(k, c):
			r.relay(s, c)
		case r.reached(k, c):
			r.gotBy(s, c, kind)
		case r.owns(k, c) && !r.isRole(k.s.head) && (kind == "" || kind == enligt.Anonymous || kind == enligt.DocumentKind):
			r.relay(s, c) // "selon des informations du Figaro"
		}
	}
	for i := k.s.head + 1; i < span.to && len(s.Via) == 0; i++ {
		if !r.e.contact(v, i) {
			continue
		}
		if c := r.contactor(i, span); c != nil {
			r.gotBy(s, c, kind)
		}
	}
}

// reachedBefore finds who got at the source in a clause that opens the sentence: "när
// SVT når henne säger hon …", "when CNN reached her, the mayor said …".
func (r *reader) reachedBefore(k *choice, s *enligt.Statement) {
	v := r.v
	i := v.sentence(k.c.head).from
	if i+2 >= k.c.span.from || v.toks[i].UPOS != "SCONJ" && v.toks[i].UPOS != "ADV" && v.toks[i].UPOS != "ADP" || r.owner[i] != 0 && r.levelOf(i) != r.levelOf(k.c.head) {
		return
	}
	c := r.carrierAtHead(i + 1)
	if c == nil && i+2 < len(v.toks) {
		c = r.carrierAtHead(i + 2) // "quand la BBC"
	}
	if c == nil || c.generic() || c.at.to >= k.c.span.from {
		return
	}
	for j := c.at.to; j < k.c.span.from && j < c.at.to+maxContactGap+1 && !isComma(v.toks[j].form); j++ {
		if r.e.contact(v, j) {
			r.gotBy(s, c, "")
			return
		}
	}
}

// metBefore finds the outlet that the sentence before, which says nothing else, tells of
// having met whoever a pronoun stands for: "Interviewé par la RTS, Ada Ek se montre
// prudente. Elle rappelle que …".
func (r *reader) metBefore(k *choice, s *enligt.Statement) {
	v := r.v
	if len(s.Via) > 0 || len(s.Addressee) > 0 || k.s.span.to-k.s.span.from != 1 || !r.e.third(&v.toks[k.s.head]) || k.c.quoted {
		return
	}
	n := v.toks[k.s.head].sent - 1
	if n < 0 || v.block(v.sents[n].from) != v.block(k.s.head) {
		return
	}
	prev := v.sents[n]
	prev.from = max(prev.from, prev.to-maxBounds)
	for i := prev.from; i < prev.to; i++ {
		if r.cueAt[i] > 0 || r.owner[i] > 0 {
			return
		}
	}
	for i := prev.from; i < prev.to; i++ {
		if !r.e.contact(v, i) {
			continue
		}
		c := r.contactor(i, prev)
		if c == nil {
			c = r.carrierIn(stretch{i + 1, min(prev.to, i+maxContact)})
		}
		if c != nil && !c.generic() {
			r.gotBy(s, c, "")
		}
		return
	}
}

// owns reports whether carrier c is whose the noun of a source is: nothing but the
// preposition of an owner stands between.
func (r *reader) owns(k *choice, c *carrier) bool {
	v := r.v
	i := c.at.from - 1
	if !c.noun.empty() {
		i = c.noun.from - 1
	}
	for i > k.s.head && (v.toks[i].UPOS == "DET" || isMark(v.toks[i].form)) {
		i--
	}
	return i == k.s.head+1 && v.toks[i].UPOS == "ADP" && r.e.to.of(&v.toks[i])&owner != 0
}

// gotBy adds who got at a source: its carrier, and whom it spoke to if it can
// speak and is not merely cited.
func (r *reader) gotBy(s *enligt.Statement, c *carrier, kind enligt.ActorKind) {
	if kind != enligt.DocumentKind && !r.e.onlyCites(r.v, c) {
		r.address(s, c)
	}
	r.relay(s, c)
}

// maxContact is how far before its verb the subject of a relative clause may open:
// "que le Courrier du Berry a pu | consulter".
const maxContact = 10

// contactor is the name of who does what contact verb i says, inside s: the agent
// behind it, or the subject of its relative clause. No table needs to know it.
func (r *reader) contactor(i int, s stretch) *carrier {
	v := r.v
	for j := i + 1; j < s.to && j < i+3; j++ {
		to := r.e.to.of(&v.toks[j])
		if to&(agent|addressee|place) == 0 || v.toks[j].UPOS != "ADP" {
			continue
		}
		if h := v.nounBehind(j, s.to); h >= 0 && (to&(agent|addressee) != 0 || v.toks[v.nameAround(h).from].Entity == "B-ORG") && isCapital(v.toks[h].Form) && v.toks[v.nameAround(h).from].Entity != "B-PER" && !r.e.states[v.toks[h].form] {
			return &carrier{at: r.plain(stretch{j + 1, s.to}, h), kind: carrierOutlet}
		}
	}
	for j := i - 1; j > s.from && j > i-maxContact; j-- {
		if t := &v.toks[j]; (t.Feat("PronType") == "Rel" || t.UPOS == "SCONJ") && j+1 < i {
			for n := j + 1; n < i && n < j+4; n++ {
				if isCapital(v.toks[n].Form) {
					if name := r.e.carriers.nameFrom(v, n); !name.empty() && v.outletName(name.from) {
						return &carrier{at: name, kind: carrierOutlet}
					}
				}
			}
			if name := v.nameFrom(min(i+1, s.to-1)); i+1 < s.to && name.from == i+1 && name.to > i+1 && v.outletName(name.from) {
				return &carrier{at: name, kind: carrierOutlet} // "ce qu'a appris Le Fleuve"
			}
		}
	}
	return nil
}

// made reports whether carrier c made what the source is, a thing: "an analysis of data by
// Nordpress", and not "a driver reached by Nordpress".
func (r *reader) made(k *choice, c *carrier) bool {
	v, i := r.v, c.at.from-1
	if v.toks[k.s.head].UPOS != "NOUN" || r.animate(k.s.head) {
		return false
	}
	for i > k.s.head && v.toks[i].UPOS == "DET" {
		i--
	}
	return i > k.s.head && r.e.to.of(&v.toks[i])&agent != 0 && v.toks[i-1].isNoun()
}

// outletName reports whether noun h looks like the name of an outlet: written with a
// capital, and neither a person's nor that of a single place.
func (v *view) outletName(h int) bool {
	name := v.nameAround(h)
	switch v.toks[name.from].Entity {
	case "B-PER":
		return false
	case "B-LOC":
		return name.to-name.from > 1
	}
	return isCapital(v.toks[h].Form)
}

// reached reports whether what stands before a carrier inside a source makes it
// the one who got the words: a relative pronoun, or the preposition of an agent.
func (r *reader) reached(k *choice, c *carrier) bool {
	v := r.v
	from := c.at.from
	if !c.noun.empty() {
		from = c.noun.from
	}
	for i := from - 1; i > k.s.head; i-- {
		switch t := &v.toks[i]; {
		case r.e.contact(v, i):
			return true
		case t.UPOS == "DET" || t.UPOS == "ADJ" || isMark(t.form) || t.UPOS == "PUNCT" && !isComma(t.form):
		case t.UPOS == "ADP":
			return r.e.to.of(t)&(agent|addressee) != 0
		default:
			return t.Feat("PronType") == "Rel" || t.UPOS == "SCONJ" && !c.generic() || t.UPOS == "PRON" && t.rel != "expl"
		}
	}
	return false
}
