package reading

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// joinActors adds the actors of one part of a document to those of the parts
// before it, and follows their ids in the statements of that part. Parts are read
// in different languages: across them only the same key, or the same name and
// kind, is the same actor, and the nameless never are.
func joinActors(all, part []enligt.Actor, statements []enligt.Statement) []enligt.Actor {
	at := map[string]int{}
	for i := range all {
		for _, k := range keysOf(&all[i]) {
			at[k] = i + 1
		}
	}
	ids := make(map[string]string, len(part))
	for i := range part {
		a := &part[i]
		n := 0
		for _, k := range keysOf(a) {
			n = max(n, at[k])
		}
		if n > 0 {
			b := &all[n-1]
			b.Roles, b.Mentions = append(b.Roles, a.Roles...), append(b.Mentions, a.Mentions...)
			ids[a.ID] = b.ID
			continue
		}
		id := fmt.Sprintf("a%d", len(all)+1)
		ids[a.ID] = id
		a.ID = id
		all = append(all, *a)
	}
	renameActors(statements, ids)
	return all
}

// keysOf is what an actor is known by in other parts of a document.
func keysOf(a *enligt.Actor) []string {
	var out []string
	if a.Key != "" {
		out = append(out, "key\x00"+a.Key+"\x00"+strings.ToLower(a.Name))
	}
	if a.Kind == enligt.Person || a.Kind == enligt.Organisation || a.Kind == enligt.State {
		out = append(out, string(a.Kind)+"\x00"+strings.ToLower(a.Name))
	}
	return out
}

func renameActors(statements []enligt.Statement, ids map[string]string) {
	for i := range statements {
		s := &statements[i]
		for j := range s.Speaker {
			s.Speaker[j].Actor = ids[s.Speaker[j].Actor]
		}
		s.Addressee, s.Via = renameParties(s.Addressee, ids), renameParties(s.Via, ids)
	}
}

// renameParties makes a new list: statements of one scene share theirs.
func renameParties(list []enligt.Party, ids map[string]string) []enligt.Party {
	list = slices.Clone(list)
	for i := range list {
		list[i].Actor = ids[list[i].Actor]
	}
	return list
}

// settleActors leaves the actors whom the statements name, numbered in the order
// in which they do, speakers first. An addressee or carrier without an actor is
// one by its name.
func settleActors(text string, statements []enligt.Statement, actors []enligt.Actor) []enligt.Actor {
	c := &roster{text: text, from: actors, byID: map[string]int{}, byName: map[string]int{}, ids: map[string]string{}}
	for i := range actors {
		c.byID[actors[i].ID] = i
		if name := strings.ToLower(actors[i].Name); c.byName[name] == 0 {
			c.byName[name] = i + 1
		}
	}
	for i := range statements {
		for j := range statements[i].Speaker {
			p := &statements[i].Speaker[j]
			p.Actor = c.keep(p.Actor)
		}
	}
	for i := range statements {
		s := &statements[i]
		s.Addressee, s.Via = c.parties(s.Addressee), c.parties(s.Via)
	}
	for i := range c.out {
		c.out[i].Roles, c.out[i].Mentions = distinct(c.out[i].Roles), distinct(c.out[i].Mentions)
	}
	return c.out
}

// roster collects the actors that stay.
type roster struct {
	text   string
	from   []enligt.Actor
	byID   map[string]int
	byName map[string]int // folded name -> index + 1
	ids    map[string]string
	out    []enligt.Actor
}

// keep is the new id of an actor.
func (c *roster) keep(id string) string {
	if c.ids[id] == "" {
		a := c.from[c.byID[id]]
		a.ID = fmt.Sprintf("a%d", len(c.out)+1)
		c.ids[id] = a.ID
		c.out = append(c.out, a)
	}
	return c.ids[id]
}

func (c *roster) parties(list []enligt.Party) []enligt.Party {
	list = slices.Clone(list)
	for i := range list {
		p := &list[i]
		if p.Actor == "" {
			if p.Name == "" {
				p.Name = p.Of(c.text)
			}
			p.Actor = c.named(p)
		}
		p.Actor = c.keep(p.Actor)
	}
	return list
}

// named is the actor of a party's name, a new one where there is none.
func (c *roster) named(p *enligt.Party) string {
	name := strings.ToLower(p.Name)
	n := c.byName[name]
	if n == 0 {
		id := fmt.Sprintf("new %d", len(c.from)+1)
		c.from = append(c.from, enligt.Actor{ID: id, Name: p.Name, Kind: enligt.UnknownKind})
		n = len(c.from)
		c.byID[id], c.byName[name] = n-1, n
	}
	a := &c.from[n-1]
	if i := c.ids[a.ID]; i == "" {
		a.Mentions = append(a.Mentions, p.Span)
	}
	return a.ID
}

// distinct puts spans into text order, each once.
func distinct(spans []enligt.Span) []enligt.Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b enligt.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Compact(spans)
}
