package actor

import (
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// maxBearers bounds how many full names are tried for a shorter one.
const maxBearers = 16

// joiner makes entities of names.
type joiner struct {
	*cast
	byKey   map[string]int
	full    map[string][]int // word of a full name -> persons
	letters map[string]int   // initials -> person
}

// joinNames makes entities of names: states by their key, organisations by their
// words, persons by full names first and then by shorter ones.
func (c *cast) joinNames() {
	j := &joiner{cast: c, byKey: map[string]int{}, full: map[string][]int{}}
	for i := range c.names {
		n := &c.names[i]
		n.who = -1
		switch {
		case n.class == place && c.e.states.named(n.key) != "":
			key := c.e.states.named(n.key)
			j.join(n, "state\x00"+key, enligt.State)
			c.all[n.who].key = key
		case n.class == person && len(n.words) > 1 && !allInitials(n.words):
			j.joinFull(n)
		}
	}
	c.joinLonger(j.full)
	j.letters = c.letters()
	for i := range c.names {
		n := &c.names[i]
		if n.who < 0 {
			j.joinRest(n)
		}
		c.all[n.who].last = n.at.from
	}
	for i := range c.all {
		c.all[i].last = -1
	}
}

// join puts a name to the entity of that key, made where there is none.
func (j *joiner) join(n *name, key string, kind enligt.ActorKind) {
	who, ok := j.byKey[key]
	if !ok {
		x := entity{named: true, name: n.at, words: n.words, kind: kind}
		if kind == enligt.Organisation {
			x.carrier, _ = j.e.carriers.of(n.words, n.key)
		}
		who = j.add(x)
		j.byKey[key] = who
	}
	n.who = who
	j.fuller(who, n)
}

// joinFull joins the full name of a person.
func (j *joiner) joinFull(n *name) {
	key := "person\x00" + n.key
	if _, ok := j.byKey[key]; !ok {
		for _, w := range n.words {
			if len(j.full[w]) < maxBearers {
				j.full[w] = append(j.full[w], len(j.all))
			}
		}
	}
	j.join(n, key, enligt.Person)
}

// joinRest joins initials, short names, and names of anything but persons.
func (j *joiner) joinRest(n *name) {
	if who, ok := j.letters[strings.Join(n.words, "")]; ok && who >= 0 {
		n.who, n.class = who, person
		return
	}
	if n.class != organisation || j.surname(n, j.full) {
		if who := j.bearer(n, j.full); who >= 0 {
			n.who, n.class = who, person
			return
		}
	}
	if key := j.e.bodies[n.key]; key != "" && n.class != person {
		j.join(n, "body\x00"+key, enligt.Organisation)
		j.all[n.who].key = key
		return
	}
	kind := enligt.Organisation
	switch n.class {
	case person:
		kind = enligt.Person
	case noClass:
		kind = enligt.UnknownKind
	}
	if k, _ := j.e.kinds.Word(n.key); k == enligt.State {
		kind = enligt.State // a seat of government
	}
	j.join(n, string(kind)+"\x00"+n.key, kind)
	j.all[n.who].place = j.all[n.who].place || n.class == place && j.kindOfNoun(n.at.from) == ""
}

// allInitials reports whether a name is nothing but first letters: "R. G.".
func allInitials(words []string) bool {
	for _, w := range words {
		if !strings.HasSuffix(w, ".") || utf8.RuneCountInString(w) != 2 {
			return false
		}
	}
	return true
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
	if len(n.words) != 1 || c.e.carriers.names[n.key] != "" {
		return false
	}
	for _, who := range full[n.words[0]] {
		if w := c.all[who].words; w[len(w)-1] == n.words[0] {
			return true
		}
	}
	return false
}

// joinLonger makes one of persons whose longer name ends with the shorter one
// ("Luiz Inácio Lula da Silva", "Lula da Silva"), where only one longer does.
func (c *cast) joinLonger(full map[string][]int) {
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
