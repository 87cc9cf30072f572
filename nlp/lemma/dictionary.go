package lemma

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// dictionary knows the script of each form that training saw, by form and tags.
type dictionary struct {
	slots []byte // fingerprint u32, script + 1 u16; 0 for an empty slot
	mask  uint32
}

const dictionarySlot = 6

func openDictionary(slots []byte, scripts int) (*dictionary, error) {
	n := len(slots) / dictionarySlot
	if n == 0 || n&(n-1) != 0 || len(slots) != n*dictionarySlot {
		return nil, errors.New("lemma model: damaged dictionary; rebuild it with enligt train")
	}
	empty := false
	for i := 0; i < len(slots); i += dictionarySlot {
		k := int(binary.LittleEndian.Uint16(slots[i+4:]))
		empty = empty || k == 0
		if k > scripts {
			return nil, errors.New("lemma model: dictionary names a script that is not there; rebuild it with enligt train")
		}
	}
	if !empty {
		return nil, errors.New("lemma model: no empty slot in the dictionary; rebuild it with enligt train")
	}
	return &dictionary{slots, uint32(n - 1)}, nil
}

// of is the script of a word: by form, part of speech and features, else by form
// and part of speech, else by form and a part of speech that shares its forms; as
// written, else (but for names) in small letters.
func (d *dictionary) of(w *enligt.Word) (k int, small, ok bool) {
	exact, low := formHashes(w.Form)
	if k, ok := d.by(exact, w); ok {
		return k, false, true
	}
	if low == exact || w.UPOS == proper {
		return 0, false, false
	}
	k, ok = d.by(low, w)
	return k, true, ok
}

// proper is the part of speech whose capitals belong to the word, sign the one
// whose apostrophes are themselves.
const (
	proper = "PROPN"
	sign   = "PUNCT"
)

func (d *dictionary) by(form uint64, w *enligt.Word) (int, bool) {
	upos := learn.Mix(form, learn.Hash(w.UPOS))
	if k, ok := d.get(learn.Mix(upos, learn.Hash(w.Feats))); ok {
		return k, true
	}
	if k, ok := d.get(upos); ok {
		return k, true
	}
	if other := kin(w.UPOS); other != "" {
		return d.get(learn.Mix(form, learn.Hash(other)))
	}
	return 0, false
}

// kin is the part of speech that the words of another one have too, with the same
// lemma: auxiliaries are verbs.
func kin(upos string) string {
	switch upos {
	case "AUX":
		return "VERB"
	case "VERB":
		return "AUX"
	}
	return ""
}

// lemmaKey is the key under which the dictionary notes that something is a lemma.
// It is made from the end, so that the ends of a compound cost no more.
func lemmaKey(lemma []byte, upos string) uint64 {
	h := learn.Mix(3, learn.Hash(upos))
	for i := len(lemma) - 1; i >= 0; i-- {
		h = learn.Mix(h, uint64(lemma[i]))
	}
	return h
}

// lemma reports whether training saw the lemma of this key.
func (d *dictionary) lemma(key uint64) bool {
	_, ok := d.get(key)
	return ok
}

func (d *dictionary) get(key uint64) (int, bool) {
	at, print := uint32(key)&d.mask, uint32(key>>32)
	for {
		slot := d.slots[at*dictionarySlot : at*dictionarySlot+dictionarySlot]
		k := int(binary.LittleEndian.Uint16(slot[4:]))
		if k == 0 {
			return 0, false
		}
		if binary.LittleEndian.Uint32(slot) == print {
			return k - 1, true
		}
		at = (at + 1) & d.mask
	}
}

// plain is a letter as the dictionary sees it: there is one apostrophe.
func plain(r rune) rune {
	if r == '’' || r == '‘' || r == 'ʼ' {
		return '\''
	}
	return r
}

// formHashes hashes a form as written, but for its apostrophes, and in small letters.
func formHashes(form string) (exact, low uint64) {
	exact, low = 1, 1
	for _, r := range form {
		r = plain(r)
		exact = learn.Mix(exact, uint64(r))
		low = learn.Mix(low, uint64(lowerRune(r)))
	}
	return exact, low
}

// entries counts the scripts of each key.
type entries map[uint64][]entry

type entry struct {
	script string
	count  int
}

func (e entries) add(key uint64, s script) {
	line := s.String()
	list := e[key]
	for i := range list {
		if list[i].script == line {
			list[i].count++
			return
		}
	}
	e[key] = append(list, entry{line, 1})
}

// best is the most frequent script of a key, the first seen of equals.
func (e entries) best(key uint64) entry {
	best := e[key][0]
	for _, x := range e[key] {
		if x.count > best.count {
			best = x
		}
	}
	return best
}

// bytes lays the entries out as openDictionary reads them; number gives each
// script its place.
func (e entries) bytes(number map[string]int) []byte {
	keys := make([]uint64, 0, len(e))
	for k := range e {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	size := 16
	for size*3 < len(keys)*4 {
		size *= 2
	}
	slots := make([]byte, size*dictionarySlot)
	for _, k := range keys {
		at := uint32(k) & uint32(size-1)
		for binary.LittleEndian.Uint16(slots[at*dictionarySlot+4:]) != 0 {
			at = (at + 1) & uint32(size-1)
		}
		binary.LittleEndian.PutUint32(slots[at*dictionarySlot:], uint32(k>>32))
		binary.LittleEndian.PutUint16(slots[at*dictionarySlot+4:], uint16(number[e.best(k).script]+1))
	}
	return slots
}
