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
	guide  *guide  // nil for a parser without
	ahead  *worker // the one that makes the guide, from the sentence's end
	chart  chart
	feats  features
	scores []int32
	found  tree
}

func newWorker(s *system, model scorer) *worker {
	return &worker{system: s, model: model, scores: make([]int32, 256)}
}

func (w *worker) parse(words []enligt.Word) {
	w.sent.load(words)
	if w.ahead != nil {
		w.ahead.sent.reverse(&w.sent)
		w.ahead.search()
		w.guide.set(w.ahead.found.mirror())
	}
	w.search()
	w.write(words)
}

// write gives the words the tree that was found.
func (w *worker) write(words []enligt.Word) {
	for i, h := range w.found.head {
		words[i].Head, words[i].Deprel = int(h), w.relations[w.found.rel[i]]
		if int(h) == len(words) {
			words[i].Head, words[i].Deprel = -1, rootRelation
		}
	}
}

// search parses the sentence that is loaded.
func (w *worker) search() {
	at := w.chart.reset(len(w.sent.before) - 1)
	for !w.chart.final(&w.chart.states[at]) {
		at = w.step(at, w.best(at))
	}
	w.trace(at)
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
	if w.guide != nil {
		w.feats.guided(&w.chart, s, &w.sent, w.guide)
	}
	clear(w.scores)
	w.model.Score(w.feats.list, w.scores)
}

// trace notes the arcs of the way to a final state.
func (w *worker) trace(at int32) {
	n := w.chart.n
	t := &w.found
	t.head, t.rel = append(t.head[:0], make([]int32, n)...), append(t.rel[:0], make([]uint8, n)...)
	states, nodes := w.chart.states, w.chart.nodes
	t.head[nodes[states[at].top].word] = int32(n)
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
		dep := nodes[from.top].word
		t.head[dep], t.rel[dep] = head, c.rel
	}
}
