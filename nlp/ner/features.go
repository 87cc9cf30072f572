package ner

import "github.com/enligt/enligt/learn"

// state is the scratch of one sentence.
type state struct {
	atoms    []atom
	length   []uint8 // of the longest known name over each word
	heading  bool    // written in capitals throughout
	features []uint64
	scores   [modelScores]int32 // of the word alone
	row      [modelScores]int32 // of the word after one label
	best     []uint8
	back     [][maxLabels]uint8
}

const (
	maxLabels   = 1 + 2*maxKinds
	modelScores = 256 // a compact model wants room for so many
)

func (s *state) reset(n int) {
	if cap(s.atoms) < n {
		s.atoms, s.length, s.best, s.back = make([]atom, n, 2*n), make([]uint8, n, 2*n), make([]uint8, n, 2*n), make([][maxLabels]uint8, n, 2*n)
	}
	s.atoms, s.length, s.best, s.back = s.atoms[:n], s.length[:n], s.best[:n], s.back[:n]
	s.heading = false
}

func (s *state) at(i int) *atom {
	if i < 0 || i >= len(s.atoms) {
		return &nobody
	}
	return &s.atoms[i]
}

// maker collects features. Those of words themselves (lexical) come last, so
// that text of another language can train the others alone.
type maker struct {
	out  []uint64
	next uint64 // number of the template
}

func (m *maker) add(a uint64) {
	m.next++
	m.out = append(m.out, learn.Mix(learn.Mix(0, m.next), a))
}

func (m *maker) add2(a, b uint64) {
	m.next++
	m.out = append(m.out, learn.Mix(learn.Mix(learn.Mix(0, m.next), a), b))
}

func (m *maker) add3(a, b, c uint64) {
	m.next++
	m.out = append(m.out, learn.Mix(learn.Mix(learn.Mix(learn.Mix(0, m.next), a), b), c))
}

// emissions appends the features of word i to out. With plain, those that hold
// for any language only.
func (s *state) emissions(i int, out []uint64, plain bool) []uint64 {
	m := maker{out: out}
	a, b, c := s.at(i-1), s.at(i), s.at(i+1)
	a2, c2 := s.at(i-2), s.at(i+2)
	caps := b.caps
	if s.heading {
		caps += 16
	}
	first := uint64(0)
	if b.runStart == 0 || b.runStart == 1 && s.atoms[0].caps == sign {
		first = 1
	}
	m.add(0)
	m.shapes(a2, a, b, c, c2, caps, first)
	m.known(a, b, c, caps, first)
	m.run(s, i, b, caps)
	if named(b.caps) {
		m.add(b.suffix2)
		m.add(b.suffix3)
		m.add(b.suffix4)
		m.add(b.prefix3)
		m.add2(b.low, caps)
		m.add2(s.at(b.runEnd-1).low, caps)
		m.add2(s.at(b.runStart).low, caps)
	}
	if !plain {
		m.next = 100
		m.words(a2, a, b, c, c2, caps)
		m.clusters(a2, a, b, c, c2, caps)
		m.around(s, b, caps)
	}
	return m.out
}

func (m *maker) shapes(a2, a, b, c, c2 *atom, caps, first uint64) {
	m.add2(caps, first)
	m.add3(a.caps, caps, c.caps)
	m.add3(a2.caps, a.caps, caps)
	m.add3(caps, c.caps, c2.caps)
	m.add2(b.pos, caps)
	m.add2(a.pos, caps)
	m.add2(c.pos, caps)
	m.add3(a.pos, b.pos, c.pos)
	m.add3(a2.pos, a.pos, b.pos)
	m.add3(b.marks, caps, bucket(len(b.form)))
}

// known makes features of the lists of names: one for each class, and sets of
// classes in context.
func (m *maker) known(a, b, c *atom, caps, first uint64) {
	set := func(x *atom) uint64 { return x.single | x.within<<16 | x.place<<32 }
	m.add2(set(b), caps)
	m.add3(set(b), first, b.pos)
	m.add3(set(a), set(b), caps)
	m.add3(set(b), set(c), caps)
	m.add2(a.single, caps)
	m.add2(c.single, caps)
	base := m.next
	for k := uint64(0); k < maxClasses; k++ {
		bit := uint64(1) << k
		if b.single&bit != 0 {
			m.next = base
			m.add2(k, caps)
			m.add3(k, a.pos, caps)
		}
		if b.within&bit != 0 {
			m.next = base + 2
			m.add2(k, b.place)
		}
	}
	m.next = base + 3
}

// run makes features of the capitalised words around this one and what stands
// before and after them.
func (m *maker) run(s *state, i int, b *atom, caps uint64) {
	length, at := min(4, b.runEnd-b.runStart), min(3, i-b.runStart)
	where := uint64(length)<<8 | uint64(at)
	left, right := s.at(b.runStart-1), s.at(b.runEnd)
	m.add2(where, caps)
	m.add3(where, left.pos, caps)
	m.add3(where, right.pos, caps)
	m.add3(where, b.single, caps)
	m.add2(s.at(b.runEnd-1).single, where)
	m.add2(s.at(b.runStart).single, where)
	m.add2(left.single, where)
	m.add2(s.at(b.runStart-2).single, where)
	m.add2(right.single, where)
	m.add3(b.inside, b.after, where)
	m.add3(b.inside, b.after, caps)
	m.add3(b.inside, b.single, left.single)
}

func (m *maker) words(a2, a, b, c, c2 *atom, caps uint64) {
	m.add(b.low)
	m.add(a.low)
	m.add(c.low)
	m.add(a2.low)
	m.add(c2.low)
	m.add2(a.low, caps)
	m.add2(c.low, caps)
	m.add3(a2.low, a.low, caps)
	m.add3(c.low, c2.low, caps)
	m.add3(a.low, c.low, caps)
	m.add2(a.low, b.low)
	m.add2(b.low, c.low)
	m.add2(a.suffix3, caps)
	m.add2(c.suffix3, caps)
	m.add(b.suffix3)
	m.add(b.suffix4)
}

func (m *maker) clusters(a2, a, b, c, c2 *atom, caps uint64) {
	m.add2(b.cluster, caps)
	m.add2(a.cluster, caps)
	m.add2(c.cluster, caps)
	m.add2(b.cluster>>8, caps)
	m.add2(a.cluster>>8, caps)
	m.add2(c.cluster>>8, caps)
	m.add2(b.cluster>>12, caps)
	m.add2(a2.cluster>>8, caps)
	m.add2(c2.cluster>>8, caps)
	m.add3(a.cluster>>8, c.cluster>>8, caps)
	m.add3(a.cluster>>8, b.cluster>>8, caps)
	m.add3(b.cluster>>8, c.cluster>>8, caps)
}

// around makes features of the words before and after the run.
func (m *maker) around(s *state, b *atom, caps uint64) {
	left, right := s.at(b.runStart-1), s.at(b.runEnd)
	left2 := s.at(b.runStart - 2)
	m.add2(left.low, caps)
	m.add2(right.low, caps)
	m.add2(left.cluster, caps)
	m.add2(right.cluster, caps)
	m.add3(left2.cluster>>8, left.cluster>>8, caps)
	m.add2(s.at(b.runEnd-1).suffix3, caps)
}

// transitions appends the features of word i after a label. With plain, those
// that hold for any language only.
func (s *state) transitions(i int, before uint8, out []uint64, plain bool) []uint64 {
	m := maker{out: out, next: 200}
	a, b := s.at(i-1), s.at(i)
	prev := uint64(before)
	m.add(prev)
	m.add3(prev, b.caps, b.pos)
	m.add3(prev, b.caps, a.caps)
	m.add3(prev, b.single|b.within<<16, b.place)
	if !plain {
		m.add2(prev, b.low)
		m.add3(prev, b.cluster>>8, b.caps)
	}
	return m.out
}
