package segment

import (
	"slices"

	"github.com/enligt/enligt/learn"
)

// noClass is the class of what stands outside the paragraph.
const noClass = 1

// guesser guesses the part of speech of a word from its form alone: enough to
// tell a verb from a noun beside a gap, at little cost.
type guesser interface {
	Classes() int
	Score(features []uint64, scores []int32)
}

// class is the guessed part of speech of a token, from 2 up.
func (w *work) class(t *token) uint64 {
	if t.shape == noShape {
		return noClass
	}
	if t.class == 0 {
		t.class = w.guess(w.model.class, t)
	}
	return uint64(t.class)
}

func (w *work) guess(g guesser, t *token) uint8 {
	n := g.Classes()
	if n > len(w.scores) {
		return noClass
	}
	scores := w.scores[:n]
	clear(scores)
	w.classFeatures(&w.classBag, t)
	g.Score(w.classBag.all(), scores)
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return uint8(best + 2)
}

func (w *work) classFeatures(b *bag, t *token) {
	b.n = 0
	form := w.text[t.start:t.end]
	b.add1(1, uint64(t.shape))
	b.add1(2, t.low)
	h := uint64(0)
	for k := range min(len(form), 5) {
		c := form[len(form)-1-k]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = h<<8 | uint64(c)
		if k > 0 {
			b.add1(2+uint64(k), h)
		}
	}
	b.add2(8, h&0xffff, uint64(t.shape))
}

// guessers learns to guess the part of speech of tokens: from all sentences, and
// from every second one, to label the other half as unknown words would be.
func (tr *trainer) guessers(paragraphs []Paragraph) *learn.Model {
	names := map[string]int{}
	var all []string
	var halves [3]*learn.Perceptron
	var found []*gold
	for i := range paragraphs {
		g := tr.cut(&paragraphs[i])
		found = append(found, g)
		for _, words := range g.words {
			if names[words[0].UPOS] == 0 {
				names[words[0].UPOS] = 1
				all = append(all, words[0].UPOS)
			}
		}
	}
	slices.Sort(all)
	all = all[:min(len(all), maxClasses)]
	for i, n := range all {
		names[n] = i
	}
	for k := range halves {
		halves[k] = learn.NewPerceptron(len(all))
		for range 3 {
			sentence := 0
			for _, g := range found {
				sentence = g.learnClasses(halves[k], names, k, sentence)
			}
		}
	}
	tr.halves = [2]*learn.Model{halves[0].Model(learn.Prune{}), halves[1].Model(learn.Prune{})}
	return halves[2].Model(learn.Prune{MinSeen: 3})
}

// maxClasses bounds the parts of speech that are told apart.
const maxClasses = 32

// learnClasses trains on the sentences whose number is odd (half 0), even (half
// 1) or any (2), and returns the number after the last one.
func (g *gold) learnClasses(p *learn.Perceptron, names map[string]int, half, sentence int) int {
	for k := range g.w.tokens {
		right, ok := names[g.words[k][0].UPOS]
		if ok && half != sentence&1 {
			p.Step()
			if guess := int(g.w.guess(p, &g.w.tokens[k])) - 2; guess != right {
				p.Update(g.w.classBag.all(), right, guess, 1)
			}
		}
		if g.last[k] {
			sentence++
		}
	}
	return sentence
}

// classes labels the tokens of a paragraph, each by the half that did not learn
// from its sentence.
func (tr *trainer) classes(g *gold) {
	for k := range g.w.tokens {
		t := &g.w.tokens[k]
		t.class = g.w.guess(tr.halves[tr.sentences&1], t)
		if g.last[k] {
			tr.sentences++
		}
	}
}
