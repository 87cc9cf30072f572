package parse

// oracle is the dynamic oracle of the arc-hybrid system (Goldberg and Nivre
// 2013): how many gold arcs a transition puts out of reach.
type oracle struct {
	head   []int32 // gold head of each word, the number of words for the root
	kids   [][]int32
	popped []bool // words that have a head already
}

func (o *oracle) reset(head []int32) {
	o.head = head
	o.popped = append(o.popped[:0], make([]bool, len(head)+1)...)
	for len(o.kids) <= len(head) {
		o.kids = append(o.kids, nil)
	}
	for i := range o.kids {
		o.kids[i] = o.kids[i][:0]
	}
	for i, h := range head {
		o.kids[h] = append(o.kids[h], int32(i))
	}
}

// never is the cost of a transition that is not allowed.
const never = 1 << 20

// costs returns the gold arcs lost by each kind of transition, large where it is
// not allowed.
func (o *oracle) costs(c *chart, s *state) (cost [3]int) {
	b := c.nodes[s.next].word
	s0, s1 := int32(-1), int32(-1)
	if s.depth > 0 {
		s0 = c.nodes[s.top].word
		s1 = c.nodes[c.nodes[s.top].below].word
	}
	for m := shift; m <= right; m++ {
		if !c.allowed(s, m) {
			cost[m] = never
		}
	}
	if cost[shift] == 0 {
		if h := o.head[b]; h < b && h != s0 && !o.popped[h] {
			cost[shift]++
		}
		for _, d := range o.kids[b] {
			if d < b && !o.popped[d] {
				cost[shift]++
			}
		}
	}
	if s0 < 0 {
		return cost
	}
	lost := 0
	for _, d := range o.kids[s0] {
		if d >= b {
			lost++
		}
	}
	h := o.head[s0]
	cost[left] += lost
	cost[right] += lost
	if h == s1 && s1 >= 0 || h > b {
		cost[left]++
	}
	if h >= b {
		cost[right]++
	}
	return cost
}

// note records which word a transition gives a head.
func (o *oracle) note(c *chart, s *state, m move) {
	if m != shift {
		o.popped[c.nodes[s.top].word] = true
	}
}
