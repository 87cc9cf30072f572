package tag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Options of training; the zero value means the defaults.
type Options struct {
	Iterations int  // over the sentences, default 8
	MinSeen    int  // features of fewer updates are left out, default 8
	NoXPOS     bool // leave the treebank's own tags out of the classes
	Folds      int  // parts in which the lexicon is held out in training, default 10
}

const (
	// margin is by how much the right class must win, or the weights change
	// (Collins 2002 with the margin of Krauth and Mézard 1987). On development
	// data it is worth 1.5 points of classes over updates at errors only.
	margin = 100
	// floor is the share of the largest weight under which weights are left out.
	floor = 0.04
	// varied is one in how many sentences is seen in each of three other dresses.
	varied = 30
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
		if guess == gold {
			right++
		}
		wrong, top := t.best(s, s.at(i).sort, gold)
		if wrong >= 0 && s.scores[gold]+s.scores[t.upos[gold]]-top < margin {
			p.Update(s.features, gold, wrong, 1)
			if a, b := t.upos[gold], t.upos[wrong]; a != b {
				p.Update(s.features, int(a), int(b), 1)
			}
		}
		t.settle(s, i, guess)
	}
	return right
}

// lexicons makes the lexicon of all sentences, as bytes, and for each fold one
// without its sentences, so that training sees unknown words as tagging will.
func lexicons(sentences [][]enligt.Word, t *Tagger, gold [][]int, folds int) (whole []byte, held []*lexicon) {
	c := counts{}
	count := func(i int, by int32) {
		var r []rune
		for j := range sentences[i] {
			r = canonical(r[:0], sentences[i][j].Form)
			for k := range r {
				r[k] = learn.Fold(r[k])
			}
			c.word(r, min(int(t.upos[gold[i][j]])-len(t.classes), 30), by)
		}
	}
	for i := range sentences {
		count(i, 1)
	}
	least := func(total int32) bool { return total > 0 }
	whole = c.bytes(least)
	for fold := range folds {
		for _, by := range []int32{-1, 1} {
			if by == 1 {
				l, err := openLexicon(c.bytes(least))
				if err != nil {
					panic(err) // bytes writes what openLexicon reads
				}
				held = append(held, l)
			}
			for i := range sentences {
				if i*folds/len(sentences) == fold {
					count(i, by)
				}
			}
		}
	}
	return whole, held
}

// vary gives a sentence, now and then, in another dress that tells nothing about
// its words: in capitals, in title case, with other quotation marks.
func (s *state) vary(words []enligt.Word, rng *learn.Shuffler) []enligt.Word {
	dress := rng.Next() % varied
	if dress > 2 {
		return words
	}
	s.varied = append(s.varied[:0], words...)
	for i := range s.varied {
		w := &s.varied[i]
		switch {
		case dress == 0:
			w.Form = strings.ToUpper(w.Form)
		case dress == 1:
			r, n := utf8.DecodeRuneInString(w.Form)
			w.Form = string(unicode.ToUpper(r)) + w.Form[n:]
		case w.Form == "'" && w.UPOS == "PUNCT":
			w.Form = "\""
		case w.Form == "\"" && w.UPOS == "PUNCT":
			w.Form = "'"
		}
	}
	return s.varied
}
