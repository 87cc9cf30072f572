package actor

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// name is one place where a text names someone or something.
type name struct {
	at    stretch
	words []string // folded, the last one without its genitive
	key   string   // the words as one
	class class
	who   int
}

// class is what sort of thing bears a name.
type class uint8

const (
	noClass class = iota
	person
	organisation
	place
	classes
)

// maxName is how many words an untagged name may have.
const maxName = 6

// collectNames finds the names of the text: what the tagger marked, and runs of
// proper nouns that it left.
func (c *cast) collectNames() {
	v := c.v
	for i := 0; i < len(v.toks); {
		t := &v.toks[i]
		s := stretch{i, i + 1}
		switch {
		case strings.HasPrefix(t.Entity, "B-"):
			s = v.entity(i)
			s.to = c.withNoun(s)
		case t.UPOS == "PROPN" && t.isCapital() && t.Entity == "":
			for end := v.sentence(i).to; s.to < end && s.to < i+maxName && v.toks[s.to].UPOS == "PROPN" && v.toks[s.to].Entity == "" && v.toks[s.to].isCapital(); {
				s.to++
			}
		default:
			i++
			continue
		}
		i = s.to
		c.addName(s)
	}
}

// withNoun is where a name ends that a noun of its kind belongs to: "Växjö
// tingsrätt", "Härjedalens kommun".
func (c *cast) withNoun(s stretch) int {
	v := c.v
	if s.to >= v.sentence(s.from).to || v.toks[s.from].Entity == "B-PER" {
		return s.to
	}
	t := &v.toks[s.to]
	if t.UPOS == "NOUN" && t.Entity == "" && t.form == t.lemma && v.toks[s.to-1].GlueNext == false && c.kindOfNoun(s.to) == enligt.Organisation && !c.isRole(s.to) {
		return s.to + 1
	}
	return s.to
}

func (c *cast) addName(s stretch) {
	v := c.v
	personal := v.toks[s.from].Entity == "B-PER" || v.toks[s.from].Entity == ""
	for s.to-s.from > 1 && (c.isTitle(s.from) || personal && c.isRole(s.from)) {
		s.from++
	}
	for s.to > s.from && v.toks[s.to-1].isPunct() {
		s.to--
	}
	if s.empty() || s.to-s.from == 1 && c.commonNoun(s.from) {
		return
	}
	n := name{at: s}
	for i := s.from; i < s.to; i++ {
		if v.toks[i].First() {
			n.words = append(n.words, fold(v.toks[i].form))
		}
	}
	last := len(n.words) - 1
	n.words[last] = c.bare(&v.toks[s.to-1], n.words[last])
	n.key = strings.Join(n.words, " ")
	c.names = append(c.names, n)
	for i := s.from; i < s.to; i++ {
		c.nameAt[i] = len(c.names)
	}
}

// fold makes the forms of one name alike: lower case, one kind of apostrophe.
func fold(form string) string { return strings.ReplaceAll(form, "’", "'") }

// bare is a word without the mark of its genitive. A word that ends in s anyway
// is told by its lemma, or by the words of the text that are no genitives.
func (c *cast) bare(t *token, word string) string {
	for _, end := range [...]string{"'s", ":s"} {
		if w, ok := strings.CutSuffix(word, end); ok && len(w) > 1 {
			return w
		}
	}
	w, ok := strings.CutSuffix(word, "s")
	if !ok || len(w) < 2 || t.Feat("Case") != "Gen" || c.nominative[word] {
		return word
	}
	if c.nominative[w] || t.lemma == w || t.UPOS == "PROPN" && t.lemma != word {
		return w
	}
	return word
}

// readCases notes the forms of the text that are no genitives.
func (c *cast) readCases() {
	c.nominative = map[string]bool{}
	for i := range c.v.toks {
		if t := &c.v.toks[i]; t.Feat("Case") != "Gen" && (t.UPOS == "PROPN" || t.Entity != "") {
			c.nominative[fold(t.form)] = true
		}
	}
}

// commonNoun reports whether a word alone is no name, whatever its letters are:
// a title, a people, or a noun that stands for someone named before.
func (c *cast) commonNoun(i int) bool {
	t := &c.v.toks[i]
	_, anaphor := c.e.anaphors.of(t)
	return c.isTitle(i) || anaphor || c.isRole(i) && t.Entity == "" || c.e.states.peoples[t.form] != "" && c.e.states.named(t.form) == "" && t.Entity != "B-PER"
}

// collectShort adds words that the tagger left though they are the last of a
// name that stands elsewhere in the text.
func (c *cast) collectShort() {
	last := map[string]bool{}
	for i := range c.names {
		if n := &c.names[i]; len(n.words) > 1 && c.v.toks[n.at.from].Entity == "B-PER" {
			last[n.words[len(n.words)-1]] = true
		}
	}
	for i := range c.v.toks {
		t := &c.v.toks[i]
		if c.nameAt[i] == 0 && t.isCapital() && len(t.form) > 2 && (last[fold(t.form)] || last[c.bare(t, fold(t.form))]) {
			c.addName(stretch{i, i + 1})
		}
	}
	sort.SliceStable(c.names, func(a, b int) bool { return c.names[a].at.from < c.names[b].at.from })
	for k := range c.names {
		for i := c.names[k].at.from; i < c.names[k].at.to; i++ {
			c.nameAt[i] = k + 1
		}
	}
}

func (c *cast) isTitle(i int) bool {
	_, ok := c.e.titles[c.v.toks[i].form]
	return ok
}

// Weights of the evidence for a class.
const (
	byTag      = 4 // the tagger says so, of most of its places
	byTable    = 9 // a table of the pack knows it
	byFirst    = 3 // starts with a given name
	byTitle    = 5
	byRole     = 3 // a role stands before it
	byNoun     = 4 // a noun of its kind stands before it
	byCapitals = 1
)

// classify settles what each name is, the same for all places of one name: each
// place gives evidence, most of it wins, a lower class at a tie.
func (c *cast) classify() {
	votes, tags := map[string]*[classes]int{}, map[string]*[classes]int{}
	for i := range c.names {
		n := &c.names[i]
		if votes[n.key] == nil {
			votes[n.key], tags[n.key] = &[classes]int{}, &[classes]int{}
			c.known(n, votes[n.key])
		}
		tags[n.key][c.tagged(n)]++
		c.vote(n, votes[n.key])
	}
	for key, vote := range votes { // each for itself, in whatever order
		vote[most(tags[key])] += byTag
		vote[noClass] = 0
	}
	for i := range c.names {
		n := &c.names[i]
		n.class = most(votes[n.key])
	}
}

// most is the class of most votes, the lower one at a tie, none without any.
func most(votes *[classes]int) class {
	best := noClass
	for k := person; k < classes; k++ {
		if votes[k] > 0 && (best == noClass || votes[k] > votes[best]) {
			best = k
		}
	}
	return best
}

// tagged is what the tagger makes of one place of a name.
func (c *cast) tagged(n *name) class {
	switch c.v.toks[n.at.from].Entity {
	case "B-PER", "I-PER":
		return person
	case "B-ORG", "I-ORG":
		return organisation
	case "B-LOC", "I-LOC":
		return place
	}
	return noClass
}

// known adds what the tables say of a name.
func (c *cast) known(n *name, vote *[classes]int) {
	if c.e.states.named(n.key) != "" {
		vote[place] += byTable
	}
	if k := c.e.carriers[n.key]; k == "agency" || k == "outlet" {
		vote[organisation] += byTable
	}
	if c.e.firstNames[n.words[0]] != noGender && c.e.states.named(n.key) == "" {
		vote[person] += 1
		if len(n.words) > 1 {
			vote[person] += byFirst
		}
	}
	if k, ok := c.e.kinds.of(&c.v.toks[n.at.to-1]); ok && k == enligt.Organisation && len(n.words) > 1 {
		vote[organisation] += byNoun
	}
}

// vote adds what one place says of a name.
func (c *cast) vote(n *name, vote *[classes]int) {
	v := c.v
	if n.at.to-n.at.from == 1 && v.toks[n.at.from].isShort() {
		vote[organisation] += byCapitals
	}
	b := n.at.from - 1
	if b < v.sentence(n.at.from).from {
		return
	}
	t := &v.toks[b]
	switch {
	case c.isTitle(b):
		vote[person] += byTitle
	case t.UPOS != "NOUN" || t.Feat("Case") == "Gen" || c.nameAt[b] > 0:
	case c.isRole(b):
		vote[person] += byRole
	case c.kindOfNoun(b) == enligt.Organisation || c.organised(b):
		vote[organisation] += byNoun
	}
}

// organised reports whether the noun phrase that ends at b is about an
// organisation: "le géant américain des marques de sport".
func (c *cast) organised(b int) bool {
	v := c.v
	for i := b - 1; i >= v.sentence(b).from && i >= b-maxName; i-- {
		switch t := &v.toks[i]; t.UPOS {
		case "NOUN":
			if a, ok := c.e.anaphors.of(t); ok {
				return a.kind == enligt.Organisation
			}
		case "ADJ", "ADP", "DET":
		default:
			return false
		}
	}
	return false
}

func (c *cast) isRole(i int) bool {
	_, ok := c.e.roles.of(&c.v.toks[i])
	return ok && !c.isTitle(i)
}

// kindOfNoun is what the tables make of a noun, "" where they do not know it.
func (c *cast) kindOfNoun(i int) enligt.ActorKind {
	if k, ok := c.e.kinds.of(&c.v.toks[i]); ok {
		return k
	}
	if a, ok := c.e.anaphors.of(&c.v.toks[i]); ok {
		return a.kind
	}
	return ""
}

// maxBearers bounds how many full names are tried for a shorter one.
const maxBearers = 16

// joinNames makes entities of names: states by their key, organisations by their
// words, persons by full names first and then by shorter ones.
func (c *cast) joinNames() {
	byKey := map[string]int{}
	join := func(n *name, key string, x entity) {
		who, ok := byKey[key]
		if !ok {
			who = c.add(x)
			byKey[key] = who
		}
		n.who = who
		c.fuller(who, n)
	}
	full := map[string][]int{} // word of a full name -> entities
	for i := range c.names {
		n := &c.names[i]
		x := entity{named: true, name: n.at, words: n.words, kind: enligt.Organisation, carrier: c.e.carriers[n.key]}
		if x.carrier == "generic" {
			x.carrier = ""
		}
		n.who = -1
		switch {
		case n.class == place && c.e.states.named(n.key) != "":
			x.kind, x.key = enligt.State, c.e.states.named(n.key)
			join(n, "state\x00"+x.key, x)
		case n.class == person && len(n.words) > 1:
			x.kind = enligt.Person
			if _, ok := byKey["person\x00"+n.key]; !ok {
				for _, w := range n.words {
					if len(full[w]) < maxBearers {
						full[w] = append(full[w], len(c.all))
					}
				}
			}
			join(n, "person\x00"+n.key, x)
		}
	}
	c.joinFull(full)
	letters := c.letters()
	for i := range c.names {
		n := &c.names[i]
		if n.who >= 0 {
			c.all[n.who].last = n.at.from
			continue
		}
		x := entity{named: true, name: n.at, words: n.words, kind: enligt.Organisation, carrier: c.e.carriers[n.key]}
		if who, ok := letters[strings.Join(n.words, "")]; ok && who >= 0 {
			n.who, n.class = who, person
			continue
		}
		if n.class == person || n.class == noClass || n.class == place || c.surname(n, full) {
			if who := c.bearer(n, full); who >= 0 {
				n.who, n.class = who, person
				c.all[who].last = n.at.from
				continue
			}
		}
		if n.class == person {
			x.kind = enligt.Person
		}
		join(n, string(x.kind)+"\x00"+n.key, x)
		c.all[n.who].last = n.at.from
	}
	for i := range c.all {
		c.all[i].last = -1
	}
}

// letters maps the initials of persons, "a.e.", to them, those of several to -1.
func (c *cast) letters() map[string]int {
	out := map[string]int{}
	for who := range c.all {
		x := &c.all[who]
		if x.kind != enligt.Person {
			continue
		}
		key := ""
		for _, w := range x.words {
			_, n := utf8.DecodeRuneInString(w)
			key += w[:n] + "."
		}
		if other, ok := out[key]; ok && other != who {
			who = -1
		}
		out[key] = who
	}
	return out
}

// surname reports whether a single word is the last of a person's full name.
func (c *cast) surname(n *name, full map[string][]int) bool {
	if len(n.words) != 1 || c.e.carriers[n.key] != "" {
		return false
	}
	for _, who := range full[n.words[0]] {
		if w := c.all[who].words; w[len(w)-1] == n.words[0] {
			return true
		}
	}
	return false
}

// joinFull makes one of persons whose longer name ends with the shorter one
// ("Luiz Inácio Lula da Silva", "Lula da Silva"), where only one longer does.
func (c *cast) joinFull(full map[string][]int) {
	to := map[int]int{}
	for who := range c.all {
		x := &c.all[who]
		if x.kind != enligt.Person {
			continue
		}
		longer, n := -1, 0
		for _, other := range full[x.words[len(x.words)-1]] {
			if y := &c.all[other]; len(y.words) > len(x.words) && within(x.words, y.words) {
				longer, n = other, n+1
			}
		}
		if n == 1 {
			to[who] = longer
		}
	}
	for i := range c.names {
		if n := &c.names[i]; n.who >= 0 {
			for hop := 0; hop < maxClimb; hop++ {
				if longer, ok := to[n.who]; ok {
					n.who = longer
				}
			}
		}
	}
}

// within reports whether the words of a stand in b in their order, both ending
// in the same word.
func within(a, b []string) bool {
	if a[len(a)-1] != b[len(b)-1] {
		return false
	}
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// bearer is the person of a full name whom a shorter name means: of several the
// one named last, else the first one named later; -1 where there is none.
func (c *cast) bearer(n *name, full map[string][]int) int {
	var fits []int
	last := n.words[len(n.words)-1]
	title := noGender
	if n.at.from > 0 {
		title = c.e.titles[c.v.toks[n.at.from-1].form]
	}
	surnames := false
	for _, who := range full[last] {
		w := c.all[who].words
		if title != noGender && c.e.firstNames[w[0]] != noGender && c.e.firstNames[w[0]] != title {
			continue
		}
		end := w[len(w)-1] == last
		if len(n.words) > 1 && !(within(n.words, w) || initials(n.words, w)) {
			continue
		}
		if end && !surnames {
			fits, surnames = fits[:0], true
		}
		if end || !surnames {
			fits = append(fits, who)
		}
	}
	if len(fits) == 0 {
		return -1
	}
	best := fits[0]
	for _, who := range fits[1:] {
		if c.all[who].last > c.all[best].last {
			best = who
		}
	}
	return best
}

// initials reports whether a is b with its given names cut to their first letters.
func initials(a, b []string) bool {
	if len(a) > len(b) || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	for i, w := range a[:len(a)-1] {
		if w = strings.Trim(w, "."); w == "" || !strings.HasPrefix(b[i], w) {
			return false
		}
	}
	return true
}

// fuller takes over a name of more words, or one without a genitive.
func (c *cast) fuller(who int, n *name) {
	x := &c.all[who]
	v := c.v
	country := x.key != "" && c.e.states.countries[n.key] && !c.e.states.countries[strings.Join(x.words, " ")]
	longer := len(n.words) > len(x.words) && x.key == ""
	plain := len(n.words) == len(x.words) && v.toks[x.name.to-1].Feat("Case") == "Gen" && v.toks[n.at.to-1].Feat("Case") != "Gen" && x.key == ""
	if country || longer || plain {
		x.name, x.words = n.at, n.words
	}
}

// nameIn is the first name that starts in a stretch at or after from, -1 for none.
func (c *cast) nameIn(s stretch) int {
	k := sort.Search(len(c.names), func(k int) bool { return c.names[k].at.from >= s.from })
	if k < len(c.names) && c.names[k].at.to <= s.to {
		return k
	}
	return -1
}
