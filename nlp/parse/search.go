package parse

import "github.com/enligt/enligt"

// scorer is a linear model: the finished one, or one in training.
type scorer interface {
	Score(features []uint64, scores []int32)
}

// worker holds the memory of one parse at a time.
type worker struct {
	*system
	model  scorer
	sent   sentence
	chart  chart
	feats  features
	scores []int32
}

func newWorker(s *system, model scorer) *worker {
	return &worker{system: s, model: model, scores: make([]int32, 256)}
}

func (w *worker) parse(words []enligt.Word) {
	w.sent.load(words)
	at := w.chart.reset(len(words))
	for !w.chart.final(&w.chart.states[at]) {
		at = w.step(at, w.best(at))
	}
	w.tree(at, words)
}

func (w *worker) step(at int32, class int) int32 {
	c := w.classes[class]
	return w.chart.apply(at, class, c.move, c.rel)
}

// best is the allowed class of the highest score, the lower one of equals.
func (w *worker) best(at int32) int {
	s := &w.chart.states[at]
	var ok [3]bool
	for m := shift; m <= right; m++ {
		ok[m] = w.chart.allowed(s, m)
	}
	if ok == [3]bool{shift: true} {
		return 0
	}
	w.score(s)
	best := -1
	for i, c := range w.classes {
		if ok[c.move] && (best < 0 || w.scores[i] > w.scores[best]) {
			best = i
		}
	}
	return best
}

func (w *worker) score(s *state) {
	w.feats.extract(&w.chart, s, &w.sent)
	clear(w.scores)
	w.model.Score(w.feats.list, w.scores)
}

// tree writes the arcs of the way to a final state into the words.
func (w *worker) tree(at int32, words []enligt.Word) {
	states, nodes := w.chart.states, w.chart.nodes
	root := nodes[states[at].top].word
	words[root].Head, words[root].Deprel = -1, rootRelation
	for ; states[at].prev >= 0; at = states[at].prev {
		from := &states[states[at].prev]
		c := w.classes[states[at].class]
		if c.move == shift {
			continue
		}
		head := nodes[from.next].word
		if c.move == right {
			head = nodes[nodes[from.top].below].word
		}
		dep := &words[nodes[from.top].word]
		dep.Head, dep.Deprel = int(head), w.relations[c.rel]
	}
}
