package tag

import "github.com/enligt/enligt/learn"

// templates numbers the features of a word and makes them one by one. Their order
// is part of the model: a change of it is a change of Version.
type templates struct {
	n        uint64
	features []uint64
}

func (t *templates) one(x uint64) {
	t.n++
	t.features = append(t.features, learn.Mix(t.n, x))
}

func (t *templates) two(x, y uint64) {
	t.n++
	t.features = append(t.features, learn.Mix(learn.Mix(t.n, x), y))
}

func (t *templates) three(x, y, z uint64) {
	t.n++
	t.features = append(t.features, learn.Mix(learn.Mix(learn.Mix(t.n, x), y), z))
}

// extract makes the features of word i from the atoms, the decisions before it
// and those of the first pass.
func (s *state) extract(i int) {
	t := templates{features: s.features[:0]}
	s.spelling(&t, i)
	s.neighbours(&t, i)
	s.classes(&t, i)
	s.bothSides(&t, i)
	s.features = t.features
}

// spelling is the word itself.
func (s *state) spelling(t *templates, i int) {
	w := s.at(i)
	t.one(0)
	t.one(w.form)
	t.one(w.low)
	for _, x := range w.suffix {
		t.one(x)
	}
	for _, x := range w.prefix {
		t.one(x)
	}
}

// neighbours is the words around and the tags before.
func (s *state) neighbours(t *templates, i int) {
	w, n1, n2, p1, p2 := s.at(i), s.at(i+1), s.at(i+2), s.at(i-1), s.at(i-2)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	t.one(w.shape)
	t.one(t1)
	t.two(t1, t2)
	t.two(t1, w.low)
	t.two(t1, w.suffix[2])
	t.two(t2, w.low)
	t.one(p2.low)
	t.one(p1.low)
	t.one(n1.low)
	t.one(n2.low)
	t.one(p1.suffix[2])
	t.one(n1.suffix[2])
	t.one(n2.suffix[2])
	t.one(n1.suffix[1])
	t.two(p1.shape, w.shape)
	t.one(n1.shape)
	t.two(p1.low, w.low)
	t.two(w.low, n1.low)
	t.two(p1.low, n1.low)
	t.two(w.suffix[2], n1.suffix[2])
	t.two(t1, n1.low)
	t.three(t1, w.suffix[1], n1.suffix[2])
	t.two(w.shape, w.suffix[2])
}

// classes is what raw text and the lexicon tell about the words around.
func (s *state) classes(t *templates, i int) {
	w, n1, n2, p1, p2 := s.at(i), s.at(i+1), s.at(i+2), s.at(i-1), s.at(i-2)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	t.one(w.cluster)
	t.one(n1.cluster)
	t.one(p1.cluster)
	t.one(n2.cluster)
	t.two(w.cluster, n1.cluster)
	t.two(p1.cluster, w.cluster)
	t.two(t1, w.cluster)
	t.two(w.cluster, w.suffix[2])
	t.two(n1.cluster, n2.cluster)
	t.two(p1.cluster, n1.cluster)
	t.two(t1, n1.cluster)
	t.three(t1, w.cluster, n1.cluster)
	t.two(n1.cluster, w.suffix[2])
	t.one(p2.cluster)
	t.one(w.coarse)
	t.two(w.coarse, w.suffix[2])
	t.three(t1, t2, w.cluster)
	t.two(w.low, s.tag(s.last))
	t.one(w.lexicon)
	t.one(n1.lexicon)
	t.two(n1.lexicon, n2.lexicon)
	t.two(w.lexicon, n1.lexicon)
	t.two(t1, n1.lexicon)
	t.three(t1, w.lexicon, n1.lexicon)
}

// bothSides is the first pass's tags of the word itself, of those after it and of
// the next verb.
func (s *state) bothSides(t *templates, i int) {
	w, t1 := s.at(i), s.tag(i-1)
	r0, r1, r2 := s.scout(i), s.scout(i+1), s.scout(i+2)
	t.one(r0)
	t.one(r1)
	t.two(r1, r2)
	t.two(t1, r1)
	t.two(w.low, r1)
	t.two(w.suffix[2], r1)
	t.two(w.lexicon, r1)
	t.three(t1, w.lexicon, r1)
	t.two(t1, r0)
	nv, far := uint64(0), uint64(0)
	if w.verb >= 0 {
		nv, far = s.scout(w.verb), uint64(min(w.verb-i, 3))
	}
	t.two(w.low, nv)
	t.three(w.low, nv, far)
}

// extractScout makes the features of word i for the first pass: the best of those
// of the second.
func (s *state) extractScout(i int) {
	t := &templates{n: 1000, features: s.features[:0]}
	w, n1, n2, p1 := s.at(i), s.at(i+1), s.at(i+2), s.at(i-1)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	t.one(0)
	t.one(w.low)
	for _, x := range w.suffix {
		t.one(x)
	}
	t.one(w.prefix[2])
	t.one(w.shape)
	t.one(t1)
	t.two(t1, t2)
	t.two(t1, w.low)
	t.two(t1, w.suffix[2])
	t.one(p1.low)
	t.one(n1.low)
	t.one(n1.suffix[2])
	t.two(w.low, n1.low)
	t.two(w.shape, w.suffix[2])
	t.one(w.cluster)
	t.one(n1.cluster)
	t.two(w.cluster, n1.cluster)
	t.two(p1.cluster, w.cluster)
	t.one(w.lexicon)
	t.two(n1.lexicon, n2.lexicon)
	t.two(w.lexicon, n1.lexicon)
	s.features = t.features
}

// reach is how many words ahead the next verb may be.
const reach = 8

// ahead finds for each word the next one that the first pass calls a verb: what a
// verb is, an auxiliary or not, is often told by it.
func (s *state) ahead(t *Tagger) {
	next := -1
	for i := len(s.scouted) - 1; i >= 0; i-- {
		if next > i+reach {
			next = -1
		}
		s.at(i).verb = next
		if t.verbal[s.scouted[i]] {
			next = i
		}
	}
}

// scout is the first pass's class of word i as an atom.
func (s *state) scout(i int) uint64 {
	if i >= len(s.scouted) {
		return uint64(1<<21 + i - len(s.scouted))
	}
	return uint64(s.scouted[i]) + 1
}

// tag is the decision on word i as an atom.
func (s *state) tag(i int) uint64 {
	if i < 0 {
		return uint64(1<<20 - i)
	}
	return uint64(s.decided[i]) + 1
}
