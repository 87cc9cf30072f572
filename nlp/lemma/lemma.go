// Package lemma gives words their lemma.
//
// In go words with Form, UPOS and Feats, out comes Lemma. A dictionary of the
// training data answers first, by form and tags; for other words a perceptron
// chooses an edit script: what to cut off and put on at both ends and what to do
// with capitals (Chrupała 2006). [Open] fails where the pack's model is missing,
// damaged or of another version; lemmatising never fails.
package lemma

import (
	"errors"
	"sync"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Kind is the name of the model in a pack.
const Kind = "lemma"

// Version of the features: a model of another version is refused.
const Version = 1

// Lemmatiser finds lemmas of one language. It is safe for concurrent use.
type Lemmatiser struct {
	scripts    []script // the first are the classes, by use; the dictionary needs the others too
	classes    int
	dictionary *dictionary
	model      scorer
	pool       *sync.Pool // of *state
}

// scorer is a model in training or a finished one.
type scorer interface {
	Score(features []uint64, scores []int32)
}

// Open makes a lemmatiser from a pack's lemma model.
func Open(p *packs.Pack) (*Lemmatiser, error) {
	raw, err := p.Model(Kind)
	if err != nil {
		return nil, err
	}
	return FromBytes(raw)
}

// FromBytes makes a lemmatiser from the bytes of a model file, which must not change.
func FromBytes(raw []byte) (*Lemmatiser, error) {
	f, err := learn.OpenFile(raw, Kind, Version)
	if err != nil {
		return nil, err
	}
	l := &Lemmatiser{}
	for _, line := range f.Lines("scripts") {
		s, err := parseScript(line)
		if err != nil {
			return nil, err
		}
		l.scripts = append(l.scripts, s)
	}
	m, err := f.Model("weights")
	if err != nil {
		return nil, err
	}
	l.classes = m.Classes()
	if l.classes > len(l.scripts) {
		return nil, errors.New("lemma model: weights do not fit the scripts; rebuild it with enligt train")
	}
	l.model = m
	l.prepare()
	l.dictionary, err = openDictionary(f.Sections["dictionary"], len(l.scripts))
	return l, err
}

func (l *Lemmatiser) prepare() {
	l.pool = &sync.Pool{New: func() any { return &state{scores: make([]int32, l.classes)} }}
}

// Lemmatise sets Lemma of tagged words.
func (l *Lemmatiser) Lemmatise(words []enligt.Word) {
	s := l.pool.Get().(*state)
	for i := range words {
		words[i].Lemma = l.lemma(s, &words[i], i == 0)
	}
	l.pool.Put(s)
}

// lemma is by the dictionary's script, else by the best one that fits.
func (l *Lemmatiser) lemma(s *state, w *enligt.Word, start bool) string {
	k, small, ok := l.dictionary.of(w)
	if !ok {
		if k = l.decide(s, w, start); k < 0 {
			return w.Form
		}
	}
	s.text = s.text[:0]
	form := w.Form
	if small {
		s.small = lower.apply(s.small[:0], form)
		form = s.share(s.small)
	}
	s.text = l.scripts[k].apply(s.text, form)
	if string(s.text) == w.Form {
		return w.Form
	}
	return s.share(s.text)
}

// decide is the best script that can be applied to the form, -1 where none can.
func (l *Lemmatiser) decide(s *state, w *enligt.Word, start bool) int {
	s.extract(w, start)
	clear(s.scores)
	l.model.Score(s.features, s.scores)
	best, top := -1, int32(-1<<31)
	for k, v := range s.scores {
		if v > top && l.scripts[k].fits(w.Form) {
			best, top = k, v
		}
	}
	return best
}
