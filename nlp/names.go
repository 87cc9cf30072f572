package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// particles are small words of other languages inside names: "La Dépêche | du | Lac".
type particles map[string]bool

func openParticles(p *packs.Pack) (particles, error) {
	t, err := p.Table("particles")
	if err != nil {
		return nil, err
	}
	out := particles{}
	for _, r := range t.Rows {
		out[r.Get("word")] = true
	}
	return out, nil
}

// join makes one name of two whose capitals nothing but a particle parts, the former
// found already: the particle is a word of the name and of no other kind.
func (p particles) join(words []enligt.Word) {
	for i := 1; i+1 < len(words); i++ {
		w, next := &words[i], &words[i+1]
		name := words[i-1].Entity
		if name == "" || w.Entity != "" || !p[w.Form] || !capital(next.Form) || !capital(words[i-1].Form) {
			continue
		}
		inside := "I-" + name[strings.IndexByte(name, '-')+1:]
		w.UPOS, w.XPOS, w.Feats, w.Lemma, w.Entity = "PROPN", words[i-1].XPOS, "", w.Form, inside
		for next.Entity = inside; i+2 < len(words) && strings.HasPrefix(words[i+2].Entity, "I-"); i++ {
			words[i+2].Entity = inside
		}
	}
}

// partNames ends names of bodies and places at commas, behind which another begins: "in
// Parliament, | Sharif said". Lists of persons are parted where persons are told apart.
func partNames(words []enligt.Word) {
	for i := 1; i < len(words); i++ {
		kind, inside := strings.CutPrefix(words[i].Entity, "I-")
		if !inside || kind == "PER" || words[i].Form != "," && words[i].Form != ";" {
			continue
		}
		words[i].Entity = ""
		if next := i + 1; next < len(words) && words[next].Entity == "I-"+kind {
			words[next].Entity = "B-" + kind
		}
	}
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}
