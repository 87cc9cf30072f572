package attribution

import (
	"slices"
	"sort"
)

// choice is one reading of a cue.
type choice struct {
	c      *cue
	s      source
	t      content
	told   stretch // whom it is said to, where that stood in content or source
	by     stretch // who quotes the source, empty for nobody
	score  int     // its probability, of maxScore
	best   int     // score of the likeliest evidence for it
	weight int64   // see [weigher]
}

// maxChoices is how many readings of a cue decoding may fall back on.
const maxChoices = 8

// leastOther is the score that a reading has at least which stands in for a better one
// that does not fit beside what was taken.
const leastOther = maxScore / 10

// pool is the candidates of one cue and the pairs of them that go together.
type pool struct {
	x        *extractor
	sources  []source
	contents []content
	pairs    [][2]int // indexes of source and content
}

// minChance is the probability in per mille of a cue in a frame below which the
// frame is not tried.
const minChance = 60

// newPool makes the candidates of cue i. Contents depend on where the source
// ends; the same content found with two sources is one candidate.
func (e *Engine) newPool(v *view, cues []*cue, heads map[int]bool, i int) *pool {
	c := cues[i]
	next := c.bounds.to
	if i+1 < len(cues) && cues[i+1].span.from < next {
		next = max(cues[i+1].span.from, c.span.to)
	}
	p := &pool{x: &extractor{e: e, v: v, c: c, heads: heads, shared: sharing(cues, i)}}
	p.x.near = e.borders.around(p.x)
	p.sources = p.x.near.sources(v, c, e.sources(v, c))
	type key struct {
		kind  contentKind
		frame frames
		end   endKind
		first stretch
		last  stretch
	}
	seen := map[key]int{}
	for s := range p.sources {
		for _, t := range v.contents(c, p.sources[s], next, heads, p.x.near) {
			if _, chance := c.frame(t.frame); chance < minChance {
				continue
			}
			k := key{t.kind, t.frame, t.end, t.parts[0], t.parts[len(t.parts)-1]}
			j, ok := seen[k]
			if !ok {
				j = len(p.contents)
				seen[k] = j
				p.contents = append(p.contents, t)
			}
			p.pairs = append(p.pairs, [2]int{s, j})
		}
	}
	return p
}

// sharing tells whether cue i lies in the span of another one (1) or holds one (2):
// only one of "vill" and "vill inte säga" is read.
func sharing(cues []*cue, i int) uint64 {
	for _, j := range [4]int{i - 1, i + 1, i - 2, i + 2} {
		switch {
		case j < 0 || j >= len(cues):
		case cues[j].span.covers(cues[i].span):
			return 1
		case cues[i].span.covers(cues[j].span):
			return 2
		}
	}
	return 0
}

// decode takes readings best first, one a cue, such that contents nest or are
// disjoint.
func (e *Engine) decode(v *view, cues []*cue) []choice {
	all := make([][]choice, len(cues))
	order := make([]int, 0, len(cues))
	heads := headsOf(cues)
	for i := range cues {
		all[i] = slices.DeleteFunc(e.choices(e.newPool(v, cues, heads, i)), func(k choice) bool { return e.onlyWhere(v, &k.t) })
		if len(all[i]) > 0 {
			order = append(order, i)
		}
	}
	order = slices.DeleteFunc(order, func(i int) bool { // "said in a statement": said by the verb
		return slices.ContainsFunc(all[max(0, i-maxRecent):min(len(all), i+maxRecent)], func(o []choice) bool {
			return len(o) > 0 && v.channelOf(&all[i][0], &o[0]) && sameParts(o[0].t.parts, all[i][0].t.parts)
		})
	})
	sort.SliceStable(order, func(a, b int) bool { return all[order[a]][0].score > all[order[b]][0].score })
	b := board{v: v, at: make(map[int][]int)}
	for _, i := range order {
		for n, k := range all[i] {
			if n > 0 && k.score < leastOther {
				break
			}
			if b.free(&k) {
				b.take(k)
				break
			}
		}
	}
	return b.taken
}

// board holds the readings taken so far, by the sentences they touch.
type board struct {
	v     *view
	taken []choice
	at    map[int][]int // sentence -> indexes of taken
}

func (b *board) sentences(k *choice) (first, last int) {
	first, last = b.v.toks[k.c.head].sent, b.v.toks[k.c.head].sent
	for _, p := range k.t.parts {
		first, last = min(first, b.v.toks[p.from].sent), max(last, b.v.toks[p.to-1].sent)
	}
	return first, last
}

func (b *board) take(k choice) {
	first, last := b.sentences(&k)
	for s := first; s <= last; s++ {
		b.at[s] = append(b.at[s], len(b.taken))
	}
	b.taken = append(b.taken, k)
}

// free reports whether k may stand beside what was taken.
func (b *board) free(k *choice) bool {
	first, last := b.sentences(k)
	for s := first; s <= last; s++ {
		for _, i := range b.at[s] {
			if !compatible(k, &b.taken[i]) {
				return false
			}
		}
	}
	return true
}

// compatible holds the constraints between two readings: cues share no word and are
// not cut by the edge of a content, no two lie in each other's content,
// contents are disjoint or one lies in the other, and one content has one cue
// unless the second cue stands inside the source of the first.
func compatible(a, b *choice) bool {
	if a.c.span.touches(b.c.span) || cut(a.t.parts, b.c.span) || cut(b.t.parts, a.c.span) {
		return false
	}
	if inside(a.c.span, b.t.parts) && inside(b.c.span, a.t.parts) {
		return false
	}
	if sameParts(a.t.parts, b.t.parts) {
		return a.s.span.covers(b.c.span) || b.s.span.covers(a.c.span)
	}
	return nested(a.t.parts, b.t.parts) || nested(b.t.parts, a.t.parts) || disjoint(a.t.parts, b.t.parts)
}

// nested reports whether each part of a lies in a part of b.
func nested(a, b []stretch) bool {
	for _, p := range a {
		in := false
		for _, q := range b {
			in = in || q.covers(p)
		}
		if !in {
			return false
		}
	}
	return true
}

func disjoint(a, b []stretch) bool {
	for _, p := range a {
		for _, q := range b {
			if p.touches(q) {
				return false
			}
		}
	}
	return true
}

func headsOf(cues []*cue) map[int]bool {
	heads := make(map[int]bool, len(cues))
	for _, c := range cues {
		heads[c.head] = true
	}
	return heads
}

// inside reports whether a stretch lies in one of the parts.
func inside(s stretch, parts []stretch) bool {
	for _, p := range parts {
		if p.covers(s) {
			return true
		}
	}
	return false
}

// cut reports whether a part shares words with a stretch and leaves others of it out.
func cut(parts []stretch, s stretch) bool {
	for _, p := range parts {
		if p.touches(s) && !p.covers(s) {
			return true
		}
	}
	return false
}
