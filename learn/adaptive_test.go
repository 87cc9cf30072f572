package learn

import (
	"bytes"
	"testing"
)

func weightOf(p *Perceptron, feature uint64, class int) int32 {
	scores := make([]int32, p.Classes())
	p.Score([]uint64{feature}, scores)
	return scores[class]
}

func TestAnAdaptiveWeightMovesLessTheMoreItMoved(t *testing.T) {
	p := NewAdaptive(2)
	f := []uint64{Hash("frequent")}
	last, step := int32(0), int32(1<<30)
	for i := range 5 {
		p.Step()
		p.Update(f, 1, 0, 1)
		now := weightOf(p, f[0], 1)
		if now-last >= step || now <= last {
			t.Errorf("update %d moved the weight by %d, the one before by %d", i, now-last, step)
		}
		last, step = now, now-last
	}
	if w := weightOf(p, f[0], 0); w != -last {
		t.Errorf("the wrong class has %d, the right one %d", w, last)
	}
	p.Update([]uint64{Hash("rare")}, 1, 0, 1)
	if w := weightOf(p, Hash("rare"), 1); int(w) != p.Unit() {
		t.Errorf("the first update of another weight counts %d, the unit is %d", w, p.Unit())
	}
}

func TestAnAdaptiveWeightNeverStopsMoving(t *testing.T) {
	p := NewAdaptive(2)
	f := []uint64{Hash("word")}
	for range 1000 {
		p.Update(f, 1, 0, 100) // past the end of the strides
	}
	before := weightOf(p, f[0], 1)
	p.Update(f, 1, 0, 1)
	if weightOf(p, f[0], 1) <= before {
		t.Error("an update changed nothing")
	}
}

func TestAdaptiveTrainingKeepsRowsThatGrowApart(t *testing.T) {
	trained := func() (*Perceptron, []byte) {
		p := NewAdaptive(50)
		for round := range 3 {
			for class := 1; class < 50; class++ {
				p.Step()
				p.Update([]uint64{Hash("a"), Hash("b"), uint64(class)}, class, 0, int32(1+round%2))
			}
		}
		return p, p.Model(Prune{Bits: 16}).Bytes()
	}
	p, a := trained()
	_, b := trained()
	if !bytes.Equal(a, b) {
		t.Error("two trainings on the same examples differ")
	}
	// Each class of a feature has its own past: 1, then 2 after 1, then 1 after 5.
	want := weightOf(p, Hash("a"), 1)
	for class := 2; class < 50; class++ {
		if w := weightOf(p, Hash("a"), class); w != want {
			t.Errorf("class %d has %d, class 1 has %d", class, w, want)
		}
	}
	if want != 256+2*181+104 {
		t.Errorf("the weight is %d", want)
	}
}
