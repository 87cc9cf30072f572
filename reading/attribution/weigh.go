package attribution

import "sort"

// From scores to probabilities. A choice is as probable as its share of all that the
// choices of a cue and "no statement" weigh; readings that differ in their evidence
// but not in their words count as one.

// leastStatement is the probability in per mille from which on a cue is taken for a
// statement. F1 is best a little below a half (Lipton et al. 2014).
const leastStatement = 450

// one is the greatest weight.
const one = 1 << 30

// weigher turns differences of scores into weights; all in integers, so that every
// machine decides alike.
type weigher struct{ table []int64 }

// Steps of the table: exp(-1/weighSteps) is weighStep / 2^32.
const (
	weighSteps = 64
	weighStep  = 4228380000
	weighUnits = 16
)

func newWeigher() weigher {
	w := weigher{make([]int64, weighSteps*weighUnits)}
	x := int64(one)
	for i := range w.table {
		w.table[i] = x
		x = x * weighStep >> 32
	}
	return w
}

// of is exp(-behind/nat).
func (w weigher) of(behind, nat int) int64 {
	i := behind * weighSteps / nat
	if i >= len(w.table) {
		return 0
	}
	return w.table[i]
}

// words is what a reading says: where its source and its content stand.
type words struct{ source, first, last stretch }

func wordsOf(s *source, t *content) words {
	w := words{first: t.parts[0], last: t.parts[len(t.parts)-1]}
	if !s.span.empty() {
		w.source = s.span
	}
	return w
}

// choices ranks the readings of one cue, the most probable first; none where it is
// more likely no statement.
func (e *Engine) choices(p *pool) []choice {
	nat := e.ranker.Nat()
	scores, top := make([]int, len(p.pairs)), 0
	for i, k := range p.pairs {
		scores[i] = e.ranker.Score(p.x, &p.sources[k[0]], &p.contents[k[1]])
		top = max(top, scores[i])
	}
	none := e.weigh.of(top, nat)
	all := none
	at := map[words]int{}
	var told []tally
	for i, k := range p.pairs {
		w := e.weigh.of(top-scores[i], nat)
		if w == 0 {
			continue
		}
		all += w
		s, t := &p.sources[k[0]], &p.contents[k[1]]
		n, known := at[wordsOf(s, t)]
		if !known {
			n = len(told)
			at[wordsOf(s, t)] = n
			told = append(told, tally{pair: i})
		}
		if o := &told[n]; scores[i] > scores[o.pair] {
			o.pair = i
		}
		told[n].weight += w
	}
	if 1000*(all-none) < p.x.c.least()*all {
		return nil
	}
	score := func(t tally) int { return int(t.weight * maxScore / all) }
	sort.SliceStable(told, func(i, j int) bool { return score(told[i]) > score(told[j]) })
	out := make([]choice, min(len(told), maxChoices))
	for i, t := range told[:len(out)] {
		k := p.pairs[t.pair]
		out[i] = choice{c: p.x.c, s: p.sources[k[0]], t: p.contents[k[1]], score: score(t), best: scores[t.pair], weight: t.weight}
	}
	return out
}

// least is the probability in per mille from which on the cue is taken for a statement.
func (c *cue) least() int64 {
	for _, r := range c.rows {
		if len(r.pattern) >= plainWords && r.p >= plainChance || r.pos[0] == "ADV" && r.frames == frameRaise && r.p >= hedgeChance {
			return leastStatement / 40
		}
	}
	return leastStatement
}

// A cue of so many words that the table calls so likely, or such an adverb, says
// something even where the ranker doubts it: "could not be verified", "allegedly".
const (
	plainWords  = 4
	plainChance = 900
	hedgeChance = 850
)

// tally counts up the readings of the same words.
type tally struct {
	pair   int // the likeliest of them
	weight int64
}

// maxScore is the score of a choice that is certain.
const maxScore = 100000

// sure is how likely all that a reading says is, its cue included, of maxScore.
func (k *choice) sure() int {
	if k.c == nil || k.c.sure == 0 {
		return k.score
	}
	return int(int64(k.score) * k.c.sure / one)
}
