package actor

import "github.com/enligt/enligt"

// How a noun phrase brings in whom it speaks of.
type manner uint8

const (
	plain      manner = iota // a bare noun
	indefinite               // one of many: "en källa", "two officials"
	owned                    // by its owner's word: "his lawyer"
	definite                 // known: "källan", "the source"
)

// phrase is the noun phrase around the noun i: what stands before it and hangs
// from it.
func (v *view) phrase(i int) stretch { return stretch{v.phraseFrom(i, i+1), i + 1} }

// mannerOf reads article, number and endings of a noun.
func (c *cast) mannerOf(i int) manner {
	v := c.v
	p := v.phrase(i)
	for j := p.from; j < i; j++ {
		t := &v.toks[j]
		switch {
		case t.Feat("Poss") == "Yes":
			return owned
		case t.UPOS == "NUM" && t.Form[0] >= '0' && t.Form[0] <= '9' && v.toks[j+1].form == "-": // "a 16-year-old girl"
		case t.UPOS == "NUM" && t.Form[0] >= '0' && t.Form[0] <= '9':
			return plain // counted, not picked out
		case t.Feat("Definite") == "Ind" && t.UPOS == "DET", t.UPOS == "NUM", t.Feat("PronType") == "Ind", c.e.several[t.form]:
			return indefinite
		case t.UPOS == "DET" && (t.Feat("Definite") == "Def" || t.Feat("PronType") == "Dem" || t.Feat("PronType") == "Prs" || t.Feat("PronType") == "Art"),
			t.Feat("Case") == "Gen", t.Deprel == "nmod:poss":
			return definite
		}
	}
	if v.toks[i].Feat("Definite") == "Def" || c.suffixed && (v.toks[i].UPOS == "PROPN" || v.toks[i].UPOS == "NOUN" && v.toks[i].lemma == v.toks[i].form) && c.inflected(i) {
		return definite
	}
	return plain
}

// inflected reports whether a word that was taken for a name, as at the start of
// a sentence, is a known noun in another than its base form.
func (c *cast) inflected(i int) bool {
	form := c.v.toks[i].form
	return c.e.kinds.Inflects(form) || c.e.roles.Inflects(form) || c.e.anaphors.Inflects(form) || c.e.genders.Inflects(form)
}

// plural reads number off a noun, or off its article where the noun has none.
func (c *cast) plural(i int) bool {
	v := c.v
	if v.toks[i].plural() && !isGeneric(c.e.carriers.names[v.toks[i].form]) {
		return !c.suffixed || !c.singular[v.toks[i].form] // a number misread once
	}
	for j := i - 1; j >= v.phraseFrom(i, i+1); j-- {
		if t := &v.toks[j]; t.UPOS == "DET" && t.Feat("Poss") == "" {
			return t.plural()
		}
	}
	return false
}

// follows reports whether a noun is of the sort that is followed through a text.
func (c *cast) follows(i int) bool {
	t := &c.v.toks[i]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" && c.sourceOf[i] == 0 || c.nameAt[i] > 0 {
		return false
	}
	return c.sourceOf[i] > 0 || c.isRole(i) || c.kindOfNoun(i) != "" || c.relation(i)
}

// relation reports whether noun i is a woman or man known as somebody's, who is the
// subject of its clause: "le père de la victime a quitté la salle".
func (c *cast) relation(i int) bool {
	_, person := c.e.genders.of(&c.v.toks[i])
	return person && c.v.isSubject(i) && c.v.toks[i].Quoted < quotedSurely && c.mannerOf(i) >= indefinite
}

// index lists those whom a noun may mean wherever they are named.
func (c *cast) index() {
	seen := make([]bool, len(c.all))
	for k := range c.names {
		who := c.names[k].who
		if seen[who] {
			continue
		}
		seen[who] = true
		switch x := &c.all[who]; {
		case x.kind == enligt.Person && x.office && len(c.offices) < maxIndex:
			c.offices = append(c.offices, who)
		case x.kind == enligt.Organisation && len(c.bodies) < maxIndex:
			c.bodies = append(c.bodies, who)
		}
	}
}

// maxIndex bounds those whom a noun is compared with.
const maxIndex = 80

// nominal resolves a noun phrase that carries no name: to whom an earlier or
// fuller mention calls so, else to someone new.
func (c *cast) nominal(i int) int {
	t := &c.v.toks[i]
	m := c.mannerOf(i)
	who := -1
	switch {
	case c.sourceOf[i] > 0 && c.v.ageAt(i) != "" && !c.plural(i):
		who = c.byAge(i, c.v.ageAt(i))
	case c.pairs(i):
		who = c.pair(i)
	case c.sourceOf[i] > 0 && c.latters(i):
		who = c.latter(i)
	case m != definite:
	case c.plural(i):
		if who = c.many(i); who < 0 && c.isRole(i) {
			if who = c.holder(i); who >= 0 && c.all[who].last < 0 && t.form != t.lemma {
				who = -1 // many indeed: what was misread goes back to one named before
			}
		}
	default:
		who = c.again(i)
	}
	if who < 0 {
		who = c.describeNew(i, m)
	}
	x := &c.all[who]
	if c.latters(i) && x.last >= 0 {
		return who // its name is not "ces derniers"
	}
	if c.sourceOf[i] > 0 && !x.named && !x.quotes && x.key == "" && !x.human() && len(x.members) == 0 {
		x.name, x.quotes = c.words(i), true
	}
	if g := c.grammatical(i); g != noGender {
		x.grammar = g
	} else if g := genderOf(t.Feat("Gender")); g != noGender {
		x.grammar = g
	}
	return who
}

// maxBefore is how many mentions back a noun may reach.
const maxBefore = 120

// again is whom a definite noun means: the only one named with that office or
// name in the whole text, the one last called so, or the nearest of its kind for
// a noun that says little; -1 for someone new.
func (c *cast) again(i int) int {
	w := c.want(i)
	pool := c.bodies
	if w.role {
		pool = c.offices
	}
	if who := w.only(c, pool); who >= 0 {
		return who
	}
	who := c.before(&w)
	if who >= 0 && !c.all[who].empty {
		return who
	}
	if other := c.otherwise(i); other >= 0 {
		return other
	}
	better := -1
	if w.role && who < 0 && (w.alone || w.citizen()) {
		if better = c.nameless(i, &w); better < 0 {
			better = c.anaphoric(i, &w)
		}
	} else {
		better = c.anaphoric(i, &w)
	}
	if better < 0 {
		return who
	}
	if x := &c.all[better]; x.kind == enligt.Person && x.named && x.role.empty() && c.isRole(i) {
		x.role = c.words(i) // all that the text says of what they are
		x.roles = append(x.roles, x.role)
	}
	return better
}

// holder is the only person named with the office that noun i is.
func (c *cast) holder(i int) int {
	w := c.want(i)
	return w.only(c, c.offices)
}

// maxOffice is how many sentences back a noun of office finds someone whose
// office the text has not told.
const maxOffice = 1

// nameless is the nearest person named without an office, for a noun of office
// that nobody was called by and whose gender shows: "Madonna a chanté. La
// chanteuse a dit …". Whom only an age tells apart may have an office too.
func (c *cast) nameless(i int, w *wanted) int {
	g := c.nounGender(i)
	if g == noGender && !w.aged && !w.citizen() {
		return -1
	}
	sent, only := c.v.toks[i].sent, -1
	will := func(x *entity) bool {
		return x.kind == enligt.Person && x.named && (!x.office || w.aged) && x.last >= 0 && sent-c.v.toks[x.last].sent <= maxOffice && (g == noGender || x.natural == g) &&
			(len(w.keys) == 0 || len(x.keys) == 0 || common(w.keys, x.keys))
	}
	if g != noGender {
		return c.salient(i, will)
	}
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		who := c.mentions[k].who
		if !will(&c.all[who]) || who == only {
			continue
		}
		if only >= 0 {
			return -1 // where nothing shows the gender, there must be no choice
		}
		only = who
	}
	return only
}

// nounGender is the gender of the person whom noun i means, as far as it tells.
func (c *cast) nounGender(i int) gender {
	if g, ok := c.e.genders.of(&c.v.toks[i]); ok {
		return g
	}
	return c.grammatical(i)
}

// before is the entity last called by the noun, or by a compound of it.
func (c *cast) before(w *wanted) int {
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxBefore; k-- {
		who := c.mentions[k].who
		x := &c.all[who]
		if who == w.not || x.plural || x.vague || !w.calls(x) {
			continue
		}
		if s := w.shares(x); s == 0 || s == 1 && !w.alone && !w.role {
			continue
		}
		if w.role && x.kind != enligt.Person && x.kind != enligt.Anonymous && x.kind != enligt.UnknownKind {
			continue
		}
		return who
	}
	return -1
}

// anaphoric is whom a noun of the table of anaphors stands for: the nearest of
// its kind; -1 for other nouns.
func (c *cast) anaphoric(i int, w *wanted) int {
	t := &c.v.toks[i]
	if kind := c.e.carriers.generic(t); kind != "" && (w.loose || c.newsNoun(i)) {
		if who := c.lastCarrier(kind); who >= 0 {
			return who
		}
		if len(w.marks) == 0 && w.owner < 0 {
			return c.salient(i, func(x *entity) bool { return x.kind == enligt.Organisation && x.named && !x.typed && !x.place })
		}
	}
	a, ok := c.e.anaphors.of(t)
	if !ok || !w.alone && !w.citizen() && !(w.loose && a.kind == enligt.Organisation) || t.isCapital() && i > c.v.sentence(i).from+1 {
		return -1
	}
	who := c.salient(i, func(x *entity) bool {
		switch {
		case x.plural || x.empty || len(w.keys) > 0 && len(x.keys) > 0 && !common(w.keys, x.keys):
			return false
		case a.kind == enligt.Person:
			return x.human() && !(a.plain && x.office) && (a.gender == noGender || x.natural == noGender || x.natural == a.gender)
		case a.kind == enligt.Organisation:
			return x.kind == enligt.Organisation && x.named && x.carrier == "" && !x.typed && !x.place
		}
		return x.kind == a.kind
	})
	if who < 0 && a.kind == enligt.Organisation && c.v.inHeading(i) {
		return c.aheadBody(i)
	}
	return who
}

// newsNoun reports whether noun i, with the words beside it, is a noun for carriers of
// news: "l'agence de presse", "the news agency", not "l'agence régionale de santé".
func (c *cast) newsNoun(i int) bool {
	s := c.v.sentence(i)
	word := func(j int) string { return c.v.toks[j].form }
	return i > s.from && c.e.carriers.names[word(i-1)+" "+word(i)] != "" ||
		i+1 < s.to && c.e.carriers.names[word(i)+" "+word(i+1)] != "" ||
		i+2 < s.to && c.e.carriers.names[word(i)+" "+word(i+1)+" "+word(i+2)] != ""
}

// aheadBody is the first organisation named after a heading that only calls it
// "the company".
func (c *cast) aheadBody(i int) int {
	for j := i + 1; j < len(c.v.toks) && j < i+maxAhead; j++ {
		if k := c.nameAt[j] - 1; k >= 0 && c.names[k].at.from == j {
			if x := &c.all[c.names[k].who]; x.kind == enligt.Organisation && x.carrier == "" && !x.typed && !x.place {
				return c.names[k].who
			}
		}
	}
	return -1
}

// lastCarrier is the agency or outlet named last, one of that type before others.
func (c *cast) lastCarrier(kind string) int {
	other := -1
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxBefore; k-- {
		switch who := c.mentions[k].who; {
		case c.all[who].carrier == kind:
			return who
		case c.all[who].carrier != "" && other < 0:
			other = who
		}
	}
	return other
}

// beforeClause is the end of what stands behind noun i without a relative clause.
func (c *cast) beforeClause(i, end int) int {
	for j := i + 1; j < end; j++ {
		if c.relative(j) || isComma(c.v.toks[j].form) {
			return j
		}
	}
	return end
}

// words are those that describe someone by noun i: the source that it is the core
// of, else what hangs from it.
func (c *cast) words(i int) stretch {
	v := c.v
	if k := c.sourceOf[i] - 1; k >= 0 {
		s := c.partAt(k, i)
		if n := s.to - 2; n == i+1 && v.toks[n].UPOS == "ADP" && c.e.channels[v.toks[n+1].form] {
			s.to = n // "statsministern på X"
		}
		return s
	}
	s := v.phrase(i)
	s.to = c.beforeClause(i, v.subtreeTo(i))
	for s.from < i && !v.toks[s.from].First() {
		s.from++ // the article inside "au", "du"
	}
	return s
}

// describeNew makes an entity of a noun phrase.
func (c *cast) describeNew(i int, m manner) int {
	v := c.v
	t := &v.toks[i]
	s := c.words(i)
	w := c.want(i)
	x := entity{name: s, kind: c.kindOfPhrase(i, m), plural: c.plural(i), keys: w.keys, marks: w.marks, vague: m == plain}
	if a, ok := c.e.anaphors.of(t); ok && m == definite && a.kind != enligt.Anonymous && w.alone {
		x.empty = true
	}
	x.learn(t, c.base(t))
	c.learnOffices(&x, i)
	if x.kind == enligt.State && len(w.keys) > 0 {
		x.key = w.keys[0]
	}
	if x.human() {
		c.gendered(i, &x)
	}
	if c.isRole(i) && !x.plural {
		x.role, x.office = stretch{v.openPhrase(v.phrase(i)).from, c.beforeClause(i, s.to)}, true
		x.roles = []stretch{x.role}
	}
	who := c.add(x)
	c.all[who].within = w.owner
	return who
}
