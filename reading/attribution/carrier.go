package attribution

import (
	"fmt"
	"sort"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// carriers knows who carries news, by the agencies table.
type carriers struct {
	names  index[*phrase]
	ends   map[string]string             // of the last part of a compound name
	parts  map[string]string             // words of names of several words
	first  int                           // length of the shortest end, in bytes
	on     map[string]enligt.ChannelType // tv or radio, by the name in lower case
	called map[string]bool               // the forms of generic nouns as the table has them, all singular
}

func readCarriers(p *packs.Pack) (*carriers, error) {
	t, err := p.Table("agencies")
	if err != nil {
		return nil, err
	}
	c := &carriers{names: index[*phrase]{}, ends: map[string]string{}, parts: map[string]string{}, first: 99, on: map[string]enligt.ChannelType{}, called: map[string]bool{}}
	for _, r := range t.Rows {
		name, kind := r.Get("name"), r.Get("type")
		switch kind {
		case carrierAgency, carrierOutlet, genericAgency, genericOutlet:
		default:
			return nil, fmt.Errorf("%s: no type of carrier is called %q", r.At(), kind)
		}
		words := parsePattern(name)
		if len(words) == 0 {
			return nil, fmt.Errorf("%s: no name", r.At())
		}
		if kind == genericAgency || kind == genericOutlet {
			for _, form := range strings.Split(name, "|") {
				c.called[form] = true
			}
		}
		if m := r.Get("medium"); m != "" {
			c.on[strings.ToLower(name)] = enligt.ChannelType(m)
		}
		switch r.Get("match") {
		case "", "name":
			c.names.add(words, &phrase{words: words, value: kind, proper: isProper(name)})
			if parts := parsePattern(strings.ReplaceAll(name, "-", " - ")); len(parts) > len(words) {
				c.names.add(parts, &phrase{words: parts, value: kind, proper: isProper(name)}) // where words are cut at hyphens
			}
		case "end":
			c.ends[strings.ToLower(name)] = kind
			c.first = min(c.first, len(name))
		case "part":
			c.parts[strings.ToLower(name)] = kind
		default:
			return nil, fmt.Errorf("%s: match is %q, must be name, end or part", r.At(), r.Get("match"))
		}
	}
	return c, nil
}

// Types of carriers: news agencies, all other outlets, and the nouns that stand
// for one named before.
const (
	carrierAgency = "agency"
	carrierOutlet = "outlet"
	genericAgency = "generic-agency"
	genericOutlet = "generic"
)

// carrier is a place where a text names who carries news.
type carrier struct {
	at   stretch
	noun stretch // the words before the name that say what it is, empty for none
	kind string
}

func (c *carrier) generic() bool { return c.kind == genericAgency || c.kind == genericOutlet }

// carriersIn finds the carriers that a text names, in order.
func (e *Engine) carriersIn(v *view) []carrier {
	var out []carrier
	for i := 0; i < len(v.toks); i++ {
		c := e.carrierAt(v, i)
		if c.at.empty() {
			continue
		}
		out = append(out, c)
		i = c.at.to - 1
	}
	return out
}

// carrierAt is the carrier whose first word is token i, its at empty where there
// is none.
func (e *Engine) carrierAt(v *view, i int) carrier {
	c := carrier{}
	c.at, c.kind = v.longest(e.carriers.names, i)
	switch {
	case !c.at.empty() && c.generic():
		if name := v.nameBehindNoun(c.at.to - 1); !name.empty() {
			return carrier{name, c.at, c.namedKind()}
		}
		if t := &v.toks[c.at.to-1]; t.Entity != "" || t.Feat("Number") == "Plur" && !e.carriers.called[t.form] || isCapital(t.Form) && i != v.sentence(i).from {
			return carrier{} // "the Space Agency", "aid agencies"
		}
		if name := v.besideNoun(c.at.to - 1); !name.empty() {
			return carrier{name, c.at, c.namedKind()}
		}
	case !c.at.empty():
		if c.at = c.at.cover(v.nameFrom(i)); !v.toks[i].First() && c.at.to-c.at.from > 1 {
			c.at.from++ // "au Monde" names Le Monde
		}
	case v.domainFrom(i) > i:
		return carrier{at: stretch{i, v.domainFrom(i)}, kind: carrierOutlet}
	default:
		name := e.carriers.nameFrom(v, i)
		if c.kind = e.carriers.shape(v, name); c.kind != "" {
			c.at = name
		}
	}
	return c
}

// nameFrom is the name that starts at token i, with the place behind its only word where
// that is one that names of outlets are made of: "L'Écho | du Berry", "Voice | of Cedar".
func (c *carriers) nameFrom(v *view, i int) stretch {
	s, end := v.nameFrom(i), v.sentence(i).to
	if s.empty() {
		return s
	}
	if s.to < end && isCapital(v.toks[s.to].Form) && c.parts[v.toks[s.to].form] != "" {
		s.to++ // what the recogniser of names took for a place: "Harbour | FM"
	}
	if s.to-s.from != 1 || c.parts[v.toks[s.from].form] == "" {
		return s
	}
	for j := s.to; j < end && j < s.to+maxGroup; j++ {
		switch t := &v.toks[j]; {
		case j > s.to && isCapital(t.Form):
			s.to = v.nameAround(j).to
			return s
		case j == s.to && t.UPOS != "ADP" || j > s.to && t.UPOS != "DET":
			return s
		}
	}
	return s
}

// namedKind is the kind of whoever a noun that names nobody stands before.
func (c *carrier) namedKind() string {
	if c.kind == genericAgency {
		return carrierAgency
	}
	return carrierOutlet
}

// nameBehindNoun is the name behind noun i that opens its sentence and was taken into the
// name for its capital: "Nyhetsbyrån | Skagerpress".
func (v *view) nameBehindNoun(i int) stretch {
	next := i + 1
	if i != v.sentence(i).from || next >= v.sentence(i).to || !strings.HasPrefix(v.toks[i].Entity, "B-") || !strings.HasPrefix(v.toks[next].Entity, "I-") || !isCapital(v.toks[next].Form) {
		return stretch{}
	}
	name := v.nameAround(i)
	name.from = next
	return name
}

// shape recognises a name by its words: "The Moscow Times", "Kustbladet".
func (c *carriers) shape(v *view, name stretch) string {
	for i := name.from; i < name.to; i++ {
		for from, form := 0, v.toks[i].form; ; {
			word, _, more := strings.Cut(form[from:], "-")
			if kind, ok := c.parts[word]; ok && (name.to-name.from > 1 || more || from > 0) {
				return kind
			}
			if !more {
				break
			}
			from += len(word) + 1
		}
	}
	if n := name.to - name.from; n != 1 && n != 2 || strings.HasSuffix(v.toks[name.to-1].Entity, "-PER") {
		return ""
	}
	for _, form := range [2]string{v.toks[name.to-1].form, v.toks[name.to-1].lemma} { // also "Svenska Kustbladet"
		for from := packs.MinStem; from <= len(form)-c.first; from++ {
			if kind, ok := c.ends[form[from:]]; ok {
				return kind
			}
		}
	}
	return ""
}

// nameFrom is the name that starts at token i, with the words in capitals behind it
// that the recogniser of names leaves out.
func (v *view) nameFrom(i int) stretch {
	t := &v.toks[i]
	if strings.HasPrefix(t.Entity, "I-") || !isCapital(t.Form) || t.UPOS != "PROPN" && t.Entity == "" && (t.UPOS != "NOUN" || i == v.sentence(i).from) {
		return stretch{i, i}
	}
	s := v.nameAround(i)
	for end := min(v.sentence(i).to, s.from+longestName); s.to < end && isCapital(v.toks[s.to].Form) && !strings.HasPrefix(v.toks[s.to].Entity, "B-"); {
		s.to++
	}
	return s
}

// longestName is how many words of capitals are taken for one name at the most, so
// that a text in capitals stays linear.
const longestName = 20

// besideNoun is the name that follows token i, a noun that says what it is: "the
// site Axios", "le site américain Axios", "le quotidien « Le Rempart »".
func (v *view) besideNoun(i int) stretch {
	end := v.sentence(i).to
	for j, n := i+1, 0; j < end && n < 3; j, n = j+1, n+1 {
		t := &v.toks[j]
		if isCapital(t.Form) && (t.UPOS == "PROPN" || t.Entity != "") && !strings.HasPrefix(t.Entity, "I-") {
			return v.nameFrom(j)
		}
		if t.UPOS != "ADJ" && !isMark(t.form) && !(j == i+1 && isComma(t.form) && v.apposedName(j+1)) {
			break
		}
	}
	return stretch{i, i}
}

// apposedName reports whether the name at token i, behind a comma, ends its phrase: "a
// broadcaster, | Radio Merwede, said".
func (v *view) apposedName(i int) bool {
	end := v.sentence(i).to
	if i >= end || v.toks[i].Entity != "B-ORG" {
		return false
	}
	to := v.nameFrom(i).to
	return to >= end || v.toks[to].isPunct()
}

// domainFrom is where the address of a web site that starts at token i ends, however
// it is cut into words; i where none does.
func (v *view) domainFrom(i int) int {
	t := &v.toks[i]
	if t.form == "" {
		return i
	}
	if c := t.form[0]; c < 'a' || c > 'z' || i > 0 && v.toks[i-1].End == t.Start {
		return i
	}
	rest := v.a.Text[t.Start:min(len(v.a.Text), t.Start+maxDomain)]
	if space := strings.IndexAny(rest, " \n\t\u00a0,;:!?\"”»)"); space >= 0 {
		rest = rest[:space]
	}
	rest = strings.ToLower(strings.TrimRight(rest, ".…"))
	if !isDomain(rest) {
		return i
	}
	j := i
	for end := t.Start + len(rest); j < len(v.toks) && v.toks[j].End <= end; {
		j++
	}
	return j
}

// maxDomain is the longest address looked for, in bytes.
const maxDomain = 60

// isDomain reports whether a word is the address of a web site: "svt.se".
func isDomain(form string) bool {
	dot := strings.LastIndexByte(form, '.')
	if dot < 2 || len(form)-dot < 3 || len(form)-dot > 5 {
		return false
	}
	for i := 0; i < len(form); i++ {
		if c := form[i]; c != '.' && c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9' || i > dot) {
			return false
		}
	}
	return true
}

// carrierIn is the first carrier that lies in s, nil for none.
func (r *reader) carrierIn(s stretch) *carrier {
	i := sort.Search(len(r.carriers), func(i int) bool { return r.carriers[i].at.from >= s.from })
	if i < len(r.carriers) && s.covers(r.carriers[i].at) {
		return &r.carriers[i]
	}
	return nil
}

// carrierAtHead is the carrier whose name starts at noun h, nil for none.
func (r *reader) carrierAtHead(h int) *carrier {
	i := sort.Search(len(r.carriers), func(i int) bool { return r.carriers[i].at.from >= h })
	if i < len(r.carriers) && r.carriers[i].at.from == h {
		return &r.carriers[i]
	}
	return nil
}

// calledBefore is the carrier that a noun stands for: the last one named before it
// of its kind, nil where there is none.
func (r *reader) calledBefore(c *carrier) *carrier {
	i := sort.Search(len(r.carriers), func(i int) bool { return r.carriers[i].at.from >= c.at.from })
	for i--; i >= 0; i-- {
		if b := &r.carriers[i]; !b.generic() && (b.kind == carrierAgency) == (c.kind == genericAgency) {
			return b
		}
	}
	return nil
}

// at calls f for each known name whose first word may be token t.
func (c *carriers) at(t *token, f func(*phrase)) { c.names.at(t, f) }
