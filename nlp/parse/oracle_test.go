package parse

import "testing"

// randomTree is a projective tree over n words: heads, n for the root.
func randomTree(r *rng, n int) []int32 {
	head := make([]int32, n)
	root := int(r.next() % uint64(n))
	for i := range head {
		head[i] = int32(root)
		for range 3 {
			if h := int32(r.next() % uint64(n)); int(h) != i {
				head[i] = h
			}
		}
		if i == root {
			head[i] = int32(n)
		}
	}
	for i := range head { // words of a cycle hang on the root's word
		if !descends(head, int32(i), int32(root)) {
			head[i] = int32(root)
		}
	}
	projective(head)
	return head
}

func TestOracleLeadsToAnyProjectiveTreeAtNoCost(t *testing.T) {
	r := rng(7)
	for range 300 {
		n := int(r.next()%12) + 1
		gold := randomTree(&r, n)
		var o oracle
		var c chart
		o.reset(gold)
		got := make([]int32, n)
		at := c.reset(n)
		for !c.final(&c.states[at]) {
			s := &c.states[at]
			cost := o.costs(&c, s)
			m := shift
			for k := left; k <= right; k++ {
				if cost[k] < cost[m] {
					m = k
				}
			}
			if cost[m] != 0 {
				t.Fatalf("tree %v: every transition costs something: %v", gold, cost)
			}
			top := c.nodes[s.top]
			switch m {
			case left:
				got[top.word] = c.nodes[s.next].word
			case right:
				got[top.word] = c.nodes[top.below].word
			}
			o.note(&c, s, m)
			at = c.apply(at, 0, m, 0)
		}
		got[c.nodes[c.states[at].top].word] = int32(n)
		for i := range got {
			if got[i] != gold[i] {
				t.Fatalf("tree %v became %v", gold, got)
			}
		}
	}
}

func TestProjectiveLeavesNoCrossingArc(t *testing.T) {
	head := []int32{2, 3, 4, 4, 5} // 0→2 and 1→3 cross
	projective(head)
	if crossing(head) >= 0 {
		t.Errorf("arcs still cross: %v", head)
	}
	straight := []int32{1, 5, 1, 4, 2}
	want := append([]int32(nil), straight...)
	projective(straight)
	for i := range want {
		if straight[i] != want[i] {
			t.Errorf("a projective tree changed: %v, was %v", straight, want)
		}
	}
}
