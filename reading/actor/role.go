package actor

import "github.com/enligt/enligt"

// maxRole is how many words of a description are read.
const maxRole = 16

// describe reads the descriptions that stand beside each name.
func (c *cast) describe() {
	c.beside = make([]bool, len(c.v.toks))
	for k := range c.names {
		n := &c.names[k]
		x := &c.all[n.who]
		if x.kind == enligt.State {
			continue
		}
		c.sex(n, x)
		role := c.roleBefore(n.at)
		if role.empty() && x.kind == enligt.Person {
			if role = c.roleBehind(n.at); role.empty() {
				role = c.roleOf(n.at)
			}
			if role.empty() {
				role = c.roleFrom(n.at)
			}
		}
		if role = c.behindCue(role); !role.empty() {
			c.give(n.who, role)
		}
		if x.kind == enligt.Organisation {
			x.learn(&c.v.toks[n.at.to-1], "")
			x.learn(&c.v.toks[n.at.from], "")
			x.typed = x.typed || c.kindOfNoun(n.at.to-1) != "" || n.at.to-n.at.from > 1 && c.isBody(n.at.from)
		}
	}
}

// isBody reports whether noun i is one for a body: a name that opens with another does
// not say what it is ("Läkare utan gränser").
func (c *cast) isBody(i int) bool {
	k := c.kindOfNoun(i)
	return k != "" && k != enligt.Person && k != enligt.Anonymous
}

// behindCue cuts off a description what is the word of saying before it, which
// taggers may take for a noun: "kvittrar konstnären Ada Ek".
func (c *cast) behindCue(role stretch) stretch {
	for i := role.to - 1; i >= role.from; i-- {
		if c.cued[i] && c.sourceOf[i] == 0 {
			return stretch{i + 1, role.to}
		}
	}
	return role
}

// give tells an entity its description. The first one with an office stands.
func (c *cast) give(who int, role stretch) {
	x := &c.all[who]
	office, inside := false, false
	for i := role.from; i < role.to; i++ {
		t := &c.v.toks[i]
		c.beside[i] = true
		inside = inside || t.UPOS == "ADP"
		if c.isRole(i) {
			office = true
		}
		if !inside && (x.kind != enligt.Person || c.isRole(i) || c.kindOfNoun(i) == "") && (c.isRole(i) || t.UPOS == "NOUN" && (i+1 >= role.to || c.v.toks[i+1].UPOS != "NOUN")) {
			x.learn(t, c.base(t))
			c.learnOffices(x, i)
			c.gendered(i, x)
		} else if t.UPOS == "NOUN" || t.UPOS == "ADJ" {
			x.mark(t.lemma)
		}
		if key := c.stateAt(i); key != "" {
			x.keys = append(x.keys, key)
		}
		if k := c.nameAt[i] - 1; k >= 0 && x.within < 0 && c.names[k].who != who && c.all[c.names[k].who].kind == enligt.Organisation {
			x.within = c.names[k].who
		}
	}
	x.roles = append(x.roles, role)
	if x.role.empty() || office && !x.office || office && c.widens(role, x.role) {
		x.role, x.office = role, office // also "UN Secretary-General" for its last word
	}
}

// widens reports whether description a is b with words of its own noun phrase before it:
// "UN Secretary-General", read as "General" before.
func (c *cast) widens(a, b stretch) bool {
	for i := a.from; i < b.from; i++ {
		if t := &c.v.toks[i]; t.UPOS == "ADP" || isComma(t.form) {
			return false
		}
	}
	return a.from < b.from && a.to == b.to
}

// stateAt is the state that the word at i names or that its adjective belongs to.
func (c *cast) stateAt(i int) string {
	if k := c.nameAt[i] - 1; k >= 0 {
		return c.all[c.names[k].who].key
	}
	return c.e.states.adjective(&c.v.toks[i])
}

// sex reads a person's gender off title and given name.
func (c *cast) sex(n *name, x *entity) {
	if x.kind != enligt.Person || x.natural != noGender {
		return
	}
	if b := n.at.from - 1; b >= 0 && c.e.titles[c.v.toks[b].form] != noGender {
		x.natural = c.e.titles[c.v.toks[b].form]
		return
	} else if b >= c.v.sentence(n.at.from).from {
		if g := c.kin(b, n.at); g != noGender {
			x.natural = g
			return
		}
	}
	if len(x.words) > 1 || len(n.words) == 1 {
		x.natural = c.e.firstNames[x.words[0]]
	}
}

// gendered reads a person's gender off a noun: its own, or that of its article
// in languages whose nouns have one.
func (c *cast) gendered(i int, x *entity) {
	t := &c.v.toks[i]
	if g, ok := c.e.genders.of(t); ok && x.natural == noGender {
		x.natural = g
		return
	}
	if g := c.grammatical(i); g != noGender && x.natural == noGender && c.isRole(i) {
		x.natural = g
	}
}

// grammatical is the gender that the article before noun i shows, else the
// feminine of the noun itself: nouns of trade that serve both are masculine.
func (c *cast) grammatical(i int) gender {
	v := c.v
	for j := i - 1; j >= v.sentence(i).from && j >= i-3; j-- {
		t := &v.toks[j]
		if t.UPOS == "DET" {
			if g := genderOf(t.Feat("Gender")); g != noGender {
				return g
			}
			break
		}
		if t.UPOS != "ADJ" && t.UPOS != "NUM" {
			break
		}
	}
	if genderOf(v.toks[i].Feat("Gender")) == feminine {
		return feminine
	}
	return noGender
}

// phraseFrom is where the noun phrase starts whose last words are from and what
// follows: what stands before and hangs inside it.
func (v *view) phraseFrom(from, end int) int {
	for low := max(v.sentence(from).from, from-maxRole); from > low; from-- {
		t := &v.toks[from-1]
		if t.form == "-" && t.GlueNext && from > low+1 && v.toks[from-2].GlueNext {
			continue // "a 16-year-old girl"
		}
		switch t.UPOS {
		case "NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "PRON", "X", "SYM":
		case "PUNCT":
			if t.form != "-" && t.form != "–" {
				return from
			}
		default:
			return from
		}
		if t.rel == "case" && t.head >= low && t.head < from && v.toks[t.head].head >= from && v.toks[t.head].head < end {
			continue // the mark of an owner, which hangs from the owner
		}
		if t.isPunct() && t.UPOS != "PUNCT" || t.head < from || t.head >= end {
			return from
		}
	}
	return from
}

// roleBefore is the description right before a name: "Frankrikes utrikesminister".
func (c *cast) roleBefore(at stretch) stretch {
	v := c.v
	low := v.sentence(at.from).from
	i := at.from - 1
	for i >= low && c.isTitle(i) {
		i--
	}
	comma := i > low && isComma(v.toks[i].form)
	if comma {
		i--
	}
	end := i + 1
	inPhrase := false // a preposition has been passed
	for ; i >= low && i > end-maxRole; i-- {
		t := &v.toks[i]
		switch {
		case c.nameAt[i] > 0 && c.names[c.nameAt[i]-1].class == person || t.isVerb() || t.isPunct() && t.form != "-":
			return stretch{}
		case c.isRole(i) && t.UPOS != "ADJ" && t.Feat("Case") != "Gen" && (!comma || c.hasArticle(i)):
			if h := t.head; comma && t.rel == "nmod" && v.toks[at.from].Entity == "B-PER" && h >= low && h < i && c.isRole(h) {
				i = h // "le porte-parole du président, Berik Uali"
			}
			return v.openPhrase(stretch{v.phraseFrom(i, at.to), end})
		case t.UPOS == "ADP":
			if inPhrase = true; c.articles(i+1, end) {
				return stretch{} // it governs the name itself
			}
		case t.UPOS == "NOUN" && c.carries(i) && c.names[c.nameAt[at.from]-1].class == person:
			return stretch{} // "confie au journal Yvette, 71 ans"
		case t.UPOS == "NOUN" && !c.silent(i) && !inPhrase && i == end-1 && !comma && c.names[c.nameAt[at.from]-1].class != place && t.Feat("Case") != "Gen" && v.beside(i, at):
			from := v.phraseFrom(i, at.to)
			if c.names[c.nameAt[at.from]-1].class != person && from > low && v.toks[from-1].UPOS == "ADP" && c.kindOfNoun(i) != enligt.Organisation && c.kindOfNoun(i) != enligt.Group {
				return stretch{} // "i delstaten Norrmark", "in a statement"
			}
			return v.openPhrase(stretch{from, end})
		case t.UPOS == "CCONJ" || t.UPOS == "SCONJ" || t.UPOS == "ADV" || t.UPOS == "PRON" && t.Feat("Poss") == "":
			return stretch{}
		}
	}
	return stretch{}
}

// carries reports whether noun i is an outlet or stands for one.
func (c *cast) carries(i int) bool {
	return c.e.carriers.generic(&c.v.toks[i]) != "" || isCarrier(c.e.carriers.names[c.v.toks[i].form])
}

// articles reports whether nothing but articles and titles stands from i to end.
func (c *cast) articles(i, end int) bool {
	for ; i < end; i++ {
		if c.v.toks[i].UPOS != "DET" && !c.isTitle(i) {
			return false
		}
	}
	return true
}

// beside reports whether a noun before a name belongs to it in the tree.
func (v *view) beside(i int, at stretch) bool {
	r := v.root(at)
	h := v.toks[r].head
	return h == i || at.has(v.toks[i].head)
}

// hasArticle reports whether a determiner or owner opens the phrase of noun i.
func (c *cast) hasArticle(i int) bool {
	v := c.v
	if v.toks[i].Feat("Definite") == "Def" {
		return true
	}
	from := v.phraseFrom(i, i+1)
	for ; from < i; from++ {
		if t := &v.toks[from]; t.UPOS == "DET" || t.Feat("Poss") == "Yes" || t.Feat("Case") == "Gen" || t.Deprel == "nmod:poss" {
			return true
		}
	}
	return false
}

// openPhrase cuts articles off the start of a description.
func (v *view) openPhrase(s stretch) stretch {
	s = v.trim(s)
	for s.from < s.to && v.toks[s.from].UPOS == "DET" && (v.toks[s.from].Feat("PronType") == "Art" || v.toks[s.from].Feat("PronType") == "") && v.toks[s.from].Feat("Poss") == "" {
		s.from++
	}
	return s
}

// roleBehind is the description after a name and a comma: ", chief of staff,",
// ", 58, a retired teacher,".
func (c *cast) roleBehind(at stretch) stretch {
	v := c.v
	end := v.sentence(at.from).to
	i := v.afterBrackets(at.to, end)
	if i+1 >= end || !isComma(v.toks[i].form) {
		return stretch{}
	}
	if i++; v.toks[i].UPOS == "NUM" && i+2 < end && isComma(v.toks[i+1].form) {
		i += 2
	}
	open := v.toks[i].UPOS == "DET" && v.toks[i].Feat("Definite") == "Ind"
	if h := c.oneOf(i, end); h > 0 {
		return v.openPhrase(stretch{i, v.phraseTo(h + 1)})
	}
	for j := i; j < end && j < i+5; j++ {
		t := &v.toks[j]
		switch {
		case t.Entity == "B-PER" || t.isVerb() || t.isPunct() && t.form != "-" || t.UPOS == "CCONJ" || t.UPOS == "SCONJ" || t.UPOS == "NUM" || t.UPOS == "ADP":
			return stretch{}
		case c.isRole(j) && t.Feat("Case") != "Gen", t.UPOS == "NOUN" && c.appositive(j, at, open):
			return v.openPhrase(stretch{i, v.phraseTo(j + 1)})
		}
	}
	return stretch{}
}

// oneOf is the noun of office of which the one at i is one, -1 where it is none: "un
// des responsables du ministère", "en av cheferna", "one of its founders".
func (c *cast) oneOf(i, end int) int {
	v := c.v
	if t := &v.toks[i]; t.plural() || t.UPOS != "NUM" && t.UPOS != "PRON" && t.UPOS != "DET" || i+1 >= end || v.toks[i+1].UPOS != "ADP" {
		return -1
	}
	for j := i + 2; j < end && j < i+5; j++ {
		switch t := &v.toks[j]; {
		case c.isRole(j) && t.Feat("Case") != "Gen":
			return j
		case t.Feat("Case") != "Gen" && t.UPOS != "DET" && t.UPOS != "ADJ" && t.UPOS != "NUM" && t.Feat("Poss") == "":
			return -1
		}
	}
	return -1
}

// appositive reports whether the noun at j says what the one named at is: the
// tree has it so, or an indefinite article opens its phrase.
func (c *cast) appositive(j int, at stretch, open bool) bool {
	t := &c.v.toks[j]
	if k := c.kindOfNoun(j); c.silent(j) || k != "" && k != enligt.Person && k != enligt.Anonymous {
		return false
	}
	if j+1 < len(c.v.toks) && c.v.toks[j+1].UPOS == "NOUN" && c.v.toks[j+1].sent == t.sent {
		return false // the first part of a compound
	}
	return open || t.rel == "appos" && at.has(t.head)
}

// afterBrackets is the token behind "(M)" where such stands at i.
func (v *view) afterBrackets(i, end int) int {
	if i < end && v.toks[i].form == "(" {
		for j := i + 1; j < end && j < i+6; j++ {
			if v.toks[j].form == ")" {
				return j + 1
			}
		}
	}
	return i
}

// phraseTo is where the noun phrase ends that reaches to i at least.
func (v *view) phraseTo(i int) int {
	for end := min(v.sentence(i-1).to, i+maxRole); i < end; i++ {
		t := &v.toks[i]
		switch {
		case t.isVerb() || t.UPOS == "SCONJ" || t.UPOS == "PRON" && t.Feat("Poss") == "" || t.isPunct() && t.form != "-":
			return i
		case t.UPOS == "CCONJ" && (i+1 >= end || v.toks[i+1].isVerb() || v.toks[i+1].UPOS == "ADV"):
			return i
		}
	}
	return i
}

// roleFrom is the organisation that a preposition ties to a name in the tree:
// "Johan Hed från polisen".
func (c *cast) roleFrom(at stretch) stretch {
	v := c.v
	if at.to >= v.sentence(at.from).to || v.toks[at.to].UPOS != "ADP" {
		return stretch{}
	}
	h := v.toks[at.to].head
	if h <= at.to || h > at.to+maxTitle || v.toks[h].rel != "nmod" || !at.has(v.toks[h].head) {
		return stretch{}
	}
	if c.e.outward[v.toks[at.to].form] {
		return stretch{} // "säger Ek till TT": whom, not whose
	}
	if k := c.nameAt[h] - 1; k >= 0 && c.names[k].class == organisation && !c.e.channels[c.names[k].key] && !c.carrier(k) {
		return v.openPhrase(stretch{at.to + 1, max(h+1, c.names[k].at.to)})
	}
	if c.nameAt[h] == 0 && c.kindOfNoun(h) == enligt.Organisation {
		return v.openPhrase(stretch{at.to + 1, h + 1})
	}
	return stretch{}
}

// carrier reports whether name k is that of an outlet or agency: where one is said to
// speak "i Expressen" or "sur RTL" that is not whose one is.
func (c *cast) carrier(k int) bool { return c.all[c.names[k].who].carrier != "" }

// maxTitle is how far behind a preposition its noun may stand.
const maxTitle = 5

// roleOf is what a sentence says that someone is: "Ek är talesperson för".
func (c *cast) roleOf(at stretch) stretch {
	v := c.v
	r := v.root(at)
	h := v.toks[r].head
	if v.toks[r].rel != "nsubj" || h < at.to || h >= at.to+maxRole || v.toks[h].UPOS != "NOUN" || !c.isRole(h) {
		return stretch{}
	}
	for i := at.to; i < h; i++ {
		if v.toks[i].rel == "cop" && v.toks[i].head == h {
			return v.openPhrase(stretch{max(i+1, v.phraseFrom(h, h+1)), v.phraseTo(h + 1)})
		}
	}
	return stretch{}
}
