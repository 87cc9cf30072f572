package ner

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/enligt/enligt/learn"
)

// gazetteer holds known names by the hash of their words, each with the set of
// its classes. The zero value knows no name.
//
// Layout: slots of 6 bytes in open addressing, fingerprint u32 and classes u16;
// bit 15 says that a longer name begins so; classes 0 marks an empty slot.
type gazetteer struct {
	slots []byte
	mask  uint32
}

const (
	nameSlot   = 6
	longerName = 1 << 15
	maxPhrase  = 5 // words of a name
	maxClasses = 15
)

func openGazetteer(slots []byte) (*gazetteer, error) {
	n := len(slots) / nameSlot
	if n == 0 {
		return &gazetteer{}, nil
	}
	if n&(n-1) != 0 || n > 1<<24 || len(slots) != n*nameSlot {
		return nil, errors.New("ner model: the size of names is no power of two; rebuild it with enligt train")
	}
	empty := false
	for i := 0; i < len(slots); i += nameSlot {
		empty = empty || slots[i+4] == 0 && slots[i+5] == 0
	}
	if !empty {
		return nil, errors.New("ner model: no empty slot among names; rebuild it with enligt train")
	}
	return &gazetteer{slots, uint32(n - 1)}, nil
}

// of is the classes of a phrase, by its key, with the bit longerName.
func (g *gazetteer) of(key uint64) uint16 {
	if len(g.slots) == 0 {
		return 0
	}
	at, print := uint32(key)&g.mask, uint32(key>>32)
	for {
		slot := g.slots[at*nameSlot : at*nameSlot+nameSlot]
		classes := binary.LittleEndian.Uint16(slot[4:])
		if classes == 0 || binary.LittleEndian.Uint32(slot) == print {
			return classes
		}
		at = (at + 1) & g.mask
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

// bytes lays the names out in order of their keys.
func (n *Names) bytes() []byte {
	keys := make([]uint64, 0, len(n.phrases))
	for k := range n.phrases {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	size := 16
	for size*3 < len(keys)*4 {
		size *= 2
	}
	slots, mask := make([]byte, size*nameSlot), uint32(size-1)
	for _, k := range keys {
		at := uint32(k) & mask
		for binary.LittleEndian.Uint16(slots[at*nameSlot+4:]) != 0 {
			at = (at + 1) & mask
		}
		binary.LittleEndian.PutUint32(slots[at*nameSlot:], uint32(k>>32))
		binary.LittleEndian.PutUint16(slots[at*nameSlot+4:], n.phrases[k])
	}
	return slots
}
