package learn

import "math"

// Ranking trains a log-linear model that chooses among options: the probability
// of an option grows exponentially with the sum of the weights of its features.
// Options that cost something where they are wrong weigh more while the model
// learns (softmax margin: Gimpel and Smith 2010). Steps are scaled for each weight
// (AdaGrad: Duchi et al. 2011) and the weights of the later rounds averaged.
//
// Weights are floats here and in units of 1/[Nat] in the model. All sums are taken
// in one order and products rounded before they are added, so that the same
// questions give the same bytes on every machine.
type Ranking struct {
	Rounds  int
	Rate    float32 // length of the first step
	Cost    float32 // added to the score of an option for each unit of its loss
	Shrink  float32 // by which every weight is drawn to 0 after each round (L1, as in Langford et al. 2009)
	MinSeen int     // features of fewer cases go
	Orders  int     // trainings, each in an order of its own, whose weights are averaged; 0 for one

	classes int
	ids     numbering
	cases   []numbered
}

// Nat is the unit of the scores of a model that Ranking made: an option whose
// score is greater by Nat is e times as probable.
const Nat = 1024

// Case is feature lists and the questions that are asked about them.
type Case struct {
	Weight    int // how many times it counts
	Lists     [][]uint64
	Questions []Question
}

// Question asks for one of several options, by the weights of one class.
type Question struct {
	Class   int
	Options []Option
	Open    bool // "none of them" is an option of score 0 …
	None    int  // … and of this loss
}

// Option is one answer: the lists that hold its features, -1 for none, and what is
// lost by choosing it. The options of least loss are right.
type Option struct {
	Lists [3]int32
	Loss  int
}

// NewRanking makes an untrained model of so many classes.
func NewRanking(classes int) *Ranking {
	return &Ranking{Rounds: 12, Rate: 0.05, Cost: 0.15, MinSeen: 8, classes: classes, ids: numbering{slots: make([]uint32, 1<<16)}}
}

// numbered is a case with its features numbered.
type numbered struct {
	weight    int // how often a round meets it
	lists     [][]uint32
	questions []Question
}

// Add takes a case to train on; its lists may be used again afterwards.
func (r *Ranking) Add(c Case) {
	n := numbered{weight: max(1, c.Weight), questions: c.Questions}
	for _, list := range c.Lists {
		ids := make([]uint32, len(list))
		for i, f := range list {
			ids[i] = r.ids.of(f, len(r.cases))
		}
		n.lists = append(n.lists, ids)
	}
	r.cases = append(r.cases, n)
}

// Train learns the weights; say gets a line at the end. The mean of several trainings
// depends less on the order of the cases than each of them.
func (r *Ranking) Train(say func(format string, a ...any)) *Model {
	r.prune()
	sum := make([]float32, len(r.ids.keys)*r.classes)
	orders := max(1, r.Orders)
	for i := range orders {
		r.descend(Shuffler(1+i), sum)
	}
	rows := r.rows(sum, float32(orders*(r.Rounds-r.Rounds/2)))
	say("%d of %d features, %d cases", len(rows), len(r.ids.keys), len(r.cases))
	return Fixed(r.classes, rows)
}

// descend adds the weights after each of the later rounds of one training to sum.
func (r *Ranking) descend(state Shuffler, sum []float32) {
	t := &descent{weights: make([]float32, len(sum)), squares: make([]float32, len(sum)), rate: r.Rate, cost: r.Cost, classes: uint32(r.classes), shrink: shrinking()}
	var order []int
	for i := range r.cases {
		for range r.cases[i].weight {
			order = append(order, i)
		}
	}
	for round := 1; round <= r.Rounds; round++ {
		state.Shuffle(order)
		for _, i := range order {
			t.learn(&r.cases[i])
		}
		t.draw(r.Shrink)
		if 2*round > r.Rounds {
			for i, w := range t.weights {
				sum[i] += w
			}
		}
	}
}

// prune takes features that few cases hold out of all lists.
func (r *Ranking) prune() {
	for _, c := range r.cases {
		for i, list := range c.lists {
			kept := list[:0]
			for _, id := range list {
				if int(r.ids.seen[id]) >= r.MinSeen {
					kept = append(kept, id)
				}
			}
			c.lists[i] = kept
		}
	}
}

// least is the size up to which weights are left out: small ones are noise.
const least = Nat / 20

// rows are the weights in units of 1/Nat, by feature.
func (r *Ranking) rows(sum []float32, rounds float32) []Row {
	rows := make([]Row, 0, len(r.ids.keys))
	for id, f := range r.ids.keys {
		row := Row{Feature: f}
		for k := range r.classes {
			if v := int64(float64(sum[id*r.classes+k]/rounds) * Nat); v > least || v < -least {
				row.Weights = append(row.Weights, Weight{uint16(k), v})
			}
		}
		if len(row.Weights) > 0 {
			rows = append(rows, row)
		}
	}
	sortRows(rows)
	return rows
}

// descent is the state of a training.
type descent struct {
	weights, squares    []float32
	rate, cost          float32
	classes             uint32
	shrink              []float32
	score, option, grad []float32
}

// draw takes by off the size of every weight.
func (t *descent) draw(by float32) {
	for i, w := range t.weights {
		switch {
		case w > by:
			t.weights[i] = w - by
		case w < -by:
			t.weights[i] = w + by
		default:
			t.weights[i] = 0
		}
	}
}

// learn takes one step for each question of a case.
func (t *descent) learn(c *numbered) {
	for q := range c.questions {
		t.answer(c, &c.questions[q])
	}
}

// small is the gradient below which nothing moves.
const small = 1e-4

func (t *descent) answer(c *numbered, q *Question) {
	class := uint32(q.Class)
	t.score, t.grad = zeros(t.score, len(c.lists)), zeros(t.grad, len(c.lists))
	for i, list := range c.lists {
		sum := float32(0)
		for _, id := range list {
			sum += t.weights[id*t.classes+class]
		}
		t.score[i] = sum
	}
	if !t.gradient(q) {
		return
	}
	for i, list := range c.lists {
		d := t.grad[i]
		if d < small && d > -small {
			continue
		}
		for _, id := range list {
			k := id*t.classes + class
			t.squares[k] += float32(d * d)
			t.weights[k] -= float32(t.rate * d / float32(math.Sqrt(float64(t.squares[k]+1e-3))))
		}
	}
}

// gradient fills grad with what each list would have to give away; false where all
// answers are equally right.
func (t *descent) gradient(q *Question) bool {
	best, worst := 1<<30, -1
	if q.Open {
		best, worst = q.None, q.None
	}
	for i := range q.Options {
		best, worst = min(best, q.Options[i].Loss), max(worst, q.Options[i].Loss)
	}
	if best == worst {
		return false
	}
	t.option = zeros(t.option, len(q.Options)+1)
	none := len(q.Options)
	t.option[none] = float32(t.cost * float32(q.None-best))
	top := t.option[none]
	if !q.Open {
		top = -1e30
	}
	for i := range q.Options {
		o := &q.Options[i]
		s := float32(t.cost * float32(o.Loss-best))
		for _, l := range o.Lists {
			if l >= 0 {
				s += t.score[l]
			}
		}
		t.option[i] = s
		top = max(top, s)
	}
	all, right := float32(0), float32(0)
	for i := range t.option {
		if i == none && !q.Open {
			t.option[i] = 0
			continue
		}
		t.option[i] = exp(t.shrink, t.option[i]-top)
		all += t.option[i]
		if i == none && q.None == best || i < none && q.Options[i].Loss == best {
			right += t.option[i]
		}
	}
	for i := range q.Options {
		d := t.option[i] / all
		if q.Options[i].Loss == best && right > 0 {
			d -= t.option[i] / right
		}
		for _, l := range q.Options[i].Lists {
			if l >= 0 {
				t.grad[l] += d
			}
		}
	}
	return true
}

// zeros is x with n zeros.
func zeros(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n, 2*n)
	}
	x = x[:n]
	clear(x)
	return x
}

// Steps of the table of exp.
const (
	shrinkSteps = 32 // a unit
	shrinkUnits = 24 // beyond which exp is taken for 0
)

// shrinking is exp(-i/shrinkSteps) for each i.
func shrinking() []float32 {
	const step = 0.9692332344763441 // exp(-1/32)
	out, x := make([]float32, shrinkSteps*shrinkUnits+1), 1.0
	for i := range out {
		out[i] = float32(x)
		x = float64(x * step)
	}
	return out
}

// exp is e to the power of x, which is at most 0, to six digits; the same on every
// machine.
func exp(shrink []float32, x float32) float32 {
	if x <= -shrinkUnits {
		return 0
	}
	i := int(-x * shrinkSteps)
	rest := x + float32(float32(i)*(1.0/shrinkSteps))
	return float32(shrink[i] * (1 + float32(rest*(1+float32(rest*(0.5+float32(rest*(1.0/6))))))))
}
