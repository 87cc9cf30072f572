package parse

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Guiding says how the parser that reads from the end is trained: as the other
// one, but for what stands here.
type Guiding struct {
	Parts int // in which the guide of the examples is made, each by what the others teach; 0 for no guide
	Floor int // as Options.Floor; a guide pays for its size
}

// guiding trains a guide. It returns the trees that it gives the examples when it
// has not seen them, and the model that has seen all.
func guiding(examples []Example, relations []string, o Options, progress Progress) ([]tree, *system, []byte) {
	o.Members, o.Floor = 1, o.Guide.Floor
	back := make([]Example, len(examples))
	for i, e := range examples {
		back[i] = e.backwards()
	}
	trees := make([]tree, len(back))
	for part := range o.Guide.Parts {
		inside := func(i int) bool { return i*o.Guide.Parts/len(back) == part }
		var rest []Example
		for i, e := range back {
			if !inside(i) {
				rest = append(rest, e)
			}
		}
		w := rehearse(fit(rest, nil, relations, o, progress))
		for i, e := range back {
			if inside(i) {
				trees[i] = w.ofExample(e)
			}
		}
	}
	s, model := fit(back, nil, relations, o, progress)
	return trees, s, model
}

// rehearse opens a parser that was just trained.
func rehearse(s *system, model []byte) *worker {
	m, err := learn.OpenCompact(model)
	if err != nil {
		panic(err) // fit writes what OpenCompact reads
	}
	return newWorker(s, m)
}

// ofExample is the tree of an example whose words stand in the other direction.
func (w *worker) ofExample(e Example) tree {
	if len(e.Words) == 0 {
		return tree{}
	}
	w.sent.load(e.Words)
	w.search()
	return w.found.mirror()
}

// backwards is the example with its words from the last to the first.
func (e Example) backwards() Example {
	n := len(e.Words)
	out := Example{Words: make([]enligt.Word, n), Weight: e.Weight}
	for i, w := range e.Words {
		if w.Head >= 0 {
			w.Head = n - 1 - w.Head
		}
		out.Words[n-1-i] = w
	}
	return out
}
