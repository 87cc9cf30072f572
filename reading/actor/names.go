package actor

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
)

// name is one place where a text names someone or something.
type name struct {
	at    stretch
	words []string // folded, the last one without its genitive
	key   string   // the words as one
	class class
	held  bool // an office stands before it that the tagger took for a part
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
		case v.opensEntity(i):
			s = v.entity(i)
			s = stretch{c.withFirst(s), c.withNumber(s.from, c.withNoun(s))}
			s.from = c.withArticle(c.withCountry(s), s.to)
		case t.UPOS == "PROPN" && t.isCapital() && t.Entity == "":
			for end := v.sentence(i).to; s.to < end && s.to < i+maxName && v.toks[s.to].UPOS == "PROPN" && v.toks[s.to].Entity == "" && v.toks[s.to].isCapital(); {
				s.to++
			}
			s.to = c.withFlat(s)
			if c.isRole(s.to - 1) {
				i = s.to // "Defense Secretary" before a name
				continue
			}
			s.from = c.withArticle(s.from, s.to)
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

// withCountry is where the name of a country begins of which the tagger saw the
// last word: "New Zealand".
func (c *cast) withCountry(s stretch) int {
	first := s.from - 1
	if s.to-s.from != 1 || first < c.v.sentence(s.from).from || !c.v.toks[first].isCapital() || c.nameAt[first] > 0 {
		return s.from
	}
	last := c.bare(&c.v.toks[s.from], fold(c.v.toks[s.from].form))
	if c.e.states.countries[last] || !c.e.states.countries[fold(c.v.toks[first].form)+" "+last] {
		return s.from
	}
	return first
}

// withArticle is where the name of an outlet begins, known with the article before it: "Le
// Monde" at the start of a sentence.
func (c *cast) withArticle(from, to int) int {
	v := c.v
	if from <= v.sentence(from).from || c.nameAt[from-1] > 0 || !v.toks[from-1].isCapital() || !v.toks[from-1].First() {
		return from
	}
	if c.e.carriers.names[fold(strings.ToLower(v.text(stretch{from - 1, to})))] == "" {
		return from
	}
	return from - 1
}

// withFlat is where a name ends of whose words the tagger saw only the last, which the
// tree ties to it: "Joy FM".
func (c *cast) withFlat(s stretch) int {
	v := c.v
	if s.to >= v.sentence(s.from).to {
		return s.to
	}
	t := &v.toks[s.to]
	if !strings.HasPrefix(t.Entity, "B-") || !strings.HasPrefix(t.Deprel, "flat") || t.head < s.from || t.head >= s.to || c.isTitle(s.from) || c.isRole(s.to-1) {
		return s.to
	}
	for i := s.from; i < s.to; i++ {
		if c.e.carriers.names[v.toks[i].form] != "" || c.kindOfNoun(i) != "" || c.suffixed && i == v.sentence(i).from {
			return s.to // "à l'AFP Ada Ek", "Bageriföretaget Kornax"
		}
	}
	return v.entity(s.to).to
}

// withNumber is where a name ends that is known with the number behind it, "France 24".
func (c *cast) withNumber(from, to int) int {
	v := c.v
	if to >= v.sentence(from).to || v.toks[to].UPOS != "NUM" {
		return to
	}
	var words []string
	for i := from; i <= to; i++ {
		words = append(words, fold(v.toks[i].form))
	}
	if c.e.carriers.names[strings.Join(words, " ")] == "" {
		return to
	}
	return to + 1
}

// withFirst is where the name of a body begins that two nouns joined by a
// conjunction open, of which the tagger saw the second: "the Peace and Security
// Council".
func (c *cast) withFirst(s stretch) int {
	v := c.v
	first := s.from - 2
	if v.toks[s.from].Entity != "B-ORG" || s.to-s.from < 2 || first <= v.sentence(s.from).from || v.toks[s.from-1].UPOS != "CCONJ" || c.kindOfNoun(s.to-1) != enligt.Organisation {
		return s.from
	}
	if t := &v.toks[first]; !t.isCapital() || t.Entity != "" || t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "ADJ" || c.kindOfNoun(first) != "" || c.isRole(first) || c.isTitle(first) {
		return s.from
	}
	return first
}

func (c *cast) addName(s stretch) {
	v := c.v
	personal := v.toks[s.from].Entity == "B-PER" || v.toks[s.from].Entity == ""
	for s.to-s.from > 1 && (c.isTitle(s.from) || personal && c.isRole(s.from)) {
		s.from++
	}
	opens := s.from
	s.from = c.behindOffice(s)
	held := s.from > opens
	for i := s.to - 2; personal && i > s.from; i-- {
		if c.isRole(i) && v.toks[i].form == v.toks[i].Form {
			s.from = i + 1 // "Political analyst | Henning Ode"
		}
	}
	for s.to > s.from && v.toks[s.to-1].isPunct() {
		s.to--
	}
	if s.to-s.from > 1 && s.from == v.sentence(s.from).from && isGeneric(c.e.carriers.names[v.toks[s.from].form]) && v.toks[s.from+1].isCapital() && c.e.carriers.names[fold(strings.ToLower(v.text(s)))] == "" {
		s.from++ // "Nyhetsbyrån Skagerpress"
	}
	if s.empty() || s.to-s.from == 1 && c.commonNoun(s.from) {
		return
	}
	n := name{at: s, held: held}
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
	if ok && t.isCapital() && c.e.states.countries[w] && !c.e.states.countries[word] {
		return w
	}
	if c.e.bodies[word] != "" && c.e.bodies[w] == "" {
		return word // "Hamas"
	}
	if !ok || len(w) < 2 || t.Feat("Case") != "Gen" || c.nominative[word] {
		return word
	}
	if t.UPOS == "NOUN" || c.nominative[w] || t.lemma == w || t.UPOS == "PROPN" && t.lemma != word {
		return w
	}
	return word
}

// readCases notes the forms of the text that are no genitives.
func (c *cast) readCases() {
	c.nominative, c.singular = map[string]bool{}, map[string]bool{}
	for i := range c.v.toks {
		if t := &c.v.toks[i]; t.UPOS == "NOUN" && t.Feat("Number") == "Sing" {
			c.singular[t.form] = true
		}
		c.suffixed = c.suffixed || c.v.toks[i].UPOS == "NOUN" && c.v.toks[i].Feat("Definite") == "Def"
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
	opens := i == c.v.sentence(i).from
	if opens && c.e.pronouns[t.form].class == "person" {
		return true // "Hen", taken for a name
	}
	if opens && c.suffixed && t.Entity == "" && (c.inflected(i) || c.kindOfNoun(i) != "") {
		return true
	}
	if opens && t.Entity == "" && t.Feat("Number") == "Plur" || c.silent(i) {
		return true
	}
	return c.isTitle(i) || anaphor || c.isRole(i) && (t.Entity == "" || opens || t.form != t.lemma) || c.e.states.peoples[t.form] != "" && c.e.states.named(t.form) == "" && t.Entity != "B-PER"
}

// silent reports whether a word is one of time and the like.
func (c *cast) silent(i int) bool {
	_, ok := c.e.silent.of(&c.v.toks[i])
	return ok
}

// maxForced is how many words a source in capitals may have to be a name.
const maxForced = 4

// collectSources adds what can only be a name though the tagger left it: a source
// of capitalised words, up to its first comma.
func (c *cast) collectSources() {
	v := c.v
	for i := range c.said {
		s := c.said[i].source
		for j := s.from; j < s.to; j++ {
			if isComma(v.toks[j].form) {
				s.to = j
			}
		}
		if s.to-s.from < 2 || s.to-s.from > maxForced {
			continue
		}
		is := true
		for j := s.from; j < s.to && is; j++ {
			t := &v.toks[j]
			is = c.nameAt[j] == 0 && t.isCapital() && t.UPOS != "DET" && t.UPOS != "PRON" && t.UPOS != "ADP" && c.kindOfNoun(j) == "" && !c.isRole(j) && !c.isTitle(j)
		}
		if is {
			c.addName(s)
		}
	}
}

// collectShort adds words that the tagger left though they are a name, or the
// last of one, that stands elsewhere in the text.
func (c *cast) collectShort() {
	last := map[string]bool{}
	for i := range c.names {
		n := &c.names[i]
		if e := c.v.toks[n.at.from].Entity; len(n.words) > 1 && e == "B-PER" || len(n.words) == 1 && e != "" && c.kindOfNoun(n.at.from) == "" {
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
	byNoun     = 5 // a noun of its kind stands before it
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
	at := n.at.from
	for at < n.at.to-1 && c.v.toks[at].Entity == "" {
		at++
	}
	switch c.v.toks[at].Entity {
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
	if c.e.bodies[n.key] != "" {
		vote[organisation] += byNoun
	}
	if c.e.states.named(n.key) != "" {
		vote[place] += byTable
	}
	if k, sure := c.e.carriers.of(n.words, n.key); sure {
		vote[organisation] += byTable
	} else if k != "" {
		vote[organisation] += byNoun
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
	if cut := strings.LastIndexByte(n.key, '-'); cut > 0 && len(n.words) == 1 && c.e.states.countries[n.key[cut+1:]] && !c.e.states.countries[n.key] {
		vote[organisation] += byNoun // "Météo-France"
	}
}

// vote adds what one place says of a name.
func (c *cast) vote(n *name, vote *[classes]int) {
	v := c.v
	if n.at.to-n.at.from == 1 && v.toks[n.at.from].isShort() {
		vote[organisation] += byCapitals
	}
	if !c.roleBehind(n.at).empty() {
		vote[person] += byRole
	}
	if n.held {
		vote[person] += byTable
	}
	if v.datelined(n.at) {
		vote[place] += byNoun
	}
	b := n.at.from - 1
	if b > 0 && isComma(v.toks[b].form) && len(n.words) > 1 && !c.roleBefore(n.at).empty() {
		vote[person] += byTitle // "la présidente du syndicat, Els Vandaele"
	}
	if b < v.sentence(n.at.from).from {
		return
	}
	if c.kin(b, n.at) != noGender {
		vote[person] += byNoun
	}
	t := &v.toks[b]
	switch {
	case c.isTitle(b):
		vote[person] += byTitle
	case t.UPOS != "NOUN" && t.UPOS != "PROPN" || t.Feat("Case") == "Gen" || c.nameAt[b] > 0:
	case c.isRole(b) && !t.plural():
		vote[person] += byRole
	case c.kindOfNoun(b) == enligt.Organisation || c.kindOfNoun(b) == enligt.Group || c.organised(b):
		vote[organisation] += byNoun
	}
}

// kin is the gender of the woman or man as whom the word at b, right before a name
// or a comma before it, brings in who is named: "his wife, Morag,", "sonen Mats".
func (c *cast) kin(b int, at stretch) gender {
	v := c.v
	if isComma(v.toks[b].form) {
		if h := v.toks[v.root(at)].head; h != b-1 || b == 0 {
			return noGender
		}
		b--
	}
	if b < v.sentence(at.from).from || v.toks[b].UPOS != "NOUN" || v.toks[b].plural() {
		return noGender
	}
	g, _ := c.e.genders.of(&v.toks[b])
	return g
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

// base is the base form of a noun of office that the table holds itself.
func (c *cast) base(t *token) string {
	b, _ := c.e.roles.of(t)
	return b
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
