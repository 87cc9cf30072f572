// Package tag gives words their universal part of speech and features.
package tag

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// Tagger tags sentences of one language. It is safe for concurrent use.
type Tagger struct{}

// Open makes a tagger from a pack's tag model.
func Open(p *packs.Pack) (*Tagger, error) { return &Tagger{}, nil }

// Tag sets UPOS, XPOS and Feats of the words of one sentence from their forms.
func (t *Tagger) Tag(words []enligt.Word) {}
