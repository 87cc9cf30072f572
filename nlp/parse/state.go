package parse

// The transition system is arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011)
// with the root behind the last word (Ballesteros and Nivre 2013): it is reached
// by the last word on the stack only, so every tree has one root.
//
// Nodes and states are never changed once made: a transition adds one node and
// one state that point back, at constant cost, whatever the sentence's length.

// move is the kind of a transition.
type move uint8

const (
	shift move = iota // the next word goes onto the stack
	left              // the top of the stack becomes a dependent of the next word
	right             // the top of the stack becomes a dependent of the word below it
)

// node is a word on the stack, or the next one, with the dependents it has so far.
type node struct {
	word   int32 // 0-based
	below  int32 // node under it on the stack, 0 for none
	l1, l2 int32 // its leftmost dependent, the one attached before it; 0 for none
	r1, r2 int32 // its rightmost dependent, the one attached before it
	l1r    uint8 // relation of l1, and so on
	l2r    uint8
	r1r    uint8
	r2r    uint8
	lefts  uint8 // numbers of dependents
	rights uint8
	lset   uint64 // hash of the relations on the left, in any order
	rset   uint64
}

// state is a configuration.
type state struct {
	top   int32 // node on top of the stack, 0 for none
	next  int32 // node of the next word, which may have left dependents
	depth int32 // of the stack
	prev  int32 // state it came from
	class int16 // transition it came by
	score int64
}

// chart holds the nodes and states of one search.
type chart struct {
	n      int // words
	nodes  []node
	states []state
}

func (c *chart) reset(n int) int32 {
	c.n = n
	c.nodes = append(c.nodes[:0], node{word: -1})
	c.nodes = append(c.nodes, node{word: 0})
	c.states = append(c.states[:0], state{next: 1, prev: -1, class: -1})
	return 0
}

// final reports whether nothing but the root's own arc is left to draw.
func (c *chart) final(s *state) bool {
	return int(c.nodes[s.next].word) == c.n && s.depth <= 1
}

func (c *chart) allowed(s *state, m move) bool {
	end := int(c.nodes[s.next].word) == c.n
	switch m {
	case shift:
		return !end
	case left:
		return !end && s.depth > 0
	}
	return s.depth > 1
}

// apply adds the state that a transition leads to.
func (c *chart) apply(from int32, class int, m move, rel uint8) int32 {
	s := c.states[from]
	s.prev, s.class = from, int16(class)
	switch m {
	case shift:
		n := c.nodes[s.next]
		n.below = s.top
		s.top = c.add(n)
		s.next = c.add(node{word: n.word + 1})
		s.depth++
	case left:
		n := c.nodes[s.next]
		n.l2, n.l2r = n.l1, n.l1r
		n.l1, n.l1r = s.top, rel
		n.lefts++
		n.lset += relationHash(rel)
		s.top = c.nodes[s.top].below
		s.next = c.add(n)
		s.depth--
	case right:
		top := s.top
		n := c.nodes[c.nodes[top].below]
		n.r2, n.r2r = n.r1, n.r1r
		n.r1, n.r1r = top, rel
		n.rights++
		n.rset += relationHash(rel)
		s.top = c.add(n)
		s.depth--
	}
	c.states = append(c.states, s)
	return int32(len(c.states) - 1)
}

func (c *chart) add(n node) int32 {
	c.nodes = append(c.nodes, n)
	return int32(len(c.nodes) - 1)
}

func relationHash(rel uint8) uint64 {
	h := (uint64(rel) + 1) * 0x9E3779B97F4A7C15
	return h ^ h>>31
}
