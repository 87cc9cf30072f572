package attribution

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt/packs"
)

// roles is a set of what the phrase behind a preposition may be to a statement.
type roles uint8

const (
	addressee roles = 1 << iota // whom it is said to
	agent                       // who says it in the passive
	place                       // the channel
	through                     // who carries it
	audience                    // addressee, also before the cue
	topic                       // what it is about
	owner                       // whose it is
)

var roleNames = map[string]roles{"addressee": addressee, "agent": agent, "place": place, "through": through, "audience": addressee | audience, "topic": topic, "owner": owner}

// prepositions tells the roles that prepositions open.
type prepositions map[string]roles

func (p prepositions) of(t *token) roles { return p[t.lemma] | p[t.form] }

func readAddressing(p *packs.Pack) (prepositions, error) {
	t, err := p.Table("addressing")
	if err != nil {
		return nil, err
	}
	out := prepositions{}
	for _, r := range t.Rows {
		role, ok := roleNames[r.Get("role")]
		if !ok {
			return nil, fmt.Errorf("%s: role is %q, must be addressee, audience, agent, place, through, topic or owner", r.At(), r.Get("role"))
		}
		out[strings.ToLower(r.Get("preposition"))] |= role
	}
	return out, nil
}

// readStates reads the names of states that can be spoken to: countries and
// capitals.
func readStates(p *packs.Pack) (map[string]bool, error) {
	t, err := p.Table("nationalities")
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range t.Rows {
		out[strings.ToLower(r.Get("country"))] = true
		out[strings.ToLower(r.Get("capital"))] = true
	}
	delete(out, "")
	return out, nil
}

// contact is a verb by which an outlet gets at words or people.
type contact struct {
	verb  pattern
	cites bool // it passes on what it saw or was said to others
}

// readContacts reads the verbs by which outlets get at words or people.
func readContacts(p *packs.Pack) (index[contact], error) {
	t, err := p.Table("contacts")
	if err != nil {
		return nil, err
	}
	out := index[contact]{}
	for _, r := range t.Rows {
		verb, how := parsePattern(r.Get("verb")), r.Get("how")
		if len(verb) == 0 {
			return nil, fmt.Errorf("%s: no verb", r.At())
		}
		if how != "" && how != "cites" {
			return nil, fmt.Errorf("%s: how is %q, must be cites or nothing", r.At(), how)
		}
		out.add(verb, contact{verb, how == "cites"})
	}
	return out, nil
}

// contact reports whether a verb of the contacts table starts at token i.
func (e *Engine) contact(v *view, i int) bool {
	found := false
	e.contacts.at(&v.toks[i], func(c contact) { found = found || c.verb.match(v, i) != nil })
	return found
}

// onlyCites reports whether a verb beside carrier c says that it only cites: "cited by Sky".
func (e *Engine) onlyCites(v *view, c *carrier) bool {
	found, s := false, v.sentence(c.at.from)
	for i := max(s.from, c.at.from-maxContactGap-1); i < min(s.to, c.at.to+maxContactGap); i++ {
		e.contacts.at(&v.toks[i], func(x contact) { found = found || x.cites && x.verb.match(v, i) != nil })
	}
	return found
}
