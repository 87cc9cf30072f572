package attribution

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// channel finds a row of the channels table in s, the ends of compounds among
// them: the last words of the phrase first, for they are its head.
func (r *reader) channel(s stretch) (stretch, enligt.ChannelType, bool) {
	for i := s.from; i < s.to; i++ {
		said := r.v.toks[i].Feat("VerbForm") == "Part" && r.v.toks[i].rel == "amod" // "an | emailed | statement"
		if at, kind := r.v.longest(r.e.channels, i); at.to > i && s.covers(at) && !(said && at.to == i+1) {
			return at, enligt.ChannelType(kind), true
		}
		if t := &r.v.toks[i]; t.UPOS == "NOUN" || t.UPOS == "PROPN" {
			if kind, ok := r.e.ends.ByEnd(t.lemma); ok {
				return stretch{i, i + 1}, enligt.ChannelType(kind), true
			}
		}
	}
	return stretch{}, "", false
}

// said sets the channel of a statement that has none, or one that went over this
// one: "i ett uttalande i statlig tv" was said on television.
func (r *reader) said(s *enligt.Statement, span enligt.Span, kind enligt.ChannelType) {
	name := span.Of(r.v.a.Text)
	if s.Channel == nil || weight(name, kind) > weight(s.Channel.Name, s.Channel.Type) {
		s.Channel = &enligt.Channel{Name: name, Type: kind, Span: span}
	}
}

// maxPublished is how many words may stand between a channel and the preposition of
// whose it is: "une tribune publiée par".
const maxPublished = 3

// channelOf makes the outlet that is named behind a channel a carrier: "i en intervju i
// Dagens Nyheter". Who gives an interview to an outlet, or with it, speaks to it.
func (r *reader) channelOf(s *enligt.Statement, at stretch, kind enligt.ChannelType) {
	v, end := r.v, r.v.sentence(at.from).to
	i := at.to
	for ; i < end && i < at.to+maxPublished && v.toks[i].UPOS != "ADP"; i++ {
		if t := &v.toks[i]; t.UPOS != "ADJ" && t.Feat("VerbForm") != "Part" {
			return
		}
	}
	if i+1 >= end || v.toks[i].UPOS != "ADP" {
		return
	}
	prep := &v.toks[i]
	if i++; v.toks[i].UPOS == "DET" && i+1 < end {
		i++
	}
	c := r.carrierAtHead(i)
	if c == nil && i > at.to+1 {
		c = r.carrierAtHead(i - 1) // the article is part of the name
	}
	if c == nil && kind == "interview" && v.toks[i].isName() && v.outletName(i) && !r.e.states[v.toks[i].form] {
		if name := v.nameAround(i); v.toks[name.from].Entity != "" || name.to-name.from > 1 { // "published on Monday"
			c = &carrier{at: name, kind: carrierOutlet}
		}
	}
	if c == nil || c.generic() {
		return
	}
	if role := r.e.to.of(prep); kind == "interview" && (role&place == 0 || role&addressee != 0) {
		r.address(s, c)
	}
	r.relay(s, c)
}

// medium is the type of channel that a carrier is: what its row says, or the radio
// or television in its name; other for a paper.
func (r *reader) medium(c *carrier, name string) enligt.ChannelType {
	if kind := r.e.carriers.on[strings.ToLower(name)]; kind != "" {
		return kind
	}
	if _, kind, ok := r.channel(c.at); ok && (kind == "tv" || kind == "radio") {
		return kind
	}
	return "other"
}

// weight orders channels by how much they tell: a name, a medium, other kinds.
func weight(name string, kind enligt.ChannelType) int {
	switch {
	case isCapital(name):
		return 2
	case kind == "tv" || kind == "radio":
		return 1
	}
	return 0
}

// cueChannel takes the channel from the words of the cue ("i ett pressmeddelande:
// …"), or from a source that is one ("un communiqué indique").
func (r *reader) cueChannel(k *choice, s *enligt.Statement) {
	if s.Channel != nil {
		return
	}
	row, _ := k.c.frame(k.t.frame)
	at, kind, ok := r.channel(k.c.span)
	if ok && slices.Contains(row.pos, "VERB") && slices.Contains(k.c.at, at.from) && (at.from == k.c.head || kind == "other" || row.act == enligt.Decline || row.act == enligt.Decide) {
		ok = false // "calls on", "did not return calls", "avböjer kommentar", "har fattat beslut"
	}
	if ok && at.from == k.c.span.from && at.to == k.c.span.to || ok && at.from == k.c.head && !slices.Contains(row.pos, "VERB") && !r.v.behindADP(at.from, k.c.span) {
		ok = false // "the announcement", "svaret löd": the cue, and no place
	}
	if ok && r.v.toks[at.to-1].UPOS == "NOUN" {
		r.said(s, r.v.bytes(at), kind)
	}
	if h := k.s.head; h >= 0 && !k.s.span.empty() {
		if at, kind, ok := r.channel(stretch{h, h + 1}); ok && kind == "press_release" {
			r.said(s, r.v.bytes(at), kind)
		}
	}
}

// behindADP reports whether a preposition stands before noun i inside s, with nothing
// but its own words between.
func (v *view) behindADP(i int, s stretch) bool {
	for i--; i >= s.from; i-- {
		switch t := &v.toks[i]; t.UPOS {
		case "ADP":
			return true
		case "DET", "ADJ", "PRON", "NUM":
		default:
			return false
		}
	}
	return false
}

// longest is the longest phrase of a table that starts at token i.
func (v *view) longest(rows index[*phrase], i int) (stretch, string) {
	best, value := stretch{i, i}, ""
	capital, name := isCapital(v.toks[i].Form), i != v.sentence(i).from
	if t := &v.toks[i]; !t.First() && i+1 < len(v.toks) {
		capital = isCapital(v.toks[i+1].Form) // "au Monde": the article of a name inside a preposition
	}
	rows.at(&v.toks[i], func(f *phrase) {
		if f.proper != capital && (f.proper || name) {
			return // "au Courrier du Littoral" is no letter
		}
		if at := f.words.match(v, i); at != nil && at[len(at)-1]-i < len(at)+1 && at[len(at)-1]+1 > best.to {
			best, value = stretch{i, at[len(at)-1] + 1}, f.value
		}
	})
	return best, value
}
