package actor

import "github.com/enligt/enligt/packs"

// lexicon is a table of nouns, asked by token.
type lexicon[T any] struct{ *packs.Lexicon[T] }

func readLexicon[T any](p *packs.Pack, table, column string, value func(packs.Row) (T, error)) (*lexicon[T], error) {
	l, err := packs.ReadLexicon(p, table, column, value)
	return &lexicon[T]{l}, err
}

// of looks a token up by form, lemma, and then the longest end of either.
func (l *lexicon[T]) of(t *token) (T, bool) { return l.Of(t.form, t.lemma) }
