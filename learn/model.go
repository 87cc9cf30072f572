package learn

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Model is a sparse linear model with quantised weights. It reads its bytes in
// place: opening one costs a few checks, whatever its size.
//
// Layout, little endian: magic "ENLM", version u8, bits u8, classes u16,
// log2(slots) u32, size of the pool u32; then the slots, 8 bytes each
// (fingerprint u32, offset into the pool + 1 u32, 0 for empty); then the pool:
// for each feature a count (u8, or 255 and a u16), and for each weight its class
// (u8, or u16 where there are more than 256 classes) and value (i8 or i16).
type Model struct {
	raw     []byte
	slots   []byte
	pool    []byte
	mask    uint32
	classes int
	wide    bool // classes take two bytes
	two     bool // weights take two bytes
}

const modelHeader = 16

// OpenModel checks raw and reads it in place; raw must not change afterwards.
func OpenModel(raw []byte) (*Model, error) {
	if len(raw) < modelHeader || string(raw[:4]) != "ENLM" || raw[4] != 1 {
		return nil, errors.New("model: not a linear model of version 1")
	}
	log := binary.LittleEndian.Uint32(raw[8:])
	pool := int(binary.LittleEndian.Uint32(raw[12:]))
	if log > 28 || len(raw) != modelHeader+8<<log+pool {
		return nil, errors.New("model: size does not fit its header")
	}
	m := &Model{raw: raw, mask: 1<<log - 1, classes: int(binary.LittleEndian.Uint16(raw[6:])), two: raw[5] == 16}
	m.wide = m.classes > 256
	m.slots = raw[modelHeader : modelHeader+8<<log]
	m.pool = raw[modelHeader+8<<log:]
	return m, m.check()
}

// check walks every row once, so that Score needs no bounds of its own.
func (m *Model) check() error {
	used := 0
	for i := 0; i < len(m.slots); i += 8 {
		off := binary.LittleEndian.Uint32(m.slots[i+4:])
		if off == 0 {
			continue
		}
		used++
		at := int(off - 1)
		if at >= len(m.pool) {
			return errors.New("model: row outside the pool")
		}
		n, at := m.count(at)
		if n < 0 || at+n*m.pair() > len(m.pool) {
			return errors.New("model: row runs over the pool")
		}
		for ; n > 0; n-- {
			class := int(m.pool[at])
			if m.wide {
				class = int(binary.LittleEndian.Uint16(m.pool[at:]))
			}
			if class >= m.classes {
				return errors.New("model: weight of a class that is not there")
			}
			at += m.pair()
		}
	}
	if used > int(m.mask) {
		return errors.New("model: no empty slot")
	}
	return nil
}

func (m *Model) pair() int {
	n := 2
	if m.wide {
		n++
	}
	if m.two {
		n++
	}
	return n
}

func (m *Model) count(at int) (n, next int) {
	n = int(m.pool[at])
	if n < 255 {
		return n, at + 1
	}
	if at+3 > len(m.pool) {
		return -1, at
	}
	return int(binary.LittleEndian.Uint16(m.pool[at+1:])), at + 3
}

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

// Bytes is the model as OpenModel takes it.
func (m *Model) Bytes() []byte { return m.raw }

// Score adds the weights of the features to scores, which has one entry a class.
// It finds the rows first, fetches the first byte of each and reads them then, so
// that the memory accesses of several look-ups overlap.
func (m *Model) Score(features []uint64, scores []int32) {
	const batch = 64
	var rows [batch]struct {
		at    int
		first byte
	}
	for len(features) > 0 {
		n := 0
		for _, f := range features[:min(batch, len(features))] {
			if off := m.find(f); off > 0 {
				rows[n&(batch-1)].at = off - 1
				n++
			}
		}
		features = features[min(batch, len(features)):]
		for i := range rows[:n] {
			rows[i].first = m.pool[rows[i].at]
		}
		for i := range rows[:n] {
			m.addRow(rows[i].at, scores)
		}
	}
}

// find is the place of a feature's row in the pool + 1, 0 where it has none.
func (m *Model) find(f uint64) int {
	at, print := uint32(f)&m.mask, uint32(f>>32)
	for {
		slot := binary.LittleEndian.Uint64(m.slots[at*8 : at*8+8])
		if off := int(slot >> 32); off == 0 || uint32(slot) == print {
			return off
		}
		at = (at + 1) & m.mask
	}
}

func (m *Model) addRow(at int, scores []int32) {
	n, at := m.count(at)
	row := m.pool[at : at+n*m.pair()]
	switch {
	case !m.wide && !m.two:
		for len(row) >= 2 {
			scores[row[0]] += int32(int8(row[1]))
			row = row[2:]
		}
	case !m.wide:
		for len(row) >= 3 {
			scores[row[0]] += int32(int16(binary.LittleEndian.Uint16(row[1:])))
			row = row[3:]
		}
	case !m.two:
		for len(row) >= 3 {
			scores[binary.LittleEndian.Uint16(row)] += int32(int8(row[2]))
			row = row[3:]
		}
	default:
		for len(row) >= 4 {
			scores[binary.LittleEndian.Uint16(row)] += int32(int16(binary.LittleEndian.Uint16(row[2:])))
			row = row[4:]
		}
	}
}

// pack lays rows, sorted by feature, into a model.
func pack(classes, width int, rows []Row) *Model {
	log := max(4, bits.Len(uint(len(rows)+len(rows)/2)))
	mask := uint32(1)<<log - 1
	slots := make([]byte, 8<<log)
	var pool []byte
	for _, r := range rows {
		at := uint32(r.Feature) & mask
		print := uint32(r.Feature >> 32)
		for binary.LittleEndian.Uint32(slots[at*8+4:]) != 0 {
			at = (at + 1) & mask
		}
		binary.LittleEndian.PutUint32(slots[at*8:], print)
		binary.LittleEndian.PutUint32(slots[at*8+4:], uint32(len(pool))+1)
		pool = appendRow(pool, r.Weights, classes > 256, width == 16)
	}
	raw := make([]byte, modelHeader, modelHeader+len(slots)+len(pool))
	copy(raw, "ENLM")
	raw[4], raw[5] = 1, byte(width)
	binary.LittleEndian.PutUint16(raw[6:], uint16(classes))
	binary.LittleEndian.PutUint32(raw[8:], uint32(log))
	binary.LittleEndian.PutUint32(raw[12:], uint32(len(pool)))
	m, err := OpenModel(append(append(raw, slots...), pool...))
	if err != nil {
		panic(err) // pack writes what OpenModel reads
	}
	return m
}

func appendRow(pool []byte, ws []Weight, wide, two bool) []byte {
	if len(ws) < 255 {
		pool = append(pool, byte(len(ws)))
	} else {
		pool = append(pool, 255)
		pool = binary.LittleEndian.AppendUint16(pool, uint16(len(ws)))
	}
	for _, w := range ws {
		if wide {
			pool = binary.LittleEndian.AppendUint16(pool, w.Class)
		} else {
			pool = append(pool, byte(w.Class))
		}
		if two {
			pool = binary.LittleEndian.AppendUint16(pool, uint16(int16(w.Value)))
		} else {
			pool = append(pool, byte(int8(w.Value)))
		}
	}
	return pool
}
