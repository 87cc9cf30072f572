package reading

import (
	"cmp"
	"slices"

	"github.com/enligt/enligt"
)

// orderTimes puts the times of several parts into text order.
func orderTimes(times []enligt.Timex) {
	slices.SortFunc(times, func(a, b enligt.Timex) int { return cmp.Compare(a.Start, b.Start) })
}
