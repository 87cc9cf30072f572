package learn

import (
	"fmt"
	"testing"
)

func TestCompactModelDecidesAsItWasTrained(t *testing.T) {
	p := train(40, 2000)
	m, c := p.Model(Prune{}), QuantiseRoots(40, p.Averaged(Prune{}), 1)
	if len(c.Bytes()) >= len(m.Bytes()) {
		t.Errorf("compact: %d bytes, sparse: %d", len(c.Bytes()), len(m.Bytes()))
	}
	right := 0
	for f := range 2000 {
		scores := make([]int32, 256)
		c.Score([]uint64{Hash(fmt.Sprint("f", f)), Hash("bias")}, scores)
		if best(scores) == f%40 {
			right++
		}
	}
	if right < 1990 {
		t.Errorf("%d of 2000 decided as trained", right)
	}
}

func TestSquareAndRootAgree(t *testing.T) {
	for root := int64(-127); root <= 127; root++ {
		if got := signedRoot(int64(square(byte(int8(root))))); got != root {
			t.Errorf("root %d came back as %d", root, got)
		}
	}
	for _, c := range []struct{ value, root int64 }{{0, 0}, {2, 1}, {3, 2}, {-7, -3}, {1 << 40, 127}} {
		if got := signedRoot(c.value); got != c.root {
			t.Errorf("root of %d = %d, want %d", c.value, got, c.root)
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
	return QuantiseRoots(classes, train(classes, features).Averaged(Prune{}), 1)
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
