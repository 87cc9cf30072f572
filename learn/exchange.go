package learn

import "math/bits"

// exchange sorts items into classes so that a class bigram model of the text is
// as likely as can be reached by moving one item at a time (Martin, Liermann and
// Ney 1998, "Algorithms for bigram and trigram word clustering"). Likelihoods are
// fixed-point integers: the result is the same on every machine.
type exchange struct {
	classes int
	limit   int       // items that a class may hold
	free    int       // items below are fixed in a class of their own, which is not theirs to choose
	count   []int32   // of each item
	left    [][]pair  // item -> what stands before it, with counts
	right   [][]pair  // item -> what stands after it
	class   []int32   // of each item
	members []int32   // of each class
	total   []int32   // count of each class
	next    [][]int32 // class, class after it -> count
	before  [][]int32 // the same transposed
	nlogn   []int64
	l, r    []int32 // scratch: counts of the classes around an item
	gain    []int64
}

type pair struct{ item, count int32 }

const nlognTable = 1 << 16

// newExchange starts with the items dealt out to the classes in turn.
func newExchange(classes, limit, free int, count []int32, left, right [][]pair) *exchange {
	e := &exchange{classes: classes, limit: limit, free: free, count: count, left: left, right: right}
	e.class, e.members, e.total = make([]int32, len(count)), make([]int32, classes), make([]int32, classes)
	e.l, e.r, e.gain = make([]int32, classes), make([]int32, classes), make([]int64, classes)
	e.nlogn = make([]int64, nlognTable)
	for i := range e.nlogn {
		e.nlogn[i] = nlogn(int64(i))
	}
	for range classes {
		e.next = append(e.next, make([]int32, classes))
		e.before = append(e.before, make([]int32, classes))
	}
	for i := range count {
		c := int32(i)
		if i >= free {
			c = int32(free + (i-free)%(classes-free))
		}
		e.class[i] = c
		e.members[c]++
		e.total[c] += count[i]
	}
	for i, list := range right {
		for _, p := range list {
			a, b := e.class[i], e.class[p.item]
			e.next[a][b] += p.count
			e.before[b][a] += p.count
		}
	}
	return e
}

// round offers every item each class once and returns how many moved.
func (e *exchange) round() (moved int) {
	for i := e.free; i < len(e.count); i++ {
		from := e.class[i]
		self := e.around(i)
		e.shift(i, from, self, -1)
		to := e.best(i, self)
		e.shift(i, to, self, 1)
		if to != from {
			moved++
		}
	}
	return moved
}

// around counts the classes beside an item in l and r, itself left out, and
// returns how often it stands beside itself.
func (e *exchange) around(i int) (self int32) {
	clear(e.l)
	clear(e.r)
	for _, p := range e.left[i] {
		if int(p.item) == i {
			self = p.count
		} else {
			e.l[e.class[p.item]] += p.count
		}
	}
	for _, p := range e.right[i] {
		if int(p.item) != i {
			e.r[e.class[p.item]] += p.count
		}
	}
	return self
}

// shift takes an item out of a class (by -1) or puts it in (by 1).
func (e *exchange) shift(i int, c, self, by int32) {
	for x := range e.l {
		if n := by * e.l[x]; n != 0 {
			e.next[x][c] += n
			e.before[c][x] += n
		}
		if n := by * e.r[x]; n != 0 {
			e.next[c][x] += n
			e.before[x][c] += n
		}
	}
	e.next[c][c] += by * self
	e.before[c][c] += by * self
	e.total[c] += by * e.count[i]
	e.members[c] += by
	e.class[i] = c
}

// best is the class, not full, in which an item that is in none makes the text
// most likely.
func (e *exchange) best(i int, self int32) int32 {
	clear(e.gain)
	for x := range e.l {
		if n := e.l[x]; n != 0 {
			e.add(e.next[x], n)
		}
		if n := e.r[x]; n != 0 {
			e.add(e.before[x], n)
		}
	}
	best, top := int32(-1), int64(0)
	for c := e.free; c < e.classes; c++ {
		if int(e.members[c]) >= e.limit {
			continue
		}
		g := e.gain[c]
		d := e.next[c][c]
		// Both sides of the class itself fall into one cell.
		g += e.f(d+e.l[c]+e.r[c]+self) - e.f(d+e.l[c]) - e.f(d+e.r[c]) + e.f(d)
		g -= 2 * (e.f(e.total[c]+e.count[i]) - e.f(e.total[c]))
		if best < 0 || g > top {
			best, top = int32(c), g
		}
	}
	return best
}

// add adds to the gain of each class what n more in its cell of a row are worth.
func (e *exchange) add(row []int32, n int32) {
	gain := e.gain[:len(row)]
	for c, have := range row {
		gain[c] += e.f(have+n) - e.f(have)
	}
}

func (e *exchange) f(n int32) int64 {
	if n < nlognTable {
		return e.nlogn[n]
	}
	return nlogn(int64(n))
}

// nlogn is n·log2(n) with 16 binary places, rounded down at each step of the
// logarithm.
func nlogn(n int64) int64 {
	if n <= 1 {
		return 0
	}
	whole := bits.Len64(uint64(n)) - 1
	x := uint64(n) << (62 - whole) // in [2^62, 2^63)
	log := int64(whole) << 16
	for bit := int64(1) << 15; bit > 0; bit >>= 1 {
		hi, lo := bits.Mul64(x, x) // x² with 124 binary places
		x = hi<<2 | lo>>62
		if x >= 1<<63 {
			x >>= 1
			log += bit
		}
	}
	return n * log
}
