package learn

// table maps features to rows of weights: open addressing with linear probing,
// the rows in one arena, so that a look-up costs two memory accesses at most.
type table struct {
	slots []slot
	seen  []int32 // by slot: updates the feature took part in
	used  int
	cells []cell // the arena; a row that outgrows its place moves to the end
	accs  []int64
	past  []int32 // by cell: sum of the squares of its updates; nil if nobody asks
}

// slot is one feature's place; n is 0 only where it is empty.
type slot struct {
	feature uint64
	at      uint32 // of its first cell
	n, room uint16
}

// cell is one class's weight of a feature; accs holds its sum of update × step.
type cell struct {
	class  int32
	weight int32
}

func newTable() *table {
	return &table{slots: make([]slot, 1<<12), seen: make([]int32, 1<<12)}
}

// home is the slot where the search for a feature begins.
func (t *table) home(feature uint64) uint64 {
	return (feature ^ feature>>32) & uint64(len(t.slots)-1)
}

// find returns the slot of a feature, or the empty one where it belongs.
func (t *table) find(feature uint64) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := t.home(feature)
	for t.slots[i].n != 0 && t.slots[i].feature != feature {
		i = (i + 1) & mask
	}
	return i
}

// row returns the weights of a feature, nil where it has none.
func (t *table) row(feature uint64) []cell {
	s := &t.slots[t.find(feature)]
	return t.cells[s.at : s.at+uint32(s.n)]
}

// cell is the number of the cell of a feature's class, made where there is none,
// for a change of its weight.
func (t *table) cell(feature uint64, class int32) uint32 {
	i := t.find(feature)
	s := &t.slots[i]
	t.seen[i]++
	for k := s.at; k < s.at+uint32(s.n); k++ {
		if t.cells[k].class == class {
			return k
		}
	}
	if s.n == s.room {
		t.grow(s)
	}
	k := s.at + uint32(s.n)
	t.cells[k] = cell{class: class}
	s.n++
	if s.n == 1 {
		s.feature = feature
		if t.used++; t.used*2 > len(t.slots) {
			t.rehash()
		}
	}
	return k
}

// grow doubles the room of a row by moving it to the end of the arena.
func (t *table) grow(s *slot) {
	room := uint16(min(1<<16-1, max(2, 2*int(s.room))))
	at := uint32(len(t.cells))
	t.cells = append(t.cells, make([]cell, room)...)
	t.accs = append(t.accs, make([]int64, room)...)
	copy(t.cells[at:], t.cells[s.at:s.at+uint32(s.n)])
	copy(t.accs[at:], t.accs[s.at:s.at+uint32(s.n)])
	if t.past != nil {
		t.past = append(t.past, make([]int32, room)...)
		copy(t.past[at:], t.past[s.at:s.at+uint32(s.n)])
	}
	s.at, s.room = at, room
}

func (t *table) rehash() {
	slots, seen := t.slots, t.seen
	t.slots, t.seen = make([]slot, 2*len(slots)), make([]int32, 2*len(slots))
	for k := range slots {
		if slots[k].n != 0 {
			i := t.find(slots[k].feature)
			t.slots[i], t.seen[i] = slots[k], seen[k]
		}
	}
}
