// Package ner finds the names of persons, organisations and places.
package ner

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// Recogniser finds names in one language. It is safe for concurrent use.
type Recogniser struct{}

// Open makes a recogniser from a pack's ner model and gazetteers.
func Open(p *packs.Pack) (*Recogniser, error) { return &Recogniser{}, nil }

// Recognise sets Entity of tagged words.
func (r *Recogniser) Recognise(words []enligt.Word) {}
