package attribution

import "github.com/enligt/enligt/learn"

// A border is a place between two tokens of the sentence of a cue where its
// content or its source may begin or end. A linear model scores each border for
// each of these four (begin and end classifiers beside features of the whole span,
// after Scheible et al. 2016). The best borders make further candidates, and how a
// candidate's own borders rank is evidence for the ranker.

// borderClass is what begins or ends at a border.
type borderClass int

const (
	contentBegin borderClass = iota
	contentEnd
	sourceBegin
	sourceEnd
	borderClasses
)

// borders is the scores of all borders around one cue. Border b lies before token
// b; a region of n tokens has n+1.
type borders struct {
	region stretch
	scores [][borderClasses]int32
	best   [borderClasses]int32
	likely []stretch // contents between the best of them
}

// borderModel scores borders.
type borderModel struct {
	weights *learn.Model
	cues    *learn.Model // of the borders of cues
}

// maxRegion is how many words to either side of a cue borders are looked for.
const maxRegion = 60

// region is where the borders around a cue lie: its bounds, cut to a constant
// reach.
func (c *cue) region() stretch {
	return stretch{max(c.bounds.from, c.span.from-maxRegion), min(c.bounds.to, c.span.to+maxRegion)}
}

// around scores the borders around the cue of x.
func (m *borderModel) around(x *extractor) *borders {
	if m == nil || m.weights == nil {
		return nil
	}
	d := newBorderDraw(x)
	b := &borders{region: d.region, scores: make([][borderClasses]int32, d.region.to-d.region.from+1)}
	for i := range b.scores {
		m.weights.Score(x.both(d.features(d.region.from+i)), b.scores[i][:])
	}
	for k := range b.best {
		b.best[k] = -1 << 30
		for i := range b.scores {
			b.best[k] = max(b.best[k], b.scores[i][k])
		}
	}
	b.likely = b.pairs(contentBegin, beginsTried, endsTried, pairsKept)
	return b
}

// level is how far a border is behind the best one, in steps that widen; -1 and less
// for one outside the region, or without a model.
func (b *borders) level(class borderClass, at int) uint64 {
	if b == nil {
		return 101
	}
	if at < b.region.from || at > b.region.to {
		return 100
	}
	behind := int(b.best[class] - b.scores[at-b.region.from][class])
	for i, n := range levels {
		if behind <= n {
			return uint64(i)
		}
	}
	return uint64(len(levels))
}

// levels are the greatest distances of each level.
var levels = [...]int{0, learn.Nat / 4, learn.Nat / 2, learn.Nat * 3 / 4, learn.Nat, learn.Nat * 3 / 2, learn.Nat * 2, learn.Nat * 5 / 2, learn.Nat * 3, learn.Nat * 4, learn.Nat * 5, learn.Nat * 6, learn.Nat * 8}

// top is the best borders of a class in from … to, at most n, best first.
func (b *borders) top(class borderClass, from, to, n int) []int {
	out := make([]int, 0, n+1)
	for at := max(from, b.region.from); at <= min(to, b.region.to); at++ {
		score := b.scores[at-b.region.from][class]
		k := len(out)
		for k > 0 && b.scores[out[k-1]-b.region.from][class] < score {
			k--
		}
		if k < n {
			out = append(out, 0)
			copy(out[k+1:], out[k:])
			out[k] = at
			out = out[:min(n, len(out))]
		}
	}
	return out
}

// borderDraw makes the features of the borders around one cue.
type borderDraw struct {
	x       *extractor
	region  stretch
	frames  uint64
	subject stretch
	crosses []int // for each border the arcs over it, those of the cue apart
	ofCue   []int // for each border the arcs of the cue over it
	between []uint64
}

func newBorderDraw(x *extractor) *borderDraw {
	c := x.c
	d := &borderDraw{x: x, region: c.region(), subject: stretch{-1, -1}}
	for _, r := range c.rows {
		d.frames |= uint64(r.frames)
	}
	for i := c.span.from; i < c.span.to; i++ {
		if s := x.v.childOf(i, "nsubj"); s >= 0 && !c.span.has(s) {
			d.subject = x.v.toks[s].span
		}
	}
	d.countArcs()
	d.lookBetween()
	return d
}

// countArcs counts the arcs over each border.
func (d *borderDraw) countArcs() {
	n := d.region.to - d.region.from
	d.crosses, d.ofCue = make([]int, n+2), make([]int, n+2)
	for i := d.region.from; i < d.region.to; i++ {
		h := d.x.v.toks[i].head
		if h < 0 || d.x.v.toks[i].isPunct() {
			continue
		}
		row := d.crosses
		if d.x.c.span.has(h) || d.x.c.span.has(i) {
			row = d.ofCue
		}
		from, to := max(min(i, h)+1, d.region.from), min(max(i, h), d.region.to)
		if from <= to {
			row[from-d.region.from]++
			row[to-d.region.from+1]--
		}
	}
	for i := 1; i <= n; i++ {
		d.crosses[i] += d.crosses[i-1]
		d.ofCue[i] += d.ofCue[i-1]
	}
}

// lookBetween notes for each border what stands between it and the cue.
func (d *borderDraw) lookBetween() {
	v, c := d.x.v, d.x.c
	d.between = make([]uint64, d.region.to-d.region.from+1)
	var s seen
	for b := c.span.to + 1; b <= d.region.to; b++ {
		s.add(d.x, &v.toks[b-1], b-1)
		d.between[b-d.region.from] = s.key()
	}
	s = seen{}
	for b := c.span.from - 1; b >= d.region.from; b-- {
		s.add(d.x, &v.toks[b], b)
		d.between[b-d.region.from] = s.key()
	}
}

// seen is what was met on the way from the cue.
type seen struct{ commas, marks, verbs, opens, cues, nouns int }

func (s *seen) add(x *extractor, t *token, i int) {
	switch {
	case isComma(t.form) || isDash(t.form):
		s.commas++
	case isMark(t.form):
		s.marks++
	case t.form == ":":
		s.opens++
	case t.UPOS == "SCONJ" || t.rel == "mark":
		s.opens++
	case t.finite():
		s.verbs++
	case t.isNoun():
		s.nouns++
	}
	if x.heads[i] && i != x.c.head {
		s.cues++
	}
}

func (s *seen) key() uint64 {
	k := uint64(0)
	for _, n := range [6]int{s.commas, s.marks, s.verbs, s.opens, s.cues, s.nouns} {
		k = k*3 + uint64(min(n, 2))
	}
	return k
}

// hang tells how the topmost word whose subtree begins (or ends) at border b
// hangs: its relation, and whether it holds the cue, hangs from it or from
// elsewhere. i is the word beside the border.
func (d *borderDraw) hang(i int, ends bool) uint64 {
	if !d.region.has(i) {
		return 0
	}
	v, c := d.x.v, d.x.c
	edge := func(s stretch) int {
		if ends {
			return s.to
		}
		return s.from
	}
	at := edge(stretch{i, i + 1})
	if edge(v.toks[i].span) != at {
		return 1 // inside its own phrase
	}
	top := i
	for n := 0; n < 12; n++ {
		h := v.toks[top].head
		if h < 0 || edge(v.toks[h].span) != at || c.span.has(h) {
			break
		}
		top = h
	}
	t := &v.toks[top]
	how := uint64(2)
	switch {
	case t.span.has(c.head):
		how = 3
	case c.span.has(t.head):
		how = 4
	case t.head >= 0 && v.toks[t.head].span.has(c.head):
		how = 5
	}
	return learn.Mix(learn.Hash(t.Deprel), how)
}

// quoteChange tells what marks do at a border.
func (d *borderDraw) quoteChange(b int) uint64 {
	v := d.x.v
	state := func(i int) uint64 {
		switch {
		case i < d.region.from || i >= d.region.to:
			return 3
		case v.toks[i].quote < 0:
			return 0
		case v.toks[i].quote == v.toks[d.x.c.head].quote:
			return 2
		}
		return 1
	}
	return state(b-1)*4 + state(b)
}

// features of the border before token b; the list is used again at the next call.
func (d *borderDraw) features(b int) []uint64 {
	x, v, c := d.x, d.x.v, d.x.c
	x.out = x.out[:0]
	left, right := x.class(b-1), x.class(b)
	side, far := uint64(0), 0
	switch {
	case b <= c.span.from:
		side, far = 1, c.span.from-b
	case b >= c.span.to:
		side, far = 2, b-c.span.to
	}
	place := side*2 + bit(x.inverted())
	begins, ends := d.hang(b, false), d.hang(b-1, true)
	met := d.between[b-d.region.from]
	crossed := uint64(min(d.crosses[b-d.region.from], 3))
	mine := bit(d.ofCue[b-d.region.from] > 0)
	quotes := d.quoteChange(b)
	x.emit(200, left, right)
	x.emit(201, place, left, right)
	x.emit(202, left, right, x.class(b+1))
	x.emit(203, x.class(b-2), left, right)
	x.emit(204, place, bucket(far), right)
	x.emit(205, place, bucket(far), left)
	x.emit(206, place, begins)
	x.emit(207, place, ends)
	x.emit(208, begins, ends)
	x.emit(209, place, crossed, mine)
	x.emit(210, d.frames, begins)
	x.emit(211, d.frames, ends)
	x.emit(212, place, quotes, right)
	x.emit(213, place, quotes, left)
	x.emit(214, d.frames, side, right)
	x.emit(215, d.frames, side, left)
	x.emit(216, place, met)
	x.emit(217, side, met, right)
	x.emit(218, side, met, left)
	x.emit(219, place, bit(b == d.subject.from), bit(b == d.subject.to), bit(c.passive))
	x.emit(220, place, bit(b == v.sentence(c.head).from), bit(b >= v.sentence(c.head).to), left)
	if d.region.has(b) {
		t := &v.toks[b]
		x.emit(221, place, x.nounClass(b))
		x.emit(222, place, learn.Hash(t.Entity), learn.Hash(t.Deprel))
		x.emit(223, place, learn.Hash(t.Feat("PronType")), learn.Hash(t.Feat("VerbForm")), learn.Hash(t.UPOS))
	}
	if d.region.has(b - 1) {
		t := &v.toks[b-1]
		x.emit(224, place, x.nounClass(b-1))
		x.emit(225, place, learn.Hash(t.Entity), learn.Hash(t.Deprel))
	}
	x.emit(226, place, learn.Hash(v.toks[c.top].Deprel), left, right)
	if far < 5 {
		x.emit(227, side, uint64(far), left, right)
	}
	x.emit(228, place, begins, left)
	x.emit(229, place, ends, right)
	x.emit(230, place, x.lemma(b), left)
	x.emit(231, place, x.lemma(b-1), right)
	x.emit(232, side, x.lemma(b), begins)
	return x.out
}
