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
		case t.Feat("Definite") == "Ind" && t.UPOS == "DET", t.UPOS == "NUM", t.Feat("PronType") == "Ind", c.e.several[t.form]:
			return indefinite
		case t.UPOS == "DET" && (t.Feat("Definite") == "Def" || t.Feat("PronType") == "Dem" || t.Feat("PronType") == "Prs" || t.Feat("PronType") == "Art"),
			t.Feat("Case") == "Gen", t.Deprel == "nmod:poss":
			return definite
		}
	}
	if v.toks[i].Feat("Definite") == "Def" || c.suffixed && v.toks[i].UPOS == "PROPN" && c.inflected(i) {
		return definite
	}
	return plain
}

// inflected reports whether a word that was taken for a name, as at the start of
// a sentence, is a known noun in another than its base form.
func (c *cast) inflected(i int) bool {
	form := c.v.toks[i].form
	return c.e.kinds.inflects(form) || c.e.roles.inflects(form) || c.e.anaphors.inflects(form)
}

// follows reports whether a noun is of the sort that is followed through a text.
func (c *cast) follows(i int) bool {
	t := &c.v.toks[i]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" && c.sourceOf[i] == 0 || c.nameAt[i] > 0 {
		return false
	}
	return c.sourceOf[i] > 0 || c.isRole(i) || c.kindOfNoun(i) != ""
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
	case c.pairs(i):
		who = c.pair(i)
	case m != definite:
	case t.plural():
		if who = c.many(i); who < 0 && c.isRole(i) {
			who = c.holder(i) // a number misread
		}
	default:
		who = c.again(i)
	}
	if who < 0 {
		who = c.describeNew(i, m)
	}
	x := &c.all[who]
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

// wanted is what a noun phrase asks of the one it means.
type wanted struct {
	noun  *token
	base  string // of an office, its base form in the table
	role  bool
	keys  []string // states that it names
	owner int      // whose it is, -1 where it does not say
	marks []string // its other words
	alone bool     // it has none
}

func (c *cast) want(i int) wanted {
	v := c.v
	w := wanted{noun: &v.toks[i], role: c.isRole(i), owner: -1}
	w.base = c.base(w.noun)
	p := v.phrase(i)
	p.to = v.subtreeTo(i)
	if k := c.sourceOf[i] - 1; k >= 0 {
		p.to = min(p.to, c.partAt(k, i).to)
	}
	for j := p.from; j < p.to; j++ {
		t := &v.toks[j]
		if j == i || t.UPOS == "DET" {
			continue
		}
		if c.relative(j) {
			break
		}
		if key := c.stateAt(j); key != "" {
			w.keys = append(w.keys, key)
		} else if k := c.nameAt[j] - 1; k >= 0 {
			if c.all[c.names[k].who].kind != enligt.Person && w.owner < 0 {
				w.owner = c.names[k].who
			}
		} else if t.UPOS == "NOUN" || t.UPOS == "ADJ" {
			w.marks = append(w.marks, t.lemma)
		}
	}
	w.alone = len(w.keys) == 0 && w.owner < 0 && len(w.marks) == 0
	return w
}

// maxSub is how many words behind its noun may belong to a phrase.
const maxSub = 12

// subtreeTo is where the words behind i end that hang from it, one after another.
func (v *view) subtreeTo(i int) int {
	to := i + 1
	for j, end := i+1, min(v.sentence(i).to, i+maxSub); j < end; j++ {
		h, inside := j, false
		for n := 0; n < maxSub && h >= 0 && !inside; n++ {
			h = v.toks[h].head
			inside = h == i
		}
		if !inside {
			break
		}
		if !v.toks[j].isPunct() {
			to = j + 1
		}
	}
	return to
}

// shares weighs an entity against what a phrase asks: 0 no, 1 nothing speaks
// against it, 2 they have a word, a state or an owner in common.
func (w *wanted) shares(x *entity) int {
	if len(w.keys) > 0 && len(x.keys) > 0 {
		if common(w.keys, x.keys) {
			return 2
		}
		return 0
	}
	if w.owner >= 0 && x.within >= 0 {
		if w.owner == x.within {
			return 2
		}
		return 0
	}
	if len(w.marks) > 0 && len(x.marks) > 0 {
		if common(w.marks, x.marks) {
			return 2
		}
		return 0
	}
	return 1
}

func common(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

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
	if w.role && w.alone && who < 0 {
		return c.nameless(i)
	}
	if better := c.anaphoric(i, &w); better >= 0 {
		return better
	}
	return who
}

// holder is the only person named with the office that noun i is.
func (c *cast) holder(i int) int {
	w := c.want(i)
	return w.only(c, c.offices)
}

// maxOffice is how many sentences back a noun of office finds someone whose
// office the text has not told.
const maxOffice = 3

// nameless is the nearest person named without an office, for a noun of office
// that nobody was called by and whose gender shows: "Madonna a chanté. La
// chanteuse a dit …".
func (c *cast) nameless(i int) int {
	g := c.nounGender(i)
	if g == noGender {
		return -1
	}
	sent := c.v.toks[i].sent
	return c.salient(i, func(x *entity) bool {
		return x.kind == enligt.Person && x.named && !x.office && x.last >= 0 && sent-c.v.toks[x.last].sent <= maxOffice && x.natural == g
	})
}

// nounGender is the gender of the person whom noun i means, as far as it tells.
func (c *cast) nounGender(i int) gender {
	if g, ok := c.e.genders.of(&c.v.toks[i]); ok {
		return g
	}
	return c.grammatical(i)
}

// only is the one of pool that the noun names and nothing speaks against; of
// several the only one that shares a word with it; else -1.
func (w *wanted) only(c *cast, pool []int) int {
	var fits, close []int
	for _, who := range pool {
		x := &c.all[who]
		if !x.answers(w.noun, w.base) || !w.role && !w.alone && w.shares(x) < 2 {
			continue
		}
		switch w.shares(x) {
		case 2:
			close = append(close, who)
			fits = append(fits, who)
		case 1:
			fits = append(fits, who)
		}
	}
	switch {
	case len(close) == 1:
		return close[0]
	case len(fits) == 1:
		return fits[0]
	}
	return -1
}

// before is the entity last called by the noun, or by a compound of it.
func (c *cast) before(w *wanted) int {
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxBefore; k-- {
		who := c.mentions[k].who
		x := &c.all[who]
		if x.plural || x.vague || !x.answers(w.noun, w.base) {
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
	if k := c.e.carriers; k[t.lemma] == "generic" || k[t.form] == "generic" {
		if who := c.lastCarrier(); who >= 0 {
			return who
		}
	}
	a, ok := c.e.anaphors.of(t)
	if !ok || !w.alone || t.isCapital() && i > c.v.sentence(i).from+1 {
		return -1
	}
	who := c.salient(i, func(x *entity) bool {
		switch {
		case x.plural || x.empty:
			return false
		case a.kind == enligt.Person:
			return x.human() && (a.gender == noGender || x.natural == noGender || x.natural == a.gender)
		case a.kind == enligt.Organisation:
			return x.kind == enligt.Organisation && x.named && x.carrier == "" && !x.typed
		}
		return x.kind == a.kind
	})
	if who < 0 && a.kind == enligt.Organisation && c.v.inHeading(i) {
		return c.aheadBody(i)
	}
	return who
}

// aheadBody is the first organisation named after a heading that only calls it
// "the company".
func (c *cast) aheadBody(i int) int {
	for j := i + 1; j < len(c.v.toks) && j < i+maxAhead; j++ {
		if k := c.nameAt[j] - 1; k >= 0 && c.names[k].at.from == j {
			if x := &c.all[c.names[k].who]; x.kind == enligt.Organisation && x.carrier == "" && !x.typed {
				return c.names[k].who
			}
		}
	}
	return -1
}

func (c *cast) lastCarrier() int {
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxBefore; k-- {
		if x := &c.all[c.mentions[k].who]; x.carrier == "agency" || x.carrier == "outlet" {
			return c.mentions[k].who
		}
	}
	return -1
}

// many is whom a definite plural stands for: those the same noun named, or the
// persons named together before ("tjejerna").
func (c *cast) many(i int) int {
	t := &c.v.toks[i]
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxBefore; k-- {
		if x := &c.all[c.mentions[k].who]; x.plural && x.answers(t, "") {
			return c.mentions[k].who
		}
	}
	if a, ok := c.e.anaphors.of(t); ok && a.number == "Plur" {
		return c.couple(a.kind, 0)
	}
	return -1
}

// pairs reports whether a phrase means two that are known: "båda", "the two men".
func (c *cast) pairs(i int) bool {
	p := c.v.phrase(i)
	for j := p.from; j < p.to; j++ {
		a, ok := c.e.anaphors.of(&c.v.toks[j])
		if ok && (a.number == "Both" || a.number == "Two" && j > p.from && c.v.toks[p.from].Feat("Definite") == "Def") {
			return true
		}
	}
	return false
}

// pair is the two whom such a phrase means.
func (c *cast) pair(i int) int {
	kind := enligt.ActorKind("")
	if c.isRole(i) || c.kindOfNoun(i) == enligt.Anonymous {
		kind = enligt.Person
	}
	return c.couple(kind, 2)
}

// couple is the last coordination of n members (0 for any number) of a kind (""
// for any), else the two of one kind that were named last, made into one.
func (c *cast) couple(kind enligt.ActorKind, n int) int {
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		x := &c.all[c.mentions[k].who]
		if m := x.members; len(m) > 1 && (n == 0 || len(m) == n) && (kind == "" || c.all[m[0]].kind == kind) {
			return c.mentions[k].who
		}
	}
	if n != 2 {
		return -1
	}
	last := -1
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		who := c.mentions[k].who
		x := &c.all[who]
		if !x.named || x.plural || kind != "" && x.kind != kind {
			continue
		}
		if last < 0 {
			last = who
		} else if who != last && x.kind == c.all[last].kind {
			return c.add(entity{kind: x.kind, name: c.mentions[k].at, plural: true, members: []int{who, last}})
		}
	}
	return -1
}

// words are those that describe someone by noun i: the source that it is the core
// of, else what hangs from it.
func (c *cast) words(i int) stretch {
	v := c.v
	if k := c.sourceOf[i] - 1; k >= 0 {
		return c.partAt(k, i)
	}
	s := v.phrase(i)
	s.to = v.subtreeTo(i)
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
	x := entity{name: s, kind: c.kindOfPhrase(i, m), plural: t.plural(), keys: w.keys, marks: w.marks, vague: m == plain}
	if a, ok := c.e.anaphors.of(t); ok && m == definite && a.kind != enligt.Anonymous && w.alone {
		x.empty = true
	}
	x.learn(t, c.base(t))
	if x.kind == enligt.State && len(w.keys) > 0 {
		x.key = w.keys[0]
	}
	if x.human() {
		c.gendered(i, &x)
	}
	if c.isRole(i) && !x.plural {
		x.role, x.office = stretch{v.openPhrase(v.phrase(i)).from, s.to}, true
		x.roles = []stretch{x.role}
	}
	who := c.add(x)
	c.all[who].within = w.owner
	return who
}
