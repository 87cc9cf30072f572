package actor

import (
	"strings"

	"github.com/enligt/enligt"
)

// settle finds who makes each statement.
func (c *cast) settle() {
	for i := range c.said {
		c.speakers(i, 0)
	}
	for i := range c.said {
		if u := &c.said[i]; len(u.who) == 0 && u.source.empty() && u.Cue.Empty() {
			u.who = c.nextSpeaker(i)
		}
	}
}

// speakers are the entities that make statement i. A pronoun of the first person
// asks the statement around it; depth bounds such chains.
func (c *cast) speakers(i, depth int) []int {
	u := &c.said[i]
	if u.settled || depth > maxClimb {
		return u.who
	}
	u.settled = true
	if u.source.empty() {
		if u.Cue.Empty() {
			u.who = c.lastSpeaker(i)
		}
		return u.who
	}
	for _, p := range u.parts {
		core := c.core(p)
		who := c.who[core] - 1
		if w, ok := c.pronounAt(core); ok && who < 0 && c.nameAt[core] == 0 {
			u.who = append(u.who, c.inSpeech(i, core, w, depth)...)
			continue
		}
		if who < 0 {
			who = c.nominal(core)
		}
		u.who = append(u.who, c.expand(who)...)
	}
	return u.who
}

// expand is an entity, or the members of a coordination.
func (c *cast) expand(who int) []int {
	if m := c.all[who].members; len(m) > 0 {
		return m
	}
	return []int{who}
}

// inSpeech is whom a pronoun of the first or second person, or a relative one,
// means as the source of statement i.
func (c *cast) inSpeech(i, at int, p pronoun, depth int) []int {
	switch p.class {
	case "relative":
		return c.antecedent(at)
	case "speaker":
		o := c.owner[at] - 1
		if o < 0 || o == i {
			return c.lastSpeaker(i)
		}
		who := c.speakers(o, depth+1)
		if p.plural && len(who) == 1 && c.all[who[0]].within >= 0 {
			return []int{c.all[who[0]].within}
		}
		return who
	}
	return nil
}

// antecedent is whom the relative pronoun at token i means: the noun whose clause
// it opens in the tree, else the one right before it.
func (c *cast) antecedent(i int) []int {
	v := c.v
	noun := -1
	for h, n := v.toks[i].head, 0; h >= 0 && n < maxClimb; h, n = v.toks[h].head, n+1 {
		if v.toks[h].rel == "acl" && v.toks[h].head < i {
			noun = v.toks[h].head
			break
		}
	}
	if noun < 0 {
		if noun = i - 1; noun > 0 && isComma(v.toks[noun].form) {
			noun--
		}
	}
	if noun < 0 || v.toks[noun].sent != v.toks[i].sent {
		return nil
	}
	if k := c.nameAt[noun] - 1; k >= 0 {
		return []int{c.names[k].who}
	}
	if who := c.who[noun] - 1; who >= 0 {
		return c.expand(who)
	}
	if v.toks[noun].UPOS != "NOUN" {
		return nil
	}
	return c.expand(c.nominal(noun))
}

// write gives statement i its speakers.
func (c *cast) write(i int) []enligt.Speaker {
	u := &c.said[i]
	var out []enligt.Speaker
	for n, who := range u.who {
		x := &c.all[who]
		sp := enligt.Speaker{Name: c.display(x), Kind: x.kind}
		part := u.source
		if len(u.parts) == len(u.who) && len(u.parts) > 0 {
			part = u.parts[n]
		}
		name := c.v.bytes(x.name)
		if !part.empty() {
			at := c.v.bytes(part)
			if u.Source != nil && len(u.parts) == 1 {
				at = *u.Source
			}
			if k := c.coreName(part); k >= 0 {
				at = c.v.bytes(c.names[k].at)
			}
			if at != name {
				sp.From = append(sp.From, at)
			}
		}
		sp.From = append(sp.From, name)
		if role := c.roleFor(x, part); !role.empty() {
			span := c.v.bytes(role)
			sp.Role = &span
		}
		out = append(out, sp)
	}
	return out
}

// display is an entity's name: without article where it is a name of its own,
// without the ending of a genitive.
func (c *cast) display(x *entity) string {
	v := c.v
	s := x.name
	if x.kind == enligt.Organisation || x.kind == enligt.State || x.named {
		for s.to-s.from > 1 && v.toks[s.from].UPOS == "DET" && v.toks[s.from].Feat("Poss") == "" && !c.ownArticle(s) {
			s.from++
		}
	}
	for i := s.from + 1; i+1 < s.to; i++ {
		if isComma(v.toks[i].form) && v.toks[i+1].UPOS == "NUM" {
			s.to = i // "la police, 70 000"
		}
	}
	text := v.text(s)
	last := &v.toks[s.to-1]
	if last.Part < last.Parts { // the owner in "Moore's"
		return v.a.Text[v.toks[s.from].Start:last.Start] + last.Form
	}
	if w := c.bare(last, last.form); len(w) < len(last.form) {
		text = text[:len(text)-(len(last.form)-len(w))]
	}
	return text
}

// ownArticle reports whether the article that opens a name is part of it, "Le Monde": by
// the table of those who carry news, or as it has a capital inside a sentence.
func (c *cast) ownArticle(s stretch) bool {
	t := &c.v.toks[s.from]
	return t.isCapital() && (s.from > c.v.sentence(s.from).from && t.Entity != "" && !c.v.toks[s.from-1].isPunct() || c.e.carriers.names[fold(strings.ToLower(c.v.text(s)))] != "")
}

// roleFor is the role of an entity in a statement: what the source itself says,
// if that is an office or all we know, else what the text says elsewhere.
func (c *cast) roleFor(x *entity, source stretch) stretch {
	switch x.kind {
	case enligt.Person, enligt.Organisation, enligt.Anonymous:
	default:
		return stretch{}
	}
	own := c.roleIn(source)
	if own.empty() {
		return x.role
	}
	if x.role.empty() {
		return own
	}
	for i := own.from; i < own.to; i++ {
		if c.isRole(i) {
			return own
		}
	}
	return x.role
}

// roleIn is what a source says of the one it names, before or after the name.
func (c *cast) roleIn(s stretch) stretch {
	if s.empty() {
		return s
	}
	k := c.coreName(s)
	if k < 0 {
		return stretch{}
	}
	v := c.v
	at := c.names[k].at
	head := stretch{s.from, at.from}
	for head.to > head.from && (c.isTitle(head.to-1) || v.toks[head.to-1].isPunct()) {
		if head.to--; isDash(v.toks[head.to].form) {
			head.to = head.from // "AFP - Anna Ek"
		}
	}
	for i := head.to - 1; i >= head.from; i-- {
		if isDash(v.toks[i].form) && v.toks[i].form != "-" || v.toks[i].form == "-" && i > head.from && !v.toks[i-1].GlueNext {
			head.from = i + 1 // "PARIS – Anna Ek"
		}
	}
	head = v.openPhrase(c.behindCue(head))
	if c.names[k].class != person && v.ownsOrJoins(head) {
		return stretch{}
	}
	if c.hasNoun(head) && !c.ofState(head) {
		return head
	}
	if c.names[k].class != person {
		return stretch{}
	}
	return c.tail(stretch{at.to, s.to})
}

// hasNoun reports whether a stretch holds a noun, a name or an office.
func (c *cast) hasNoun(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if t := &c.v.toks[i]; t.UPOS == "NOUN" || t.UPOS == "PROPN" || c.isRole(i) {
			return true
		}
	}
	return false
}

// ofState reports whether a description is nothing but a state with the mark of an owner:
// "Germany's" of "Germany's Ada Ek" tells no role.
func (c *cast) ofState(s stretch) bool {
	last := s.to - 1
	if c.v.toks[last].rel == "case" {
		last--
	}
	k := c.nameAt[max(last, s.from)] - 1
	return k >= 0 && c.names[k].at.from <= s.from && c.all[c.names[k].who].kind == enligt.State
}

// ownsOrJoins reports whether the words right before a name tell of somebody else:
// its owner ("the bloc's"), or what a conjunction joins it to.
func (v *view) ownsOrJoins(head stretch) bool {
	last := head.to - 1
	for last > head.from && v.toks[last].UPOS == "DET" {
		last--
	}
	return last > head.from && (v.toks[last].UPOS == "CCONJ" || v.toks[last].UPOS == "PART" && v.toks[last].rel == "case")
}

// tail is the description that the words behind a name give.
func (c *cast) tail(s stretch) stretch {
	v := c.v
	i := v.afterBrackets(s.from, s.to)
	if i >= s.to {
		return stretch{}
	}
	comma := isComma(v.toks[i].form)
	if comma {
		i++
	}
	if i >= s.to || v.toks[i].UPOS == "NUM" {
		return stretch{}
	}
	switch t := &v.toks[i]; {
	case c.relative(i):
		if i+1 < s.to && (v.toks[i+1].UPOS == "AUX" || !comma) {
			for i++; i < s.to && v.toks[i].UPOS == "AUX"; i++ {
			}
			if role := v.openPhrase(stretch{i, s.to}); c.hasNoun(role) {
				return role // "who is Black" is no role
			}
		}
		return stretch{}
	case t.UPOS == "ADP" && !comma:
		rest := v.openPhrase(stretch{i + 1, s.to})
		for j := rest.from; j < rest.to; j++ {
			if n := c.nameAt[j] - 1; n >= 0 && c.names[n].class == organisation && !c.e.channels[c.names[n].key] && !c.carrier(n) || c.kindOfNoun(j) == enligt.Organisation {
				return rest
			}
		}
		return stretch{}
	case !comma:
		return stretch{}
	}
	end := i
	for end < s.to && !c.relative(end) && !(end > i && isComma(v.toks[end].form) && end+1 < s.to && v.toks[end+1].UPOS == "DET") {
		end++ // up to "…, a body for the sea"
	}
	return v.openPhrase(stretch{i, end})
}
