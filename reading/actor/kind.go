package actor

import "github.com/enligt/enligt"

// kindOfPhrase is what sort of speaker a noun phrase without a name is: what the
// tables say of its noun, by number and article.
func (c *cast) kindOfPhrase(i int, m manner) enligt.ActorKind {
	t := &c.v.toks[i]
	plural := c.plural(i)
	role := c.isRole(i)
	kind, ok := c.e.kinds.of(t)
	switch {
	case c.sourceOf[i] > 0 && !plural && c.v.ageAt(i) != "":
		return enligt.Person
	case ok && kind == enligt.Anonymous && plural && m >= owned:
		return enligt.Group
	case ok && kind == enligt.Group && plural && m == indefinite:
		return enligt.Anonymous
	case ok && kind == enligt.Organisation && plural && (t.form != t.lemma || !t.plural()):
		return enligt.Group
	case ok && !(kind == enligt.Group && !plural && role):
		return kind
	case role:
		return office(plural, m)
	case c.e.states.peoples[t.form] != "":
		return enligt.Group
	case plural && m == indefinite, c.e.several[t.form]:
		return enligt.Anonymous
	case plural:
		return enligt.Group
	case t.UPOS == "PROPN" && m >= owned && c.gendersKnows(i):
		return enligt.Person
	case t.UPOS == "PROPN":
		return enligt.Organisation
	case t.UPOS == "PRON" || t.UPOS == "DET":
		return enligt.Anonymous
	case t.UPOS == "NUM" && c.sourceOf[i] > 0:
		return single(t)
	case t.UPOS == "NOUN" && m == indefinite:
		return enligt.Anonymous
	}
	if a, ok := c.e.anaphors.of(t); ok && a.kind != "" {
		return a.kind
	}
	if t.UPOS == "NOUN" && m >= owned {
		if _, person := c.e.genders.of(t); person {
			return enligt.Person
		}
		return enligt.Organisation
	}
	return enligt.UnknownKind
}

// gendersKnows reports whether noun i is one for a woman or a man.
func (c *cast) gendersKnows(i int) bool {
	_, ok := c.e.genders.of(&c.v.toks[i])
	return ok
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

// single is what a number alone speaks as: "one of them" is somebody, "two
// thirds" are a group.
func single(t *token) enligt.ActorKind {
	if t.Feat("Number") == "Plur" || len(t.form) > 0 && t.form[0] >= '0' && t.form[0] <= '9' {
		return enligt.Group
	}
	return enligt.Anonymous
}
