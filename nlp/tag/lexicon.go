package tag

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// lexicon knows which parts of speech a form had in training, as a set of bits;
// for other forms it goes by the longest known ending. A nil lexicon knows nothing.
type lexicon struct {
	slots []byte // fingerprint u32, set u32; 0 for an empty slot
	mask  uint32
}

const lexiconSlot = 8

func openLexicon(slots []byte) (*lexicon, error) {
	n := len(slots) / lexiconSlot
	if n == 0 || n&(n-1) != 0 || len(slots) != n*lexiconSlot {
		return nil, errors.New("tag model: damaged lexicon; rebuild it with enligt train")
	}
	l := &lexicon{slots, uint32(n - 1)}
	for i := 0; i < len(slots); i += lexiconSlot {
		if binary.LittleEndian.Uint32(slots[i+4:]) == 0 {
			return l, nil
		}
	}
	return nil, errors.New("tag model: no empty slot in the lexicon; rebuild it with enligt train")
}

// unknown marks a set that is a guess by the ending.
const unknown = 1 << 31

// of is the set of a form in lower case, or a guess.
func (l *lexicon) of(r []rune) uint32 {
	if l == nil {
		return 0
	}
	if set := l.get(formKey(r)); set != 0 {
		return set
	}
	var keys [maxEnding]uint64
	for i := endings(&keys, r) - 1; i >= 0; i-- {
		if set := l.get(keys[i]); set != 0 {
			return set | unknown
		}
	}
	return unknown
}

func (l *lexicon) get(key uint64) uint32 {
	at, print := uint32(key)&l.mask, uint32(key>>32)
	for {
		slot := l.slots[at*lexiconSlot : at*lexiconSlot+lexiconSlot]
		set := binary.LittleEndian.Uint32(slot[4:])
		if set == 0 || binary.LittleEndian.Uint32(slot) == print {
			return set
		}
		at = (at + 1) & l.mask
	}
}

func formKey(r []rune) uint64 {
	h := uint64(1)
	for _, c := range r {
		h = learn.Mix(h, uint64(c))
	}
	return h
}

const maxEnding = 5

// endings fills keys with those of the endings of r, short to long, and returns
// their number.
func endings(keys *[maxEnding]uint64, r []rune) int {
	h, n := uint64(2), 0
	for ; n < maxEnding && n < len(r)-1; n++ {
		h = learn.Mix(h, uint64(r[len(r)-1-n]))
		keys[n] = h
	}
	return n
}

// counts of UPOS by key, from which a lexicon is made.
type counts map[uint64]*tally

// tally is how often each part of speech was seen.
type tally [32]int32

func (c counts) add(key uint64, bit int, by int32) {
	n := c[key]
	if n == nil {
		n = new(tally)
		c[key] = n
	}
	n[bit] += by
}

// word counts a form, in lower case, and its endings.
func (c counts) word(r []rune, bit int, by int32) {
	c.add(formKey(r), bit, by)
	var keys [maxEnding]uint64
	for i := range endings(&keys, r) {
		c.add(keys[i], bit, by)
	}
}

// Shares of a form's or ending's uses that a part of speech needs to count.
const (
	minShare   = 20 // one in
	minEndings = 3  // uses of an ending that is kept
)

// set is the parts of speech that count.
func (n *tally) set() (set uint32, total int32) {
	for _, x := range n {
		total += x
	}
	for i, x := range n {
		if x > 0 && x*minShare >= total {
			set |= 1 << i
		}
	}
	return set, total
}

// bytes lays the counts out as openLexicon reads them.
func (c counts) bytes(least func(total int32) bool) []byte {
	keys := make([]uint64, 0, len(c))
	for k, n := range c {
		if _, total := n.set(); least(total) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	size := 16
	for size*3 < len(keys)*4 {
		size *= 2
	}
	slots := make([]byte, size*lexiconSlot)
	for _, k := range keys {
		set, _ := c[k].set()
		at := uint32(k) & uint32(size-1)
		for binary.LittleEndian.Uint32(slots[at*lexiconSlot+4:]) != 0 {
			at = (at + 1) & uint32(size-1)
		}
		binary.LittleEndian.PutUint32(slots[at*lexiconSlot:], uint32(k>>32))
		binary.LittleEndian.PutUint32(slots[at*lexiconSlot+4:], set)
	}
	return slots
}

// lexicons makes the lexicon of all sentences, as bytes, and for each fold one
// without its sentences, so that training sees unknown words as tagging will.
func lexicons(sentences [][]enligt.Word, t *Tagger, gold [][]int, folds int) (whole []byte, held []*lexicon) {
	c := counts{}
	count := func(i int, by int32) {
		var r []rune
		for j := range sentences[i] {
			r = canonical(r[:0], sentences[i][j].Form)
			for k := range r {
				r[k] = learn.Fold(r[k])
			}
			c.word(r, t.bit(gold[i][j]), by)
		}
	}
	for i := range sentences {
		count(i, 1)
	}
	least := func(total int32) bool { return total > 0 }
	whole = c.bytes(least)
	for fold := range folds {
		for _, by := range []int32{-1, 1} {
			if by == 1 {
				l, err := openLexicon(c.bytes(least))
				if err != nil {
					panic(err) // bytes writes what openLexicon reads
				}
				held = append(held, l)
			}
			for i := range sentences {
				if i*folds/len(sentences) == fold {
					count(i, by)
				}
			}
		}
	}
	return whole, held
}

// bit is the place of a gold class's UPOS in the sets of the lexicon.
func (t *Tagger) bit(gold int) int {
	if gold >= 0 {
		return min(int(t.upos[gold])-len(t.classes), 30)
	}
	return min(-gold-len(t.classes), 30)
}
