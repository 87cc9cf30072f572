package tag

import (
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Options of training; the zero value means the defaults.
type Options struct {
	Iterations int  // over the sentences, default 8
	MinSeen    int  // features of fewer updates are left out, default 8
	NoXPOS     bool // leave the treebank's own tags out of the classes
	Folds      int  // parts in which the lexicon is held out in training, default 10

	// Coarse are further sentences of which only UPOS is learnt: those of a
	// treebank whose features have other names or values.
	Coarse [][]enligt.Word
}

const (
	// margin is by how much the right class must win, or the weights change
	// (Collins 2002 with the margin of Krauth and Mézard 1987). On development
	// data it is worth 1.5 points of classes over updates at errors only.
	margin = 100
	// floor is the share of the largest weight under which weights are left out.
	floor = 0.06
)

func (o Options) withDefaults() Options {
	if o.Iterations == 0 {
		o.Iterations = 8
	}
	if o.MinSeen == 0 {
		o.MinSeen = 8
	}
	if o.Folds == 0 {
		o.Folds = 10
	}
	return o
}

// Train makes a model file from sentences with UPOS, XPOS, Feats and Cluster. The
// same sentences in the same order give the same bytes. Progress is called after
// each iteration with the share of right classes in per cent × 100; it may be nil.
func Train(sentences [][]enligt.Word, o Options, progress func(iteration, right int)) []byte {
	o = o.withDefaults()
	t, gold := classify(sentences, o)
	coarse, upos := t.coarse(o.Coarse)
	sentences = append(sentences[:len(sentences):len(sentences)], coarse...)
	gold = append(gold, upos...)
	whole, held := lexicons(sentences, t, gold, o.Folds)
	c := &corpus{sentences: sentences, gold: gold, scouted: make([][]int, len(sentences))}
	c.lexicon = func(i int) *lexicon { return held[i*o.Folds/len(sentences)] }
	for fold := range scoutFolds {
		inside := func(i int) bool { return i*scoutFolds/len(sentences) == fold }
		t.first = t.train(c, nil, scoutRounds, func(i int) bool { return !inside(i) }, nil)
		t.scout(c, inside)
	}
	every := func(int) bool { return true }
	first := t.train(c, nil, scoutRounds, every, nil)
	t.second = learn.NewPerceptron(t.scores)
	second := t.train(c, t.second, o.Iterations, every, progress)
	f := learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{}}
	lines := make([]string, len(t.classes))
	for i, c := range t.classes {
		lines[i] = c.upos + "\t" + c.xpos + "\t" + c.feats + "\t" + string('0'+rune(t.sorts[i]))
	}
	f.SetLines("classes", lines)
	f.Sections["lexicon"] = whole
	cut := learn.Prune{MinSeen: o.MinSeen, Floor: floor}
	f.Sections["first"] = first.Model(cut).Bytes()
	f.Sections["second"] = second.Model(cut).Bytes()
	return f.Bytes()
}

// corpus is what training goes over.
type corpus struct {
	sentences [][]enligt.Word
	gold      [][]int
	scouted   [][]int            // classes of the first pass by a model that has not seen the sentence
	lexicon   func(int) *lexicon // without the sentence and its neighbours
}

// The first pass is learnt in so many rounds; for the second one's training, in
// so many parts, each tagged by what the others taught.
const (
	scoutRounds = 3
	scoutFolds  = 3
)

// train learns one pass, the first where no second model is given, from the
// sentences that count.
func (t *Tagger) train(c *corpus, second scorer, rounds int, counts func(int) bool, progress func(iteration, right int)) *learn.Perceptron {
	var order []int
	for i := range c.sentences {
		if counts(i) {
			order = append(order, i)
		}
	}
	p, ok := second.(*learn.Perceptron)
	if !ok {
		p = learn.NewPerceptron(t.scores)
	}
	rng := learn.Shuffler(1)
	for it := range rounds {
		rng.Shuffle(order)
		right, all := 0, 0
		for _, i := range order {
			right += t.learn(c, p, i, &rng)
			all += len(c.gold[i])
		}
		if progress != nil {
			progress(it+1, right*10000/max(1, all))
		}
	}
	return p
}

// scout notes the first pass's decisions on the sentences that count.
func (t *Tagger) scout(c *corpus, counts func(int) bool) {
	s := t.pool.Get().(*state)
	defer t.pool.Put(s)
	for i, words := range c.sentences {
		if counts(i) {
			t.lexicon = c.lexicon(i)
			s.read(words, t)
			t.pass(s, t.first)
			c.scouted[i] = slices.Clone(s.decided)
		}
	}
}

// classify numbers the classes of the sentences in order of first use.
func classify(sentences [][]enligt.Word, o Options) (*Tagger, [][]int) {
	number := map[class]int{}
	var classes []class
	var sorts []uint8
	gold := make([][]int, len(sentences))
	for i, words := range sentences {
		gold[i] = make([]int, len(words))
		for j := range words {
			c := class{words[j].UPOS, words[j].XPOS, words[j].Feats}
			if o.NoXPOS {
				c.xpos = ""
			}
			n, ok := number[c]
			if !ok {
				n = len(classes)
				number[c] = n
				classes = append(classes, c)
				sorts = append(sorts, 0)
			}
			sorts[n] |= sortOf(canonical(nil, words[j].Form))
			gold[i][j] = n
		}
	}
	return newTagger(classes, sorts), gold
}

// coarse is the sentences with as gold class the negative number of the UPOS among
// the scores; a sentence with a UPOS that no class has is left out.
func (t *Tagger) coarse(sentences [][]enligt.Word) (kept [][]enligt.Word, gold [][]int) {
	number := map[string]int{}
	for c, u := range t.upos {
		number[t.classes[c].upos] = int(u)
	}
	for _, words := range sentences {
		upos := make([]int, len(words))
		known := true
		for j := range words {
			n, ok := number[words[j].UPOS]
			upos[j] = -n
			known = known && ok
		}
		if known {
			kept, gold = append(kept, words), append(gold, upos)
		}
	}
	return kept, gold
}

// learn tags one sentence and changes the weights wherever the right class does
// not win by the margin.
func (t *Tagger) learn(c *corpus, p *learn.Perceptron, at int, rng *learn.Shuffler) (right int) {
	s := t.pool.Get().(*state)
	defer t.pool.Put(s)
	t.lexicon = c.lexicon(at)
	s.read(s.vary(c.sentences[at], rng), t)
	s.scouted = append(s.scouted[:0], c.scouted[at]...)
	if p == t.second {
		s.ahead(t)
	}
	for i, gold := range c.gold[at] {
		p.Step()
		guess := t.decide(s, p, i)
		if guess == gold || gold < 0 && t.upos[guess] == uint16(-gold) {
			right++
		}
		t.correct(s, p, i, gold)
		t.settle(s, i, guess)
	}
	return right
}

// correct changes the weights where the right class of word i does not win by the
// margin. Where only the UPOS is known, the best class that has it is the right one.
func (t *Tagger) correct(s *state, p *learn.Perceptron, i, gold int) {
	sort, upos := s.at(i).sort, uint16(0)
	if gold < 0 {
		upos = uint16(-gold)
		if gold, _ = t.best(s, sort, func(c int) bool { return t.upos[c] == upos }); gold < 0 {
			return
		}
	}
	wrong, top := t.best(s, sort, func(c int) bool { return c != gold && (upos == 0 || t.upos[c] != upos) })
	if wrong < 0 || s.scores[gold]+s.scores[t.upos[gold]]-top >= margin {
		return
	}
	p.Update(s.features, gold, wrong, 1)
	if a, b := t.upos[gold], t.upos[wrong]; a != b {
		p.Update(s.features, int(a), int(b), 1)
	}
}
