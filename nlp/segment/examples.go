package segment

import (
	"github.com/enligt/enligt/learn"
)

// examples are decisions with their right answers.
type examples struct {
	features []uint64
	ends     []int32 // of each example's features
	yes      []bool
}

func (e *examples) add(b *bag, yes bool) {
	e.features = append(e.features, b.all()...)
	e.ends = append(e.ends, int32(len(e.features)))
	e.yes = append(e.yes, yes)
}

func (e *examples) at(i int) []uint64 {
	from := int32(0)
	if i > 0 {
		from = e.ends[i-1]
	}
	return e.features[from:e.ends[i]]
}

// ruleFeature is the first feature of gaps and boundaries: what the rules say.
// It starts with a weight, so that training learns where the rules are wrong and
// an unknown surrounding is decided by them.
func ruleFeature(yes bool) uint64 {
	var b bag
	b.add1(1, bit(yes))
	return b.features[0]
}

// margin is how clear a decision must be in training to leave the weights alone.
const margin = 6

// train learns the decisions in a number of rounds, each in an order of its own,
// and returns the model with the number of wrong decisions in the last round.
func (e *examples) train(o Options, prior int32, drop uint64) (*learn.Model, int) {
	e.dropRare(o.MinSeen)
	p := learn.NewPerceptron(1)
	if prior > 0 {
		p.Add(ruleFeature(false), 0, -prior)
		p.Add(ruleFeature(true), 0, prior)
	}
	order := make([]int32, len(e.yes))
	for i := range order {
		order[i] = int32(i)
	}
	seed, wrong := uint64(1), 0
	room := make([]uint64, 0, 64)
	for range o.Rounds {
		seed = shuffle(order, seed)
		wrong = 0
		for _, i := range order {
			sign := int32(-1)
			if e.yes[i] {
				sign = 1
			}
			var sum [1]int32
			f := thin(room[:0], e.at(int(i)), drop, seed^uint64(i))
			p.Score(f, sum[:])
			p.Step()
			if sum[0]*sign <= 0 {
				wrong++
			}
			if sum[0]*sign <= margin {
				for _, x := range f {
					p.Add(x, 0, sign)
				}
			}
		}
	}
	return p.Model(learn.Prune{}), wrong
}

// thin drops a share of the features, other ones in each round, so that no
// decision hangs on one word that a new text may not have (Srivastava and others
// 2014 call it dropout).
func thin(out, features []uint64, share, seed uint64) []uint64 {
	for _, f := range features {
		if learn.Mix(seed, f)>>32%100 >= share {
			out = append(out, f)
		}
	}
	return out
}

// dropRare removes the features that fewer than n decisions have: what is left
// must carry words that training has not seen.
func (e *examples) dropRare(n int) {
	count := make(map[uint64]int32, len(e.features)/4)
	for _, f := range e.features {
		count[f]++
	}
	kept, from := e.features[:0], int32(0)
	for i, end := range e.ends {
		for _, f := range e.features[from:end] {
			if count[f] >= int32(n) {
				kept = append(kept, f)
			}
		}
		from, e.ends[i] = end, int32(len(kept))
	}
	e.features = kept
}

// shuffle orders the list by a fixed generator (splitmix64) and returns its state.
func shuffle(list []int32, state uint64) uint64 {
	for i := len(list) - 1; i > 0; i-- {
		state += 0x9E3779B97F4A7C15
		z := state
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		z ^= z >> 31
		j := int(z % uint64(i+1))
		list[i], list[j] = list[j], list[i]
	}
	return state
}
