package actor

import (
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// Offices go by several names: "le chef de l'État" is the president, "the head of
// government" the prime minister.

// officePhrase is one line of offices.tsv without its first word.
type officePhrase struct {
	rest [][]string   // what stands behind the first word, each word with its alternatives
	of   []officeName // what else the office is called
}

// officeName is the base form of a noun of office and words that stand with it.
type officeName struct {
	base  string
	marks []string
}

// readOffices reads offices.tsv, by the base form of the first word. A pack without it
// knows no other names.
func readOffices(p *packs.Pack) (map[string][]officePhrase, error) {
	t, err := p.Table("offices")
	if err != nil {
		return nil, err
	}
	out := map[string][]officePhrase{}
	for _, r := range t.Rows {
		words := strings.Fields(r.Get("office"))
		if len(words) == 0 || r.Get("of") == "" {
			return nil, fmt.Errorf("%s: office and of must not be empty", r.At())
		}
		var o officePhrase
		for _, w := range words[1:] {
			o.rest = append(o.rest, cells(w))
		}
		for _, name := range cells(r.Get("of")) {
			parts := strings.Fields(name)
			if len(parts) == 0 {
				return nil, fmt.Errorf("%s: a name in of is empty", r.At())
			}
			o.of = append(o.of, officeName{parts[0], parts[1:]})
		}
		for _, first := range cells(words[0]) {
			out[first] = append(out[first], o)
		}
	}
	return out, nil
}

// officesAt is what else the office is called that noun i begins, and where its words
// end.
func (c *cast) officesAt(i int) (of []officeName, to int) {
	t := &c.v.toks[i]
	for _, first := range [2]string{c.base(t), t.lemma} {
		for _, o := range c.e.offices[first] {
			to := i + 1
			for k := 0; k < len(o.rest) && to < c.v.sentence(i).to && slices.Contains(o.rest[k], c.v.toks[to].form); k++ {
				to++
			}
			if to == i+1+len(o.rest) {
				return o.of, to
			}
		}
	}
	return nil, i + 1
}

// otherwise is whom noun i means by another name of the office: the president by "the
// head of state"; -1 for nobody.
func (c *cast) otherwise(i int) int {
	of, to := c.officesAt(i)
	for _, o := range of {
		w := c.wantFrom(i, to)
		w.office = o
		if who := w.only(c, c.offices); who >= 0 {
			return who
		}
		if who := c.before(&w); who >= 0 {
			return who
		}
	}
	return -1
}

// has reports whether an entity goes by the name of an office.
func (x *entity) has(o officeName) bool {
	if !x.called(o.base) {
		return false
	}
	for _, m := range o.marks {
		if !slices.Contains(x.marks, m) {
			return false
		}
	}
	return true
}

// learnOffices tells an entity the other names of the office that noun i begins.
func (c *cast) learnOffices(x *entity, i int) {
	of, _ := c.officesAt(i)
	for _, o := range of {
		if !x.called(o.base) && len(x.heads) < maxHeads {
			x.heads = append(x.heads, o.base)
		}
		for _, m := range o.marks {
			x.mark(m)
		}
	}
}

// behindOffice is where the name of a person begins that the tagger took together with an
// office before it for that of a body: "US Secretary of State | Antony Blinken".
func (c *cast) behindOffice(s stretch) int {
	v := c.v
	if v.toks[s.from].Entity == "B-PER" || c.kindOfNoun(s.to-1) == enligt.Organisation {
		return s.from
	}
	office := false
	for i := s.from; i+1 < s.to; i++ {
		t := &v.toks[i]
		if office && i+maxPerson >= s.to && t.UPOS == "PROPN" && (c.e.firstNames[fold(t.form)] != noGender || v.flat(stretch{i, s.to})) && v.toks[s.to-1].UPOS == "PROPN" && c.e.states.named(fold(v.toks[s.to-1].form)) == "" {
			return i
		}
		office = office || c.isRole(i)
	}
	return s.from
}

// maxPerson is how many words of a longer name may be a person's.
const maxPerson = 4

// flat reports whether the tree makes one name of the words of s, as of a person's.
func (v *view) flat(s stretch) bool {
	for i := s.from + 1; i < s.to; i++ {
		if t := &v.toks[i]; t.rel != "flat" || t.head != s.from {
			return false
		}
	}
	return s.to-s.from > 1
}
