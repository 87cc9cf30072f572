package langid

import (
	"cmp"
	"math"
	"slices"
)

// Language is the training text of one profile.
type Language struct {
	Lang  string
	Own   bool
	Texts []string // sentences or paragraphs
	Keep  int      // n-grams that are kept at most
	Order int      // longest n-gram, at most 5
}

// Script ties a script, by Unicode's name, to the one language it stands for.
type Script struct{ Script, Lang string }

// Train counts the profiles of one pack and returns its model file. Replaces
// are codes of other packs' profiles that this pack's own one stands for. The
// same texts in the same order give the same bytes.
func Train(languages []Language, replaces []string, scripts []Script) ([]byte, error) {
	m := &model{replaces: replaces}
	for _, s := range scripts {
		m.scripts = append(m.scripts, scriptLanguages(s))
	}
	for _, l := range languages {
		m.profiles = append(m.profiles, l.profile())
	}
	return m.encode()
}

// profile counts all texts; what text of its own scores is measured on each
// fifth of them by a profile of the others.
func (l *Language) profile() *profile {
	var held []measured
	for fold := range folds {
		c := counter{order: min(order, l.Order), nodes: map[uint32]*node{}}
		for i, text := range l.Texts {
			if i%folds != fold {
				c.add(text)
			}
		}
		p := &profile{lang: l.Lang, grams: c.grams(l.Keep)}
		t := newTable([]*model{{profiles: []*profile{p}}})
		for i, text := range l.Texts {
			if i%folds == fold {
				held = measure(held, t, text)
			}
		}
	}
	c := counter{order: min(order, l.Order), nodes: map[uint32]*node{}}
	for _, text := range l.Texts {
		c.add(text)
	}
	p := &profile{lang: l.Lang, own: l.Own, symbols: c.symbols, grams: c.grams(l.Keep)}
	p.mean, p.spread, p.slack = known(held)
	return p
}

// folds is the number of parts in which held-out scores are measured.
const folds = 5

// measured is the score of one held-out text.
type measured struct {
	cost    int64 // thousandths of a nat in all
	symbols int64
}

// piece is the length in bytes of the stretches that scores are measured on.
const piece = 160

func measure(held []measured, t *table, text string) []measured {
	for len(text) > 0 {
		at := valid(text, min(piece, len(text)))
		s := sample(text[:at], nil)
		text = text[at:]
		if s.letters >= minLetters {
			best, _ := t.score(s.symbols)
			held = append(held, measured{-int64(best.score) * 1000 / unit, int64(len(s.symbols))})
		}
	}
	return held
}

// known gives the mean cost of a symbol; its standard deviation, from the
// distance that two thirds of the stretches keep to the mean, weighted by their
// lengths; and a slack for texts of another kind than those of the training.
func known(held []measured) (mean, spread, slack int) {
	var cost, symbols int64
	for _, h := range held {
		cost, symbols = cost+h.cost, symbols+h.symbols
	}
	if symbols == 0 {
		return 0, 0, 0
	}
	m := cost / symbols
	var off []int
	for _, h := range held {
		d := int(h.cost/h.symbols - m)
		off = append(off, max(d, -d)*root(int(h.symbols)))
	}
	slices.Sort(off)
	return int(m), off[len(off)*68/100], int(m / 5)
}

// counter counts the n-grams of a language. Nodes are named by the key of their
// n-gram: two that share one are counted as one, as they will be looked up.
type counter struct {
	order   int
	symbols int
	nodes   map[uint32]*node
}

type node struct {
	key    uint32
	length int
	count  int32 // times seen
	after  int32 // times seen with a symbol after it
	kinds  int32 // different symbols after it
	shared *node // the n-gram without its first symbol; nil for one symbol
	parent *node // the n-gram without its last symbol; nil for one symbol
	prob   float64
	gain   int64

	kept, keptShared float64 // probability of the kept n-grams that begin with this one, and of their shorter forms
}

func (c *counter) add(text string) {
	s := normal(text)
	var before, here [order]*node
	for i := range s {
		key := uint32(0)
		var shorter *node
		for k := 0; k < c.order && k <= i; k++ {
			key = extend(key, s[i-k])
			n := c.nodes[key]
			if n == nil {
				n = &node{key: key, length: k + 1, shared: shorter}
				if k > 0 {
					n.parent = before[k-1]
					n.parent.kinds++
				}
				c.nodes[key] = n
			}
			n.count++
			if k > 0 && n.parent != nil {
				n.parent.after++
			}
			here[k], shorter = n, n
		}
		before = here
		c.symbols++
	}
}

// normal is the whole text as symbols.
func normal(text string) []rune {
	s := sampled{symbols: []rune{' '}}
	s.add(text)
	return s.symbols
}

// grams smooths the counts and keeps the n-grams of most use: those whose own
// probability, times how often they were seen, gains most over backing off
// (weighted difference, Seymore and Rosenfeld 1996); of equals the shorter, then
// by key. Single symbols and pairs always stay.
func (c *counter) grams(keep int) []gram {
	nodes := make([]*node, 0, len(c.nodes))
	for _, n := range c.nodes {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b *node) int {
		if a.length != b.length {
			return a.length - b.length
		}
		if a.key < b.key {
			return -1
		}
		return 1
	})
	c.smooth(nodes)
	for _, n := range slices.Backward(nodes) {
		n.gain = max(n.gain, n.use())
		if n.parent != nil {
			n.parent.gain = max(n.parent.gain, n.gain) // what stays keeps its beginning
		}
	}
	slices.SortStableFunc(nodes, func(a, b *node) int { return cmp.Compare(b.gain, a.gain) })
	nodes = nodes[:min(keep, len(nodes))]
	for _, n := range nodes {
		if n.parent != nil {
			n.parent.kept += n.prob
			n.parent.keptShared += n.shared.prob
		}
	}
	out := make([]gram, len(nodes))
	for i, n := range nodes {
		out[i] = gram{n.key, cost(n.prob), cost(n.left())}
	}
	return out
}

// left is the share that the symbols without an n-gram of their own get after
// this one, over what they get after the shorter one.
func (n *node) left() float64 {
	if n.kept == 0 {
		return 1
	}
	return max(0.001, 1-n.kept) / max(0.001, 1-n.keptShared)
}

// use is what the n-gram is worth, in thousandths of a nat over the whole text.
func (n *node) use() int64 {
	if n.length <= 2 {
		return math.MaxInt64
	}
	gain := math.Abs(math.Log(n.prob) - math.Log(n.parent.yield()*n.shared.prob))
	return int64(math.Round(1000 * gain * float64(n.count)))
}

// smooth gives each node, shorter ones first, its Witten-Bell probability.
func (c *counter) smooth(nodes []*node) {
	kinds, total := 0, 0
	for _, n := range nodes {
		if n.length == 1 {
			kinds++
			total += int(n.count)
		}
	}
	for _, n := range nodes {
		if n.length == 1 {
			floor := math.Exp(-float64(alien) / unit)
			n.prob = (float64(n.count) + float64(kinds)*floor) / float64(total+kinds)
			continue
		}
		n.prob = float64(n.count)/float64(n.parent.after+n.parent.kinds) + n.parent.yield()*n.shared.prob
	}
}

// yield is the share of probability left to symbols not seen after the n-gram.
func (n *node) yield() float64 { return float64(n.kinds) / float64(n.after+n.kinds) }

// cost is −log p in units, rounded and kept to a byte.
func cost(p float64) uint8 {
	return uint8(min(255, max(0, math.Round(-math.Log(p)*unit))))
}
