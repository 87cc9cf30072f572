package attribution

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// lexicon is a table of nouns, asked by token.
type lexicon[T any] struct{ *packs.Lexicon[T] }

func readLexicon[T any](p *packs.Pack, table, column string, value func(packs.Row) (T, error)) (*lexicon[T], error) {
	l, err := packs.ReadLexicon(p, table, column, value)
	return &lexicon[T]{l}, err
}

// of looks a token up by form, lemma, and then the longest end of either.
func (l *lexicon[T]) of(t *token) (T, bool) { return l.Of(t.form, t.lemma) }

func readKinds(p *packs.Pack) (*lexicon[enligt.ActorKind], error) {
	return readLexicon(p, "nouns", "noun", func(r packs.Row) (enligt.ActorKind, error) {
		switch k := enligt.ActorKind(r.Get("kind")); k {
		case enligt.Person, enligt.Organisation, enligt.State, enligt.Group, enligt.Anonymous, enligt.DocumentKind:
			return k, nil
		default:
			return k, fmt.Errorf("no kind of actor is called %q", k)
		}
	})
}

func readRoles(p *packs.Pack) (*lexicon[bool], error) {
	return readLexicon(p, "roles", "role", present)
}

// present is the value of a row that is only there or not.
func present(packs.Row) (bool, error) { return true, nil }

// doubtRow is one line of doubt.tsv.
type doubtRow struct {
	pattern pattern
	kind    enligt.DoubtKind
	where   string          // cue content source sentence
	but     map[string]bool // lemmas or forms that its first word may not have, nor the word behind it
	mood    bool            // a conditional, which may be no hearsay
}

func readDoubts(p *packs.Pack) (index[*doubtRow], error) {
	t, err := p.Table("doubt")
	if err != nil {
		return nil, err
	}
	rows := index[*doubtRow]{}
	for _, r := range t.Rows {
		d := &doubtRow{parsePattern(r.Get("phrase")), enligt.DoubtKind(r.Get("kind")), r.Get("where"), map[string]bool{}, strings.Contains(strings.ToLower(r.Get("phrase")), "@mood=cnd")}
		for _, w := range strings.Fields(strings.ToLower(r.Get("but"))) {
			d.but[w] = true
		}
		ok := len(d.pattern) > 0
		switch d.where {
		case "cue", "content", "source", "sentence":
		default:
			ok = false
		}
		kind := false
		for _, k := range enligt.DoubtKinds {
			kind = kind || k == d.kind
		}
		if !ok || !kind {
			return nil, fmt.Errorf("%s: not a phrase, a kind of doubt and a place", r.At())
		}
		rows.add(d.pattern, d)
	}
	return rows, nil
}

// phrase is a name of several words in a table, with its value.
type phrase struct {
	words  pattern
	value  string
	tail   bool // matches by the end of a compound
	proper bool // written with a capital
}

// isProper reports whether a phrase of a table is a name.
func isProper(cell string) bool { return isCapital(cell) }

// isCapital reports whether a word starts with a capital letter.
func isCapital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// readPhrases reads a table of names or nouns of one or more words.
func readPhrases(p *packs.Pack, table, column string) (index[*phrase], *lexicon[string], error) {
	t, err := p.Table(table)
	if err != nil {
		return nil, nil, err
	}
	rows, ends := index[*phrase]{}, &lexicon[string]{packs.NewLexicon[string]()}
	for _, r := range t.Rows {
		f := &phrase{words: parsePattern(r.Get(column)), value: r.Get("type"), tail: r.Get("match") == "suffix", proper: isProper(r.Get(column))}
		if len(f.words) == 0 || f.value == "" {
			return nil, nil, fmt.Errorf("%s: no %s or no type", r.At(), column)
		}
		rows.add(f.words, f)
		if f.tail {
			ends.AddEnd(f.words[0][0], f.value)
		}
	}
	return rows, ends, nil
}

// pronoun is one line of pronouns.tsv.
type pronoun struct {
	plural bool
	gender string
	class  string
}

func readPronouns(p *packs.Pack) (map[string]pronoun, error) {
	t, err := p.Table("pronouns")
	if err != nil {
		return nil, err
	}
	out := map[string]pronoun{}
	for _, r := range t.Rows {
		w := pronoun{r.Get("number") == "Plur", r.Get("gender"), r.Get("class")}
		switch w.class {
		case "person", "group", "speaker", "thing", "generic", "relative":
		default:
			return nil, fmt.Errorf("%s: no class of pronoun is called %q", r.At(), w.class)
		}
		out[strings.ToLower(r.Get("form"))] = w
	}
	return out, nil
}

// trimClitic takes the hyphens of inversion off a pronoun: "-t-il", "-elle".
func trimClitic(form string) string {
	if i := strings.LastIndexByte(form, '-'); i >= 0 && i < len(form)-1 && i < 3 {
		return form[i+1:]
	}
	return form
}
