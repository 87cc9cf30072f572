package actor

// walk goes through the text once and resolves, in order, whom each name, noun
// and pronoun speaks of.
func (c *cast) walk() {
	v := c.v
	for i := range v.toks {
		if k := c.nameAt[i] - 1; k >= 0 {
			if n := &c.names[k]; n.at.from == i {
				c.meet(n.who, n.at, v.root(n.at))
				c.gender(n)
				c.together(k)
			}
			continue
		}
		if p, ok := c.pronounAt(i); ok && v.toks[i].UPOS != "DET" {
			c.stand(i, p)
		} else if c.follows(i) && (!c.beside[i] || c.sourceOf[i] > 0) {
			c.meet(c.nominal(i), c.words(i), i)
		}
		if k := c.sourceOf[i] - 1; k >= 0 {
			c.several(k, i)
		}
	}
}

// gender notes the grammatical gender of a name's article.
func (c *cast) gender(n *name) {
	v := c.v
	if b := n.at.from - 1; b >= 0 && v.toks[b].UPOS == "DET" && v.toks[b].sent == v.toks[n.at.from].sent {
		if g := genderOf(v.toks[b].Feat("Gender")); g != noGender {
			c.all[n.who].grammar = g
		}
	}
}

// stand resolves a pronoun that is a subject or a source.
func (c *cast) stand(i int, p pronoun) {
	source := c.sourceOf[i] > 0
	switch p.class {
	case "person", "group":
		if !source && !c.v.isSubject(i) {
			return
		}
	case "thing", "generic":
		if !source {
			return
		}
	default:
		return
	}
	who := c.resolve(i, p)
	if who < 0 {
		return
	}
	c.meet(who, stretch{i, i + 1}, i)
	if x := &c.all[who]; x.human() && x.natural == noGender {
		x.natural = p.gender
	}
}

// maxOwner is how many words may stand between a conjunction and a name.
const maxOwner = 3

// together makes one of names that are joined by a conjunction, up to the one at
// k, so that "they" can mean them.
func (c *cast) together(k int) {
	v := c.v
	b := c.names[k].at.from - 1
	for low := b - maxOwner; b > low && b >= 0 && (v.toks[b].UPOS == "DET" || v.toks[b].UPOS == "ADJ" || v.toks[b].UPOS == "NOUN" || c.isTitle(b)); {
		b--
	}
	if k == 0 || b < 1 || v.toks[b].UPOS != "CCONJ" || c.names[k-1].at.to != b || v.toks[b].sent != v.toks[c.names[k].at.from].sent {
		return
	}
	members := []int{c.names[k-1].who, c.names[k].who}
	for j := k - 1; j > 0 && len(members) < maxParts; j-- {
		if from := c.names[j].at.from; c.names[j-1].at.to != from-1 || !isComma(v.toks[from-1].form) {
			break
		}
		members = append([]int{c.names[j-1].who}, members...)
	}
	if members[0] == members[1] {
		return
	}
	c.unite(members, stretch{c.names[k-1].at.from, c.names[k].at.to}, v.root(c.names[k].at))
}

// several makes one of the parts of the source of statement k, when the last has
// been read.
func (c *cast) several(k, i int) {
	parts := c.said[k].parts
	if len(parts) < 2 || !parts[len(parts)-1].has(i) {
		return
	}
	var members []int
	for _, p := range parts {
		if who := c.who[c.core(p)] - 1; who >= 0 && len(c.all[who].members) == 0 {
			members = append(members, who)
		}
	}
	if len(members) == len(parts) {
		c.unite(members, c.said[k].source, i)
	}
}

func (c *cast) unite(members []int, at stretch, head int) {
	x := entity{kind: c.all[members[0]].kind, name: at, plural: true, members: members}
	for _, one := range members {
		if c.all[one].natural == masculine {
			x.grammar = masculine
		}
	}
	before := c.who[head]
	c.meet(c.add(x), at, head)
	c.who[head] = before
}
