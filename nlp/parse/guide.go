package parse

import "github.com/enligt/enligt/learn"

// A guide is the tree that another parser gives the sentence, one that reads it
// from its end. The parser sees that tree in its features and learns where to
// trust it (stacking: Nivre and McDonald 2008; Martins et al. 2008): what one
// cannot know yet when it has to decide, the other has read already.
type guide struct {
	tree
	first, last []int32 // of each word its first and last dependent, itself for none
}

// tree holds heads, the number of words for the root, and relations.
type tree struct {
	head []int32
	rel  []uint8
}

// mirror is the tree of the words in the other direction.
func (t tree) mirror() tree {
	n := len(t.head)
	out := tree{make([]int32, n), make([]uint8, n)}
	for i, h := range t.head {
		out.rel[n-1-i] = t.rel[i]
		if int(h) < n {
			h = int32(n-1) - h
		}
		out.head[n-1-i] = h
	}
	return out
}

// reverse fills s with the words of another sentence in the other direction.
func (s *sentence) reverse(from *sentence) {
	n := len(from.before) - 1
	s.words, s.before = append(s.words[:0], from.words[0]), s.before[:0]
	all := from.before[n]
	for i := range n {
		s.words = append(s.words, from.words[n-i])
		s.before = append(s.before, all.minus(from.before[n-i]))
	}
	s.words = append(s.words, from.words[n+1])
	s.before = append(s.before, all)
}

func (c counts) minus(d counts) counts {
	return counts{c.verbs - d.verbs, c.commas - d.commas, c.conjs - d.conjs, c.quotes - d.quotes}
}

// set takes over a tree.
func (g *guide) set(t tree) {
	g.head, g.rel = append(g.head[:0], t.head...), append(g.rel[:0], t.rel...)
	g.first, g.last = g.first[:0], g.last[:0]
	for i := range t.head {
		g.first, g.last = append(g.first, int32(i)), append(g.last, int32(i))
	}
	for i, h := range t.head {
		if int(h) < len(t.head) {
			g.first[h], g.last[h] = min(g.first[h], int32(i)), max(g.last[h], int32(i))
		}
	}
}

// gap is the numbers of the words at the place of decision, -1 for none: the two
// topmost on the stack and the next one.
type gap struct{ s1, s0, n0 int32 }

// Where the guide's head of a word stands.
const (
	nowhere = iota // there is no such word
	isRoot
	isS1
	isS0
	isN0
	afterN0
	farRight
	farLeft
	betweenStack
	betweenGap
)

// aim is where the guide's head of a word stands, and the same with the relation.
func (g *guide) aim(x int32, at gap) (place, arc uint64) {
	if x < 0 || int(x) >= len(g.head) {
		return nowhere, 0
	}
	switch h := g.head[x]; {
	case int(h) == len(g.head):
		place = isRoot
	case h == at.s1:
		place = isS1
	case h == at.s0:
		place = isS0
	case h == at.n0:
		place = isN0
	case h == at.n0+1:
		place = afterN0
	case h > at.n0:
		place = farRight
	case h < at.s1:
		place = farLeft
	case h < at.s0:
		place = betweenStack
	default:
		place = betweenGap
	}
	return place, place<<8 | uint64(g.rel[x]) + 1
}

// waiting tells, as a set of bits, which words on the stack have dependents at or
// behind the next word in the guide, and where the next word's first one stands.
func (g *guide) waiting(at gap) uint64 {
	w := uint64(1)
	if at.s0 >= 0 && g.last[at.s0] >= at.n0 {
		w |= 2
		if g.last[at.s0] == at.n0 {
			w |= 4
		}
	}
	if at.s1 >= 0 && g.last[at.s1] >= at.n0 {
		w |= 8
	}
	if int(at.n0) < len(g.first) && g.first[at.n0] < at.n0 {
		switch first := g.first[at.n0]; {
		case first == at.s0:
			w |= 16
		case first == at.s1:
			w |= 32
		case first < at.s0:
			w |= 48
		}
	}
	return w
}

// guided adds what the guide says of the words at the place of decision.
func (f *features) guided(c *chart, st *state, sent *sentence, g *guide) {
	ns0, nn0 := &c.nodes[st.top], &c.nodes[st.next]
	ns1 := &c.nodes[ns0.below]
	at := gap{ns1.word, ns0.word, nn0.word}
	s1, s0, n0 := sent.at(at.s1), sent.at(at.s0), sent.at(at.n0)
	place1, arc1 := g.aim(at.s1, at)
	place0, arc0 := g.aim(at.s0, at)
	placeN, arcN := g.aim(at.n0, at)
	w := g.waiting(at)
	places := learn.Mix(w, place0<<8|place1<<4|placeN)
	f.a1(places)
	f.a2(places, s0.upos)
	f.a2(places, n0.upos)
	f.a3(places, s0.upos, n0.upos)
	f.a1(arc0)
	f.a2(arc0, w)
	f.a2(arc0, arcN)
	f.a3(arc0, arcN, w)
	f.a2(arc0, arc1)
	f.aimed(arc0, s0, s1, n0)
	f.a2(arc0, s1.tag)
	f.a2(arc0, s1.lemma)
	f.a3(arc0, w, n0.upos)
	f.a1(arcN)
	f.a2(arcN, n0.tag)
	f.a2(arcN, n0.lemma)
	f.a2(arcN, s0.lemma)
	f.a3(arcN, n0.upos, s0.upos)
	f.a2(arcN, w)
	f.a1(arc1)
	f.a2(arc1, s1.upos)
	f.a3(arc1, w, s0.upos)
	f.a2(arc0, 1+relationOf(ns0.l1, ns0.l1r))
	f.a2(arc0, 1+relationOf(ns0.r1, ns0.r1r))
	f.a2(arc0, ns1.rset+1)
	f.a2(arc0, nn0.lset+1)
}

// aimed pairs the guide's arc of the topmost word with the words around.
func (f *features) aimed(arc uint64, s0, s1, n0 *word) {
	f.a2(arc, s0.tag)
	f.a2(arc, n0.tag)
	f.a2(arc, s0.lemma)
	f.a2(arc, n0.lemma)
	f.a3(arc, s0.upos, n0.upos)
	f.a3(arc, s0.upos, s1.upos)
}

func relationOf(child int32, rel uint8) uint64 {
	if child == 0 {
		return 0
	}
	return uint64(rel) + 1
}
