package parse

import (
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Example is a sentence with its gold tree, and tags as the tagger predicts them.
type Example struct {
	Words  []enligt.Word
	Weight int // how much an update counts, default 1
}

// Options of training; the zero value means the defaults.
type Options struct {
	Iterations int  // over the examples, default 6
	Explore    int  // from the second iteration, per cent of errors that are followed, default 90
	MinSeen    int  // features of fewer updates are left out, default 10
	Margin     int  // by which a right transition must beat the wrong ones, in first updates of a weight, default 1000, adaptive 100
	Alpha      int  // of word dropout, default 2
	Members    int  // models trained and added up, default 1
	Floor      int  // weights whose square root is under so many 127ths of the largest one's go, default 1
	Adaptive   bool // updates of a weight get smaller the more of them it had
	Guide      Guiding
	Size       int // bytes that the weights may take, default 7,500,000
}

func (o Options) withDefaults() Options {
	if o.Iterations == 0 {
		o.Iterations = 6
	}
	if o.Explore == 0 {
		o.Explore = 90
	}
	if o.MinSeen == 0 {
		o.MinSeen = 10
	}
	if o.Members == 0 {
		o.Members = 1
	}
	if o.Size == 0 {
		o.Size = 7_500_000
	}
	if o.Margin == 0 {
		o.Margin = 1000
		if o.Adaptive {
			o.Margin = 100
		}
	}
	if o.Guide.Floor == 0 {
		o.Guide.Floor = o.Floor
	}
	if o.Alpha == 0 {
		o.Alpha = 2
	}
	return o
}

// Progress is told after each iteration over the examples: its number in this
// training, and how many decisions there were and how many were wrong.
type Progress func(iteration, decisions, wrong int)

// Train makes a model file. The same examples in the same order give the same
// bytes. Progress may be nil.
//
// Several members are trained on the same examples in different orders, and
// their weights added: they vote, at the cost of one.
func Train(examples []Example, o Options, progress Progress) []byte {
	o = o.withDefaults()
	done := 0
	said := func(_, decisions, wrong int) {
		if done++; progress != nil {
			progress(done, decisions, wrong)
		}
	}
	f := learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{}}
	relations := relationsOf(examples)
	f.SetLines("relations", relations)
	var guides []tree
	if o.Guide.Parts > 0 && len(examples) > 0 {
		trees, s, model := guiding(examples, relations, o, said)
		guides = trees
		f.SetLines("guide classes", s.lines())
		f.Sections["guide weights"] = model
	}
	s, model := fit(examples, guides, relations, o, said)
	f.SetLines("classes", s.lines())
	f.Sections["weights"] = model
	return f.Bytes()
}

// fit trains the members and adds them up; guides are the examples' trees by
// another parser, nil for none.
func fit(examples []Example, guides []tree, relations []string, o Options, progress Progress) (*system, []byte) {
	var members []*learn.Perceptron
	var s *system
	for m := range o.Members {
		t := newTrainer(examples, relations, o, rng(m+1))
		if guides != nil {
			t.guides, t.guide = guides, &guide{}
		}
		t.run(examples, progress)
		members = append(members, t.p)
		s = t.system
	}
	return s, weights(members, o)
}

// weights is the sum of the members, with as many features as the size allows:
// those of few updates go first; after adaptive training, which sets much by
// features that are rare, small weights do.
func weights(members []*learn.Perceptron, o Options) []byte {
	for seen := o.MinSeen; ; seen += max(1, seen/2) {
		for o.Adaptive && o.Floor < maxFloor && len(packed(members, seen, o.Floor)) > o.Size {
			o.Floor++
		}
		if m := packed(members, seen, o.Floor); len(m) <= o.Size {
			return m
		}
	}
}

// maxFloor is how far Options.Floor is raised to reach a size.
const maxFloor = 60

// packed is the sum of the members without features of too few updates and without
// weights under the floor.
func packed(members []*learn.Perceptron, seen, floor int) []byte {
	var rows []learn.Row
	for _, p := range members {
		rows = learn.AddRows(rows, p.Averaged(learn.Prune{MinSeen: seen}))
	}
	return learn.QuantiseRoots(members[0].Classes(), rows, floor).Bytes()
}

func (t *trainer) run(examples []Example, progress Progress) {
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for it := range t.Iterations {
		t.rng.shuffle(order)
		t.decisions, t.wrong = 0, 0
		for _, i := range order {
			if t.guide != nil {
				t.guide.set(t.guides[i])
			}
			t.learn(it, &examples[i], t.gold[i])
		}
		progress(it+1, t.decisions, t.wrong)
	}
}

type trainer struct {
	worker
	Options
	p                *learn.Perceptron
	oracle           oracle
	rng              rng
	gold             []tree
	guides           []tree // of the examples, by another parser; nil for none
	decisions, wrong int
	seen             map[uint64]int // how often a form or lemma occurs
}

func newTrainer(examples []Example, relations []string, o Options, seed rng) *trainer {
	t := &trainer{Options: o, rng: seed}
	t.system = &system{classes: []class{{move: shift}}}
	t.relations = relations
	used := map[class]bool{}
	for _, e := range examples {
		g := t.treeOf(e.Words)
		t.gold = append(t.gold, g)
		for i, h := range g.head {
			switch {
			case int(h) == len(g.head):
			case int(h) > i:
				used[class{left, g.rel[i]}] = true
			default:
				used[class{right, g.rel[i]}] = true
			}
		}
	}
	for m := left; m <= right; m++ {
		used[class{m, 0}] = true
		for r := range t.relations {
			if c := (class{m, uint8(r)}); used[c] {
				t.classes = append(t.classes, c)
			}
		}
	}
	t.p = learn.NewPerceptron(len(t.classes))
	if o.Adaptive {
		t.p = learn.NewAdaptive(len(t.classes))
	}
	t.worker = *newWorker(t.system, t.p)
	t.seen = map[uint64]int{}
	for _, e := range examples {
		t.sent.load(e.Words)
		for _, w := range t.sent.words {
			t.seen[w.form]++
			if w.lemma != w.form {
				t.seen[w.lemma]++
			}
		}
	}
	return t
}

// otherRelation is UD's relation for what has none.
const otherRelation = "dep"

// relationsOf lists the relations of the trees, 127 at most: a model has 255 classes.
func relationsOf(examples []Example) []string {
	seen := map[string]bool{"": true, rootRelation: true, otherRelation: true}
	out := []string{otherRelation}
	for _, e := range examples {
		for i := range e.Words {
			if r := e.Words[i].Deprel; !seen[r] && e.Words[i].Head >= 0 {
				seen[r] = true
				out = append(out, r)
			}
		}
	}
	out = out[:min(len(out), 127)]
	slices.Sort(out)
	return out
}

// treeOf is the words' tree made projective. Of several roots the first stays;
// the others hang on it.
func (s *system) treeOf(words []enligt.Word) tree {
	g := tree{make([]int32, len(words)), make([]uint8, len(words))}
	root := -1
	for i := range words {
		if words[i].Head < 0 && root < 0 {
			root = i
		}
	}
	for i := range words {
		g.head[i] = int32(words[i].Head)
		if i == root {
			g.head[i] = int32(len(words))
		} else if words[i].Head < 0 {
			g.head[i] = int32(root)
		}
		r, ok := slices.BinarySearch(s.relations, words[i].Deprel)
		if !ok {
			r, _ = slices.BinarySearch(s.relations, otherRelation)
		}
		g.rel[i] = uint8(r)
	}
	projective(g.head)
	return g
}

// learn goes through one sentence once.
func (t *trainer) learn(iteration int, e *Example, gold tree) {
	t.sent.load(e.Words)
	t.forget()
	t.oracle.reset(gold.head)
	at := t.chart.reset(len(e.Words))
	for !t.chart.final(&t.chart.states[at]) {
		s := &t.chart.states[at]
		cost := t.oracle.costs(&t.chart, s)
		guess := t.best(at)
		right, rival := t.correct(s, cost, gold)
		t.decisions++
		t.p.Step()
		next := right
		if rival >= 0 && int(t.scores[right]-t.scores[rival]) <= t.Margin*t.p.Unit() {
			t.p.Update(t.feats.list, right, rival, int32(max(1, e.Weight)))
		}
		if guess == rival {
			t.wrong++
			if iteration > 0 && t.rng.next()%100 < uint64(t.Explore) {
				next = guess
			}
		}
		t.oracle.note(&t.chart, s, t.classes[next].move)
		at = t.step(at, next)
	}
}

// forget hides the forms and lemmas of rare words, so that the model learns what
// to do with unknown ones (word dropout, after Iyyer et al. 2015): a word seen n
// times is hidden in Alpha of n+Alpha cases, one seen once always.
func (t *trainer) forget() {
	for i := 1; i < len(t.sent.words)-1; i++ {
		w := &t.sent.words[i]
		if t.hidden(w.form) {
			w.form = 0
		}
		if t.hidden(w.lemma) {
			w.lemma = 0
		}
	}
}

func (t *trainer) hidden(atom uint64) bool {
	n := t.seen[atom]
	return t.Alpha > 0 && (n < 2 || t.rng.next()%uint64(n+t.Alpha) < uint64(t.Alpha))
}

// correct is the highest-scored class of least cost, and the highest-scored
// allowed one of more cost, -1 where there is none.
func (t *trainer) correct(s *state, cost [3]int, gold tree) (right, rival int) {
	least := min(cost[shift], cost[left], cost[2])
	right, rival = -1, -1
	for i, c := range t.classes {
		switch {
		case cost[c.move] >= never:
		case cost[c.move] == least && (c.move == shift || t.fits(s, c, gold)):
			if right < 0 || t.scores[i] > t.scores[right] {
				right = i
			}
		case rival < 0 || t.scores[i] > t.scores[rival]:
			rival = i
		}
	}
	return right, rival
}

// fits reports whether an arc that is gold has its gold relation.
func (t *trainer) fits(s *state, c class, gold tree) bool {
	d := t.chart.nodes[s.top]
	h := t.chart.nodes[s.next].word
	if c.move == right {
		h = t.chart.nodes[d.below].word
	}
	return gold.head[d.word] != h || gold.rel[d.word] == c.rel
}

// rng is splitmix64: the same numbers on every machine.
type rng uint64

func (r *rng) next() uint64 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (r *rng) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		k := int(r.next() % uint64(i+1))
		order[i], order[k] = order[k], order[i]
	}
}
