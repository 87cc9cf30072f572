package segment

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt/learn"
)

// Kind and Version name the model file; Version rises with every change of the
// features, the shapes or the sections.
const (
	Kind    = "segment"
	Version = 1
)

// judge scores one kind of decision; above zero means yes.
type judge interface{ score([]uint64) int32 }

// model is what a segment model file holds.
type model struct {
	token, sentence, multi judge
	class                  guesser
	inside                 bloom // words that never end a sentence
	common                 bloom // words often in lower case and hardly ever as a name
	lower, name            bloom // words seen in lower case, and with a capital inside a sentence
}

// linear is a learn.Model of one class.
type linear struct{ *learn.Model }

func (l linear) score(features []uint64) int32 {
	var sum [1]int32
	l.Score(features, sum[:])
	return sum[0]
}

// openModel reads a model file and adds the contractions that it learnt to t.
func openModel(raw []byte, t *tables) (*model, error) {
	f, err := learn.OpenFile(raw, Kind, Version)
	if err != nil {
		return nil, err
	}
	m := &model{lower: f.Sections["lower"], name: f.Sections["name"], common: f.Sections["common"], inside: f.Sections["inside"]}
	for name, to := range map[string]*judge{"token": &m.token, "sentence": &m.sentence, "multi": &m.multi} {
		lm, err := f.Model(name)
		if err != nil {
			return nil, err
		}
		if lm.Classes() != 1 {
			return nil, fmt.Errorf("segment model, section %s: %d classes, not 1; rebuild it with enligt train", name, lm.Classes())
		}
		*to = linear{lm}
	}
	if m.class, err = f.Model("class"); err != nil {
		return nil, err
	}
	for _, line := range f.Lines("contractions") {
		form, parts, _ := strings.Cut(line, "\t")
		if err := t.learnt(form, parts); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// isCommon reports whether a word is a common one; both filters must hold it, so
// that hardly any other word passes.
func (m *model) isCommon(low uint64) bool { return m.lower.has(low) && m.common.has(low) }

// bloom is a Bloom filter with four probes (Bloom 1970): a word that was put in
// is always found, another one in about one of a hundred cases.
type bloom []byte

// newBloom makes a filter of ten bits for each of n words.
func newBloom(n int) bloom { return make(bloom, n*10/8+8) }

func (b bloom) put(h uint64) {
	for k := range uint64(4) {
		at := b.probe(h, k)
		b[at/8] |= 1 << (at % 8)
	}
}

func (b bloom) has(h uint64) bool {
	if len(b) == 0 {
		return false
	}
	for k := range uint64(4) {
		if at := b.probe(h, k); b[at/8]&(1<<(at%8)) == 0 {
			return false
		}
	}
	return true
}

func (b bloom) probe(h, k uint64) uint64 {
	return (h + k*(h>>32|1)) * 0x9E3779B97F4A7C15 >> 20 % (uint64(len(b)) * 8)
}
