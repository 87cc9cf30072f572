package learn

import (
	"fmt"
	"testing"
)

func TestCompactModelScoresAsTheSparseOne(t *testing.T) {
	p := train(40, 2000)
	m, c := p.Model(Prune{}), p.Compact(Prune{})
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

func FuzzOpenCompact(f *testing.F) {
	f.Add(train(3, 10).Compact(Prune{}).Bytes(), uint64(7))
	f.Add(train(200, 50).Compact(Prune{}).Bytes(), Hash("bias"))
	f.Fuzz(func(t *testing.T, raw []byte, feature uint64) {
		if m, err := OpenCompact(raw); err == nil {
			m.Score([]uint64{feature, 0, Hash("bias")}, make([]int32, 256))
		}
	})
}
