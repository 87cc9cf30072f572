package attribution

import "github.com/enligt/enligt/learn"

// ofCue are the features of the cue with the frame that a content gives it.
func (x *extractor) ofCue(t *content) {
	v, c := x.v, x.c
	row, p := c.frame(t.frame)
	head := &v.toks[c.head]
	frame, level := uint64(t.frame), levelOf(p)
	kind := uint64(t.kind)
	x.emit(1)
	x.emit(2, frame, level)
	x.emit(19, x.shared, frame)
	x.emit(16, row.hash)
	x.emit(17, row.hash, frame)
	x.emit(18, row.hash, kind)
	x.emit(3, frame, bit(c.quoted), bit(c.passive))
	x.emit(4, kind, learn.Hash(v.toks[c.top].Deprel))
	x.emit(5, kind, learn.Hash(head.UPOS), learn.Hash(head.Feat("VerbForm")), bit(c.passive))
	x.emit(6, frame, uint64(len(c.at)), level)
	x.emit(7, kind, x.class(c.span.to))
	x.emit(8, kind, x.class(c.span.from-1))
	x.emit(9, learn.Hash(head.Feat("Tense")), learn.Hash(head.Feat("Mood")), frame)
	x.emit(10, learn.Hash(string(row.act)), frame, level)
	x.emit(11, kind, bit(c.span.to-c.span.from > len(c.at)), bit(c.negated))
	x.emit(12, learn.Hash(v.toks[c.top].Deprel), learn.Hash(head.Feat("VerbForm")), level)
	x.emit(13, bit(c.quoted), kind, level)
	x.emit(14, bucket(c.span.from-c.bounds.from), kind)
	x.ofFrame(level)
	if a := v.auxiliary(c); a >= 0 {
		x.emit(15, learn.Hash(v.toks[a].Feat("VerbForm")), learn.Hash(v.toks[a].Feat("Mood")), frame)
	}
}

// ofFrame are features of what the tree hangs from the cue and of the words
// around it, whatever is chosen as content.
func (x *extractor) ofFrame(level uint64) {
	if x.framed == nil {
		x.framed = x.frameOf()
	}
	for i, f := range x.framed {
		x.emit(100+uint64(i), f)
		x.emit(140+uint64(i), f, level)
	}
}

func (x *extractor) frameOf() []uint64 {
	v, c := x.v, x.c
	hangs, subject, marked, modal := uint64(0), uint64(0), uint64(0), uint64(0)
	for i := c.span.from; i < c.span.to; i++ {
		for k := v.toks[i].child; k >= 0; k = v.toks[k].next {
			t := &v.toks[k]
			switch t.rel {
			case "ccomp":
				hangs |= 1
			case "xcomp":
				hangs |= 2
			case "obj":
				hangs |= 4
			case "obl":
				hangs |= 8
			case "advcl":
				hangs |= 16
			case "parataxis":
				hangs |= 32
			case "nsubj":
				hangs |= 64
				subject = learn.Mix(learn.Mix(x.nounClass(k), learn.Hash(t.UPOS)), learn.Hash(t.Feat("Person")))
			case "mark":
				marked = 1 + bit(k < c.head)
			case "aux":
				modal = learn.Mix(modal, learn.Hash(t.Feat("VerbForm")+t.Feat("Mood")+t.Feat("Tense")))
			}
		}
	}
	top := &v.toks[c.top]
	above, cueAbove := uint64(0), uint64(0)
	if top.head >= 0 {
		above = learn.Hash(v.toks[top.head].UPOS)
		cueAbove = bit(x.heads[top.head])
	}
	s := v.sentence(c.head)
	deprel := learn.Hash(top.Deprel)
	first := bit(s.from == 0 || v.block(s.from-1) != v.block(s.from))
	return []uint64{
		hangs,
		subject,
		learn.Mix(subject, hangs),
		learn.Mix(learn.Mix(deprel, marked), cueAbove),
		learn.Mix(learn.Mix(deprel, above), hangs),
		learn.Mix(modal, hangs),
		learn.Mix(x.class(c.span.from-2), x.class(c.span.from-1)),
		learn.Mix(x.class(c.span.to), x.class(c.span.to+1)),
		learn.Mix(x.class(c.span.from-1), x.class(c.span.to)),
		learn.Mix(first, bucket(c.span.from-s.from)),
		learn.Mix(bit(c.quoted), subject),
		learn.Mix(bit(c.negated), bit(c.quoted)),
	}
}

// levelOf puts a probability in per mille into steps, finer where it is low.
func levelOf(p int) uint64 {
	switch {
	case p < 25:
		return 20
	case p < 50:
		return 21
	case p < 100:
		return 22
	}
	return uint64(p / 100)
}

// auxiliary is the first auxiliary of the cue that its pattern does not hold, or -1.
func (v *view) auxiliary(c *cue) int {
	for i := c.span.from; i < c.span.to; i++ {
		if v.toks[i].UPOS == "AUX" && !contains(c.at, i) {
			return i
		}
	}
	return -1
}
