// Package ner finds the names of persons, organisations and places.
//
// In go the words of a sentence with Form, UPOS and, where the pack has
// clusters, Cluster; out comes Entity, "B-PER", "I-PER" and so on by kind, empty
// outside names. The method is a linear model over sequences of such labels,
// trained by the structured perceptron (Collins 2002) and decoded exactly by the
// Viterbi algorithm, with look-ups in lists of known names among its features.
// [Open] fails where the pack's model is missing, damaged or of another version;
// recognising never fails.
package ner

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Kind is the name of the model in a pack, Version that of its features: a model
// of another version is refused.
const (
	Kind    = "ner"
	Version = 1
)

// Recogniser finds names in one language. It is safe for concurrent use.
type Recogniser struct {
	labels  []string // "" outside, then "B-PER", "I-PER" … by kind
	names   *gazetteer
	lean    int32    // taken from the score of no name for a capitalised word
	anyCase uint16   // classes of known names that hold in lower case too
	endings []string // that a name may carry: a genitive's
	model   scorer
	pool    *sync.Pool // of *state
}

// scorer is a model in training or a finished one.
type scorer interface {
	Score(features []uint64, scores []int32)
}

// Open makes a recogniser from a pack's ner model.
func Open(p *packs.Pack) (*Recogniser, error) {
	raw, err := p.Model(Kind)
	if err != nil {
		return nil, err
	}
	return FromBytes(raw)
}

// FromBytes makes a recogniser from the bytes of a model file, which must not change.
func FromBytes(raw []byte) (*Recogniser, error) {
	f, err := learn.OpenFile(raw, Kind, Version)
	if err != nil {
		return nil, err
	}
	kinds := f.Lines("kinds")
	if len(kinds) == 0 || len(kinds) > maxKinds {
		return nil, errors.New("ner model: no kinds of names; rebuild it with enligt train")
	}
	m, err := f.Compact("weights")
	if err != nil {
		return nil, err
	}
	r := newRecogniser(kinds)
	if m.Classes() != len(r.labels) {
		return nil, fmt.Errorf("ner model: weights of %d labels, expected %d; rebuild it with enligt train", m.Classes(), len(r.labels))
	}
	r.model = m
	r.endings = f.Lines("endings")
	if b := f.Sections["lean"]; len(b) == 2 {
		r.lean = int32(int16(binary.LittleEndian.Uint16(b)))
	}
	if b := f.Sections["anycase"]; len(b) == 2 {
		r.anyCase = binary.LittleEndian.Uint16(b)
	}
	r.names, err = openGazetteer(f.Sections["names"])
	return r, err
}

// maxKinds is the number of kinds of names that a model may tell apart.
const maxKinds = 6

func newRecogniser(kinds []string) *Recogniser {
	r := &Recogniser{labels: []string{""}, names: &gazetteer{}}
	for _, k := range kinds {
		r.labels = append(r.labels, "B-"+k, "I-"+k)
	}
	r.pool = &sync.Pool{New: func() any { return &state{} }}
	return r
}

// Labels are numbers: 0 is outside, 1+2k begins a name of kind k, 2+2k goes on.
const outside = 0

func begins(label uint8) bool { return label&1 == 1 }

// follows reports whether label may stand after before.
func follows(before, label uint8) bool {
	return label == outside || begins(label) || before == label || before+1 == label
}

// Recognise sets Entity of the tagged words of one sentence.
func (r *Recogniser) Recognise(words []enligt.Word) {
	s := r.pool.Get().(*state)
	r.atoms(s, words)
	r.decode(s)
	for i := range words {
		words[i].Entity = r.labels[s.best[i]]
	}
	r.pool.Put(s)
}
