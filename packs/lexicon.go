package packs

import (
	"fmt"
	"strings"
)

// Lexicon maps nouns of a table to a value; a noun may also match by the end of a
// compound. It is safe for concurrent use once read.
type Lexicon[T any] struct {
	words    map[string]T
	suffixes map[string]T
	bases    map[string]bool // those of words that are no inflected form
	shortest int             // suffix, in bytes
	longest  int
}

// NewLexicon makes an empty lexicon.
func NewLexicon[T any]() *Lexicon[T] {
	return &Lexicon[T]{words: map[string]T{}, suffixes: map[string]T{}, bases: map[string]bool{}, shortest: 99}
}

// ReadLexicon reads a table of nouns: column names the noun, "forms" its inflected
// forms, "match" is word or suffix, value makes what is kept of a row. A row that
// cannot be read gives an error with its file and line.
func ReadLexicon[T any](p *Pack, table, column string, value func(Row) (T, error)) (*Lexicon[T], error) {
	t, err := p.Table(table)
	if err != nil {
		return nil, err
	}
	l := NewLexicon[T]()
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
				l.AddEnd(w, x)
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

// AddEnd makes compounds that end in w match.
func (l *Lexicon[T]) AddEnd(w string, x T) {
	l.suffixes[w] = x
	l.shortest, l.longest = min(l.shortest, len(w)), max(l.longest, len(w))
}

// SetEnds gives every end of a compound the same value.
func (l *Lexicon[T]) SetEnds(x T) {
	for end := range l.suffixes {
		l.suffixes[end] = x
	}
}

// Word looks up a whole word in lower case.
func (l *Lexicon[T]) Word(w string) (T, bool) {
	x, ok := l.words[w]
	return x, ok
}

// Inflects reports whether a word is an inflected form of a noun of the table.
func (l *Lexicon[T]) Inflects(form string) bool {
	_, known := l.words[form]
	return known && !l.bases[form]
}

// MinStem is the shortest first part of a compound, in bytes.
const MinStem = 2

// Of looks a word up by its form, its lemma, and then the longest end of either;
// both in lower case.
func (l *Lexicon[T]) Of(form, lemma string) (T, bool) {
	for _, w := range [2]string{form, lemma} {
		if x, ok := l.words[w]; ok {
			return x, true
		}
	}
	if x, ok := l.ByEnd(lemma); ok {
		return x, true
	}
	return l.ByEnd(form)
}

// ByEnd looks a word up by the longest end of a compound that it has.
func (l *Lexicon[T]) ByEnd(w string) (T, bool) {
	for from := max(MinStem, len(w)-l.longest); from <= len(w)-l.shortest; from++ {
		if x, ok := l.suffixes[w[from:]]; ok {
			return x, true
		}
	}
	var none T
	return none, false
}
