package learn

import (
	"fmt"
	"slices"
)

// Perceptron trains a linear multi-class model by averaged perceptron updates
// (Collins 2002; averaging after Daumé 2006: weight·steps − sum of update·step).
// Weights are integers, so the result does not depend on the machine.
type Perceptron struct {
	classes int
	table   *table
	step    int64
	strides []int32 // of an adaptive one: an update of one by what the weight had before
}

// NewPerceptron makes an untrained model of so many classes (1 to 65535).
func NewPerceptron(classes int) *Perceptron {
	return &Perceptron{classes: classes, table: newTable()}
}

// stride is what the first update of a weight by one counts for in adaptive training.
const stride = 256

// NewAdaptive makes an untrained model of so many classes whose weights move by
// less the more they moved before (AdaGrad, Duchi, Hazan and Singer 2011): by
// 1/√(1+sum of the squares of the updates before). What is frequent settles, what
// is rare still learns.
func NewAdaptive(classes int) *Perceptron {
	p := NewPerceptron(classes)
	p.table.past = []int32{}
	p.strides = make([]int32, 1<<16)
	k := int64(stride)
	for i := range p.strides {
		for k > 1 && k*k*int64(i+1) > stride*stride {
			k--
		}
		p.strides[i] = int32(k)
	}
	return p
}

// Unit is by how much the first update of a weight by one changes scores.
func (p *Perceptron) Unit() int {
	if p.strides != nil {
		return stride
	}
	return 1
}

// Classes is the number of classes.
func (p *Perceptron) Classes() int { return p.classes }

// Score adds the present weights of the features to scores, one a class.
func (p *Perceptron) Score(features []uint64, scores []int32) {
	for _, f := range features {
		for _, c := range p.table.row(f) {
			scores[c.class] += c.weight
		}
	}
}

// Step counts one example; call it once for each, whether it updates or not.
func (p *Perceptron) Step() { p.step++ }

// Update moves weight by from class wrong to class right.
func (p *Perceptron) Update(features []uint64, right, wrong int, by int32) {
	if right == wrong {
		return
	}
	for _, f := range features {
		p.Add(f, right, by)
		p.Add(f, wrong, -by)
	}
}

// Add changes one weight.
func (p *Perceptron) Add(feature uint64, class int, by int32) {
	k := p.table.cell(feature, int32(class))
	if p.strides != nil {
		past := &p.table.past[k]
		stride := p.strides[min(int(*past), len(p.strides)-1)]
		*past += by * by
		by *= stride
	}
	p.table.cells[k].weight += by
	p.table.accs[k] += int64(by) * p.step
}

// Prune says what a model leaves out to stay small.
type Prune struct {
	Bits    int     // 8 (default) or 16 bits a weight
	MinSeen int     // features that took part in fewer updates go
	Clip    float64 // the share of largest weights that may be clipped, default 0.0005
	Floor   float64 // weights under this share of the largest kept weight go, default half a quantum
}

// Model averages, prunes and quantises the weights.
func (p *Perceptron) Model(cut Prune) *Model {
	return Quantise(p.classes, p.Averaged(cut), cut)
}

// Averaged is the averaged weights of the features of enough updates, sorted by
// feature, in a unit that depends on the number of steps only.
func (p *Perceptron) Averaged(cut Prune) []Row {
	t := p.table
	rows := make([]Row, 0, t.used)
	for i, s := range t.slots {
		if s.n == 0 || int(t.seen[i]) < cut.MinSeen {
			continue
		}
		r := Row{Feature: s.feature}
		for k := s.at; k < s.at+uint32(s.n); k++ {
			if v := int64(t.cells[k].weight)*(p.step+1) - t.accs[k]; v != 0 {
				r.Weights = append(r.Weights, Weight{Class: uint16(t.cells[k].class), Value: v})
			}
		}
		slices.SortFunc(r.Weights, func(a, b Weight) int { return int(a.Class) - int(b.Class) })
		if len(r.Weights) > 0 {
			rows = append(rows, r)
		}
	}
	sortRows(rows)
	return rows
}

// sortRows puts rows into the order of their features, of which no two are equal.
func sortRows(rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int {
		if a.Feature < b.Feature {
			return -1
		}
		return 1
	})
}

// Row is one feature with its weights before quantisation.
type Row struct {
	Feature uint64
	Weights []Weight
}

// Weight is one class's weight of a feature, in any unit common to the model.
type Weight struct {
	Class uint16
	Value int64
}

// Quantise packs rows, sorted by feature, into a model of 8- or 16-bit weights.
func Quantise(classes int, rows []Row, cut Prune) *Model {
	if cut.Bits == 0 {
		cut.Bits = 8
	}
	return pack(classes, cut.Bits, quantised(rows, cut))
}

func quantised(rows []Row, cut Prune) []Row {
	if cut.Clip == 0 {
		cut.Clip = 0.0005
	}
	limit := int64(1)<<(cut.Bits-1) - 1
	var size []int64
	for _, r := range rows {
		for _, w := range r.Weights {
			size = append(size, max(w.Value, -w.Value))
		}
	}
	slices.Sort(size)
	top := int64(1)
	if n := len(size); n > 0 {
		top = max(1, size[min(n-1, int(float64(n)*(1-cut.Clip)))])
	}
	kept := make([]Row, 0, len(rows))
	for _, r := range rows {
		var ws []Weight
		for _, w := range r.Weights {
			q := scale(w.Value, limit, top)
			if q != 0 && float64(max(q, -q)) >= cut.Floor*float64(limit) {
				ws = append(ws, Weight{w.Class, q})
			}
		}
		if len(ws) > 0 {
			kept = append(kept, Row{r.Feature, ws})
		}
	}
	return kept
}

// scale is value·limit/top rounded half away from zero and clipped to ±limit.
func scale(value, limit, top int64) int64 {
	neg := value < 0
	if neg {
		value = -value
	}
	q := limit
	if value < top {
		// value < top, and top·limit may pass 2^63 only beyond 2^48: shift both down first.
		for top > 1<<46 {
			top, value = top>>1, value>>1
		}
		q = (2*value*limit + top) / (2 * top)
	}
	if neg {
		return -q
	}
	return q
}

// String describes the model for a progress line.
func (p *Perceptron) String() string {
	return fmt.Sprintf("%d features × %d classes", p.table.used, p.classes)
}
