package actor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// actors are those of the cast whom the statements name, in the order in which
// they do: speakers first, then addressees and carriers.
func (c *cast) actors(statements []enligt.Statement) []enligt.Actor {
	id := map[int]int{} // entity -> place in out + 1
	var out []enligt.Actor
	use := func(who int) string {
		if id[who] == 0 {
			out = append(out, c.actor(who, len(out)+1))
			id[who] = len(out)
		}
		return out[id[who]-1].ID
	}
	for i := range statements {
		for n, who := range c.said[i].who {
			statements[i].Speaker[n].Actor = use(who)
		}
	}
	for i := range statements {
		s := &statements[i]
		for _, list := range [2][]enligt.Party{s.Addressee, s.Via} {
			for n := range list {
				p := &list[n]
				who := c.party(p)
				p.Actor = use(who)
				a := &out[id[who]-1]
				a.Mentions = append(a.Mentions, p.Span)
				switch x := &c.all[who]; {
				case x.named || p.Name == "":
					p.Name = a.Name
				case x.count == 0:
					a.Name = p.Name
				}
			}
		}
	}
	c.mention(id, out)
	return out
}

func (c *cast) actor(who, n int) enligt.Actor {
	x := &c.all[who]
	a := enligt.Actor{ID: fmt.Sprintf("a%d", n), Key: x.key, Name: c.display(x), Kind: x.kind}
	for _, r := range x.roles {
		a.Roles = append(a.Roles, c.v.bytes(r))
	}
	a.Mentions = append(a.Mentions, c.v.bytes(x.name))
	return a
}

// mention adds the places where the text speaks of each actor.
func (c *cast) mention(id map[int]int, out []enligt.Actor) {
	for k := range c.mentions {
		m := &c.mentions[k]
		if n := id[m.who]; n > 0 {
			out[n-1].Mentions = append(out[n-1].Mentions, c.v.bytes(m.at))
		}
	}
	for i := range out {
		out[i].Roles, out[i].Mentions = c.fullest(distinct(out[i].Roles)), distinct(out[i].Mentions)
	}
}

// fullest leaves out roles that only repeat words of another: "minister" beside
// "defence minister".
func (c *cast) fullest(roles []enligt.Span) []enligt.Span {
	return slices.DeleteFunc(slices.Clone(roles), func(r enligt.Span) bool {
		short := strings.ToLower(r.Of(c.v.a.Text))
		return slices.ContainsFunc(roles, func(o enligt.Span) bool {
			long := strings.ToLower(o.Of(c.v.a.Text))
			return len(long) > len(short) && strings.Contains(" "+long+" ", " "+short+" ") || long == short && o.Start < r.Start
		})
	})
}

// distinct puts spans into text order, each once.
func distinct(spans []enligt.Span) []enligt.Span {
	slices.SortFunc(spans, func(a, b enligt.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Compact(spans)
}

// party is whom the words of an addressee or carrier mean: the name in them, or
// whom the noun went back to when the text was walked through.
func (c *cast) party(p *enligt.Party) int {
	v := c.v
	s := v.tokensIn(p.Span)
	if s.empty() {
		return c.add(entity{kind: enligt.UnknownKind, name: stretch{0, 1}})
	}
	if k := c.coreName(s); k >= 0 {
		return c.names[k].who
	}
	head := v.root(s)
	if c.who[head] > 0 {
		return c.who[head] - 1
	}
	who := c.add(entity{kind: c.kindOfPhrase(head, c.mannerOf(head)), name: s, plural: v.toks[head].plural()})
	c.who[head] = who + 1
	return who
}
