package attribution

import "github.com/enligt/enligt/learn"

// The words of a cue beside its pattern are learnt: whether "then", "said Friday"
// or "is raising … about" belong to it differs between languages and annotators.

// How many words a cue may reach beyond its pattern.
const (
	cueReachLeft  = 5
	cueReachRight = 4
)

// cueBorders makes the features of the borders where the cue may begin (ends
// false) or end, the nearest to its pattern first; borders[i] lies before token i.
func (x *extractor) cueBorders(ends bool) (borders []int, features [][]uint64) {
	v, c := x.v, x.c
	s := v.sentence(c.head)
	first, last := c.at[0], c.at[len(c.at)-1]+1
	if ends {
		for b := last; b <= min(s.to, last+cueReachRight); b++ {
			borders = append(borders, b)
		}
	} else {
		for b := first; b >= max(s.from, first-cueReachLeft); b-- {
			borders = append(borders, b)
		}
	}
	for _, b := range borders {
		features = append(features, append([]uint64(nil), x.cueBorder(b, ends)...))
	}
	return borders, features
}

// cueBorder makes the features of one border: what the words on its two sides are
// to the cue, and what the rules of the tables say.
func (x *extractor) cueBorder(b int, ends bool) []uint64 {
	v, c := x.v, x.c
	x.out = x.out[:0]
	role := bit(ends)
	rule, far, in, out := c.span.from, c.at[0]-b, b, b-1
	if ends {
		rule, far, in, out = c.span.to, b-c.at[len(c.at)-1]-1, b-1, b
	}
	row := c.rows[0]
	given := uint64(min(max(b-rule, -3), 3) + 3)
	x.emit(300, role, given)
	x.emit(301, role, given, uint64(far))
	x.emit(302, role, given, x.toCue(in), x.toCue(out))
	x.emit(303, role, x.class(in), x.class(out), uint64(far))
	x.emit(304, role, x.toCue(in), uint64(far))
	x.emit(305, role, x.toCue(out), uint64(far))
	x.emit(306, role, x.class(in), x.toCue(in))
	x.emit(307, role, x.class(out), x.toCue(out))
	x.emit(308, role, row.hash, x.class(in), given)
	x.emit(309, role, row.hash, x.class(out), given)
	x.emit(310, role, learn.Hash(row.pos[0]), x.class(in), x.class(out), given)
	x.emit(311, role, learn.Hash(v.toks[c.head].UPOS), learn.Hash(v.toks[c.head].Feat("VerbForm")), x.class(in), x.class(out))
	x.emit(312, role, uint64(far), bit(c.passive), bit(c.negated), x.class(out))
	x.emit(313, role, x.lemma(in), given)
	x.emit(314, role, x.lemma(out), given)
	x.emit(315, role, row.hash, x.lemma(out))
	x.emit(316, role, x.lemma(out), x.toCue(out))
	x.emit(317, role, x.lemma(in), x.toCue(in))
	if !ends && v.sentence(c.head).has(in) && v.toks[in].isVerb() {
		x.emit(320, bit(v.leads(in, c)), learn.Hash(v.toks[in].UPOS), given)
	}
	if ends { // "säger sig ha sett", but "ställer sig bakom"
		x.emit(318, x.class(in), x.class(out), x.class(out+1))
		x.emit(319, row.hash, x.lemma(out), x.class(out+1))
	}
	return x.out
}

// toCue tells how token i hangs: from the cue, as what, or the cue from it.
func (x *extractor) toCue(i int) uint64 {
	v, c := x.v, x.c
	s := v.sentence(c.head)
	if !s.has(i) {
		return 1
	}
	t := &v.toks[i]
	how := uint64(2)
	switch {
	case contains(c.at, i):
		return 3
	case t.head == c.head || t.head == c.top || contains(c.at, t.head):
		how = 4
	case v.toks[c.top].head == i:
		how = 5
	}
	h := learn.Mix(learn.Hash(t.Deprel), how)
	return learn.Mix(h, learn.Hash(t.Feat("Polarity")+t.Feat("Reflex")+t.Feat("VerbForm")))
}

// fitCue sets the span of the cue of x to its likeliest borders, short of words
// that another cue has taken. A cue that its subject splits stays as it is, and so does a
// colon.
func (m *borderModel) fitCue(x *extractor, taken []bool) {
	c := x.c
	first, last := c.at[0], c.at[len(c.at)-1]
	if m == nil || m.cues == nil || c.allows(frameColon) || !c.span.covers(stretch{first, last + 1}) {
		return
	}
	c.sure = one
	from, to := m.cueBorder(x, false), m.cueBorder(x, true)
	for i, whole := first-1, true; i >= from; i-- {
		whole = whole && x.v.toks[i].UPOS != "ADP"
		if taken[i] && !(whole && x.v.leads(i, c)) {
			for from = i + 1; !whole && from < first && !x.v.toks[from].isVerb(); from++ {
			}
		}
	}
	for i := last + 1; i < to; i++ {
		if taken[i] {
			to = i
		}
	}
	c.span = stretch{from, to}
	c.bounds = c.bounds.cover(c.span)
}

// leads reports whether token i is a verb that governs the cue as its auxiliary, or as
// one that takes its infinitive: "vill inte säga", "brukar säga", "ska ha sagt". It may
// be a cue of its own, but then only one of the two is read. In "gathered to ask" two
// things are done.
func (v *view) leads(i int, c *cue) bool {
	t := &v.toks[i]
	if !t.isVerb() {
		return false
	}
	h, rel := v.toks[c.top].head, v.toks[c.top].rel
	complement := rel == "xcomp" || rel == "ccomp" && v.childOf(c.top, "nsubj", "mark") < 0
	return t.head >= 0 && (t.head == c.top || t.head == c.head) || complement && h >= 0 && (h == i || t.head == h)
}

// cueBorder is the likeliest place where the cue of x begins or ends; its share of
// all that speaks for any of them goes into how sure the cue is.
func (m *borderModel) cueBorder(x *extractor, ends bool) int {
	borders, features := x.cueBorders(ends)
	scores, best := make([]int32, len(features)), 0
	for i, f := range features {
		if scores[i] = m.ofCue(x, f); scores[i] > scores[best] {
			best = i
		}
	}
	all := int64(0)
	for _, s := range scores {
		all += x.e.weigh.of(int(scores[best]-s), learn.Nat)
	}
	x.c.sure = x.c.sure * one / all
	return borders[best]
}

// ofCue is the score of the features of a border of a cue.
func (m *borderModel) ofCue(x *extractor, features []uint64) int32 {
	var score [1]int32
	m.cues.Score(x.both(features), score[:])
	return score[0]
}

// addCueBorders adds a case for each border of the cues of a text that the gold
// names.
func (x *Example) addCueBorders(r *learn.Ranking) {
	v := newView(x.Analysis)
	cues := x.Engine.findCues(v)
	gold := assign(v, cues, x.Gold)
	for i, c := range cues {
		if gold[i] == nil || !c.span.covers(stretch{c.at[0], c.at[len(c.at)-1] + 1}) {
			continue
		}
		ex := &extractor{e: x.Engine, v: v, c: c}
		for k, at := range [2]int{v.firstFrom(gold[i].Cue.Start), v.firstFrom(gold[i].Cue.End)} {
			borders, features := ex.cueBorders(k == 1)
			if !contains(borders, at) {
				continue
			}
			one := learn.Case{Weight: x.Weight, Questions: make([]learn.Question, 1)}
			for n, b := range borders {
				one.Lists = append(one.Lists, x.both(features[n]))
				one.Questions[0].Options = append(one.Questions[0].Options, learn.Option{Lists: [3]int32{int32(n), -1, -1}, Loss: count(b != at)})
			}
			r.Add(one)
		}
	}
}
