package ner

import (
	"encoding/binary"
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Sentence is a sentence to train on: its words with Form, UPOS, Cluster and
// Entity as it should be.
type Sentence struct {
	Words []enligt.Word
	Plain bool // of another language: train only what holds for any
}

// Options of training. Zero values are the defaults.
type Options struct {
	Kinds      []string // of names, in the order of the labels; persons come first
	Iterations int      // passes over the sentences, default 8
	MinSeen    int      // features in fewer updates are left out, default 2
	Endings    []string // that a name may carry in this language
	Margin     int      // by which the right labels must win, for each wrong one
	Votes      int      // models that are trained and summed, default 1
	Lean       int      // taken from the score of no name for a capitalised word, so that more are found
	Mask       int      // how often, in percent, a sentence is learnt with its names hidden
}

// example is a sentence with its features made once: they do not change.
type example struct {
	state    state
	gold     []uint8
	emission [][]uint64
	plain    bool

	masked *example // the same with names as if never seen before; nil where there are none
}

// Train trains a model and returns its file. Progress, which may be nil, is told
// after each iteration how many sentences came out right, in ten-thousandths.
func Train(sentences []Sentence, names *Names, o Options, progress func(iteration, right int)) ([]byte, error) {
	r := newRecogniser(o.Kinds)
	r.endings = o.Endings
	laid := names.bytes()
	var err error
	if r.names, err = openGazetteer(laid); err != nil {
		return nil, err
	}
	r.anyCase = names.anyCase
	examples := r.examples(sentences, o.Mask > 0)
	var sum []learn.Row
	for vote := range max(o.Votes, 1) {
		rows := r.train(examples, o, uint64(vote), progress)
		sum = learn.AddRows(sum, rows)
	}
	weights := learn.QuantiseCompact(len(r.labels), sum, learn.Prune{})
	f := &learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{
		"weights": weights.Bytes(), "names": laid,
		"lean":    binary.LittleEndian.AppendUint16(nil, uint16(int16(o.Lean))),
		"anycase": binary.LittleEndian.AppendUint16(nil, names.anyCase),
	}}
	f.SetLines("kinds", o.Kinds)
	f.SetLines("endings", o.Endings)
	return f.Bytes(), nil
}

// train trains one model, on the examples in an order of its own.
func (r *Recogniser) train(examples []example, o Options, start uint64, progress func(iteration, right int)) []learn.Row {
	p := learn.NewPerceptron(len(r.labels))
	r.model = p
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	shuffle := learn.Shuffler(start)
	for it := 1; it <= max(o.Iterations, 1); it++ {
		shuffle.Shuffle(order)
		right := 0
		for _, at := range order {
			p.Step()
			e := &examples[at]
			if e.masked != nil && shuffle.Next()%100 < uint64(o.Mask) {
				e = e.masked
			}
			if r.learn(p, e, int32(o.Margin)) {
				right++
			}
		}
		if progress != nil {
			progress(it, right*10000/max(1, len(order)))
		}
	}
	return p.Averaged(learn.Prune{MinSeen: o.MinSeen})
}

// examples makes the features of all sentences. A sentence without a word that
// may be part of a name teaches nothing and is left out.
func (r *Recogniser) examples(sentences []Sentence, mask bool) []example {
	var out []example
	for _, sentence := range sentences {
		e := example{plain: sentence.Plain}
		r.atoms(&e.state, sentence.Words)
		named := r.labelled(&e, sentence.Words)
		e.features()
		if mask && named {
			m := example{plain: e.plain, gold: e.gold}
			r.atoms(&m.state, sentence.Words)
			m.hide()
			m.features()
			e.masked = &m
		}
		if slices.ContainsFunc(e.state.atoms, func(a atom) bool { return a.active }) {
			out = append(out, e)
		}
	}
	return out
}

// labelled sets the labels of an example, and says whether one is a name.
func (r *Recogniser) labelled(e *example, words []enligt.Word) bool {
	named := false
	for i := range words {
		label := max(0, slices.Index(r.labels, words[i].Entity))
		if !e.state.atoms[i].active {
			label = outside
		}
		if i > 0 && !follows(e.gold[i-1], uint8(label)) || i == 0 && label != outside && !begins(uint8(label)) {
			label-- // the beginning was out of reach
		}
		named = named || label != outside
		e.gold = append(e.gold, uint8(label))
	}
	return named
}

func (e *example) features() {
	for i := range e.state.atoms {
		var features []uint64
		if e.state.atoms[i].active {
			features = e.state.emissions(i, nil, e.plain)
		}
		e.emission = append(e.emission, features)
	}
}

// hide makes the capitalised words of names unknown ones: what is left are their
// endings, how they are written, and what stands around them. Every other one, by
// its hash, is not in the lists of known names either.
func (e *example) hide() {
	for i := range e.state.atoms {
		a := &e.state.atoms[i]
		if e.gold[i] == outside || !named(a.caps) {
			continue
		}
		if a.low>>40&1 == 0 {
			a.single, a.within, a.place = 0, 0, 0
		}
		a.low, a.cluster = 0, 0
	}
}

// learn decodes an example and, where it came out wrong, moves the weights of
// what differs from the found labels to the gold ones.
func (r *Recogniser) learn(p *learn.Perceptron, e *example, margin int32) bool {
	s := &e.state
	r.search(s, e, margin)
	if slices.Equal(s.best, e.gold) {
		return true
	}
	gold, found := uint8(outside), uint8(outside)
	for i := range s.atoms {
		g, f := e.gold[i], s.best[i]
		if s.atoms[i].active {
			p.Update(e.emission[i], int(g), int(f), 1)
			if g != f || gold != found {
				for _, x := range s.transitions(i, gold, s.features[:0], e.plain) {
					p.Add(x, int(g), 1)
				}
				for _, x := range s.transitions(i, found, s.features[:0], e.plain) {
					p.Add(x, int(f), -1)
				}
			}
		}
		gold, found = g, f
	}
	return false
}
