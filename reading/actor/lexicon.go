package actor

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt/packs"
)

// lexicon maps nouns to a value; a noun may also match by the end of a compound.
type lexicon[T any] struct {
	words    map[string]T
	suffixes map[string]T
	bases    map[string]bool // those of words that are no inflected form
	shortest int
}

// readLexicon reads a table of nouns: column names the noun, "match" is word or
// suffix, value makes what is kept of a row.
func readLexicon[T any](p *packs.Pack, table, column string, value func(packs.Row) (T, error)) (*lexicon[T], error) {
	t, err := p.Table(table)
	if err != nil {
		return nil, err
	}
	l := &lexicon[T]{words: map[string]T{}, suffixes: map[string]T{}, bases: map[string]bool{}, shortest: 99}
	for _, r := range t.Rows {
		noun := strings.ToLower(r.Get(column))
		x, err := value(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.At(), err)
		}
		if noun == "" {
			return nil, fmt.Errorf("%s: no %s", r.At(), column)
		}
		l.bases[noun] = true
		for _, w := range append(strings.Fields(strings.ToLower(r.Get("forms"))), noun) {
			if _, known := l.words[w]; !known || w == noun {
				l.words[w] = x
			}
			if r.Get("match") == "suffix" {
				l.suffixes[w] = x
				l.shortest = min(l.shortest, len(w))
			}
		}
		switch r.Get("match") {
		case "", "word", "suffix":
		default:
			return nil, fmt.Errorf("%s: match is %q, must be word or suffix", r.At(), r.Get("match"))
		}
	}
	return l, nil
}

// inflects reports whether a word is an inflected form of a noun of the table.
func (l *lexicon[T]) inflects(form string) bool {
	_, known := l.words[form]
	return known && !l.bases[form]
}

// minStem is the shortest first part of a compound, in bytes.
const minStem = 2

// of looks a token up by form, lemma, and then the longest end of its lemma.
func (l *lexicon[T]) of(t *token) (T, bool) {
	for _, w := range [2]string{t.form, t.lemma} {
		if x, ok := l.words[w]; ok {
			return x, true
		}
	}
	if x, ok := l.byEnd(t.lemma); ok {
		return x, true
	}
	return l.byEnd(t.form)
}

func (l *lexicon[T]) byEnd(w string) (T, bool) {
	for from := minStem; from <= len(w)-l.shortest; from++ {
		if x, ok := l.suffixes[w[from:]]; ok {
			return x, true
		}
	}
	var none T
	return none, false
}
