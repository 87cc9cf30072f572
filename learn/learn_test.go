package learn

import (
	"bytes"
	"fmt"
	"testing"
)

// train teaches a perceptron that feature n belongs to class n modulo classes.
func train(classes, features int) *Perceptron {
	p := NewPerceptron(classes)
	for range 3 {
		for f := range features {
			p.Step()
			scores := make([]int32, classes)
			feature := []uint64{Hash(fmt.Sprint("f", f)), Hash("bias")}
			p.Score(feature, scores)
			p.Update(feature, f%classes, best(scores), 1)
		}
	}
	return p
}

func best(scores []int32) int {
	at := 0
	for i, s := range scores {
		if s > scores[at] {
			at = i
		}
	}
	return at
}

func TestModelDecidesAsItWasTrained(t *testing.T) {
	for _, classes := range []int{2, 40, 300} {
		for _, bits := range []int{8, 16} {
			m := train(classes, 2000).Model(Prune{Bits: bits})
			right := 0
			for f := range 2000 {
				scores := make([]int32, classes)
				m.Score([]uint64{Hash(fmt.Sprint("f", f)), Hash("bias")}, scores)
				if best(scores) == f%classes {
					right++
				}
			}
			if right < 1990 {
				t.Errorf("%d classes, %d bits: %d of 2000 decided as trained", classes, bits, right)
			}
		}
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	a, b := train(40, 500).Model(Prune{}).Bytes(), train(40, 500).Model(Prune{}).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("two trainings on the same examples differ")
	}
}

func TestUnknownFeatureScoresNothing(t *testing.T) {
	m := train(5, 100).Model(Prune{})
	scores := make([]int32, 5)
	m.Score([]uint64{Hash("never seen")}, scores)
	for c, s := range scores {
		if s != 0 {
			t.Errorf("class %d got %d from an unknown feature", c, s)
		}
	}
}

func TestScaleRoundsHalvesAwayFromZero(t *testing.T) {
	for _, c := range []struct{ value, want int64 }{{0, 0}, {100, 127}, {-100, -127}, {200, 127}, {-900, -127}, {50, 64}, {-50, -64}, {1, 1}} {
		if got := scale(c.value, 127, 100); got != c.want {
			t.Errorf("scale(%d) = %d, want %d", c.value, got, c.want)
		}
	}
	if got := scale(1<<60, 127, 1<<61); got != 64 {
		t.Errorf("scale of very large weights = %d, want 64", got)
	}
}

func TestFileKeepsItsSections(t *testing.T) {
	f := &File{Kind: "tag", Version: 3, Sections: map[string][]byte{"weights": train(3, 10).Model(Prune{}).Bytes(), "empty": {}}}
	f.SetLines("classes", []string{"NOUN", "VERB", "X"})
	got, err := OpenFile(f.Bytes(), "tag", 3)
	if err != nil {
		t.Fatal(err)
	}
	if l := got.Lines("classes"); len(l) != 3 || l[1] != "VERB" {
		t.Errorf("classes = %q", l)
	}
	if _, err := got.Model("weights"); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		kind    string
		version int
	}{{"parse", 3}, {"tag", 4}} {
		if _, err := OpenFile(f.Bytes(), c.kind, c.version); err == nil {
			t.Errorf("opened as %s version %d", c.kind, c.version)
		}
	}
}

func FuzzOpenFile(f *testing.F) {
	file := &File{Kind: "tag", Version: 1, Sections: map[string][]byte{"weights": train(3, 10).Model(Prune{}).Bytes()}}
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := OpenFile(raw, "tag", 1)
		if err != nil {
			return
		}
		m, err := got.Model("weights")
		if err != nil {
			return
		}
		scores := make([]int32, m.Classes())
		m.Score([]uint64{0, Hash("bias"), 1 << 40}, scores)
	})
}

func FuzzOpenModel(f *testing.F) {
	f.Add(train(3, 10).Model(Prune{}).Bytes(), uint64(7))
	f.Add(train(300, 10).Model(Prune{Bits: 16}).Bytes(), Hash("bias"))
	f.Fuzz(func(t *testing.T, raw []byte, feature uint64) {
		if m, err := OpenModel(raw); err == nil {
			m.Score([]uint64{feature}, make([]int32, m.Classes()))
		}
	})
}
