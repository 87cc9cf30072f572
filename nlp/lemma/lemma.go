// Package lemma gives words their lemma.
package lemma

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// Lemmatiser finds lemmas of one language. It is safe for concurrent use.
type Lemmatiser struct{}

// Open makes a lemmatiser from a pack's lemma model.
func Open(p *packs.Pack) (*Lemmatiser, error) { return &Lemmatiser{}, nil }

// Lemmatise sets Lemma of tagged words.
func (l *Lemmatiser) Lemmatise(words []enligt.Word) {}
