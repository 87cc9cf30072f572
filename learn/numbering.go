package learn

// numbering gives features numbers in order of their first sight, and counts the
// cases that hold them.
type numbering struct {
	keys  []uint64
	seen  []int32  // cases
	last  []int32  // case + 1
	slots []uint32 // number + 1, 0 for empty
}

// of is the number of a feature of a case, made if it is new.
func (n *numbering) of(f uint64, at int) uint32 {
	mask := uint64(len(n.slots) - 1)
	i := (f ^ f>>29) & mask
	for n.slots[i] != 0 && n.keys[n.slots[i]-1] != f {
		i = (i + 1) & mask
	}
	if n.slots[i] == 0 {
		n.keys, n.seen, n.last = append(n.keys, f), append(n.seen, 0), append(n.last, 0)
		n.slots[i] = uint32(len(n.keys))
		if 2*len(n.keys) > len(n.slots) {
			n.grow()
			return n.of(f, at)
		}
	}
	id := n.slots[i] - 1
	if int(n.last[id]) != at+1 {
		n.last[id] = int32(at + 1)
		n.seen[id]++
	}
	return id
}

func (n *numbering) grow() {
	n.slots = make([]uint32, 2*len(n.slots))
	mask := uint64(len(n.slots) - 1)
	for k, f := range n.keys {
		i := (f ^ f>>29) & mask
		for n.slots[i] != 0 {
			i = (i + 1) & mask
		}
		n.slots[i] = uint32(k + 1)
	}
}
