package segment

import "github.com/enligt/enligt/learn"

// bag collects the features of one decision. A feature is a template number
// folded with its atoms; the number is part of the model.
type bag struct {
	n        int
	features [64]uint64
}

func (b *bag) add1(template, x uint64) {
	b.features[b.n&63] = learn.Mix(template*0x9E3779B97F4A7C15, x)
	b.n++
}

func (b *bag) add2(template, x, y uint64) {
	b.features[b.n&63] = learn.Mix(learn.Mix(template*0x9E3779B97F4A7C15, x), y)
	b.n++
}

func (b *bag) add3(template, x, y, z uint64) {
	b.features[b.n&63] = learn.Mix(learn.Mix(learn.Mix(template*0x9E3779B97F4A7C15, x), y), z)
	b.n++
}

func (b *bag) all() []uint64 { return b.features[:b.n] }

// bucket makes a length one of eight.
func bucket(n int) uint64 {
	switch {
	case n <= 4:
		return uint64(max(n, 0))
	case n <= 7:
		return 5
	case n <= 15:
		return 6
	case n <= 30:
		return 7
	}
	return 8
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
