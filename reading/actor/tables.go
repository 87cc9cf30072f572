package actor

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// gender is natural, of a person, or grammatical, of a noun.
type gender uint8

const (
	noGender gender = iota
	feminine
	masculine
)

func genderOf(cell string) gender {
	switch cell {
	case "Fem":
		return feminine
	case "Masc":
		return masculine
	}
	return noGender
}

// pronoun is one line of pronouns.tsv.
type pronoun struct {
	plural bool
	gender gender
	class  string // person group speaker thing generic relative
	things bool   // a personal one that stands for things too, by their grammatical gender
}

func readPronouns(p *packs.Pack) (map[string]pronoun, error) {
	t, err := p.Table("pronouns")
	if err != nil {
		return nil, err
	}
	out := map[string]pronoun{}
	for _, r := range t.Rows {
		w := pronoun{r.Get("number") == "Plur", genderOf(r.Get("gender")), r.Get("class"), r.Get("things") == "yes"}
		switch w.class {
		case "person", "group", "speaker", "thing", "generic", "relative":
		default:
			return nil, fmt.Errorf("%s: no class of pronoun is called %q", r.At(), w.class)
		}
		out[strings.ToLower(r.Get("form"))] = w
	}
	return out, nil
}

func readKinds(p *packs.Pack) (*lexicon[enligt.ActorKind], error) {
	return readLexicon(p, "nouns", "noun", kindOf)
}

func kindOf(r packs.Row) (enligt.ActorKind, error) {
	switch k := enligt.ActorKind(r.Get("kind")); k {
	case enligt.Person, enligt.Organisation, enligt.State, enligt.Group, enligt.Anonymous, enligt.DocumentKind:
		return k, nil
	default:
		return k, fmt.Errorf("no kind of actor is called %q", k)
	}
}

// readRoles reads nouns of office. What a word of the table is worth is its base
// form; the end of a compound is worth nothing by itself.
func readRoles(p *packs.Pack) (*lexicon[string], error) {
	l, err := readLexicon(p, "roles", "role", func(r packs.Row) (string, error) {
		return strings.ToLower(r.Get("role")), nil
	})
	if err == nil {
		l.SetEnds("")
	}
	return l, err
}

// present is the value of a row that is only there or not.
func present(packs.Row) (bool, error) { return true, nil }

// anaphor is one line of anaphors.tsv: a noun that by itself says little of whom
// it stands for.
type anaphor struct {
	kind   enligt.ActorKind // "" for any
	gender gender
	number string // Plur for several named together, Both and Two for two, Last and Lasts for the one and those named last
	plain  bool   // nobody with an office is meant: "the accused" is not the prosecutor
}

// The numbers of an anaphor that goes back to the one, and to those, named last.
const (
	last       = "Last"
	lastPlural = "Lasts"
)

func readAnaphors(p *packs.Pack) (*lexicon[anaphor], error) {
	return readLexicon(p, "anaphors", "noun", func(r packs.Row) (anaphor, error) {
		a := anaphor{"", genderOf(r.Get("gender")), r.Get("number"), r.Get("office") == "none"}
		if r.Get("kind") == "" && (a.number == "Both" || a.number == "Two" || a.number == last || a.number == lastPlural) {
			return a, nil
		}
		var err error
		a.kind, err = kindOf(r)
		return a, err
	})
}

// readGenders reads the nouns that tell whether a woman or a man is meant.
func readGenders(p *packs.Pack) (*lexicon[gender], error) {
	return readLexicon(p, "genders", "noun", func(r packs.Row) (gender, error) {
		g := genderOf(r.Get("gender"))
		if g == noGender {
			return g, fmt.Errorf("gender is %q, must be Fem or Masc", r.Get("gender"))
		}
		return g, nil
	})
}

// readFirstNames reads given names, lower case, with their gender.
func readFirstNames(p *packs.Pack) (map[string]gender, error) {
	t, err := p.Table("firstnames")
	if err != nil {
		return nil, err
	}
	out := map[string]gender{}
	for _, r := range t.Rows {
		g := genderOf(r.Get("gender"))
		if g == noGender || r.Get("name") == "" {
			return nil, fmt.Errorf("%s: not a name and Fem or Masc", r.At())
		}
		out[strings.ToLower(r.Get("name"))] = g
	}
	return out, nil
}

// readTitles reads forms of address that are no role ("fru", "Mme"), lower case.
func readTitles(p *packs.Pack) (map[string]gender, error) {
	t, err := p.Table("titles")
	if err != nil {
		return nil, err
	}
	out := map[string]gender{}
	for _, r := range t.Rows {
		title := strings.ToLower(r.Get("title"))
		if title == "" {
			return nil, fmt.Errorf("%s: no title", r.At())
		}
		out[title] = genderOf(r.Get("gender"))
	}
	return out, nil
}

// carriers are the agencies and outlets, lower case, and the nouns that stand
// for them.
type carriers struct {
	names map[string]string // name or noun -> type
	ends  map[string]string // last part of a one-word name
	parts map[string]string // word in names of several
}

func readCarriers(p *packs.Pack) (*carriers, error) {
	t, err := p.Table("agencies")
	if err != nil {
		return nil, err
	}
	c := &carriers{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, r := range t.Rows {
		if r.Get("name") == "" || r.Get("type") == "" {
			return nil, fmt.Errorf("%s: no name or no type", r.At())
		}
		to := c.names
		switch r.Get("match") {
		case "end":
			to = c.ends
		case "part":
			to = c.parts
		}
		for _, name := range spellings(strings.ToLower(r.Get("name"))) {
			to[name] = r.Get("type")
		}
	}
	return c, nil
}

// minCarrier is the shortest first part of a one-word name, in bytes.
const minCarrier = 2

// of is what a name carries news as, by the table or by its shape; sure reports
// whether the table holds the name itself.
func (c *carriers) of(words []string, key string) (kind string, sure bool) {
	if k := c.names[key]; k != "" {
		if !isCarrier(k) {
			return "", false
		}
		return k, true
	}
	if len(words) > 1 {
		for _, w := range words {
			if k := c.parts[w]; k != "" {
				return k, false
			}
		}
		return "", false
	}
	for i := minCarrier; i < len(key); i++ {
		if k := c.ends[key[i:]]; k != "" {
			return k, false
		}
	}
	return "", false
}

// generic is what a noun that stands for a carrier says of it: "agency",
// "outlet", or "" for other nouns.
func (c *carriers) generic(t *token) string {
	for _, w := range [2]string{t.lemma, t.form} {
		switch c.names[w] {
		case "generic":
			return "outlet"
		case "generic-agency":
			return "agency"
		}
	}
	return ""
}

func isGeneric(kind string) bool { return kind == "generic" || kind == "generic-agency" }

func isCarrier(kind string) bool { return kind == "agency" || kind == "outlet" }

// spellings are the forms that a cell of alternatives stands for: all those of a
// single word, the first of each where there are more.
func spellings(cell string) []string {
	words := strings.Fields(cell)
	if len(words) == 1 {
		return strings.Split(cell, "|")
	}
	for i, w := range words {
		words[i], _, _ = strings.Cut(w, "|")
	}
	return []string{strings.Join(words, " ")}
}

// readQuantifiers reads words like "several", lower case.
func readQuantifiers(p *packs.Pack) (map[string]bool, error) {
	t, err := p.Table("quantifiers")
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range t.Rows {
		if r.Get("word") == "" {
			return nil, fmt.Errorf("%s: no word", r.At())
		}
		out[strings.ToLower(r.Get("word"))] = true
	}
	return out, nil
}

// readOutward reads the prepositions that only lead to whom something is said, as
// "to" and "till".
func readOutward(p *packs.Pack) (map[string]bool, error) {
	t, err := p.Table("addressing")
	if err != nil {
		return nil, err
	}
	out, place := map[string]bool{}, map[string]bool{}
	for _, r := range t.Rows {
		word := strings.ToLower(r.Get("preposition"))
		switch r.Get("role") {
		case "addressee", "audience":
			out[word] = !place[word]
		case "place":
			out[word], place[word] = false, true
		}
	}
	return out, nil
}

// readChannels reads the names of channels, lower case.
func readChannels(p *packs.Pack) (map[string]bool, error) {
	t, err := p.Table("channels")
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range t.Rows {
		for _, name := range spellings(strings.ToLower(r.Get("channel"))) {
			out[name] = true
		}
	}
	return out, nil
}
