package attribution

import "sort"

// choice is one reading of a cue.
type choice struct {
	c     *cue
	s     source
	t     content
	score int
}

// maxChoices is how many readings of a cue decoding may fall back on.
const maxChoices = 8

// choices ranks the readings of one cue, best first, without those below zero.
func (e *Engine) choices(v *view, c *cue, next int) []choice {
	var out []choice
	for _, s := range v.sources(c) {
		for _, t := range v.contents(c, s, next) {
			k := choice{c, s, t, 0}
			if k.score = e.ranker.Score(v, c, &k.s, &k.t); k.score > 0 {
				out = append(out, k)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	if len(out) > maxChoices {
		out = out[:maxChoices]
	}
	return out
}

// decode takes readings best first, one a cue, such that contents nest or are
// disjoint.
func (e *Engine) decode(v *view, cues []*cue) []choice {
	all := make([][]choice, len(cues))
	order := make([]int, 0, len(cues))
	for i, c := range cues {
		next := c.bounds.to
		if i+1 < len(cues) && cues[i+1].span.from < next {
			next = max(cues[i+1].span.from, c.span.to)
		}
		if all[i] = e.choices(v, c, next); len(all[i]) > 0 {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return all[order[a]][0].score > all[order[b]][0].score })
	b := board{v: v, at: make(map[int][]int)}
	for _, i := range order {
		for _, k := range all[i] {
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

// compatible holds the constraints between two readings: cues share no word,
// contents are disjoint or one lies in the other, and one content has one cue
// unless the second cue stands inside the source of the first.
func compatible(a, b *choice) bool {
	if a.c.span.touches(b.c.span) {
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
