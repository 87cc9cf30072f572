// Package segment cuts a text into sentences and words.
package segment

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// Segmenter cuts texts of one language.
type Segmenter struct{}

// Open makes a segmenter from a pack's tables and its segment model.
func Open(p *packs.Pack) (*Segmenter, error) { return &Segmenter{}, nil }

// Split cuts each block of text into sentences with their words: Span, Form,
// Part, Parts and GlueNext are set, nothing else. Quotations, found before, keep
// closing marks with the sentence they close.
func (s *Segmenter) Split(text string, blocks []enligt.Block, quotations []enligt.Quotation) []enligt.Sentence {
	return nil
}
