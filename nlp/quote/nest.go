package quote

import (
	"sort"

	"github.com/enligt/enligt"
)

// nest puts the pieces in order, drops what is empty or crosses another, and
// fills in depth, parent and the ties between stretches.
func nest(found []piece) []enligt.Quotation {
	order := make([]int, 0, len(found))
	for i := range found {
		if !found[i].drop && !found[i].Inner.Empty() {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := &found[order[a]], &found[order[b]]
		switch {
		case x.Start != y.Start:
			return x.Start < y.Start
		case x.End != y.End:
			return x.End > y.End
		}
		return x.Kind == "dash" && y.Kind != "dash" // – ”Vi går”
	})
	place := make([]int, len(found)) // place in the result, plus one
	var out []enligt.Quotation
	var around []int
	for _, i := range order {
		q := found[i].Quotation
		for len(around) > 0 && out[around[len(around)-1]].End <= q.Start {
			around = around[:len(around)-1]
		}
		q.Parent = -1
		if len(around) > 0 {
			q.Parent = around[len(around)-1]
			if q.End > out[q.Parent].End {
				continue
			}
		}
		q.Depth = len(around) + 1
		around = append(around, len(out))
		place[i] = len(out) + 1
		out = append(out, q)
	}
	for k := range out {
		previous := out[k].Previous
		out[k].Previous = -1
		if previous > 0 && place[previous-1] > 0 && place[previous-1]-1 < k {
			out[k].Previous = place[previous-1] - 1
		}
	}
	return out
}
