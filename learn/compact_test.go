package learn

import (
	"fmt"
	"testing"
)

func TestCompactModelScoresAsTheSparseOne(t *testing.T) {
	p := train(40, 2000)
	m, c := p.Model(Prune{}), QuantiseCompact(40, p.Averaged(Prune{}), Prune{})
	if len(c.Bytes()) >= len(m.Bytes()) {
		t.Errorf("compact: %d bytes, sparse: %d", len(c.Bytes()), len(m.Bytes()))
	}
	for f := range 2000 {
		feature := []uint64{Hash(fmt.Sprint("f", f)), Hash("bias")}
		a, b := make([]int32, 40), make([]int32, 256)
		m.Score(feature, a)
		c.Score(feature, b)
		for k := range a {
			if a[k] != b[k] {
				t.Fatalf("feature %d, class %d: %d, want %d", f, k, b[k], a[k])
			}
		}
	}
}

func TestScoreOfASumIsTheSumOfScores(t *testing.T) {
	a := []Row{{1, []Weight{{0, 5}, {2, -3}}}, {4, []Weight{{1, 7}}}}
	b := []Row{{1, []Weight{{0, -5}, {1, 1}, {2, 4}}}, {2, []Weight{{3, 2}}}}
	got := AddRows(a, b)
	want := []Row{{1, []Weight{{1, 1}, {2, 1}}}, {2, []Weight{{3, 2}}}, {4, []Weight{{1, 7}}}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("sum = %v, want %v", got, want)
	}
}

func compact(classes, features int) *Compact {
	return QuantiseCompact(classes, train(classes, features).Averaged(Prune{}), Prune{})
}

func FuzzOpenCompact(f *testing.F) {
	f.Add(compact(3, 10).Bytes(), uint64(7))
	f.Add(compact(200, 50).Bytes(), Hash("bias"))
	f.Fuzz(func(t *testing.T, raw []byte, feature uint64) {
		if m, err := OpenCompact(raw); err == nil {
			m.Score([]uint64{feature, 0, Hash("bias")}, make([]int32, 256))
		}
	})
}
