package actor

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
)

// How many statements away an utterance without a cue finds its speaker.
const maxAway = 6

// lastSpeaker is whom an utterance without a cue belongs to: whoever answers the
// outlet's questions where one stands before it; else the subject of the sentence
// before it; else whoever the text itself has brought in since the speaker before, or
// that speaker.
func (c *cast) lastSpeaker(i int) []int {
	if who := c.heads(i); len(who) > 0 {
		return who
	}
	lead := c.leadOf(i)
	j := c.spokenBefore(i)
	if c.v.asks(lead) {
		if who := c.guestAt(lead); who >= 0 {
			c.guest = who
			return []int{who}
		}
	} else if who := c.broughtIn(lead, i, j); who >= 0 {
		return []int{who}
	}
	if c.guest >= 0 && (j < 0 || c.said[j].Form != enligt.Direct || c.said[j].source.empty()) {
		return []int{c.guest}
	}
	if j < 0 {
		return nil
	}
	if who := c.since(j, i); who >= 0 && !c.ofOthers(i) {
		return []int{who}
	}
	return c.said[j].who
}

// maxBelow is how many statements below a heading its words are looked for.
const maxBelow = 40

// heads is whom the words of a heading belong to: whoever says them in the text below,
// else the first one who speaks there.
func (c *cast) heads(i int) []int {
	u := &c.said[i]
	if len(u.content) == 0 || u.content[0].empty() || !c.v.inHeading(u.content[0].from) {
		return nil
	}
	words, next := c.v.spoken(u.content[0]), -1
	for j := i + 1; j < len(c.said) && j < i+maxBelow; j++ {
		o := &c.said[j]
		if o.Form == enligt.Indirect || o.source.empty() {
			continue
		}
		for _, p := range o.content {
			if words != "" && strings.Contains(c.v.spoken(p), words) {
				return c.speakers(j, 1)
			}
		}
		if next < 0 && j < i+maxAway && o.Form == enligt.Direct && !o.Nested {
			next = j
		}
	}
	if next >= 0 {
		return c.speakers(next, 1)
	}
	return nil
}

// spoken is the words of s in lower case, without the marks on their edges.
func (v *view) spoken(s stretch) string {
	for !s.empty() && v.toks[s.from].UPOS == "PUNCT" {
		s.from++
	}
	for !s.empty() && v.toks[s.to-1].UPOS == "PUNCT" {
		s.to--
	}
	if s.empty() {
		return ""
	}
	return strings.ToLower(v.text(s))
}

// spokenBefore is the last statement before i whose speaker is known, -1 for none.
func (c *cast) spokenBefore(i int) int {
	for j := i - 1; j >= 0 && j > i-maxAway; j-- {
		if len(c.said[j].who) > 0 && !c.said[j].Nested {
			return j
		}
	}
	return -1
}

// leadOf is the sentence in the outlet's own voice right before statement i, in its
// block or the one before; empty where there is none.
func (c *cast) leadOf(i int) stretch {
	v := c.v
	if len(c.said[i].content) == 0 || c.said[i].content[0].empty() {
		return stretch{}
	}
	from := c.said[i].content[0].from
	at := from - 1
	for at >= 0 && v.toks[at].UPOS == "PUNCT" && (isDash(v.toks[at].form) || v.toks[at].sent == v.toks[from].sent) {
		at--
	}
	if at < 0 || v.block(at) < v.block(from)-1 || v.inHeading(at) || v.toks[at].Quoted >= quotedSurely {
		return stretch{}
	}
	s := v.sentence(at)
	return stretch{s.from, min(s.to, from)}
}

// quotedSurely is from how much on a word counts as quoted, of 100.
const quotedSurely = 50

// asks reports whether a sentence is a question, or speaks to somebody.
func (v *view) asks(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if t := &v.toks[i]; t.UPOS == "PRON" && t.Feat("Person") == "2" && t.Quoted < quotedSurely {
			return true
		}
	}
	for i := s.to - 1; i >= s.from && i > s.to-4; i-- {
		if strings.HasSuffix(v.toks[i].form, "?") {
			return true
		}
	}
	return false
}

// guestAt is whom the outlet asks in the sentence before an utterance: whoever it has
// asked before, or brought in since without letting them speak; before the first
// question the last person it has named. -1 for nobody.
func (c *cast) guestAt(lead stretch) int {
	for k := c.mentionsBefore(lead.from); k >= 0; k-- {
		m := &c.mentions[k]
		if c.guest >= 0 && m.who == c.guest {
			return c.guest
		}
		x := &c.all[m.who]
		if x.kind != enligt.Person || !x.named || m.quoted && !m.speaks || c.owner[m.at.from] > 0 || c.guest >= 0 && c.v.block(m.at.from) == c.v.block(lead.from) {
			continue
		}
		if c.guest < 0 || !m.speaks && !m.aside {
			return m.who
		}
	}
	return c.guest
}

// mentionsBefore is the index of the last mention that starts before token at.
func (c *cast) mentionsBefore(at int) int {
	return sort.Search(len(c.mentions), func(k int) bool { return c.mentions[k].at.from >= at }) - 1
}

// broughtIn is the subject of the sentence before utterance i, or the one person whom
// that sentence names; -1 for nobody. A body or a group takes the word from no one: j
// is the statement before, or -1.
func (c *cast) broughtIn(lead stretch, i, j int) int {
	if lead.empty() {
		return -1
	}
	subject, person, persons := -1, -1, 0
	for k := c.mentionsBefore(lead.to); k >= 0 && c.mentions[k].at.from >= lead.from; k-- {
		m := &c.mentions[k]
		x := &c.all[m.who]
		if m.quoted && !m.speaks || c.owner[m.at.from] > 0 {
			continue
		}
		if m.subject && !m.aside && subject < 0 {
			subject = m.who
		} else if x.kind == enligt.Person && x.named && m.who != person {
			person = m.who
			persons++
		}
	}
	switch {
	case subject >= 0 && c.all[subject].kind == enligt.Person:
		if c.ofOthers(i) {
			return -1
		}
		return subject
	case person >= 0 && persons == 1:
		return person
	case subject >= 0 && j < 0 && c.all[subject].kind != enligt.UnknownKind:
		return subject
	}
	return -1
}

// maxOpening is how many words of an utterance tell whether it speaks of somebody.
const maxOpening = 3

// ofOthers reports whether an utterance opens with a pronoun for somebody else: "Han
// har alltid varit så" is not said by whom the sentence before speaks of.
func (c *cast) ofOthers(i int) bool {
	if len(c.said[i].content) == 0 {
		return false
	}
	s := c.said[i].content[0]
	for k := s.from; k < s.to && k < s.from+maxOpening; k++ {
		if p, ok := c.pronounAt(k); ok {
			return p.class == "person" && !p.plural
		}
	}
	return false
}

// since is the last person whom the text, outside what is said, made a subject
// between the statements j and i; -1 for nobody.
func (c *cast) since(j, i int) int {
	if len(c.said[i].content) == 0 || c.said[i].content[0].empty() {
		return -1
	}
	from, to := 0, c.said[i].content[0].from
	for _, p := range append(c.said[j].content, c.said[j].source) {
		from = max(from, p.to)
	}
	for k := c.mentionsBefore(to); k >= 0 && c.mentions[k].at.from >= from; k-- {
		m := &c.mentions[k]
		if x := &c.all[m.who]; x.kind == enligt.Person && x.named && m.subject && !m.quoted && !m.aside && c.owner[m.at.from] == 0 {
			return m.who
		}
	}
	return -1
}

// nextSpeaker is whom an utterance belongs to that opens a text, as in a
// headline: the first one who speaks.
func (c *cast) nextSpeaker(i int) []int {
	for j := i + 1; j < len(c.said) && j < i+maxAway; j++ {
		if u := &c.said[j]; len(u.who) > 0 && !u.Nested && u.Form == enligt.Direct {
			return u.who
		}
	}
	return nil
}
