package actor

import "github.com/enligt/enligt"

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

// latters reports whether the word at i means the one or those named last: "ce dernier",
// "celle-ci", "denne".
func (c *cast) latters(i int) bool {
	a, ok := c.e.anaphors.of(&c.v.toks[i])
	return ok && (a.number == last || a.number == lastPlural)
}

// maxLatter is how many sentences back the one named last may be.
const maxLatter = 2

// latter is the one named last before such a word that fits its gender, a person before
// others, or those named last; -1 for nobody.
func (c *cast) latter(i int) int {
	a, _ := c.e.anaphors.of(&c.v.toks[i])
	if a.number == lastPlural {
		return c.latterMany(i)
	}
	other := -1
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		m := &c.mentions[k]
		x := &c.all[m.who]
		switch back := c.v.toks[i].sent - c.v.toks[m.at.from].sent; {
		case back > maxLatter:
			return other
		case m.quoted || x.plural || len(x.members) > 0:
		case x.human():
			if a.gender == noGender || x.natural == noGender || x.natural == a.gender {
				if x.natural == noGender {
					x.natural = a.gender
				}
				return m.who
			}
		case other < 0 && x.named && (a.gender == noGender || x.grammar == a.gender):
			other = m.who
		}
	}
	return other
}

// latterMany is the coordination, or the plural noun for people or bodies, that stands
// last before token i; -1 for none.
func (c *cast) latterMany(i int) int {
	v := c.v
	for j := i - 1; j >= 0 && v.toks[i].sent-v.toks[j].sent <= maxLatter; j-- {
		who := c.who[j] - 1
		if who >= 0 && len(c.all[who].members) > 0 {
			return who
		}
		if t := &v.toks[j]; t.UPOS != "NOUN" || !c.plural(j) || c.quoted(j) {
			continue
		}
		if who >= 0 {
			return who
		}
		_, hears := c.e.hearers.of(&v.toks[j])
		if k := c.kindOfNoun(j); hears || c.isRole(j) || k != "" && k != enligt.DocumentKind {
			return c.nominal(j)
		}
	}
	return -1
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
