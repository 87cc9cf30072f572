package segment

import "github.com/enligt/enligt/learn"

// chunk is a run of atoms without white space between them.
type chunk struct {
	first, last int // the last is exclusive
	low         uint64
}

// gapKey is what an atom is to a gap near it: a mark is itself, letters and
// digits are their shape. The edge of a chunk is 1.
func (w *work) gapKey(c chunk, i int) uint64 {
	if i < c.first || i >= c.last {
		return 1
	}
	a := &w.atoms[i]
	if a.kind == mark {
		return 1000 + uint64(plain(a.char))
	}
	return 10 + uint64(a.shape)
}

func (w *work) lowAt(c chunk, i int) uint64 {
	if i < c.first || i >= c.last {
		return 1
	}
	return w.atoms[i].low
}

// nextLook says what follows a chunk: nothing, or the shape of the next atom.
func (w *work) nextLook(c chunk) uint64 {
	if c.last >= len(w.atoms) {
		return 0
	}
	return 1 + uint64(w.atoms[c.last].shape)
}

// nextKnown reports whether the word after a chunk is one that is written in
// lower case elsewhere: a capital then speaks for a new sentence.
func (w *work) nextKnown(c chunk) bool {
	return c.last < len(w.atoms) && w.atoms[c.last].kind == letters && w.model.lower.has(w.atoms[c.last].low)
}

// gapFeatures describes the gap after atom i in a token that starts at start.
func (w *work) gapFeatures(b *bag, c chunk, start, i int, sofar uint64) {
	b.n = 0
	l, r := w.gapKey(c, i), w.gapKey(c, i+1)
	l2, r2 := w.gapKey(c, i-1), w.gapKey(c, i+2)
	next := w.nextLook(c)
	rule := bit(w.joins(start, i))
	inside := bit(i > start)
	lr := learn.Mix(l, r)
	ll, lw := w.lowAt(c, i), w.lowAt(c, i+1)
	rest := uint64(c.last - i)

	b.add1(1, rule)
	b.add2(2, lr, rule)
	b.add3(3, lr, l2, r2)
	b.add3(4, lr, l2, inside)
	b.add3(5, lr, r2, inside)
	b.add2(6, sofar, r)
	b.add3(7, sofar, r, r2)
	b.add2(8, sofar, lw)
	b.add2(9, l, lw)
	b.add3(10, l, lw, r2)
	b.add2(11, ll, r)
	b.add3(12, ll, r, w.lowAt(c, i+2))
	b.add3(13, c.low, uint64(i-c.first), 0)
	b.add3(14, lr, next, min(rest, 4))
	b.add3(15, ll, lr, next)
	b.add3(16, sofar, r, next)
	b.add3(17, lr, bucket(int(w.atoms[i].end-w.atoms[i].start)), min(rest, 3))
	b.add3(18, lr, bucket(i-start), min(rest, 3))
	b.add3(19, learn.Mix(w.gapKey(c, i-2), l2), lr, learn.Mix(r2, w.gapKey(c, i+3)))
	b.add3(20, lr, bit(start == c.first), rule)
	b.add3(21, lr, w.gapKey(c, start), inside)
	b.add3(22, lr, w.gapKey(c, c.first), w.gapKey(c, c.last-1))
	b.add3(23, lr, w.lowAt(c, i+2), w.gapKey(c, i+3))
	b.add3(24, l2, ll, r)
	b.add3(25, lr, next, bit(w.nextKnown(c))<<4|bucket(runes(w.text[w.atoms[i].start:w.atoms[i].end])))
	b.add3(26, uint64(w.withStop(start, i)), r, next)
}
