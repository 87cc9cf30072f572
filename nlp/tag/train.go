package tag

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"strings"
	"unicode"
	"unicode/utf8"
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
	p := learn.NewPerceptron(t.scores)
	t.model = p
	whole, held := lexicons(sentences, t, gold, o.Folds)
	order := make([]int, len(sentences))
	for i := range order {
		order[i] = i
	}
	rng := learn.Shuffler(1)
	for it := range o.Iterations {
		rng.Shuffle(order)
		right, all := 0, 0
		for _, i := range order {
			t.lexicon = held[i*o.Folds/len(sentences)]
			right += t.learn(p, sentences[i], gold[i], &rng)
			all += len(gold[i])
		}
		if progress != nil {
			progress(it+1, right*10000/max(1, all))
		}
	}
	f := learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{}}
	lines := make([]string, len(t.classes))
	for i, c := range t.classes {
		lines[i] = c.upos + "\t" + c.xpos + "\t" + c.feats + "\t" + string('0'+rune(t.sorts[i]))
	}
	f.SetLines("classes", lines)
	f.Sections["lexicon"] = whole
	f.Sections["weights"] = p.Model(learn.Prune{MinSeen: o.MinSeen, Floor: floor}).Bytes()
	return f.Bytes()
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

// learn tags one sentence and updates the model at each error.
func (t *Tagger) learn(p *learn.Perceptron, words []enligt.Word, gold []int, rng *learn.Shuffler) (right int) {
	s := t.pool.Get().(*state)
	defer t.pool.Put(s)
	s.read(s.vary(words, gold, t, rng), t)
	for i := range words {
		p.Step()
		guess := t.decide(s, i)
		if guess == gold[i] {
			right++
		}
		wrong, top := t.best(s, s.at(i).sort, gold[i])
		if wrong >= 0 && s.scores[gold[i]]+s.scores[t.upos[gold[i]]]-top < margin {
			p.Update(s.features, gold[i], wrong, 1)
			if a, b := t.upos[gold[i]], t.upos[wrong]; a != b {
				p.Update(s.features, int(a), int(b), 1)
			}
		}
		s.decided[i] = guess
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
			c.word(r, int(t.upos[gold[i][j]])-len(t.classes), by)
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
func (s *state) vary(words []enligt.Word, gold []int, t *Tagger, rng *learn.Shuffler) []enligt.Word {
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
