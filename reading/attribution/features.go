package attribution

import "github.com/enligt/enligt/learn"

// Features of a reading: parts of speech, relations, places, quotation state, what
// the pack's tables say, and the words at the borders. They fall into three groups,
// of cue and source, of cue and content, and of all three, so that the first two
// are counted once a candidate.

// extractor makes the features of the readings of one cue.
type extractor struct {
	e      *Engine
	v      *view
	c      *cue
	heads  map[int]bool // of all cues of the text
	near   *borders     // nil without a model of them
	out    []uint64
	framed []uint64 // features of the cue alone, made once
	shared uint64   // what the cue shares with another, see sharing
}

func (x *extractor) emit(template uint64, atoms ...uint64) {
	h := learn.Mix(0x9E37, template)
	for _, a := range atoms {
		h = learn.Mix(h, a)
	}
	x.out = append(x.out, h)
}

// both is features with copies for the language of the text; the list is used again,
// as that of all features is.
func (x *extractor) both(features []uint64) []uint64 {
	x.out = both(x.out[:0], features, x.e.lang)
	return x.out
}

// both adds features to a list, and their copies for a language (domain adaptation by
// copies of features: Daumé 2007).
func both(to, features []uint64, lang uint64) []uint64 {
	n := len(to)
	to = append(to, features...)
	for _, f := range to[n:] {
		to = append(to, learn.Mix(f, lang))
	}
	return to
}

// Classes of a token that are no part of speech.
const (
	classStart uint64 = 100 + iota
	classEnd
	classComma
	classStop
	classMark
	classColon
	classDash
)

// class is the part of speech of token i, with punctuation and the edges of the
// sentence of the cue told apart.
func (x *extractor) class(i int) uint64 {
	s := x.v.sentence(x.c.head)
	switch {
	case i < s.from:
		return classStart
	case i >= s.to:
		return classEnd
	}
	return x.v.toks[i].class
}

// classOf is the class of a token.
func classOf(t *token) uint64 {
	switch {
	case isComma(t.form):
		return classComma
	case isMark(t.form):
		return classMark
	case t.form == ":":
		return classColon
	case isStop(t.form):
		return classStop
	case isDash(t.form):
		return classDash
	}
	return learn.Hash(t.UPOS)
}

// bucket puts a count into one of nine steps.
func bucket(n int) uint64 {
	switch {
	case n < 0:
		return 20 + bucket(-n)
	case n < 4:
		return uint64(n)
	case n < 6:
		return 4
	case n < 9:
		return 5
	case n < 14:
		return 6
	case n < 25:
		return 7
	}
	return 8
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// order tells on which side of the cue something stands.
func side(c *cue, s stretch) uint64 {
	switch {
	case s.empty():
		return 0
	case s.to <= c.span.from:
		return 1
	}
	return 2
}

// inverted reports whether the cue follows what an incise cuts off.
func (x *extractor) inverted() bool {
	return x.c.span.from > x.c.bounds.from && x.v.boundary(x.c.span.from-1)
}

// ofSource are the features of cue and source.
func (x *extractor) ofSource(s *source) []uint64 {
	x.out = x.out[:0]
	v, c := x.v, x.c
	kind := uint64(s.kind)
	passive := bit(c.passive)
	raise := bit(c.allows(frameRaise))
	x.emit(20, kind)
	x.emit(21, kind, passive, raise)
	x.emit(22, kind, learn.Hash(v.toks[c.top].Deprel))
	x.emit(23, kind, learn.Hash(v.toks[c.head].UPOS))
	if s.span.empty() {
		x.emit(24, learn.Hash(v.toks[c.head].Feat("VerbForm")), passive, raise, bit(c.quoted))
		return x.out
	}
	t := &v.toks[s.head]
	trim := uint64(s.trim)
	upos := learn.Hash(t.UPOS)
	size := bucket(s.span.to - s.span.from)
	x.emit(25, kind, trim)
	x.emit(26, kind, upos, learn.Hash(t.Entity))
	x.emit(27, kind, x.nounClass(s.head))
	x.emit(28, side(c, s.span), bucket(x.gap(s.span)), kind)
	x.emit(29, side(c, s.span), bit(x.inverted()), kind)
	x.emit(30, trim, size)
	x.emit(31, trim, x.class(s.span.to))
	x.emit(32, trim, x.class(s.span.from))
	x.emit(33, x.class(s.span.from-1), kind)
	x.emit(34, trim, x.class(s.span.to), x.class(s.span.to-1))
	x.emit(35, kind, learn.Hash(t.rel))
	x.emit(36, trim, x.cutAt(s))
	x.emit(37, trim, bit(x.hasComma(s.span)), bit(x.hasFinite(s.span)), size)
	x.emit(38, trim, upos, x.class(s.head+1))
	x.emit(40, kind, x.class(c.span.from-1), side(c, s.span))
	x.emit(41, trim, x.class(s.span.from-1), x.class(s.span.from))
	x.emit(42, trim, bit(s.span.to == v.toks[s.head].span.to), bit(s.span.from == v.toks[s.head].span.from))
	x.emit(43, trim, bit(x.holdsHead(s.span)), bit(x.hasComma(s.span)))
	if kind, ok := x.carrier(s.head); ok {
		x.emit(44, learn.Hash(kind), side(c, s.span), bit(x.inverted()), bit(x.gap(s.span) == 0))
	}
	begin, end := x.near.level(sourceBegin, s.span.from), x.near.level(sourceEnd, s.span.to)
	x.emit(45, begin, end)
	x.emit(46, kind, begin)
	x.emit(47, trim, end)
	x.emit(48, begin)
	x.emit(49, end)
	x.emit(39, bit(t.Feat("Number") == v.toks[c.head].Feat("Number")), kind)
	x.sourceWords(s)
	return x.out
}

// nounClass is what the tables say of a token, which are asked once.
func (x *extractor) nounClass(i int) uint64 {
	t := &x.v.toks[i]
	if t.noun == 0 {
		t.noun = x.lookUp(i)
	}
	return t.noun
}

// lookUp asks the tables: pronoun class, kind of source, role.
func (x *extractor) lookUp(i int) uint64 {
	t := &x.v.toks[i]
	if p, ok := x.e.pronouns[trimClitic(t.form)]; ok {
		return learn.Hash(p.class)
	}
	k, _ := x.e.kinds.of(t)
	_, role := x.e.roles.of(t)
	_, carrier := x.carrier(i)
	return learn.Mix(learn.Hash(string(k)), bit(role)|bit(carrier)<<1)
}

// carrier reports whether a name of the agencies table starts at token i.
func (x *extractor) carrier(i int) (kind string, ok bool) {
	x.e.carriers.at(&x.v.toks[i], func(f *phrase) {
		if !ok && len(f.words) == 1 {
			kind, ok = f.value, true
		}
	})
	return kind, ok
}

// gap is the number of tokens between the cue and s.
func (x *extractor) gap(s stretch) int {
	if s.to <= x.c.span.from {
		return x.c.span.from - s.to
	}
	return s.from - x.c.span.to
}

// cutAt is the relation of what stands after a source that was cut, if it hangs
// from the source.
func (x *extractor) cutAt(s *source) uint64 {
	if s.span.to >= len(x.v.toks) || !x.v.toks[s.head].span.has(s.span.to) {
		return 0
	}
	i := s.span.to
	for n := 0; n < 8; n++ {
		h := x.v.toks[i].head
		if h < 0 {
			return 1
		}
		if s.span.has(h) {
			return learn.Hash(x.v.toks[i].Deprel)
		}
		i = h
	}
	return 2
}

func (x *extractor) hasComma(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if isComma(x.v.toks[i].form) {
			return true
		}
	}
	return false
}

func (x *extractor) hasFinite(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if x.v.toks[i].finite() {
			return true
		}
	}
	return false
}

// ofContent are the features of cue and content, those of the cue among them.
func (x *extractor) ofContent(t *content) []uint64 {
	x.out = x.out[:0]
	x.ofCue(t)
	v, c := x.v, x.c
	first, last := t.parts[0], t.parts[len(t.parts)-1]
	kind, end := uint64(t.kind), uint64(t.end)
	size := 0
	for _, p := range t.parts {
		size += p.to - p.from
	}
	x.emit(50, kind, end)
	x.emit(51, kind, x.class(first.from))
	x.emit(52, kind, x.class(last.to))
	x.emit(53, kind, x.class(last.to), x.class(last.to-1))
	x.emit(54, kind, x.class(first.from-1), x.class(first.from))
	x.emit(55, kind, bucket(size))
	x.emit(56, kind, uint64(len(t.parts)))
	x.emit(57, kind, x.quoteShare(t))
	x.emit(58, kind, end, bit(last.to >= c.bounds.to-1), bit(first.from <= c.bounds.from))
	out, in := x.cohesion(t)
	x.emit(59, kind, out)
	x.emit(60, kind, end, in)
	x.emit(61, kind, out, in)
	x.emit(62, kind, x.rootPath(first))
	x.emit(63, kind, bit(x.hasFinite(first)), bit(c.allows(t.frame)))
	x.emit(64, kind, end, bit(x.holdsCue(t)))
	x.emit(65, kind, side(c, first), bucket(x.gap(nearest(c, t))))
	x.emit(66, kind, bit(x.inverted()))
	x.emit(67, kind, x.edgeRelation(last.to, t))
	x.emit(68, end, x.class(last.to), x.edgeRelation(last.to, t))
	x.emit(69, kind, x.class(first.from), bit(size < 3))
	x.emit(70, kind, x.edgeRelation(first.from-1, t), x.class(first.from-1))
	if size < 4 {
		x.emit(71, kind, x.nounClass(last.to-1), bit(v.toks[first.from].UPOS == "PRON"))
		x.emit(74, x.nounClass(last.to-1), learn.Hash(v.toks[last.to-1].Entity), side(c, first), bit(x.inverted()))
	}
	x.emit(72, kind, x.quoteShare(t), bit(c.allows(frameQuote)), bit(c.quoted))
	x.bordering(t)
	x.emit(91, kind, x.clauseJoined(t))
	x.emit(92, end, x.clauseJoined(t), x.quoteShare(t))
	x.emit(73, kind, x.cuts(first.from-1, first.from), x.cuts(last.to-1, last.to))
	x.joins(t)
	x.uttered(t)
	x.contentWords(t)
	return x.out
}

// bordering tells how the borders of a content rank among those around the cue.
func (x *extractor) bordering(t *content) {
	first, last := t.parts[0], t.parts[len(t.parts)-1]
	kind := uint64(t.kind)
	begin, end := x.near.level(contentBegin, first.from), x.near.level(contentEnd, last.to)
	x.emit(75, begin, end)
	x.emit(76, kind, begin)
	x.emit(77, kind, end)
	x.emit(78, begin)
	x.emit(79, end)
	if len(t.parts) > 1 {
		gap, resume := x.near.level(contentEnd, first.to), x.near.level(contentBegin, last.from)
		x.emit(88, gap, resume)
		x.emit(89, kind, gap)
		x.emit(90, kind, resume)
	}
}

// quoteShare tells whether none, some or all words of the content are quoted.
func (x *extractor) quoteShare(t *content) uint64 {
	in, all := 0, 0
	for _, p := range t.parts {
		for i := p.from; i < p.to; i++ {
			if !x.v.toks[i].isPunct() {
				all++
				if x.v.toks[i].quote >= 0 {
					in++
				}
			}
		}
	}
	switch {
	case in == 0:
		return 0
	case in == all:
		return 2
	}
	return 1
}

// cuts tells whether the border between two tokens runs through a quotation that
// does not hold the cue.
func (x *extractor) cuts(i, j int) uint64 {
	if i < 0 || j >= len(x.v.toks) {
		return 0
	}
	q := x.v.toks[i].quote
	return bit(q >= 0 && q == x.v.toks[j].quote && q != x.v.toks[x.c.head].quote)
}

// cohesion counts the words whose head lies outside the content, and tells
// whether a word at its right edge hangs from inside it.
func (x *extractor) cohesion(t *content) (out, in uint64) {
	n := 0
	for _, p := range t.parts {
		for i := p.from; i < p.to && n < 5; i++ {
			h := x.v.toks[i].head
			inside := false
			for _, q := range t.parts {
				inside = inside || q.has(h)
			}
			if !inside && !x.v.toks[i].isPunct() {
				n++
			}
		}
	}
	last := t.parts[len(t.parts)-1]
	for i := last.to; i < x.c.bounds.to && i < last.to+3; i++ {
		if h := x.v.toks[i].head; last.has(h) && !x.v.toks[i].isPunct() {
			in = 1
		}
	}
	return uint64(n), in
}

// rootPath is the relation of the content's root and how it reaches the cue.
func (x *extractor) rootPath(p stretch) uint64 {
	r := x.v.root(p)
	t := &x.v.toks[r]
	return learn.Mix(learn.Mix(learn.Hash(t.Deprel), bit(t.head >= 0 && x.c.span.has(t.head))), bit(p.has(x.v.toks[x.c.top].head)))
}

// edgeRelation is the relation of token i, outside the content, if it hangs
// inside it, or else whether it hangs from the cue.
func (x *extractor) edgeRelation(i int, t *content) uint64 {
	if i < x.c.bounds.from || i >= x.c.bounds.to {
		return 0
	}
	h := x.v.toks[i].head
	for _, p := range t.parts {
		if p.has(h) {
			return learn.Hash(x.v.toks[i].Deprel)
		}
	}
	if x.c.span.has(h) {
		return learn.Mix(1, learn.Hash(x.v.toks[i].Deprel))
	}
	return 2
}

// holdsCue reports whether the content holds the head of another cue.
func (x *extractor) holdsCue(t *content) bool {
	for _, p := range t.parts {
		if x.holdsHead(p) {
			return true
		}
	}
	return false
}

func (x *extractor) holdsHead(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if x.heads[i] {
			return true
		}
	}
	return false
}

// nearest is the part of the content that is closest to the cue.
func nearest(c *cue, t *content) stretch {
	best := t.parts[0]
	for _, p := range t.parts[1:] {
		if p.from >= c.span.to && best.to <= c.span.from && p.from-c.span.to < c.span.from-best.to {
			best = p
		}
	}
	return best
}

// ofAll are the features of cue, source and content together.
func (x *extractor) ofAll(s *source, t *content) []uint64 {
	x.out = x.out[:0]
	sk, tk := uint64(s.kind), uint64(t.kind)
	ss, ts := side(x.c, s.span), side(x.c, t.parts[0])
	x.emit(80, sk, tk)
	x.emit(81, ss, ts, tk, bit(x.inverted()))
	x.emit(82, sk, uint64(t.frame), bit(x.c.quoted))
	if !s.span.empty() {
		near := t.parts[0]
		if ss == 2 && ts == 2 {
			x.emit(83, tk, bucket(near.from-s.span.to))
			if near.from > s.span.to {
				x.emit(84, tk, x.class(s.span.to))
			}
		}
		if ss == 1 && ts == 1 {
			x.emit(85, tk, bucket(s.span.from-t.parts[len(t.parts)-1].to))
		}
		x.emit(86, uint64(s.trim), tk, x.class(s.span.to))
		x.emit(87, sk, uint64(t.end), bit(len(t.parts) > 1))
	}
	return x.out
}
