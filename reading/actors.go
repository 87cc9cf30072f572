package reading

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// nameActors makes an actor of each distinct name and kind among those who speak,
// are spoken to or carry, and puts its id into the statements. Anonymous sources
// are never one: "a source" twice may be two people.
func nameActors(text string, statements []enligt.Statement) []enligt.Actor {
	c := &cast{text: text, byName: map[string]int{}}
	for i := range statements {
		s := &statements[i]
		if len(s.Speaker) == 0 && s.Source != nil {
			s.Speaker = []enligt.Speaker{{Name: s.Source.Of(text), Kind: enligt.UnknownKind, From: []enligt.Span{*s.Source}}}
		}
		for j := range s.Speaker {
			p := &s.Speaker[j]
			at := c.actor(p.Name, p.Kind)
			p.Kind = c.actors[at].Kind
			c.mention(at, p.From...)
			if p.Role != nil {
				c.actors[at].Roles = append(c.actors[at].Roles, *p.Role)
			}
			p.Actor = c.actors[at].ID
		}
	}
	for i := range statements {
		c.parties(statements[i].Addressee)
		c.parties(statements[i].Via)
	}
	for i := range c.actors {
		c.actors[i].Roles, c.actors[i].Mentions = distinct(c.actors[i].Roles), distinct(c.actors[i].Mentions)
	}
	return c.actors
}

// cast collects the actors of one document.
type cast struct {
	text   string
	actors []enligt.Actor
	byName map[string]int // kind and folded name -> index
}

// actor is the one of that name and kind; of a kind not known, any of that name.
func (c *cast) actor(name string, kind enligt.ActorKind) int {
	if kind == enligt.UnknownKind {
		if at, ok := c.named(name); ok {
			return at
		}
	}
	key := string(kind) + "\x00" + strings.ToLower(name)
	if at, ok := c.byName[key]; ok && kind != enligt.Anonymous {
		return at
	}
	at := len(c.actors)
	c.actors = append(c.actors, enligt.Actor{ID: fmt.Sprintf("a%d", at+1), Name: name, Kind: kind})
	c.byName[key] = at
	return at
}

// parties are the actors of that name, of whatever kind.
func (c *cast) parties(list []enligt.Party) {
	for i := range list {
		p := &list[i]
		if p.Name == "" {
			p.Name = p.Of(c.text)
		}
		at := c.actor(p.Name, enligt.UnknownKind)
		c.mention(at, p.Span)
		p.Actor = c.actors[at].ID
	}
}

// namedKinds are the kinds of which two with one name are one.
var namedKinds = []enligt.ActorKind{enligt.Organisation, enligt.Person, enligt.State, enligt.Group, enligt.DocumentKind}

func (c *cast) named(name string) (at int, ok bool) {
	for _, k := range namedKinds {
		if at, ok := c.byName[string(k)+"\x00"+strings.ToLower(name)]; ok {
			return at, true
		}
	}
	return 0, false
}

func (c *cast) mention(at int, spans ...enligt.Span) {
	c.actors[at].Mentions = append(c.actors[at].Mentions, spans...)
}

// distinct puts spans into text order, each once.
func distinct(spans []enligt.Span) []enligt.Span {
	slices.SortFunc(spans, func(a, b enligt.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Compact(spans)
}
