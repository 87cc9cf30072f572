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
	"io/fs"
	"sync"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Kind is the name of the model in a pack.
const Kind = "lemma"

// Version of the features: a model of another version is refused.
const Version = 4

// Lemmatiser finds lemmas of one language. It is safe for concurrent use.
type Lemmatiser struct {
	scripts    []script // the first are the classes, by use; the dictionary needs the others too
	classes    int
	dictionary *dictionary
	model      scorer
	clusters   *learn.Clusters
	known      func(lemmaKey uint64) bool
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
	clusters, err := openClusters(p)
	if err != nil {
		return nil, err
	}
	return FromBytes(raw, clusters)
}

// openClusters loads the pack's clusters, which know many words that training did
// not see; nil for a pack without them.
func openClusters(p *packs.Pack) (*learn.Clusters, error) {
	raw, err := p.Model("clusters")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return learn.OpenClusters(raw)
}

// FromBytes makes a lemmatiser from the bytes of a model file, which must not
// change, and the clusters that it was trained with.
func FromBytes(raw []byte, clusters *learn.Clusters) (*Lemmatiser, error) {
	f, err := learn.OpenFile(raw, Kind, Version)
	if err != nil {
		return nil, err
	}
	l := &Lemmatiser{clusters: clusters}
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
	l.known = l.dictionary.lemma
	return l, err
}

func (l *Lemmatiser) prepare() {
	l.pool = &sync.Pool{New: func() any { return &state{scores: make([]int32, l.classes), bonus: make([]int32, l.classes)} }}
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
	form := w.Form
	k, small, ok := l.dictionary.of(w)
	if ok && w.UPOS != sign {
		form = s.plain(form)
	}
	if small {
		s.small = lower.apply(s.small[:0], form)
		form = s.share(s.small)
	}
	// Two words may share a fingerprint: the script must fit this one.
	if !ok || !l.scripts[k].whole && !l.scripts[k].fits(form) {
		form = w.Form
		if k = l.decide(s, w, start); k < 0 {
			return form
		}
	}
	s.text = l.scripts[k].apply(s.text[:0], form)
	if string(s.text) == w.Form {
		return w.Form
	}
	return s.share(s.text)
}

// decide is the best script that can be applied to the form, -1 where none can.
func (l *Lemmatiser) decide(s *state, w *enligt.Word, start bool) int {
	l.score(s, w, start)
	return s.best(-1)
}

// score fills the list with the scripts to choose from, and their totals.
func (l *Lemmatiser) score(s *state, w *enligt.Word, start bool) {
	s.extract(w, start)
	clear(s.scores)
	l.model.Score(s.features, s.scores)
	l.shortlist(s, w.Form)
	for i, k := range s.list {
		clear(s.bonus)
		l.model.Score(s.outcome(l, w, k), s.bonus)
		s.totals[i] = s.scores[k] + s.bonus[0]
	}
}

// best is the script with the highest total, one left out; -1 where there is none.
func (s *state) best(without int) int {
	best, top := -1, int32(-1<<31)
	for i, k := range s.list {
		if s.totals[i] > top && k != without {
			best, top = k, s.totals[i]
		}
	}
	return best
}

// total is the total of a script on the list, and the least number for others.
func (s *state) total(script int) int32 {
	for i, k := range s.list {
		if k == script {
			return s.totals[i]
		}
	}
	return -1 << 30
}

// candidates is how many scripts are tried out on a form.
const candidates = 6

// shortlist keeps the candidates with the highest scores that fit the form, the
// best first.
func (l *Lemmatiser) shortlist(s *state, form string) {
	s.list = s.list[:0]
	for k, v := range s.scores {
		n := len(s.list)
		if n == candidates && v <= s.scores[s.list[n-1]] || !l.scripts[k].fits(form) {
			continue
		}
		if n < candidates {
			s.list = append(s.list, k)
			n++
		}
		i := n - 1
		for ; i > 0 && s.scores[s.list[i-1]] < v; i-- {
			s.list[i] = s.list[i-1]
		}
		s.list[i] = k
	}
}

// outcome is the features of what a script makes of a word: is that a known
// lemma, a compound that ends in one, or at least a known word?
func (s *state) outcome(l *Lemmatiser, w *enligt.Word, k int) []uint64 {
	s.text = l.scripts[k].apply(s.text[:0], w.Form)
	x := l.knownEnd(s.text, w.UPOS)
	end := x
	if x == whole {
		x = 2
	} else if l.clusters.OfBytes(s.text) != 0 {
		x = 3
	} else {
		x = 1
	}
	upos := learn.Hash(w.UPOS)
	s.tried = [3]uint64{learn.Mix(learn.Mix(31, x), upos), learn.Mix(learn.Mix(32, x), learn.Mix(upos, uint64(k))), learn.Mix(learn.Mix(33, end), upos)}
	return s.tried[:]
}

const (
	whole    = 99 // the lemma itself is known
	shortEnd = 4  // letters that the end of a compound has at least
	longEnd  = 8  // from here on the length of the end makes no difference
	front    = 2  // letters before it, at least
)

// knownEnd is whole for a known lemma, else the number of letters of the longest
// known lemma at its end, 0 for none.
func (l *Lemmatiser) knownEnd(lemma []byte, upos string) (found uint64) {
	h := learn.Mix(3, learn.Hash(upos))
	letters := 0
	for i := len(lemma) - 1; i >= 0; i-- {
		h = learn.Mix(h, uint64(lemma[i]))
		if !utf8.RuneStart(lemma[i]) {
			continue
		}
		letters++
		if i == 0 {
			if l.known(h) {
				return whole
			}
		} else if i >= front && letters >= shortEnd && l.known(h) {
			found = uint64(min(letters, longEnd))
		}
	}
	return found
}
