package attribution

import (
	"slices"

	"github.com/enligt/enligt"
)

// verify links statements that say of others that they could not be checked, or are
// not so, to those others: "Uppgiften har inte kunnat verifieras" is about the
// statement before it, and that one is unverified.
func (r *reader) verify() {
	for i := range r.out {
		s := &r.out[i]
		hedge := -1
		for d := range s.Doubt {
			if s.Doubt[d].Kind == enligt.Unverified && s.Doubt[d].Span.Overlaps(s.Cue) {
				hedge = d
			}
		}
		if hedge < 0 && s.Act != enligt.Deny || !r.refers(&r.found[i]) {
			continue
		}
		o := r.before(i)
		if r.found[i].t.kind == previousContent {
			o = r.within(i)
		}
		if o == nil {
			continue
		}
		s.About = append(s.About, o.ID)
		if hedge >= 0 && (len(o.Doubt) == 0 || len(o.Doubt) == 1 && o.Doubt[0].Kind == enligt.Purported) { // who claims something is doubted already
			o.Doubt = append(o.Doubt, s.Doubt[hedge])
		}
	}
}

// maxAbout is how far behind a claim, in words, it may be spoken of.
const maxAbout = 80

// before is the last statement of its own before reading i, nil where none is near.
func (r *reader) before(i int) *enligt.Statement {
	for j := i - 1; j >= 0; j-- {
		k := &r.found[j]
		if k.first() < r.found[i].first()-maxAbout {
			return nil
		}
		if r.out[j].Source == nil && slices.ContainsFunc(r.out[j].Doubt, func(d enligt.Doubt) bool { return d.Kind == enligt.Purported }) {
			continue // it says only whose words they are said to be
		}
		if k.c != nil && r.holder[j] < 0 && r.out[j].Act != enligt.Decline && k.last() <= r.found[i].first()+1 {
			return &r.out[j]
		}
	}
	return nil
}

// within is the first statement that stands in the content of reading i, nil for none.
func (r *reader) within(i int) *enligt.Statement {
	for j := max(0, i-maxRecent); j < min(len(r.out), i+maxRecent); j++ {
		if r.holder[j] == i {
			return &r.out[j]
		}
	}
	return nil
}

// refers reports whether a content is no more than a word for what was said before:
// a pronoun, or a definite noun for things said ("uppgiften", "ces affirmations").
func (r *reader) refers(k *choice) bool {
	v := r.v
	p := k.t.parts[0]
	if len(k.t.parts) > 1 || p.to-p.from > 6 || k.t.kind == previousContent {
		return k.t.kind == previousContent && len(k.t.parts) == 1
	}
	h := v.root(p)
	t := &v.toks[h]
	if t.UPOS == "PRON" {
		return t.Feat("Person") != "1" && t.Feat("Person") != "2"
	}
	if r.saidThing(h) {
		return true
	}
	for j := t.child; j >= 0; j = v.toks[j].next { // "meddelandets äkthet", "the authenticity of the recording"
		if v.toks[j].rel == "nmod" && r.saidThing(j) {
			return true
		}
	}
	return false
}

// saidThing reports whether token h is a definite noun for something said or
// written.
func (r *reader) saidThing(h int) bool {
	v := r.v
	t := &v.toks[h]
	kind, _ := r.e.kinds.of(t)
	_, carries := r.e.ends.ByEnd(t.lemma)
	if at, _ := v.longest(r.e.channels, h); !at.empty() {
		carries = true
	}
	said := kind == enligt.DocumentKind || carries
	r.e.cues.at(t, func(c *cueRow) { said = said || len(c.pattern) == 1 && slices.Contains(c.pos, "NOUN") })
	definite := t.Feat("Definite") == "Def"
	v.children(h, func(j int) {
		definite = definite || v.toks[j].UPOS == "DET" && v.toks[j].Feat("Definite") != "Ind" && v.toks[j].Feat("PronType") != "Neg" || v.toks[j].Feat("PronType") == "Dem"
	})
	return said && definite
}
