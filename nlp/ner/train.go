package ner

import (
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
	Kinds      []string // of names, in the order of the labels
	Iterations int      // passes over the sentences, default 8
	MinSeen    int      // features in fewer updates are left out, default 2
	Endings    []string // that a name may carry in this language
}

// example is a sentence with its features made once: they do not change.
type example struct {
	state    state
	gold     []uint8
	emission [][]uint64
	plain    bool
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
	p := learn.NewPerceptron(len(r.labels))
	r.model = p
	examples := r.examples(sentences)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	var shuffle learn.Shuffler
	for it := 1; it <= max(o.Iterations, 1); it++ {
		shuffle.Shuffle(order)
		right := 0
		for _, at := range order {
			p.Step()
			if r.learn(p, &examples[at]) {
				right++
			}
		}
		if progress != nil {
			progress(it, right*10000/max(1, len(order)))
		}
	}
	f := &learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{
		"weights": p.Compact(learn.Prune{MinSeen: o.MinSeen}).Bytes(), "names": laid,
	}}
	f.SetLines("kinds", o.Kinds)
	f.SetLines("endings", o.Endings)
	return f.Bytes(), nil
}

// examples makes the features of all sentences. A sentence without a word that
// may be part of a name teaches nothing and is left out.
func (r *Recogniser) examples(sentences []Sentence) []example {
	var out []example
	for _, sentence := range sentences {
		e := example{plain: sentence.Plain}
		r.atoms(&e.state, sentence.Words)
		any := false
		for i := range sentence.Words {
			label := max(0, slices.Index(r.labels, sentence.Words[i].Entity))
			var features []uint64
			if e.state.atoms[i].active {
				any = true
				features = e.state.emissions(i, nil, e.plain)
			} else {
				label = outside
			}
			if i > 0 && !follows(e.gold[i-1], uint8(label)) || i == 0 && label != outside && !begins(uint8(label)) {
				label-- // the beginning was out of reach
			}
			e.gold = append(e.gold, uint8(label))
			e.emission = append(e.emission, features)
		}
		if any {
			out = append(out, e)
		}
	}
	return out
}

// learn decodes an example and, where it came out wrong, moves the weights of
// what differs from the found labels to the gold ones.
func (r *Recogniser) learn(p *learn.Perceptron, e *example) bool {
	s := &e.state
	r.search(s, e.emission, e.plain)
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
