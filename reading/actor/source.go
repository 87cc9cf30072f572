package actor

import "github.com/enligt/enligt"

// readSources cuts the sources of the statements into the parts of a
// coordination and finds the word at the core of each.
func (c *cast) readSources() {
	for i := range c.said {
		u := &c.said[i]
		if u.source.empty() {
			continue
		}
		u.source = c.withoutExamples(c.clitic(u.source))
		u.parts = c.split(u.source)
		for j, p := range u.parts {
			if o := c.ownerIn(p); !o.empty() {
				p = o
				u.parts[j] = p
			}
			core := c.core(p)
			if k := c.coreName(p); k >= 0 {
				if role := c.roleIn(p); !role.empty() {
					c.give(c.names[k].who, role)
				}
			}
			if c.sourceOf[core] == 0 {
				c.sourceOf[core] = i + 1
			}
			if k := c.nameAt[core] - 1; k >= 0 && c.all[c.names[k].who].kind == enligt.UnknownKind {
				c.all[c.names[k].who].kind = enligt.Organisation
			}
		}
	}
}

// withoutExamples is a source without those whom it only lists of many: "Kampala's allies,
// | including Ada Okot and Jean Mugisha,".
func (c *cast) withoutExamples(s stretch) stretch {
	v := c.v
	r := v.root(s)
	if v.toks[r].UPOS != "NOUN" || !c.plural(r) || c.nameAt[r] > 0 {
		return s
	}
	for i := r + 1; i+1 < s.to; i++ {
		t := &v.toks[i]
		if isComma(t.form) {
			if t = &v.toks[i+1]; t.rel == "case" || t.UPOS == "ADP" || t.UPOS == "ADV" {
				return stretch{s.from, i}
			}
			return s
		}
		if t.rel == "case" && t.isVerb() {
			return stretch{s.from, i}
		}
	}
	return s
}

// ownerIn is the words of whoever owns what a source is, if that is neither someone nor
// a document: "tidningens uppgifter" is what the paper says; empty for other sources.
func (c *cast) ownerIn(s stretch) stretch {
	v := c.v
	core := v.root(s)
	if _, somebody := c.e.genders.of(&v.toks[core]); somebody {
		return stretch{} // "Holt's brother"
	}
	if _, hears := c.e.hearers.of(&v.toks[core]); hears {
		return stretch{} // "Kampala's allies"
	}
	if v.toks[core].UPOS != "NOUN" || c.nameAt[core] > 0 || c.kindOfNoun(core) != "" || c.isRole(core) {
		return stretch{}
	}
	for i := core - 1; i >= s.from; i-- {
		t := &v.toks[i]
		if t.head != core || t.Deprel != "nmod:poss" && t.Feat("Case") != "Gen" || t.UPOS == "PRON" || t.UPOS == "DET" {
			continue
		}
		if k := c.nameAt[i] - 1; k >= 0 {
			return c.names[k].at
		}
		if c.kindOfNoun(i) != "" || c.isRole(i) {
			return v.phrase(i)
		}
	}
	return stretch{}
}

// clitic is the pronoun of an incise that was taken whole, "a-t-elle dit"; any
// other source is itself.
func (c *cast) clitic(s stretch) stretch {
	at := -1
	for i := s.from; i < s.to; i++ {
		switch t := &c.v.toks[i]; {
		case t.UPOS == "PRON" && at < 0 && c.nameAt[i] == 0:
			if _, ok := c.pronounAt(i); !ok {
				return s
			}
			at = i
		case !t.isVerb() && !t.isPunct():
			return s
		}
	}
	if at < 0 {
		return s
	}
	return stretch{at, at + 1}
}

// partAt is the part of the source of statement k that holds token i.
func (c *cast) partAt(k, i int) stretch {
	for _, p := range c.said[k].parts {
		if !p.has(i) {
			continue
		}
		if t := c.v.trim(p); !t.empty() {
			return t
		}
		return p
	}
	return stretch{i, i + 1}
}

// maxParts bounds the members of a coordination.
const maxParts = 12

// split cuts a coordination into its members: "både FN och EU".
func (c *cast) split(s stretch) []stretch {
	v := c.v
	root := v.root(s)
	cuts := []int{}
	for i := s.from + 1; i+1 < s.to && len(cuts) < maxParts; i++ {
		t := &v.toks[i]
		if t.UPOS == "CCONJ" && c.joins(i, root, s) {
			cuts = append(cuts, i)
			for j := i - 1; j > s.from && len(cuts) < maxParts; j-- {
				if isComma(v.toks[j].form) && c.joins(j, root, s) {
					cuts = append(cuts, j)
				}
			}
			break
		}
	}
	if len(cuts) == 0 {
		return []stretch{s}
	}
	from := s.from
	if v.toks[from].UPOS == "CCONJ" {
		from++
	}
	var parts []stretch
	for _, cut := range ascending(cuts) {
		if p := v.trim(stretch{from, cut}); !p.empty() {
			parts = append(parts, p)
		}
		from = cut + 1
	}
	if p := v.trim(stretch{from, s.to}); !p.empty() {
		parts = append(parts, p)
	}
	if len(parts) < 2 || c.oneHolder(parts) {
		return []stretch{s}
	}
	return parts
}

// ascending turns cuts, of which the first is the last, into text order.
func ascending(cuts []int) []int {
	out := make([]int, 0, len(cuts))
	for k := len(cuts) - 1; k >= 0; k-- {
		out = append(out, cuts[k])
	}
	return out
}

// joins reports whether the word at i joins members of the coordination that
// root heads: names stand on both sides, or the tree says so.
func (c *cast) joins(i, root int, s stretch) bool {
	v := c.v
	if len(v.toks[i-1].form) > 1 && v.toks[i-1].form[len(v.toks[i-1].form)-1] == '-' {
		return false // "hälso- och sjukvård"
	}
	if k := c.nameAt[i] - 1; k >= 0 && c.kindOfNoun(c.names[k].at.to-1) == enligt.Organisation {
		return false // inside "the Peace and Security Council"
	}
	if v.toks[i+1].UPOS == "ADP" && v.toks[s.from].UPOS != "ADP" {
		return false // "le ministre de l'agriculture et | de la pêche"
	}
	next := i + 1
	for next < s.to && (v.toks[next].UPOS == "DET" || v.toks[next].UPOS == "ADJ") {
		next++
	}
	if next >= s.to {
		return false
	}
	if a, b := c.nameAt[i-1]-1, c.nameAt[next]-1; a >= 0 && c.coreName(stretch{s.from, i}) == a {
		if b >= 0 && (c.names[a].class == c.names[b].class || v.toks[i].UPOS == "CCONJ" && c.names[b].class != noClass) {
			return true
		}
		if b < 0 && v.toks[i].UPOS == "CCONJ" && v.toks[next].UPOS == "NOUN" && c.kindOfNoun(next) != "" && c.mannerOf(next) == definite {
			return true
		}
	}
	if c.sideBySide(i, next) {
		return true
	}
	for j := next; j < s.to && j < next+maxClimb; j++ {
		h := j
		for n := 0; n < maxClimb && v.toks[h].rel == "conj" && v.toks[h].head >= s.from && v.toks[h].head < i; n++ {
			if h = v.toks[h].head; h == root {
				return true
			}
		}
	}
	return false
}

// sideBySide reports whether the conjunction at i joins two noun phrases for people
// or bodies, of which the second, with its noun at next, opens anew: "police and a
// parent", "polisen och åklagaren".
func (c *cast) sideBySide(i, next int) bool {
	v := c.v
	if v.toks[i].UPOS != "CCONJ" || v.toks[i-1].UPOS != "NOUN" || v.toks[next].UPOS != "NOUN" || c.kindOfNoun(i-1) == "" && !c.isRole(i-1) {
		return false
	}
	return v.toks[i+1].UPOS == "DET" || next == i+1 && c.suffixed && c.mannerOf(next) == definite && c.mannerOf(i-1) == definite && (c.kindOfNoun(next) != "" || c.isRole(next))
}

// oneHolder reports whether the members are two offices of one person, "vd och
// grundare Ada Ek".
func (c *cast) oneHolder(parts []stretch) bool {
	first, last := parts[0], parts[len(parts)-1]
	if k := c.coreName(first); k >= 0 {
		return len(parts) > 2 && c.names[k].class == person && c.onlyOffices(parts[1:])
	}
	k := c.coreName(last)
	if r := c.v.root(last); k < 0 && c.mannerOf(r) == plain && c.mannerOf(c.v.root(first)) != plain && !c.v.toks[r].plural() {
		return true
	}
	return k >= 0 && c.names[k].class == person && c.names[k].at.from > last.from && c.isRole(c.v.root(first)) && c.mannerOf(c.v.root(first)) == plain
}

// onlyOffices reports whether all parts are offices: "Anna Ek, chef på Volvo och
// ordförande i styrelsen".
func (c *cast) onlyOffices(parts []stretch) bool {
	for _, p := range parts {
		if k := c.coreName(p); k >= 0 && c.names[k].class == person || !c.isRole(c.v.root(p)) && !(k >= 0 && c.isRole(c.names[k].at.from)) {
			return false
		}
	}
	return true
}

func (c *cast) relative(i int) bool {
	if c.v.toks[i].Feat("PronType") == "Rel" {
		return true
	}
	p, ok := c.e.pronouns[c.v.toks[i].form]
	return ok && p.class == "relative" && c.v.toks[i].UPOS != "DET"
}

// core is the word that a source turns on: its name, else the head of its tree.
func (c *cast) core(s stretch) int {
	v := c.v
	if k := c.coreName(s); k >= 0 {
		return v.root(c.names[k].at)
	}
	root := v.root(s)
	if c.nameAt[root] == 0 {
		return root
	}
	for i := s.from; i < s.to && v.toks[i].UPOS != "ADP"; i++ {
		if v.toks[i].UPOS == "NOUN" && c.nameAt[i] == 0 {
			return i
		}
	}
	return root
}

// coreName is the name that names the source itself and not a part of its
// description, a person before others; -1 where there is none.
func (c *cast) coreName(s stretch) int {
	v := c.v
	found := -1
	for i := s.from; i < s.to; i++ {
		t := &v.toks[i]
		if i > s.from && (c.relative(i) || c.nameAt[i] == 0 && t.isVerb() && t.Feat("VerbForm") != "Part") {
			break
		}
		if found >= 0 && isComma(t.form) {
			break
		}
		k := c.nameAt[i] - 1
		if k < 0 || c.names[k].at.from != i && i > s.from || c.names[k].at.to > s.to || c.describes(k, s) {
			continue
		}
		if c.names[k].class == person {
			return k
		}
		if found < 0 {
			found = k
		}
	}
	return found
}

// describes reports whether name k only belongs to the description of a source:
// an owner, what a preposition governs, the first part of a compound.
func (c *cast) describes(k int, s stretch) bool {
	v := c.v
	n := &c.names[k]
	last := &v.toks[n.at.to-1]
	if n.at.to < s.to {
		next := &v.toks[n.at.to]
		if last.Feat("Case") == "Gen" || next.UPOS == "PART" && next.rel == "case" {
			return true
		}
		if next.form == "-" && last.GlueNext && n.at.to+1 < s.to && v.toks[n.at.to+1].isVerb() {
			return true // "the London-based Energy Institute"
		}
		if next.UPOS == "NOUN" && !(n.class == person && c.isTitle(n.at.to)) {
			return true
		}
	}
	i := n.at.from - 1
	for i >= s.from && c.isTitle(i) {
		i--
	}
	if i <= s.from {
		return false
	}
	for ; i > s.from; i-- {
		switch t := &v.toks[i]; {
		case t.UPOS == "ADP" && (c.newsNoun(i-1) || c.apart(i, n.at, s)):
			// "l'agence de presse | Tass": the press is not called so
		case t.UPOS == "ADP" || t.form == "(":
			return true
		case t.UPOS == "NOUN" && n.class == person && !c.isRole(i):
			return false
		case t.UPOS == "DET" || t.UPOS == "ADJ" || t.UPOS == "NUM" || c.isRole(i) || t.UPOS == "NOUN" && t.Feat("Case") != "Gen":
		default:
			return false
		}
	}
	return false
}

// apart reports whether a name belongs to a noun of s before preposition i, and what that
// governs to the same noun: "le groupe de distribution | Norval".
func (c *cast) apart(i int, name, s stretch) bool {
	noun, governed := c.v.toks[c.v.root(name)].head, c.v.toks[i].head
	return i < governed && governed < name.from && s.from <= noun && noun < i
}
