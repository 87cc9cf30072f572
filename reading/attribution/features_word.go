package attribution

import "github.com/enligt/enligt/learn"

// Features with words. Which noun speaks, which cue takes what, and with which
// preposition or conjunction a span begins or ends is a matter of single words; the
// weights are of one language unless languages share the word.

// lemma is the lemma of a token of the sentence of the cue.
func (x *extractor) lemma(i int) uint64 {
	if !x.v.sentence(x.c.head).has(i) {
		return 1
	}
	return learn.Hash(x.v.toks[i].lemma)
}

// sourceWords are the features of a source with words.
func (x *extractor) sourceWords(s *source) {
	c, row := x.c, x.c.rows[0].hash
	t := &x.v.toks[s.head]
	kind, trim, on := uint64(s.kind), uint64(s.trim), side(c, s.span)
	x.emit(160, row, kind)
	x.emit(161, row, on, x.nounClass(s.head))
	x.emit(162, row, on, bit(x.inverted()))
	x.emit(163, kind, learn.Hash(t.lemma))
	x.emit(164, on, learn.Hash(t.lemma), bit(c.passive))
	x.emit(165, trim, x.lemma(s.span.from))
	x.emit(166, trim, x.lemma(s.span.to))
	x.emit(167, x.lemma(s.span.from-1), on)
	x.emit(168, x.lemma(s.span.to), x.cutAt(s))
}

// contentWords are the features of a content with words.
func (x *extractor) contentWords(t *content) {
	row := x.c.rows[0].hash
	first, last := t.parts[0], t.parts[len(t.parts)-1]
	kind, end := uint64(t.kind), uint64(t.end)
	x.emit(170, row, x.class(first.from), side(x.c, first))
	x.emit(171, row, x.rootPath(first))
	x.emit(172, row, end, x.class(last.to))
	x.emit(173, kind, x.lemma(first.from))
	x.emit(174, end, x.lemma(last.to))
	x.emit(175, kind, x.lemma(last.to), x.class(last.to-1))
	x.emit(176, kind, x.lemma(first.from-1))
	x.emit(177, x.lemma(last.to), x.edgeRelation(last.to, t))
}
