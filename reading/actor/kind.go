package actor

import "github.com/enligt/enligt"

// kindOfPhrase is what sort of speaker a noun phrase without a name is: what the
// tables say of its noun, by number and article.
func (c *cast) kindOfPhrase(i int, m manner) enligt.ActorKind {
	t := &c.v.toks[i]
	plural := t.plural()
	role := c.isRole(i)
	kind, ok := c.e.kinds.of(t)
	switch {
	case ok && kind == enligt.Anonymous && plural && m >= owned:
		return enligt.Group
	case ok && kind == enligt.Group && plural && m == indefinite && role:
		return enligt.Anonymous
	case ok && kind == enligt.Organisation && plural && t.form != t.lemma:
		return enligt.Group
	case ok && !(kind == enligt.Group && !plural && role):
		return kind
	case role:
		return office(plural, m)
	case c.e.states.peoples[t.form] != "":
		return enligt.Group
	case t.UPOS == "PROPN":
		return enligt.Organisation
	case plural:
		return enligt.Group
	case t.UPOS == "NOUN" && m == indefinite:
		return enligt.Anonymous
	}
	if a, ok := c.e.anaphors.of(t); ok && a.kind != "" {
		return a.kind
	}
	if t.UPOS == "NOUN" && m >= owned {
		return enligt.Organisation
	}
	return enligt.UnknownKind
}

// office is what sort of speaker someone is who is known by an office only.
func office(plural bool, m manner) enligt.ActorKind {
	switch {
	case m == indefinite:
		return enligt.Anonymous
	case plural:
		return enligt.Group
	}
	return enligt.Person
}
