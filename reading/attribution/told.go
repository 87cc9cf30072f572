package attribution

import (
	"strings"

	"github.com/enligt/enligt"
)

// object reads the object of the cue as whom it was said to: "told AP", "urged
// residents", and the subject of a passive one: "residents were urged".
func (r *reader) object(i int, s *enligt.Statement) {
	k, v := &r.found[i], r.v
	if len(s.Addressee) > 0 {
		return
	}
	if at := r.clitic(i); at >= 0 {
		r.address(s, &carrier{at: stretch{at, at + 1}, kind: carrierOutlet})
		return
	}
	if !k.c.allows(frameAddressee) {
		return
	}
	passive := v.surelyPassive(r.e, k.c)
	for t := k.c.span.from; t < k.c.span.to; t++ {
		for j := v.toks[t].child; j >= 0; j = v.toks[j].next {
			rel := v.toks[j].rel
			if (rel == "obj" || rel == "iobj") && !passive || passive && rel == "nsubj" {
				if r.objectAt(i, j, s) {
					return
				}
			}
		}
	}
	if to := k.t.parts[0].from; !passive && to > k.c.span.to {
		if h := v.nounBehind(k.c.span.to-1, min(to, k.c.bounds.to)); h >= 0 {
			r.objectAt(i, h, s)
		}
	}
}

// clitic is the pronoun right before the verb that says that it was said to the outlet
// that we read, "nous a-t-il confié", -1 where there is none.
func (r *reader) clitic(i int) int {
	k, v := &r.found[i], r.v
	at := k.c.span.from - 1
	if at < 0 || v.toks[at].sent != v.toks[k.c.head].sent || !r.ours(&v.toks[at]) || v.toks[at].Feat("Number") != "Plur" || k.s.span.has(at) || r.holder[i] >= 0 || r.levelOf(at) >= 0 || k.s.span.empty() {
		return -1
	}
	if row, _ := k.c.frame(k.t.frame); row.act == enligt.Believe {
		return -1
	}
	for j := k.c.span.from; j < k.c.span.to; j++ {
		if t := &v.toks[j]; t.finite() && t.Feat("Person") == "3" {
			return at
		}
	}
	return -1
}

func (r *reader) objectAt(i, h int, s *enligt.Statement) bool {
	k, v := &r.found[i], r.v
	if !v.toks[h].isNoun() && !r.animate(h) && !r.ours(&v.toks[h]) || r.e.neverSpeaks(&v.toks[h]) && !r.broadcaster(h) || k.s.span.has(h) || k.c.span.has(h) || r.levelOf(h) != r.holder[i] {
		return false
	}
	reach := r.reach(i, h, h)
	np := r.plain(reach, h)
	if np.touches(k.s.span) || np.touches(k.c.span) {
		return false
	}
	c := r.carrierIn(reach)
	row, _ := k.c.frame(k.t.frame)
	if at, kind, ok := r.channel(stretch{max(np.from-1, k.c.span.to), np.to}); ok && c == nil && at.has(h) && (kind == "press_conference" || kind == "speech" || kind == "other") {
		r.said(s, v.bytes(at), kind) // "told a news conference"
		return true
	}
	switch {
	case c != nil:
		r.told(s, c, np, c.at.has(h) || !c.noun.empty())
	case r.ours(&v.toks[h]) || r.hearer(k, h) || v.toks[h].isName() || k.speaksTo() && !(row.act == enligt.Assert && v.bare(h)):
		r.toldCarrier(k, s, h, np)
	default:
		return false
	}
	return true
}

// bare reports whether noun h has neither article, number nor adjective and is one thing:
// an adverb to a reader, "svarar han undvikande".
func (v *view) bare(h int) bool {
	t := &v.toks[h]
	return t.Feat("Definite") == "Ind" && t.Feat("Number") == "Sing" && v.childOf(h, "det", "amod", "nummod", "nmod:poss") < 0
}

// ours reports whether a pronoun stands for the outlet that we read: "told us".
func (r *reader) ours(t *token) bool {
	return t.UPOS == "PRON" && t.Feat("Case") != "Nom" && t.Feat("Poss") == "" && (t.Feat("Person") == "1" || r.e.pronouns[t.lemma].class == "speaker")
}

// speaksTo reports whether the object of the reading's cue can be nothing but whom
// it is said to: one threatens and promises things too.
func (k *choice) speaksTo() bool {
	switch row, _ := k.c.frame(k.t.frame); row.act {
	case enligt.Assert, enligt.Urge, enligt.Ask, enligt.Warn, enligt.Demand, enligt.Praise:
		return true
	}
	return false
}

// animate reports whether noun h can be spoken to: a name of somebody, or a noun
// for people or their bodies.
func (r *reader) animate(h int) bool {
	t := &r.v.toks[h]
	if t.Entity != "" {
		return r.v.toks[r.v.nameAround(h).from].Entity != "B-LOC"
	}
	if kind, ok := r.e.kinds.of(t); ok {
		return kind != enligt.DocumentKind
	}
	_, hears := r.e.hearers.of(t)
	return hears || r.isRole(h)
}

// hearer reports whether h, behind a preposition, is who was spoken to.
func (r *reader) hearer(k *choice, h int) bool {
	t := &r.v.toks[h]
	row, _ := k.c.frame(k.t.frame)
	named := isCapital(t.Form) && h != r.v.sentence(h).from && r.v.outletName(h)
	return r.animate(h) || r.ours(t) || r.broadcaster(h) || named && row.act == enligt.Assert || (row.act != enligt.Assert || k.c.allows(frameAddressee)) && (r.e.states[t.lemma] || r.e.states[t.form])
}

// broadcaster reports whether noun h is radio or television.
func (r *reader) broadcaster(h int) bool {
	_, kind, ok := r.channel(stretch{h, h + 1})
	return ok && (kind == "tv" || kind == "radio")
}

func (r *reader) isRole(i int) bool {
	_, ok := r.e.roles.of(&r.v.toks[i])
	return ok
}

// toldCarrier adds an addressee that no table knows as a carrier. A name to which
// something is plainly said, if it is no person's, place's or body's, is taken for
// that of an outlet, and so is "Danish radio".
func (r *reader) toldCarrier(k *choice, s *enligt.Statement, h int, np stretch) {
	v := r.v
	row, _ := k.c.frame(k.t.frame)
	c := &carrier{at: np, kind: carrierOutlet}
	r.address(s, c)
	if row.act != enligt.Assert || s.Channel != nil && s.Channel.Type == "letter" {
		return
	}
	if j := v.childOf(h, "nmod:poss"); j >= 0 {
		if owner := r.carrierIn(v.toks[j].span); owner != nil && !owner.generic() {
			r.relay(s, owner) // "told CNN's Ada Ek"
			return
		}
	}
	t := &v.toks[h]
	kind, body := r.e.kinds.of(t)
	body = body && kind != enligt.DocumentKind // "le Courrier", "the Ledger"
	_, hears := r.e.hearers.of(t)
	name := v.nameAround(h)
	many := t.Feat("Number") == "Plur" && name.to-name.from < 2 // "MPs", "Democrats"
	outlet := !body && !hears && !many && (name.to >= np.to || v.toks[h+1].UPOS == "ADP") && v.outletName(h) && !r.e.states[t.form]
	if outlet || r.broadcaster(h) {
		r.relay(s, c)
	}
}

// told adds a carrier as addressee, or np where it only names the carrier of
// somebody, and the carrier as such.
func (r *reader) told(s *enligt.Statement, c *carrier, np stretch, itself bool) {
	if itself {
		r.address(s, c)
	} else {
		r.address(s, &carrier{at: np, kind: carrierOutlet})
	}
	r.relay(s, c)
}

// address adds an addressee once.
func (r *reader) address(s *enligt.Statement, c *carrier) {
	p := r.party(c)
	for _, a := range s.Addressee {
		if a.Span.Overlaps(p.Span) || a.Name == p.Name {
			return
		}
	}
	s.Addressee = append(s.Addressee, p)
}

// party is a carrier as it stands in a statement, by the name of the one that a
// mere noun stands for.
func (r *reader) party(c *carrier) enligt.Party {
	span := r.v.bytes(c.at)
	if t := &r.v.toks[c.at.to-1]; t.Feat("Case") == "Gen" && strings.HasPrefix(t.Form, t.Lemma) {
		span.End -= len(t.Form) - len(t.Lemma) // "Sveriges Radios" is named Sveriges Radio
	}
	p := enligt.Party{Name: span.Of(r.v.a.Text), Span: span}
	if c.generic() {
		if b := r.calledBefore(c); b != nil {
			p.Name = r.v.bytes(b.at).Of(r.v.a.Text)
		}
	}
	return p
}
