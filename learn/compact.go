package learn

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Compact is a linear model of at most 255 classes with 8-bit weights, laid out
// for large models: about ten bytes a feature, no empty slots, and all that one
// look-up reads in one place. It reads its bytes in place.
//
// Layout, little endian: magic "ENLC", version u8, 0, classes u16, buckets u32,
// size of the pool u32; then for each bucket, and once more, the offset of its
// first entry in the pool (u32); then the pool, one entry a feature: fingerprint
// u16, count u8, and for each weight its class (u8) and its value (i8), in
// version 2 the signed square root of its value. Two features
// of one bucket with the same fingerprint (one look-up in 20,000) are taken for
// one another.
type Compact struct {
	raw     []byte
	dir     []byte
	pool    []byte
	buckets uint64
	classes int
	values  [256]int32 // of each byte that a weight can be
	filter  []uint64   // a bit for each feature that the model has, and for some that it has not
	shift   uint       // of a key to the number of its bit
}

// Versions: a weight is its own value, or the signed square root of it.
const (
	linear = 1
	rooted = 2
)

const (
	compactHeader = 16
	perBucket     = 3 // features, on average
)

// OpenCompact checks raw and reads it in place; raw must not change afterwards.
func OpenCompact(raw []byte) (*Compact, error) {
	if len(raw) < compactHeader || string(raw[:4]) != "ENLC" || raw[4] != linear && raw[4] != rooted {
		return nil, errors.New("model: not a compact linear model of version 1 or 2")
	}
	buckets, pool := int(binary.LittleEndian.Uint32(raw[8:])), int(binary.LittleEndian.Uint32(raw[12:]))
	if buckets < 1 || buckets > 1<<28 || len(raw) != compactHeader+4*(buckets+1)+pool {
		return nil, errors.New("model: size does not fit its header")
	}
	m := &Compact{raw: raw, buckets: uint64(buckets), classes: int(binary.LittleEndian.Uint16(raw[6:]))}
	m.dir = raw[compactHeader : compactHeader+4*(buckets+1)]
	m.pool = raw[compactHeader+4*(buckets+1):]
	for i := range m.values {
		m.values[i] = int32(int8(i))
		if raw[4] == rooted {
			m.values[i] = square(byte(i))
		}
	}
	return m, m.check()
}

// check walks every bucket once, so that Score needs no checks of its own.
func (m *Compact) check() error {
	if m.classes < 1 || m.classes > 255 {
		return errors.New("model: a compact model has 1 to 255 classes")
	}
	size := max(9, bits.Len64(m.buckets*perBucket*filterBits-1))
	m.filter, m.shift = make([]uint64, 1<<(size-6)), uint(64-size)
	at := 0
	for b := range m.buckets {
		from, to := m.bucket(b)
		if from != at || to < from || to > len(m.pool) {
			return errors.New("model: buckets are not in order")
		}
		for at < to {
			if at+3 > to || at+3+2*int(m.pool[at+2]) > to {
				return errors.New("model: entry runs over its bucket")
			}
			m.mark(b, binary.LittleEndian.Uint16(m.pool[at:]))
			at += 3 + 2*int(m.pool[at+2])
		}
	}
	if at != len(m.pool) {
		return errors.New("model: bytes behind the last bucket")
	}
	return nil
}

func (m *Compact) bucket(b uint64) (from, to int) {
	d := m.dir[4*b : 4*b+8]
	return int(binary.LittleEndian.Uint32(d)), int(binary.LittleEndian.Uint32(d[4:]))
}

// Classes is the number of classes.
func (m *Compact) Classes() int { return m.classes }

// Bytes is the model as OpenCompact takes it.
func (m *Compact) Bytes() []byte { return m.raw }

// Score adds the weights of the features to scores, which has 256 entries. It
// goes in four rounds, so that the memory accesses of one round overlap.
func (m *Compact) Score(features []uint64, scores []int32) {
	const batch = 64
	var kept [batch]hit
	out := (*[256]int32)(scores)
	for len(features) > 0 {
		n := 0
		for _, f := range features[:min(batch, len(features))] {
			b, _ := bits.Mul64(f, m.buckets)
			key := filterKey(b, uint16(f)) >> m.shift
			kept[n&(batch-1)] = hit{bucket: b, print: uint16(f)}
			n += int(m.filter[key>>6] >> (key & 63) & 1)
		}
		features = features[min(batch, len(features)):]
		for i := range kept[:n] {
			kept[i].from, kept[i].to = m.bucket(kept[i].bucket)
		}
		for i := range kept[:n] {
			kept[i].first = m.pool[min(kept[i].from, len(m.pool)-1)]
		}
		for i := range kept[:n] {
			entries := m.pool[kept[i].from:kept[i].to]
			for len(entries) >= 3 {
				size := 3 + 2*int(entries[2])
				if binary.LittleEndian.Uint16(entries) == kept[i].print {
					for row := entries[3:size]; len(row) >= 2; row = row[2:] {
						out[row[0]] += m.values[row[1]]
					}
					break
				}
				entries = entries[size:]
			}
		}
	}
}

// hit is a feature that the filter lets pass: its place in the pool.
type hit struct {
	bucket   uint64
	from, to int
	print    uint16
	first    byte // of its place: read for the memory to be fetched
}

// filterBits is the bits of the filter for each feature of the model: a quarter
// of the features that a parser asks for are in no model, and are stopped here
// without a look into the pool.
const filterBits = 8

func filterKey(bucket uint64, print uint16) uint64 {
	return (bucket<<16 | uint64(print)) * 0x9E3779B97F4A7C15
}

func (m *Compact) mark(bucket uint64, print uint16) {
	key := filterKey(bucket, print) >> m.shift
	m.filter[key>>6] |= 1 << (key & 63)
}

// square is the value of a weight from its signed square root.
func square(root byte) int32 {
	x := int32(int8(root))
	return x * (x ^ x>>31 - x>>31)
}

// QuantiseCompact packs rows, sorted by feature, into a compact model.
func QuantiseCompact(classes int, rows []Row, cut Prune) *Compact {
	cut.Bits = 8
	return packCompact(linear, classes, quantised(rows, cut))
}

// QuantiseRoots does the same and keeps the square roots of the weights: a few
// are a hundred times the usual ones, and both the large and the small decide.
// No weight is clipped; those whose root is under floor, of 127 for the largest, go.
func QuantiseRoots(classes int, rows []Row, floor int) *Compact {
	top := int64(1)
	for _, r := range rows {
		for _, w := range r.Weights {
			top = max(top, w.Value, -w.Value)
		}
	}
	kept := make([]Row, 0, len(rows))
	for _, r := range rows {
		var ws []Weight
		for _, w := range r.Weights {
			if root := signedRoot(scale(w.Value, 127*127, top)); root != 0 && max(root, -root) >= int64(floor) {
				ws = append(ws, Weight{w.Class, root})
			}
		}
		if len(ws) > 0 {
			kept = append(kept, Row{r.Feature, ws})
		}
	}
	return packCompact(rooted, classes, kept)
}

// signedRoot is the number of at most 127 whose square, with its sign, is nearest.
func signedRoot(v int64) int64 {
	if v < 0 {
		return -signedRoot(-v)
	}
	root := int64(0)
	for step := int64(64); step > 0; step /= 2 {
		if (root+step)*(root+step) <= v {
			root += step
		}
	}
	if root < 127 && v-root*root > (root+1)*(root+1)-v {
		root++
	}
	return root
}

// AddRows sums two models, each sorted by feature: the score of the sum is the
// sum of the scores, so that several models vote at the cost of one.
func AddRows(a, b []Row) []Row {
	out := make([]Row, 0, max(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Feature < b[0].Feature:
			out, a = append(out, a[0]), a[1:]
		case a[0].Feature > b[0].Feature:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, Row{a[0].Feature, addWeights(a[0].Weights, b[0].Weights)})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

func addWeights(a, b []Weight) []Weight {
	out := make([]Weight, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Class < b[0].Class:
			out, a = append(out, a[0]), a[1:]
		case a[0].Class > b[0].Class:
			out, b = append(out, b[0]), b[1:]
		default:
			if v := a[0].Value + b[0].Value; v != 0 {
				out = append(out, Weight{a[0].Class, v})
			}
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// packCompact lays rows, sorted by feature, into a model.
func packCompact(version byte, classes int, rows []Row) *Compact {
	buckets := max(1, len(rows)/perBucket)
	raw := make([]byte, compactHeader, compactHeader+4*(buckets+1)+9*len(rows))
	copy(raw, "ENLC")
	raw[4] = version
	binary.LittleEndian.PutUint16(raw[6:], uint16(classes))
	binary.LittleEndian.PutUint32(raw[8:], uint32(buckets))
	var pool []byte
	b := uint64(0)
	raw = binary.LittleEndian.AppendUint32(raw, 0)
	for _, r := range rows {
		at, _ := bits.Mul64(r.Feature, uint64(buckets))
		for ; b < at; b++ {
			raw = binary.LittleEndian.AppendUint32(raw, uint32(len(pool)))
		}
		pool = binary.LittleEndian.AppendUint16(pool, uint16(r.Feature))
		pool = append(pool, byte(len(r.Weights)))
		for _, w := range r.Weights {
			pool = append(pool, byte(w.Class), byte(int8(w.Value)))
		}
	}
	for ; b < uint64(buckets); b++ {
		raw = binary.LittleEndian.AppendUint32(raw, uint32(len(pool)))
	}
	binary.LittleEndian.PutUint32(raw[12:], uint32(len(pool)))
	m, err := OpenCompact(append(raw, pool...))
	if err != nil {
		panic(err) // packCompact writes what OpenCompact reads
	}
	return m
}
