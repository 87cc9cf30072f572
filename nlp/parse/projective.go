package parse

// projective lifts arcs until no two cross: a word whose arc crosses others is
// hung on the head of its head (Nivre and Nilsson 2005), shortest arcs first.
// head holds for each word its head, len(head) for the root.
func projective(head []int32) {
	for range len(head) * 4 {
		at := crossing(head)
		if at < 0 || int(head[at]) == len(head) {
			return
		}
		head[at] = head[head[at]]
	}
}

// crossing finds the shortest arc with a word under it that does not descend
// from the arc's head, or -1.
func crossing(head []int32) int {
	best, size := -1, int32(0)
	for d, h := range head {
		if int(h) == len(head) {
			continue
		}
		lo, hi := min(int32(d), h), max(int32(d), h)
		if best >= 0 && hi-lo >= size {
			continue
		}
		for k := lo + 1; k < hi; k++ {
			if !descends(head, k, h) {
				best, size = d, hi-lo
				break
			}
		}
	}
	return best
}

func descends(head []int32, k, of int32) bool {
	for steps := 0; int(k) < len(head) && steps <= len(head); steps++ {
		if k == of {
			return true
		}
		k = head[k]
	}
	return int(of) == len(head)
}
