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

// readContacts reads the verbs by which an outlet gets at words or people.
func readContacts(p *packs.Pack) (index[pattern], error) {
	t, err := p.Table("contacts")
	if err != nil {
		return nil, err
	}
	out := index[pattern]{}
	for _, r := range t.Rows {
		verb := parsePattern(r.Get("verb"))
		if len(verb) == 0 {
			return nil, fmt.Errorf("%s: no verb", r.At())
		}
		out.add(verb, verb)
	}
	return out, nil
}

// contact reports whether a verb of the contacts table starts at token i.
func (e *Engine) contact(v *view, i int) bool {
	found := false
	e.contacts.at(&v.toks[i], func(p pattern) { found = found || p.match(v, i) != nil })
	return found
}
