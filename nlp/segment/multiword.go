package segment

import "github.com/enligt/enligt/learn"

// multiFeatures describes token i, which row of the contractions may stand for.
func (w *work) multiFeatures(b *bag, i, first int) {
	b.n = 0
	t, l, l2, r, r2 := &w.tokens[i], w.at(i-1, first), w.at(i-2, first), w.at(i+1, first), w.at(i+2, first)
	row := uint64(t.multi) + 1
	form := w.tables.contractions[t.multi].form
	stem := w.ending(&token{start: t.start, end: max(t.start, t.end-int32(len(form))), shape: t.shape})

	b.add1(1, bit(!w.tables.contractions[t.multi].learnt))
	b.add1(29, row)
	b.add2(2, row, t.low)
	b.add2(3, row, l.low)
	b.add2(4, row, r.low)
	b.add3(5, row, l2.low, l.low)
	b.add3(6, row, r.low, r2.low)
	b.add3(7, row, l.low, r.low)
	b.add2(8, row, w.ending(l))
	b.add2(9, row, w.ending(r))
	b.add3(10, row, w.ending(l), w.ending(r))
	b.add3(11, row, l.key(), r.key())
	b.add2(12, row, uint64(t.shape))
	b.add3(13, row, uint64(l.shape), uint64(r.shape))
	b.add2(14, row, stem)
	b.add3(15, row, l.low, w.ending(r))
	b.add3(16, row, w.ending(l), r.low)
	b.add3(17, row, t.low, r.low)
	b.add3(18, row, t.low, l.low)
	b.add3(19, row, w.ending(l2), w.ending(l))
	b.add3(20, row, w.ending(r), w.ending(r2))
	cl, cl2, cr, cr2 := w.class(l), w.class(l2), w.class(r), w.class(r2)
	b.add3(21, row, cl, cr)
	b.add3(22, row, cl, r.low)
	b.add3(23, row, l.low, cr)
	b.add3(24, row, learn.Mix(cl2, cl), cr)
	b.add3(25, row, cl, learn.Mix(cr, cr2))
	b.add3(26, row, cl, w.ending(r))
	b.add3(27, row, w.ending(l), cr)
	b.add3(28, row, learn.Mix(cl2, cl), learn.Mix(cr, cr2))
}

// expand decides which tokens from first on are contractions.
func (w *work) expand(first int) {
	if w.model == nil {
		return
	}
	for i := first; i < len(w.tokens); i++ {
		if w.tokens[i].multi < 0 {
			continue
		}
		w.multiFeatures(&w.bag, i, first)
		if w.model.multi.score(w.bag.all()) <= 0 {
			w.tokens[i].multi = -1
		}
	}
}
