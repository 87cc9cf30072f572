package segment

import "github.com/enligt/enligt/learn"

// history is what is known of the sentence at hand while its end is sought.
type history struct {
	start    int // its first token
	capitals int // tokens with a capital since then
	quotes   int // quotation marks since then
	depth    int // open brackets
}

// step takes token i into the sentence.
func (h *history) step(t *token) {
	switch t.shape {
	case titleShape, initShape, upperShape, mixedShape:
		h.capitals++
	case quoteShape, singleShape:
		h.quotes++
	case openShape:
		h.depth++
	case shutShape:
		h.depth = max(0, h.depth-1)
	}
}

// candidate reports whether a sentence may end after token i: one that ends in a
// mark, or before something else than a word in lower case.
func (w *work) candidate(i int) bool {
	l, r := &w.tokens[i], &w.tokens[i+1]
	if l.shape >= stopShape {
		return l.shape != openShape && (!r.glued || l.shape != pauseShape && l.shape != hyphenShape && l.shape != bulletShape)
	}
	return !r.glued && (r.shape != lowShape)
}

// at is a token near a gap, an empty one outside the paragraph.
func (w *work) at(i, first int) *token {
	if i < first || i >= len(w.tokens) {
		return &nothing
	}
	return &w.tokens[i]
}

// nothing stands for the tokens outside a paragraph; it is never changed.
var nothing = token{shape: noShape, low: 1}

// key is what a token is to a boundary: a mark is itself, else its shape.
func (t *token) key() uint64 {
	switch {
	case t.shape == noShape:
		return 1
	case t.shape >= stopShape && t.shape <= otherShape && t.low != 0:
		return t.low
	}
	return 10 + uint64(t.shape)
}

// known says how a word is written inside sentences: 1 in lower case, 2 with a
// capital, 3 both, 0 unseen, 4 where it is no word.
func (w *work) known(t *token) uint64 {
	switch {
	case t.shape > mixedShape || t.shape == noShape:
		return 4
	case t.known > 0:
		return uint64(t.known - 1)
	case w.model == nil:
		return 4
	}
	return bit(w.model.lower.has(t.low)) | bit(w.model.name.has(t.low))<<1
}

// boundaryFeatures describes the gap after token i. The paragraph's tokens start
// at first; ahead is the distance to the next stop mark. The number of a template
// is part of the model: a new one gets a new number.
func (w *work) boundaryFeatures(b *bag, i, first int, h *history, ahead int) {
	b.n = 0
	l, r := &w.tokens[i], &w.tokens[i+1]
	l2, l3, r2, r3 := w.at(i-1, first), w.at(i-2, first), w.at(i+2, first), w.at(i+3, first)
	lk, rk := l.key(), r.key()
	glue := bit(r.glued) | bit(l.glued)<<1
	look := learn.Mix(learn.Mix(uint64(l.shape), uint64(r.shape)), glue)
	pair := learn.Mix(learn.Mix(lk, rk), glue)
	length := bucket(i + 1 - h.start)
	rule := bit(w.endsAfter(i, first))
	rKnown, lKnown := w.known(r), w.known(l)
	abbr := uint64(w.abbreviationOf(l))

	b.add1(1, rule)
	b.add2(40, look, rule)
	b.add2(2, pair, rule)
	w.classBoundary(b, look, rKnown, l, r, l2, r2)
	b.add2(3, lk, r.low)
	b.add2(4, l.low, uint64(r.shape))
	b.add2(5, l.low, r.low)
	b.add3(6, l2.low, lk, uint64(r.shape))
	b.add3(7, lk, uint64(r.shape), r2.low)
	b.add3(8, look, uint64(l2.shape), uint64(r2.shape))
	b.add3(9, look, length, 0)
	b.add3(10, pair, uint64(min(h.quotes, 3)), uint64(min(h.depth, 2)))
	b.add3(11, look, rKnown, lKnown)
	b.add3(12, look, rKnown, bucket(ahead))
	b.add3(13, lk, abbr, uint64(r.shape))
	if l.shape == dottedShape {
		b.add3(41, abbr, rKnown, uint64(r.shape))
	}
	b.add3(14, look, bit(h.capitals >= i+1-h.start), length)
	b.add3(15, look, bucket(h.capitals), bucket(i+1-h.start-h.capitals))
	b.add2(16, w.tokens[h.start].key(), look)
	b.add3(17, w.tokens[h.start].low, pair, length)
	b.add3(18, l2.key(), pair, r2.key())
	b.add3(19, l3.key(), l2.key(), pair)
	b.add3(20, pair, r2.key(), r3.key())
	b.add3(21, r.low, uint64(r2.shape), uint64(l.shape))
	b.add3(22, r.low, r2.low, uint64(l.shape))
	b.add3(23, l2.low, l.low, uint64(r.shape))
	b.add3(24, pair, bucket(int(l2.end-l2.start)), bit(l2.glued))
	b.add3(25, look, rKnown, w.known(r2))
	b.add2(26, l.low, rKnown)
	b.add3(27, look, bucket(i-first), bucket(len(w.tokens)-i))
	b.add2(42, look, bit(w.long))
	b.add3(43, look, bit(w.long), rKnown)
	b.add3(44, pair, bit(w.long), length)
	b.add2(28, w.ending(l), uint64(r.shape))
	b.add3(29, w.ending(l), w.ending(r), look)
	b.add3(30, w.ending(l2), w.ending(l), uint64(r.shape))
	b.add3(31, w.ending(r), w.ending(r2), uint64(l.shape))
}

// classBoundary adds what the guessed parts of speech around the gap say.
func (w *work) classBoundary(b *bag, look, rKnown uint64, l, r, l2, r2 *token) {
	cl, cl2, cr, cr2 := w.class(l), w.class(l2), w.class(r), w.class(r2)
	b.add3(32, look, cl, cr)
	b.add3(33, look, learn.Mix(cl2, cl), cr)
	b.add3(34, look, cl, learn.Mix(cr, cr2))
	b.add3(35, look, cl, rKnown)
	b.add3(36, look, learn.Mix(cr, cr2), rKnown)
	b.add3(37, look, learn.Mix(cl2, cl), learn.Mix(cr, cr2))
}

// ending hashes the last three bytes of a word and its shape.
func (w *work) ending(t *token) uint64 {
	h := uint64(t.shape)
	for at := max(t.start, t.end-3); at < t.end; at++ {
		h = h<<8 | uint64(w.text[at]|0x20)
	}
	return h
}

// abbreviationOf is what the tables say of a token that ends in a full stop.
func (w *work) abbreviationOf(t *token) abbreviation {
	if t.shape != dottedShape {
		return noAbbreviation
	}
	var room [64]byte
	return w.tables.abbreviations[string(lower(room[:0], w.text[t.start:t.end]))]
}
