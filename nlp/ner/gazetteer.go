package ner

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"

	"github.com/enligt/enligt/learn"
)

// gazetteer holds known names by the hash of their words, each with the set of
// its classes. The zero value knows no name.
//
// Layout: the number of sets u8 and the sets, u16 each; then slots of 4 bytes in
// open addressing, a fingerprint of 24 bits and the number of a set, from 1; 0
// marks an empty slot. Bit 15 of a set says that a longer name begins so. A name
// that is not there is taken for one that is about once in ten million.
type gazetteer struct {
	sets  []uint16
	slots []byte
	size  uint64
}

const (
	nameSlot   = 4
	longerName = 1 << 15
	maxPhrase  = 5 // words of a name
	maxClasses = 15
	maxSets    = 255
)

func openGazetteer(raw []byte) (*gazetteer, error) {
	if len(raw) == 0 {
		return &gazetteer{}, nil
	}
	g := &gazetteer{sets: []uint16{0}}
	n := int(raw[0])
	if len(raw) < 1+2*n || (len(raw)-1-2*n)%nameSlot != 0 {
		return nil, errors.New("ner model: the names are cut short; rebuild it with enligt train")
	}
	for i := range n {
		g.sets = append(g.sets, binary.LittleEndian.Uint16(raw[1+2*i:]))
	}
	g.slots = raw[1+2*n:]
	g.size = uint64(len(g.slots) / nameSlot)
	empty := g.size == 0
	for i := nameSlot - 1; i < len(g.slots); i += nameSlot {
		empty = empty || g.slots[i] == 0
		if int(g.slots[i]) > n {
			return nil, errors.New("ner model: a name of a class that is not there; rebuild it with enligt train")
		}
	}
	if !empty {
		return nil, errors.New("ner model: no empty slot among names; rebuild it with enligt train")
	}
	return g, nil
}

// of is the classes of a phrase, by its key, with the bit longerName.
func (g *gazetteer) of(key uint64) uint16 {
	if g.size == 0 {
		return 0
	}
	at, _ := bits.Mul64(key, g.size)
	print := uint32(key) & 0xFFFFFF
	for {
		slot := binary.LittleEndian.Uint32(g.slots[at*nameSlot:])
		set := slot >> 24
		if set == 0 || slot&0xFFFFFF == print {
			return g.sets[set]
		}
		if at++; at == g.size {
			at = 0
		}
	}
}

// joined is the key of a phrase that goes on with one more word.
func joined(phrase, word uint64) uint64 { return learn.Mix(phrase+1, word) }

// Names collects the names of a gazetteer.
type Names struct {
	classes []string
	anyCase uint16
	phrases map[uint64]uint16
}

// NewNames is an empty list of names of up to 15 classes in all: those of names,
// which are capitalised, and those of words beside names, in lower case too.
func NewNames(classes, words []string) *Names {
	all := append(slices.Clone(classes), words...)
	n := &Names{classes: all[:min(len(all), maxClasses)], phrases: map[uint64]uint16{}}
	for i := len(classes); i < len(n.classes); i++ {
		n.anyCase |= 1 << i
	}
	return n
}

// Len is the number of names and beginnings of names.
func (n *Names) Len() int { return len(n.phrases) }

// Add puts a name, as its words, into a class. Longer ones than five words and
// unknown classes are left out.
func (n *Names) Add(class string, words []string) {
	c := slices.Index(n.classes, class)
	if c < 0 || len(words) == 0 || len(words) > maxPhrase {
		return
	}
	key := uint64(0)
	for i, w := range words {
		key = joined(key, learn.HashFolded(w))
		if i < len(words)-1 {
			n.phrases[key] |= longerName
		}
	}
	n.phrases[key] |= 1 << c
}

// Drop takes the classes of names from a name of one word: it is a common word.
func (n *Names) Drop(word string) {
	key := joined(0, learn.HashFolded(word))
	if n.phrases[key] &= longerName | n.anyCase; n.phrases[key] == 0 {
		delete(n.phrases, key)
	}
}

// bytes lays the names out in order of their keys. Of more sets of classes than
// can be numbered the rare ones are left out, with their names.
func (n *Names) bytes() []byte {
	keys := make([]uint64, 0, len(n.phrases))
	for k := range n.phrases {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	sets := n.sets(keys)
	number := map[uint16]uint32{}
	raw := []byte{byte(len(sets))}
	for i, set := range sets {
		number[set] = uint32(i + 1)
		raw = binary.LittleEndian.AppendUint16(raw, set)
	}
	size := uint64(len(keys)*5/4 + 16)
	slots := make([]byte, size*nameSlot)
	for _, k := range keys {
		set := number[n.phrases[k]]
		if set == 0 {
			continue
		}
		at, _ := bits.Mul64(k, size)
		for binary.LittleEndian.Uint32(slots[at*nameSlot:]) != 0 {
			if at++; at == size {
				at = 0
			}
		}
		binary.LittleEndian.PutUint32(slots[at*nameSlot:], set<<24|uint32(k)&0xFFFFFF)
	}
	return append(raw, slots...)
}

// sets lists the sets of classes, the most frequent first.
func (n *Names) sets(keys []uint64) []uint16 {
	count := map[uint16]int{}
	var sets []uint16
	for _, k := range keys {
		set := n.phrases[k]
		if count[set]++; count[set] == 1 {
			sets = append(sets, set)
		}
	}
	slices.SortFunc(sets, func(a, b uint16) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	return sets[:min(len(sets), maxSets)]
}
