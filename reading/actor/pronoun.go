package actor

import (
	"strings"

	"github.com/enligt/enligt"
)

// How far back a pronoun reaches: in mentions and in sentences.
const (
	maxMentions  = 60
	maxSentences = 10
)

// The weights of a mention as what a pronoun stands for, after Lappin and
// Leass (1994): the nearer the better, subjects before others, speakers before
// those spoken of, those outside quotations before those inside.
const (
	perSentence = -10
	asSubject   = 6
	asSpeaker   = 5
	asAside     = -5
	asQuoted    = -12
	asHeading   = -6
	asByline    = -12 // stands in a line that is a name and little else
	perMention  = 3   // up to maxCounted
	maxCounted  = 4
	asReporter  = 8
	asSet       = 6   // joined by a conjunction
	asUnsure    = -5  // fits only if nothing better does
	asUnknown   = -2  // of a person whose gender is not known
	asMute      = -12 // no person, where words are quoted as said
	asSpokenOf  = -24 // named inside what the pronoun itself says
)

// pronounAt is the pronoun at token i.
func (c *cast) pronounAt(i int) (pronoun, bool) {
	t := &c.v.toks[i]
	if t.UPOS == "NUM" || t.UPOS == "NOUN" {
		return pronoun{}, false
	}
	if k := c.sourceOf[i] - 1; k >= 0 && c.wide(k, i) {
		return pronoun{}, false
	}
	p, ok := c.e.pronouns[trimClitic(t.form)]
	if !ok && t.Feat("Poss") == "Yes" && t.Feat("Person") == "1" {
		return pronoun{plural: t.plural(), class: "speaker"}, true // "our view was that …"
	}
	if !ok && t.UPOS == "PRON" && t.Feat("PronType") == "Dem" && !t.plural() && !c.latters(i) {
		return pronoun{class: "nobody"}, true // "ce qui suppose que …"
	}
	return p, ok
}

// wide reports whether token i is but the head of a longer part of the source of
// statement k: "one of them".
func (c *cast) wide(k, i int) bool {
	for _, p := range c.said[k].parts {
		if p.has(i) {
			return p.to-p.from > 1
		}
	}
	return false
}

// resolve is whom the pronoun at token i stands for, -1 where nobody fits.
func (c *cast) resolve(i int, p pronoun) int {
	if p.class == "generic" {
		return c.generic(i)
	}
	not, own := c.quoter(i), c.reporter(i)
	s := c.sourceOf[i] - 1
	voiced := s >= 0 && p.class == "person" && p.things && (c.said[s].Form == enligt.Direct || c.said[s].Form == enligt.Indirect && strings.HasPrefix(c.v.toks[i].form, "-"))
	spokenOf := c.spokenOf(s, i)
	who := c.best(i, func(k int) (int, bool) {
		if k == not {
			return 0, false
		}
		extra, ok := c.fits(&c.all[k], p)
		if k == own {
			extra += asReporter
		}
		if len(c.all[k].members) > 0 {
			extra += asSet
		}
		if voiced && !c.all[k].human() {
			extra += asMute
		}
		if spokenOf[k] {
			extra += asSpokenOf
		}
		return extra, ok
	})
	if who < 0 && p.class == "person" {
		return c.ahead(i, p)
	}
	return who
}

// spokenOf are those whom statement s, whose source is the pronoun at token i, names
// before it in its own words: whoever says "läkaren har ringt" is not the doctor.
func (c *cast) spokenOf(s, i int) map[int]bool {
	if s < 0 || len(c.said[s].content) == 0 {
		return nil
	}
	var out map[int]bool
	for k := len(c.mentions) - 1; k >= 0 && c.mentions[k].at.from >= c.said[s].content[0].from; k-- {
		m := &c.mentions[k]
		if _, pronoun := c.pronounAt(m.at.from); pronoun || m.at.from >= i || !c.inContent(s, m.at.from) {
			continue
		}
		if out == nil {
			out = map[int]bool{}
		}
		out[m.who] = true
	}
	return out
}

// inContent reports whether token i stands in what statement s says.
func (c *cast) inContent(s, i int) bool {
	for _, p := range c.said[s].content {
		if p.has(i) {
			return true
		}
	}
	return false
}

// quoter is the speaker of the quotation that token i stands in, as far as known
// by now: whoever is "she" or "the president" there is somebody else.
func (c *cast) quoter(i int) int {
	quoted := c.v.toks[i].Quoted >= 50
	for n := 0; n < maxClimb; n++ {
		o := c.owner[i] - 1
		if o < 0 || len(c.said[o].parts) != 1 {
			break
		}
		core := c.core(c.said[o].parts[0])
		if p, ok := c.pronounAt(core); ok && p.class == "speaker" {
			if c.owner[core] == 0 {
				return c.spokeLast(core)
			}
			i = core // "we demand": the speaker of what that stands in
			continue
		}
		if !quoted || c.said[o].Form == enligt.Indirect {
			break
		}
		if k := c.coreName(c.said[o].parts[0]); k >= 0 {
			return c.names[k].who
		}
		return c.who[core] - 1
	}
	return -1
}

// spokeLast is the source of a statement that stands nearest before token i.
func (c *cast) spokeLast(i int) int {
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		if m := &c.mentions[k]; m.speaks && m.at.from < i {
			return m.who
		}
	}
	return -1
}

// reporter is who says, in words of the text's own, what token i stands in:
// "she" there is often herself.
func (c *cast) reporter(i int) int {
	o := c.owner[i] - 1
	if o < 0 || c.v.toks[i].Quoted >= 50 || len(c.said[o].parts) != 1 {
		return -1
	}
	return c.who[c.core(c.said[o].parts[0])] - 1
}

// fits weighs an entity against number, gender and class of a pronoun.
func (c *cast) fits(x *entity, p pronoun) (int, bool) {
	switch p.class {
	case "person":
		switch {
		case x.plural || x.kind == enligt.Group && !p.things:
			return 0, false
		case x.human():
			return c.sexed(x, p)
		case !p.things:
			return 0, false
		case x.kind == enligt.Group:
			return 4 * asUnsure, x.grammar == p.gender
		}
		if x.grammar == p.gender && p.gender != noGender && x.kind != enligt.DocumentKind {
			return asUnsure, true
		}
		return 3 * asUnsure, x.grammar == noGender
	case "group":
		if x.plural || x.kind == enligt.Group && !p.things {
			if x.grammar != noGender && p.gender == feminine && x.grammar == masculine {
				return 0, false
			}
			return 0, true
		}
		return 2 * asUnsure, !p.things && (x.kind == enligt.Organisation || x.kind == enligt.Group)
	case "thing":
		return 0, !x.plural && !x.human() && x.kind != enligt.Group
	}
	return 0, false
}

// maxGeneric is how many mentions back "one" may mean someone in particular.
const maxGeneric = 8

// generic is the organisation or state that the sentence, or the one before, has
// made its subject last: "man" there is often that one.
func (c *cast) generic(i int) int {
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxGeneric; k-- {
		m := &c.mentions[k]
		if c.v.toks[i].sent-c.v.toks[m.at.from].sent > 1 {
			break
		}
		if x := &c.all[m.who]; m.subject && !m.quoted && (x.kind == enligt.Organisation || x.kind == enligt.State) {
			return m.who
		}
	}
	return -1
}

// sexed weighs the gender of a person: what is known of her or him, else the
// gender of the noun.
func (c *cast) sexed(x *entity, p pronoun) (int, bool) {
	switch {
	case p.gender == noGender || x.natural == p.gender:
		return 0, true
	case x.natural != noGender:
		return 0, false
	}
	return asUnknown, true
}

// salient is the weightiest entity before token i that will do, or -1.
func (c *cast) salient(i int, will func(*entity) bool) int {
	spokenOf := c.spokenOf(c.sourceOf[i]-1, i)
	return c.best(i, func(k int) (int, bool) {
		if spokenOf[k] {
			return asSpokenOf, will(&c.all[k])
		}
		return 0, will(&c.all[k])
	})
}

// best is the entity of the greatest weight among those mentioned shortly before
// token i; of two alike the one mentioned last.
func (c *cast) best(i int, will func(int) (int, bool)) int {
	v := c.v
	found, most := -1, 0
	sent := v.toks[i].sent
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		m := &c.mentions[k]
		back := sent - v.toks[m.at.from].sent
		if back > maxSentences {
			break
		}
		extra, ok := will(m.who)
		if !ok {
			continue
		}
		if w := c.weight(m, back, i) + extra; found < 0 || w > most {
			found, most = m.who, w
		}
	}
	return found
}

// weight is how much a mention offers itself to a pronoun at token i.
func (c *cast) weight(m *mention, back, i int) int {
	w := perSentence*back + perMention*min(c.all[m.who].count, maxCounted)
	if m.subject {
		w += asSubject
	}
	if m.speaks && !m.quoted {
		w += asSpeaker
	}
	if m.aside {
		w += asAside
	}
	if m.quoted && c.v.toks[i].Quoted < 50 {
		w += asQuoted
	}
	if c.v.inHeading(m.at.from) {
		w += asHeading
	}
	if c.v.byline(m.at.from) {
		w += asByline
	}
	return w
}

// maxAhead is how many words ahead the name of a pronoun is looked for.
const maxAhead = 60

// ahead is the first person named after a pronoun that has nobody before it.
func (c *cast) ahead(i int, p pronoun) int {
	v := c.v
	for j := i + 1; j < len(v.toks) && j < i+maxAhead; j++ {
		k := c.nameAt[j] - 1
		if k < 0 || c.names[k].at.from != j {
			continue
		}
		x := &c.all[c.names[k].who]
		if x.natural != p.gender && v.toks[j].sent != v.toks[i].sent {
			continue // who comes later is guessed only by a given name
		}
		if _, ok := c.sexed(x, p); ok && x.kind == enligt.Person && !v.isModifier(v.root(c.names[k].at)) {
			return c.names[k].who
		}
	}
	return -1
}

// trimClitic takes the hyphens of inversion off a pronoun: "-t-il", "-elle".
func trimClitic(form string) string {
	for j := len(form) - 1; j >= 0; j-- {
		if form[j] == '-' && j < len(form)-1 && j < 3 {
			return form[j+1:]
		}
	}
	return form
}
