// Package tag gives words their universal part of speech, the treebank's own tag
// and their features.
//
// In go the words of one sentence with Form (and Cluster, where the pack has
// clusters), out come UPOS, XPOS and Feats. The method is a greedy averaged
// perceptron with a margin over joint classes of the three (Collins 2002), in two
// passes from left to right: the first has few features, the second sees the
// first one's tags on both sides (after the stacking of Martins et al. 2008; it is
// trained on tags by models that have not seen the sentence). [Open] fails where
// the pack's model is missing, damaged or of another version; tagging never fails.
package tag

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Kind is the name of the model in a pack.
const Kind = "tag"

// Version of the features: a model of another version is refused.
const Version = 3

// Tagger tags sentences of one language. It is safe for concurrent use.
type Tagger struct {
	classes []class
	sorts   []uint8  // class -> the sorts of forms it was seen on
	upos    []uint16 // class -> index of its UPOS among the scores, after the classes
	scores  int      // classes and UPOS together
	closed  []bool   // class -> is of a closed part of speech
	known   bool     // new words are not given closed parts of speech
	verbal  []bool   // class -> is a verb or auxiliary
	lexicon *lexicon
	first   scorer     // of a first pass with few features
	second  scorer     // of the second pass, which sees the first one's decisions on both sides
	pool    *sync.Pool // of *state
}

// scorer is a model in training or a finished one.
type scorer interface {
	Score(features []uint64, scores []int32)
}

// class is what the tagger decides on for a word.
type class struct{ upos, xpos, feats string }

// Sorts of forms: what a class was never seen on in training, it is not given to.
const (
	onWords = 1 << iota // with a letter or digit
	onSigns             // without
	onAll   = onWords | onSigns
)

// Open makes a tagger from a pack's tag model.
func Open(p *packs.Pack) (*Tagger, error) {
	raw, err := p.Model(Kind)
	if err != nil {
		return nil, err
	}
	return FromBytes(raw)
}

// FromBytes makes a tagger from the bytes of a model file, which must not change.
func FromBytes(raw []byte) (*Tagger, error) {
	f, err := learn.OpenFile(raw, Kind, Version)
	if err != nil {
		return nil, err
	}
	var classes []class
	var sorts []uint8
	for _, line := range f.Lines("classes") {
		cells := strings.Split(line, "\t")
		if len(cells) != 4 || len(cells[3]) != 1 {
			return nil, fmt.Errorf("tag model: class %q has no four parts; rebuild it with enligt train", line)
		}
		classes = append(classes, class{cells[0], cells[1], cells[2]})
		sorts = append(sorts, cells[3][0]-'0')
	}
	if len(classes) == 0 {
		return nil, errors.New("tag model: no classes; rebuild it with enligt train")
	}
	t := newTagger(classes, sorts)
	if t.first, err = t.weights(f, "first"); err != nil {
		return nil, err
	}
	if t.second, err = t.weights(f, "second"); err != nil {
		return nil, err
	}
	t.known = true
	t.lexicon, err = openLexicon(f.Sections["lexicon"])
	return t, err
}

// isClosed reports whether a part of speech has no new words: the closed classes
// of Universal Dependencies, but for numerals.
func isClosed(upos string) bool {
	switch upos {
	case "ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ":
		return true
	}
	return false
}

func (t *Tagger) weights(f *learn.File, section string) (*learn.Model, error) {
	m, err := f.Model(section)
	if err == nil && m.Classes() != t.scores {
		err = fmt.Errorf("tag model: weights of %d classes, expected %d; rebuild it with enligt train", m.Classes(), t.scores)
	}
	return m, err
}

// newTagger numbers the UPOS of the classes in order of first use.
func newTagger(classes []class, sorts []uint8) *Tagger {
	t := &Tagger{classes: classes, sorts: sorts, upos: make([]uint16, len(classes))}
	at := map[string]uint16{}
	for i, c := range classes {
		u, ok := at[c.upos]
		if !ok {
			u = uint16(len(classes) + len(at))
			at[c.upos] = u
		}
		t.upos[i] = u
		t.closed = append(t.closed, isClosed(c.upos))
		t.verbal = append(t.verbal, c.upos == "VERB" || c.upos == "AUX")
	}
	t.scores = len(classes) + len(at)
	t.pool = &sync.Pool{New: func() any { return &state{scores: make([]int32, t.scores)} }}
	return t
}

// Tag sets UPOS, XPOS and Feats of the words of one sentence from their forms
// and clusters.
func (t *Tagger) Tag(words []enligt.Word) {
	s := t.pool.Get().(*state)
	s.read(words, t)
	t.pass(s, t.first)
	s.scouted = append(s.scouted[:0], s.decided...)
	t.pass(s, t.second)
	for i := range words {
		c := &t.classes[s.decided[i]]
		words[i].UPOS, words[i].XPOS, words[i].Feats = c.upos, c.xpos, c.feats
	}
	t.pool.Put(s)
}

// pass decides on every word, left to right.
func (t *Tagger) pass(s *state, m scorer) {
	s.last = -1
	if m == t.second {
		s.ahead(t)
	}
	for i := range s.decided {
		t.settle(s, i, t.decide(s, m, i))
	}
}

// decide is the best class of word i after the decisions before it.
func (t *Tagger) decide(s *state, m scorer, i int) int {
	if m == t.second {
		s.extract(i)
	} else {
		s.extractScout(i)
	}
	clear(s.scores)
	m.Score(s.features, s.scores)
	var open func(int) bool
	if t.known && s.at(i).lexicon&unknown != 0 && s.at(i).sort == onWords {
		open = func(c int) bool { return !t.closed[c] }
	}
	best, _ := t.best(s, s.at(i).sort, open)
	return max(best, 0) // no class was seen on forms of this sort
}

// settle notes the decision on word i.
func (t *Tagger) settle(s *state, i, class int) {
	s.decided[i] = class
	if t.verbal[class] {
		s.last = i
	}
}

// best is the class with the highest score among those that a sort of form may
// have and that are wanted (nil: all); it is -1 where there is none.
func (t *Tagger) best(s *state, sort uint8, want func(class int) bool) (best int, top int32) {
	best, top = -1, -1<<31
	for c, u := range t.upos {
		if v := s.scores[c] + s.scores[u]; v > top && t.sorts[c]&sort != 0 && (want == nil || want(c)) {
			best, top = c, v
		}
	}
	return best, top
}
