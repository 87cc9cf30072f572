package actor

import (
	"strings"

	"github.com/enligt/enligt"
)

// reader names the speakers of one text.
type reader struct {
	e     *Resolver
	v     *view
	found []reading
	names map[string]enligt.Span
}

// reading is a statement in words.
type reading struct {
	*enligt.Statement
	source  stretch // empty where there is none
	head    int     // the word at the core of the source, -1 where there is none
	content []stretch
	last    int // the word behind its last one
}

func (v *view) reading(s *enligt.Statement) reading {
	k := reading{Statement: s, head: -1}
	for _, c := range s.Content {
		p := v.tokensIn(c)
		k.content = append(k.content, p)
		k.last = max(k.last, p.to)
	}
	if !s.Cue.Empty() {
		k.last = max(k.last, v.tokensIn(s.Cue).to)
	}
	if s.Source != nil {
		if k.source = v.tokensIn(*s.Source); !k.source.empty() {
			k.head = v.root(k.source)
			k.last = max(k.last, k.source.to)
		}
	}
	return k
}

// speaker names who the source of reading i is, as far as its own words, a fuller
// form of its name, or the last speaker that a pronoun can stand for tell.
func (r *reader) speaker(i int) []enligt.Speaker {
	k := &r.found[i]
	if k.source.empty() {
		if k.Cue.Empty() {
			return r.lastSpeaker(i)
		}
		return nil
	}
	if k.source.to-k.source.from == 1 {
		if p, ok := r.e.pronouns[trimClitic(r.v.toks[k.head].form)]; ok {
			return r.pronounSpeaker(i, p)
		}
	}
	return []enligt.Speaker{r.named(k)}
}

// lastSpeaker is whom an utterance without a cue belongs to: the speaker before.
func (r *reader) lastSpeaker(i int) []enligt.Speaker {
	for j := i - 1; j >= 0 && j > i-6; j-- {
		if sp := r.found[j].Speaker; len(sp) > 0 && !r.found[j].Nested {
			return sp
		}
	}
	return nil
}

// maxRecent is how many statements back a pronoun may reach.
const maxRecent = 7

// pronounSpeaker is the last speaker that a pronoun can stand for, else what
// the pronoun itself says.
func (r *reader) pronounSpeaker(i int, p pronoun) []enligt.Speaker {
	span := *r.found[i].Source
	if p.class == "person" {
		if name, ok := r.subjectSince(i); ok {
			return []enligt.Speaker{{Name: name.Of(r.v.a.Text), Kind: enligt.Person, From: []enligt.Span{span, name}}}
		}
	}
	for j := i - 1; j >= max(0, i-maxRecent); j-- {
		sp := r.found[j].Speaker
		if len(sp) != 1 || sp[0].Kind == enligt.UnknownKind {
			continue
		}
		person := sp[0].Kind == enligt.Person || sp[0].Kind == enligt.Anonymous
		if p.class == "person" && person || (p.class == "thing" || p.class == "generic") && !person || p.class == "group" && sp[0].Kind == enligt.Group {
			one := sp[0]
			name := one.From[max(0, len(one.From)-1):] // not the pronouns between: they would add up
			one.From = append([]enligt.Span{span}, name...)
			return []enligt.Speaker{one}
		}
	}
	if p.class == "person" {
		if name, ok := r.personBefore(r.found[i].source.from); ok {
			return []enligt.Speaker{{Name: name.Of(r.v.a.Text), Kind: enligt.Person, From: []enligt.Span{span, name}}}
		}
		return []enligt.Speaker{{Name: span.Of(r.v.a.Text), Kind: enligt.Person, From: []enligt.Span{span}}}
	}
	return []enligt.Speaker{{Name: span.Of(r.v.a.Text), Kind: enligt.UnknownKind, From: []enligt.Span{span}}}
}

// subjectSince is the last person whom the text itself made a subject between
// the last statement of a person and reading i: "General Ek trädde fram. Han
// sade" is Ek, whoever spoke before.
func (r *reader) subjectSince(i int) (enligt.Span, bool) {
	pronoun := r.found[i].source.from
	from := max(0, pronoun-maxBack)
	for j := max(0, i-maxRecent); j < i; j++ {
		if sp := r.found[j].Speaker; len(sp) > 0 && (sp[0].Kind == enligt.Person || sp[0].Kind == enligt.Anonymous) && r.found[j].last < pronoun {
			from = max(from, r.found[j].last)
		}
	}
	for j := pronoun - 1; j >= from; j-- {
		if r.v.toks[j].Entity == "B-PER" && r.v.isSubject(j) && !r.said(j, i) {
			return r.fuller(r.v.bytes(r.v.entity(j))), true
		}
	}
	return enligt.Span{}, false
}

// maxClimb bounds walks up the tree.
const maxClimb = 4

// isSubject reports whether the name at token i is a subject, or names one.
func (v *view) isSubject(i int) bool {
	i = v.root(v.entity(i))
	for n := 0; n < maxClimb && i >= 0; n++ {
		switch t := &v.toks[i]; t.rel {
		case "nsubj":
			return true
		case "flat", "appos":
			i = t.head
		default:
			return false
		}
	}
	return false
}

// said reports whether token j stands in the content of a reading before i.
func (r *reader) said(j, i int) bool {
	for k := max(0, i-maxRecent); k < i; k++ {
		for _, p := range r.found[k].content {
			if p.has(j) {
				return true
			}
		}
	}
	return false
}

// maxBack is how many words back a pronoun's name is looked for.
const maxBack = 120

// personBefore is the last person's name before token i, in its fullest form.
func (r *reader) personBefore(i int) (enligt.Span, bool) {
	for j := i - 1; j >= 0 && j > i-maxBack; j-- {
		if r.v.toks[j].Entity == "B-PER" {
			return r.fuller(r.v.bytes(r.v.entity(j))), true
		}
	}
	return enligt.Span{}, false
}

// named describes a source by its own words.
func (r *reader) named(s *reading) enligt.Speaker {
	v := r.v
	for i := s.source.from; i < s.source.to; i++ {
		if !strings.HasPrefix(v.toks[i].Entity, "B-") || !r.atCore(s, i) {
			continue
		}
		return r.byEntity(s, i)
	}
	kind := r.kind(s)
	if kind == enligt.UnknownKind || kind == enligt.Organisation || kind == enligt.Person {
		if i := r.trailingName(s); i >= 0 {
			return r.byEntity(s, i)
		}
	}
	span := v.bytes(s.source)
	sp := enligt.Speaker{Name: span.Of(v.a.Text), Kind: kind, From: []enligt.Span{span}}
	if r.isRole(s.head) {
		role := span
		sp.Role = &role
	}
	return sp
}

// trailingName is the first token of a name that ends the source after a comma,
// "the phone giant, MTN", or right after its head, "the giant Nike"; or -1.
func (r *reader) trailingName(s *reading) int {
	v := r.v
	for i := s.head + 1; i < s.source.to; i++ {
		if e := v.toks[i].Entity; e != "B-PER" && e != "B-ORG" {
			continue
		}
		before := &v.toks[i-1]
		if isComma(before.form) || i == s.head+1 || v.entity(i).to == s.source.to && before.UPOS != "ADP" && before.UPOS != "DET" {
			return i
		}
		return -1
	}
	return -1
}

// atCore reports whether the name at token i names the source itself and not a
// part of its description: it is the head, or is attached to it as a name is.
func (r *reader) atCore(s *reading, i int) bool {
	e := r.v.entity(i)
	if e.has(s.head) {
		return true
	}
	for n, j := 0, i; n < maxClimb; n++ {
		t := &r.v.toks[j]
		if j == s.head {
			return true
		}
		if t.rel != "flat" && t.rel != "appos" || t.head < 0 {
			break
		}
		j = t.head
	}
	return e.to == s.source.to && i > s.head && r.isRole(s.head)
}

// byEntity describes a source whose name starts at token i.
func (r *reader) byEntity(s *reading, i int) enligt.Speaker {
	v := r.v
	e := v.entity(i)
	name := v.bytes(e)
	sp := enligt.Speaker{Kind: enligt.Organisation}
	switch v.toks[i].Entity {
	case "B-PER":
		sp.Kind = enligt.Person
		name = r.fuller(name)
	case "B-LOC":
		sp.Kind = enligt.State
	}
	if kind, ok := r.e.kinds.of(&v.toks[i]); ok {
		sp.Kind = kind
	}
	if r.e.states[v.toks[i].lemma] || r.e.states[v.toks[i].form] {
		sp.Kind = enligt.State
	}
	sp.Name, sp.From = name.Of(v.a.Text), []enligt.Span{name}
	if e.from > s.source.from {
		role := v.trimPart(stretch{s.source.from, e.from})
		if !role.empty() && (sp.Kind == enligt.Person || r.isRole(role.to-1)) {
			span := v.bytes(role)
			sp.Role = &span
		}
	} else if e.to+1 < s.source.to && isComma(v.toks[e.to].form) && sp.Kind == enligt.Person {
		span := v.bytes(v.trimPart(stretch{e.to, s.source.to}))
		sp.Role = &span
	}
	return sp
}

func (r *reader) isRole(i int) bool {
	if i < 0 {
		return false
	}
	_, ok := r.e.roles.of(&r.v.toks[i])
	return ok
}

// kind is what sort of speaker an unnamed source is.
func (r *reader) kind(s *reading) enligt.ActorKind {
	t := &r.v.toks[s.head]
	plural := t.Feat("Number") == "Plur"
	definite := t.Feat("Definite") == "Def"
	kind, ok := r.e.kinds.of(t)
	switch {
	case r.e.states[t.lemma] || r.e.states[t.form]:
		return enligt.State
	case ok && kind == enligt.Anonymous && plural && definite:
		return enligt.Group
	case ok && !(kind == enligt.Group && !plural && r.isRole(s.head)):
		return kind
	case r.isRole(s.head) && plural:
		return enligt.Group
	case r.isRole(s.head) && r.indefinite(s):
		return enligt.Anonymous
	case r.isRole(s.head):
		return enligt.Person
	case t.UPOS == "PROPN":
		return enligt.Organisation
	case plural:
		return enligt.Group
	case t.UPOS == "NOUN" && r.indefinite(s):
		return enligt.Anonymous
	}
	return enligt.UnknownKind
}

// indefinite reports whether the source is introduced as one of many.
func (r *reader) indefinite(s *reading) bool {
	for i := s.source.from; i <= s.head; i++ {
		t := &r.v.toks[i]
		if t.Feat("Definite") == "Ind" && t.UPOS == "DET" || t.UPOS == "NUM" {
			return true
		}
	}
	return false
}

// fullNames maps the last word of each person's name to its fullest form: the
// one of the most words, the first of those.
func (v *view) fullNames() map[string]enligt.Span {
	full := map[string]enligt.Span{}
	words := map[string]int{}
	for i := range v.toks {
		if v.toks[i].Entity != "B-PER" {
			continue
		}
		e := v.entity(i)
		last := v.toks[e.to-1].form
		if n := e.to - e.from; n > words[last] {
			full[last], words[last] = v.bytes(e), n
		}
	}
	return full
}

// fuller is the fullest form of a person's name that the text gives.
func (r *reader) fuller(name enligt.Span) enligt.Span {
	text := name.Of(r.v.a.Text)
	last := text[strings.LastIndexByte(text, ' ')+1:]
	if full, ok := r.names[strings.ToLower(last)]; ok && strings.HasSuffix(full.Of(r.v.a.Text), text) {
		return full
	}
	return name
}

// trimClitic takes the hyphens of inversion off a pronoun: "-t-il", "-elle".
func trimClitic(form string) string {
	if i := strings.LastIndexByte(form, '-'); i >= 0 && i < len(form)-1 && i < 3 {
		return form[i+1:]
	}
	return form
}
