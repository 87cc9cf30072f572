package actor

import (
	"strings"

	"github.com/enligt/enligt"
)

// entity is someone or something that a text speaks of.
type entity struct {
	kind    enligt.ActorKind
	named   bool
	name    stretch  // the fullest form of its name, or its first description
	words   []string // of that name, folded
	key     string   // of a state
	natural gender   // of a person
	grammar gender   // of the noun that last named it
	plural  bool
	vague   bool   // a bare noun introduced it
	typed   bool   // a noun that its name ends with says what it is
	place   bool   // its name is that of a town or the like
	empty   bool   // a noun that says little introduced it
	quotes  bool   // its description is that of a source
	carrier string // what the table of agencies calls it
	heads   []string
	marks   []string  // other words of its descriptions
	keys    []string  // of states that its descriptions name
	role    stretch   // the description that goes with its name
	roles   []stretch // all descriptions that stand beside its name
	office  bool      // role holds a noun of the roles table
	within  int       // the organisation that its role names, or -1
	members []int     // of a coordination
	count   int       // mentions so far
	last    int       // token of the last mention so far, -1 for none
}

// mention is a place where a text speaks of an entity.
type mention struct {
	at      stretch
	who     int // index of an entity
	subject bool
	aside   bool // describes another noun
	speaks  bool // is the source of a statement
	quoted  bool
}

// cast is everyone whom one text speaks of.
type cast struct {
	e        *Resolver
	v        *view
	said     []utterance
	names    []name
	nameAt   []int // token -> index of its name + 1
	who      []int // token -> entity + 1 of the mention whose head it is
	sourceOf []int // token -> statement + 1 whose source has it as its core
	owner    []int // token -> statement + 1 with the smallest content around it
	all      []entity
	mentions []mention

	nominative map[string]bool // forms of names that are no genitives
	singular   map[string]bool // nouns that the text has in the singular
	suffixed   bool            // nouns of this language carry their article as an ending
	beside     []bool          // token -> stands in the description of a name
	cued       []bool          // token -> stands in a cue
	offices    []int           // persons named with an office
	bodies     []int           // named organisations
	guest      int             // whom the outlet asks, -1 for nobody
}

func (e *Resolver) newCast(v *view, statements []enligt.Statement) *cast {
	n := len(v.toks)
	c := &cast{e: e, v: v, nameAt: make([]int, n), who: make([]int, n), sourceOf: make([]int, n), owner: make([]int, n), cued: make([]bool, n), guest: -1}
	c.said = make([]utterance, len(statements))
	for i := range statements {
		c.said[i] = v.utterance(&statements[i])
		for at, j := v.tokensIn(statements[i].Cue), 0; at.from+j < at.to; j++ {
			c.cued[at.from+j] = true
		}
	}
	c.own()
	return c
}

// utterance is a statement in words.
type utterance struct {
	*enligt.Statement
	source  stretch   // empty where there is none
	parts   []stretch // of a coordinated source
	content []stretch
	who     []int // entities that make it
	settled bool
}

func (v *view) utterance(s *enligt.Statement) utterance {
	u := utterance{Statement: s}
	for _, c := range s.Content {
		u.content = append(u.content, v.tokensIn(c))
	}
	if s.Source != nil {
		u.source = v.tokensIn(*s.Source)
	}
	return u
}

// own tells each token the statement with the smallest content around it.
func (c *cast) own() {
	size := make([]int, len(c.v.toks))
	for i := range c.said {
		n := 0
		for _, p := range c.said[i].content {
			n += p.to - p.from
		}
		for _, p := range c.said[i].content {
			for j := p.from; j < p.to; j++ {
				if c.owner[j] == 0 || n < size[j] {
					c.owner[j], size[j] = i+1, n
				}
			}
		}
	}
}

// add makes a new entity.
func (c *cast) add(x entity) int {
	x.within, x.last = -1, -1
	c.all = append(c.all, x)
	return len(c.all) - 1
}

// meet records that the text speaks of an entity.
func (c *cast) meet(who int, at stretch, head int) {
	speaks := c.sourceOf[head] > 0
	subject := c.v.isSubject(head) || speaks && c.v.standsAs(head, "obl") // "it is denied by Ada Ek"
	m := mention{at: at, who: who, subject: subject, aside: c.v.isModifier(head), speaks: speaks, quoted: c.quoted(head)}
	c.mentions = append(c.mentions, m)
	c.who[head] = who + 1
	x := &c.all[who]
	x.count++
	x.last = head
	for _, one := range x.members {
		c.all[one].last = head
	}
}

// quoted reports whether token i stands in direct speech: what statements say of it
// counts for more than the marks do, for a dash does not tell where its speech ends.
func (c *cast) quoted(i int) bool {
	if o := c.owner[i] - 1; o >= 0 && c.said[o].Form == enligt.Direct {
		return true
	}
	return c.v.toks[i].Quoted >= quotedSurely && (c.owner[i] > 0 || c.sourceOf[i] == 0)
}

// learn adds a noun by which an entity is called, with its base form in a table
// or "".
func (x *entity) learn(t *token, base string) {
	for _, h := range [3]string{t.lemma, t.form, base} {
		if h != "" && !x.called(h) && len(x.heads) < maxHeads {
			x.heads = append(x.heads, h)
		}
	}
}

// mark notes a word of a description.
func (x *entity) mark(lemma string) {
	if len(x.marks) < maxHeads {
		x.marks = append(x.marks, lemma)
	}
}

// maxHeads bounds what is remembered of one entity.
const maxHeads = 24

func (x *entity) called(noun string) bool {
	for _, h := range x.heads {
		if h == noun {
			return true
		}
	}
	return false
}

// minHead is the shortest noun, in bytes, that is found at the end of a compound.
const minHead = 4

// answers reports whether a noun may name the entity again: it was called so, or
// by a compound of it ("ministern" for "utrikesministern"). base is the noun's
// own base form where a table knows it, "" elsewhere.
func (x *entity) answers(t *token, base string) bool {
	for _, h := range x.heads {
		if base != "" && h == base {
			return true
		}
		for _, noun := range [2]string{t.lemma, t.form} {
			if h == noun || len(noun) >= minHead && strings.HasSuffix(h, noun) && len(h) > len(noun)+1 {
				return true
			}
		}
	}
	return false
}

// human reports whether one person is meant.
func (x *entity) human() bool {
	return (x.kind == enligt.Person || x.kind == enligt.Anonymous) && !x.plural
}
