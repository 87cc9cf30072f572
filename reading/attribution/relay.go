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
		root := &v.toks[v.root(c.at)]
		apposed := c.at.has(k.s.head) || c.noun == k.s.head || root.rel == "appos" && root.head == k.s.head && v.toks[k.s.head].UPOS == "NOUN"
		if apposed && !v.ofAnother(c.at, k.s.head) {
			r.relay(s, c)
		}
		return
	}
	if t := &v.toks[k.s.head]; k.c.allows(frameCarrier) && (t.Entity == "B-ORG" || t.Entity == "I-ORG" || t.Entity == "" && t.UPOS == "PROPN") && !r.e.states[t.form] {
		r.relay(s, &carrier{at: v.nameAround(k.s.head), noun: -1, kind: carrierOutlet})
	}
}

// ofAnother reports whether the name s is only the owner of the source's head:
// "BBC:s korrespondent", "the BBC's chairman".
func (v *view) ofAnother(s stretch, head int) bool {
	return !s.has(head) && v.toks[v.root(s)].rel == "nmod"
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
	kind, _ := r.e.kinds.of(&v.toks[k.s.head])
	for i := k.s.span.from; i < k.s.span.to; i++ {
		c := r.carrierIn(stretch{i, k.s.span.to})
		if c == nil {
			return
		}
		i = c.at.to - 1
		switch {
		case c.at.has(k.s.head) || c.noun == k.s.head:
		case c.at.to <= k.s.head:
			// The owner of unnamed sources: nobody else's words are an outlet's own.
			if kind == enligt.Anonymous || kind == enligt.DocumentKind {
				r.relay(s, c)
			}
		case r.reached(k, c):
			if kind != enligt.DocumentKind {
				r.address(s, c)
			}
			r.relay(s, c)
		}
	}
}

// reached reports whether what stands before a carrier inside a source makes it
// the one who got the words: a relative pronoun, or the preposition of an agent.
func (r *reader) reached(k *choice, c *carrier) bool {
	v := r.v
	from := c.at.from
	if c.noun >= 0 {
		from = c.noun
	}
	for i := from - 1; i > k.s.head; i-- {
		switch t := &v.toks[i]; {
		case t.UPOS == "DET" || t.UPOS == "ADJ" || isMark(t.form) || t.UPOS == "PUNCT" && !isComma(t.form):
		case t.UPOS == "ADP":
			return r.e.to.of(t)&(agent|addressee) != 0
		default:
			return t.Feat("PronType") == "Rel" || t.UPOS == "SCONJ" || t.UPOS == "PRON" && t.rel != "expl"
		}
	}
	return false
}
