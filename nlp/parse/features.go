package parse

import "github.com/enligt/enligt/learn"

// features is a list under construction. Each call of one of its methods is a
// template: its number goes into the hash, so their order belongs to the format
// of the model.
type features struct {
	list  []uint64
	templ uint64
}

// A template whose atom is 0, a word that is not there or not known, gives no
// feature.
func (f *features) a1(a uint64) {
	f.templ++
	if a != 0 {
		f.list = append(f.list, learn.Mix(f.templ, a))
	}
}

func (f *features) a2(a, b uint64) {
	f.templ++
	if a != 0 && b != 0 {
		f.list = append(f.list, learn.Mix(learn.Mix(f.templ, a), b))
	}
}

func (f *features) a3(a, b, c uint64) {
	f.templ++
	if a != 0 && b != 0 && c != 0 {
		f.list = append(f.list, learn.Mix(learn.Mix(learn.Mix(f.templ, a), b), c))
	}
}

func (f *features) a4(a, b, c, d uint64) {
	f.templ++
	if a != 0 && b != 0 && c != 0 && d != 0 {
		f.list = append(f.list, learn.Mix(learn.Mix(learn.Mix(learn.Mix(f.templ, a), b), c), d))
	}
}

// extract lists the features of a state (after Zhang and Nivre 2011). s0 s1 s2
// are the topmost words on the stack, n0 n1 n2 the next ones.
func (f *features) extract(c *chart, st *state, sent *sentence) {
	f.list, f.templ = f.list[:0], 0
	ns0, nn0 := &c.nodes[st.top], &c.nodes[st.next]
	ns1 := &c.nodes[ns0.below]
	ns2 := &c.nodes[ns1.below]
	s0, s1, s2 := sent.at(ns0.word), sent.at(ns1.word), sent.at(ns2.word)
	n0, n1, n2 := sent.at(nn0.word), sent.at(nn0.word+1), sent.at(nn0.word+2)
	depth := uint64(min(st.depth, 3))
	f.a1(1 + depth)
	f.a3(1+depth, s0.upos, n0.upos)
	f.single(s0)
	f.single(s1)
	f.single(n0)
	f.outer(s2)
	f.outer(n1)
	f.outer(n2)
	f.pair(s0, n0)
	f.pair(s1, s0)
	f.light(s1, n0)
	f.light(n0, n1)
	f.triples(s0, s1, s2, n0, n1, n2)
	f.distance(ns0, nn0, s0, n0, sent)
	f.distance(ns1, ns0, s1, s0, sent)
	f.family(c, sent, ns0, s0, n0.upos, s1.upos)
	f.family(c, sent, ns1, s1, s0.upos, n0.upos)
	f.lefts(c, sent, nn0, n0, s0.upos, s1.upos)
}

func (f *features) single(x *word) {
	f.a1(x.tag)
	f.a2(x.form, x.upos)
	f.a2(x.lemma, x.upos)
	f.a2(x.suffix, x.upos)
	f.a2(x.cluster, x.upos)
}

func (f *features) outer(x *word) {
	f.a1(x.tag)
	f.a2(x.form, x.upos)
	f.a2(x.cluster, x.upos)
}

func (f *features) pair(x, y *word) {
	f.a2(x.tag, y.tag)
	f.a2(x.upos, y.upos)
	f.a2(x.form, y.tag)
	f.a2(x.tag, y.form)
	f.a2(x.lemma, y.lemma)
	f.a3(x.lemma, x.upos, y.upos)
	f.a3(x.upos, y.lemma, y.upos)
	f.a3(x.suffix, x.upos, y.upos)
	f.a3(x.upos, y.suffix, y.upos)
	f.a2(x.cluster, y.tag)
	f.a2(x.tag, y.cluster)
	f.a2(x.cluster, y.cluster)
	f.a2(x.coarse, y.coarse)
}

func (f *features) light(x, y *word) {
	f.a2(x.tag, y.tag)
	f.a2(x.lemma, y.upos)
	f.a2(x.upos, y.lemma)
	f.a2(x.coarse, y.coarse)
}

func (f *features) triples(s0, s1, s2, n0, n1, n2 *word) {
	f.a3(s0.tag, n0.tag, n1.tag)
	f.a3(s0.upos, n0.upos, n1.upos)
	f.a3(s1.tag, s0.tag, n0.tag)
	f.a3(s1.upos, s0.upos, n0.upos)
	f.a3(s2.upos, s1.upos, s0.upos)
	f.a3(n0.upos, n1.upos, n2.upos)
	f.a3(s0.lemma, n0.upos, n1.upos)
	f.a3(s0.upos, n0.lemma, n1.upos)
	f.a3(s0.upos, n0.upos, n1.lemma)
	f.a3(s1.lemma, s0.upos, n0.upos)
	f.a3(s1.upos, s0.lemma, n0.upos)
	f.a3(s1.upos, s0.upos, n0.lemma)
	f.a4(s1.upos, s0.upos, n0.upos, n1.upos)
	f.a4(s0.upos, n0.upos, n1.upos, n2.upos)
	f.a4(s2.upos, s1.upos, s0.upos, n0.upos)
	f.a3(s0.coarse, n0.coarse, n1.upos)
	f.a3(s1.coarse, s0.coarse, n0.upos)
}

// distance adds how far apart two words are and what lies between them.
func (f *features) distance(nx, ny *node, x, y *word, sent *sentence) {
	if nx.word < 0 {
		f.templ += 7
		return
	}
	d := farness(ny.word - nx.word)
	b := sent.between(nx.word, ny.word)
	f.a2(d, x.tag)
	f.a2(d, y.tag)
	f.a2(d, x.form)
	f.a2(d, y.form)
	f.a3(d, x.upos, y.upos)
	f.a3(b, x.upos, y.upos)
	f.a2(b, x.lemma)
}

// family adds the dependents of a word on the stack; o and p are tags beside it.
func (f *features) family(c *chart, sent *sentence, nx *node, x *word, o, p uint64) {
	lefts, rights := uint64(min(nx.lefts, 4)+1), uint64(min(nx.rights, 4)+1)
	lset, rset := nx.lset+1, nx.rset+1
	f.a2(lefts, x.tag)
	f.a2(rights, x.tag)
	f.a2(lset, x.tag)
	f.a2(rset, x.tag)
	f.a3(lset, rset, x.upos)
	f.a2(lset, x.lemma)
	f.a2(rset, x.lemma)
	f.a3(lset, x.upos, o)
	f.a3(rset, x.upos, o)
	f.child(c, sent, nx.l1, nx.l1r, x, o, p)
	f.child(c, sent, nx.r1, nx.r1r, x, o, p)
	f.second(c, sent, nx.l1, nx.l2, nx.l2r, x)
	f.second(c, sent, nx.r1, nx.r2, nx.r2r, x)
}

// lefts adds the dependents of the next word, which has none on its right yet.
func (f *features) lefts(c *chart, sent *sentence, nx *node, x *word, o, p uint64) {
	f.a2(uint64(min(nx.lefts, 4)+1), x.tag)
	f.a2(nx.lset+1, x.tag)
	f.a2(nx.lset+1, x.lemma)
	f.a3(nx.lset+1, x.upos, o)
	f.child(c, sent, nx.l1, nx.l1r, x, o, p)
	f.second(c, sent, nx.l1, nx.l2, nx.l2r, x)
}

func (f *features) child(c *chart, sent *sentence, child int32, rel uint8, x *word, o, p uint64) {
	if child == 0 {
		f.templ += 7
		return
	}
	y := sent.at(c.nodes[child].word)
	r := uint64(rel) + 1
	f.a2(r, x.tag)
	f.a2(r, x.lemma)
	f.a2(y.lemma, x.upos)
	f.a3(y.cluster, r, x.upos)
	f.a2(y.tag, x.tag)
	f.a3(y.tag, x.upos, o)
	f.a3(y.tag, x.upos, p)
}

func (f *features) second(c *chart, sent *sentence, first, child int32, rel uint8, x *word) {
	if child == 0 {
		f.templ += 2
		return
	}
	y, z := sent.at(c.nodes[child].word), sent.at(c.nodes[first].word)
	f.a2(uint64(rel)+1, x.tag)
	f.a3(y.upos, z.upos, x.upos)
}

// at is the word of a number; -1, and numbers behind the root, are no word.
func (s *sentence) at(i int32) *word {
	if int(i) >= len(s.words)-1 {
		return &s.words[0]
	}
	return &s.words[i+1]
}

func farness(d int32) uint64 {
	switch {
	case d <= 4:
		return uint64(d)
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

// between hashes what lies between two words: commas, verbs, conjunctions and
// quotation marks, two of a kind counting as many.
func (s *sentence) between(i, j int32) uint64 {
	a, b := s.before[i+1], s.before[min(int(j), len(s.before)-1)]
	return 1<<8 | uint64(min(b.verbs-a.verbs, 2)) | uint64(min(b.commas-a.commas, 2))<<2 |
		uint64(min(b.conjs-a.conjs, 2))<<4 | uint64(min(b.quotes-a.quotes, 2))<<6
}
