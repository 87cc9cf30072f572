package learn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Clusters maps word forms to word classes learnt from raw text. A class is
// 1 to 65535, 0 for an unknown word. Classes form a tree: id>>12 is the coarsest
// class (1 to 15), id>>8 a finer one (under 256 in all), id the class itself.
// Forms are compared in lower case with every digit as 0. A nil *Clusters knows
// no word.
type Clusters struct {
	slots []byte // fingerprint u32, class u16; class 0 for an empty slot
	mask  uint32
}

// ClustersVersion of the file: it rises when the hash or the layout changes.
const ClustersVersion = 1

const clusterSlot = 6

// OpenClusters reads a clusters file in place; raw must not change afterwards.
func OpenClusters(raw []byte) (*Clusters, error) {
	f, err := OpenFile(raw, "clusters", ClustersVersion)
	if err != nil {
		return nil, err
	}
	slots := f.Sections["slots"]
	n := len(slots) / clusterSlot
	if n == 0 || n&(n-1) != 0 || n > 1<<24 || len(slots) != n*clusterSlot {
		return nil, errors.New("clusters model: size is no power of two; rebuild it with enligt train")
	}
	empty := false
	for i := 0; i < len(slots); i += clusterSlot {
		empty = empty || slots[i+4] == 0 && slots[i+5] == 0
	}
	if !empty {
		return nil, errors.New("clusters model: no empty slot; rebuild it with enligt train")
	}
	return &Clusters{slots: slots, mask: uint32(n - 1)}, nil
}

// Of is the class of a form, 0 where it is unknown. It does not allocate.
func (c *Clusters) Of(form string) uint16 {
	if c == nil {
		return 0
	}
	return c.class(HashFolded(form))
}

// OfBytes is Of for a form in bytes.
func (c *Clusters) OfBytes(form []byte) uint16 {
	if c == nil {
		return 0
	}
	return c.class(HashFolded(form))
}

func (c *Clusters) class(h uint64) uint16 {
	at, print := uint32(h)&c.mask, uint32(h>>32)
	for {
		slot := c.slots[at*clusterSlot : at*clusterSlot+clusterSlot]
		class := binary.LittleEndian.Uint16(slot[4:])
		if class == 0 || binary.LittleEndian.Uint32(slot) == print {
			return class
		}
		at = (at + 1) & c.mask
	}
}

// HashFolded is a hash of s in lower case with every digit as 0. It does not allocate.
func HashFolded[T string | []byte](s T) uint64 {
	h := uint64(14695981039346656037)
	n := uint64(0)
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = decodeRune(s[i:])
		}
		h = (h ^ uint64(Fold(r))) * 1099511628211
		i += size
		n++
	}
	return Mix(h, n)
}

func decodeRune[T string | []byte](s T) (rune, int) {
	// A conversion of at most four bytes stays on the stack.
	return utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
}

// Fold is a code point as HashFolded sees it.
func Fold(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r >= '0' && r <= '9':
		return '0'
	case r < utf8.RuneSelf:
		return r
	case unicode.IsDigit(r):
		return '0'
	}
	return unicode.ToLower(r)
}

// packClusters is the file that OpenClusters reads. Of two forms with one
// fingerprint the first keeps it.
func packClusters(forms []string, classes []uint16) ([]byte, error) {
	if len(forms) != len(classes) {
		return nil, fmt.Errorf("clusters: %d forms, %d classes", len(forms), len(classes))
	}
	size := 16
	for size*3 < len(forms)*4 {
		size *= 2
	}
	slots := make([]byte, size*clusterSlot)
	for i, form := range forms {
		h := HashFolded(form)
		at, print := uint32(h)&uint32(size-1), uint32(h>>32)
		for {
			slot := slots[at*clusterSlot : at*clusterSlot+clusterSlot]
			if class := binary.LittleEndian.Uint16(slot[4:]); class == 0 {
				binary.LittleEndian.PutUint32(slot, print)
				binary.LittleEndian.PutUint16(slot[4:], classes[i])
				break
			} else if binary.LittleEndian.Uint32(slot) == print {
				break
			}
			at = (at + 1) & uint32(size-1)
		}
	}
	f := File{Kind: "clusters", Version: ClustersVersion, Sections: map[string][]byte{"slots": slots}}
	return f.Bytes(), nil
}
