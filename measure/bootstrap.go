package measure

import (
	"sort"
	"strings"
)

// resamples is how many times the units are drawn for an interval.
const resamples = 1000

// Tally counts several metrics apart for each unit (a document, a paragraph, a
// sentence) that the intervals draw as a whole, since errors inside one are not
// independent.
type Tally struct {
	Names []string  // of the metrics
	Unit  string    // "documents"
	Units [][]Count // one row a unit, one count a metric

	shares [2]int // the metrics from the first to before the second are shares of the gold items
}

// NewTally makes an empty tally of so many units.
func NewTally(unit string, units int, names ...string) *Tally {
	t := &Tally{Names: names, Unit: unit, Units: make([][]Count, units)}
	for i := range t.Units {
		t.Units[i] = make([]Count, len(names))
	}
	return t
}

// Total adds up all units.
func (t *Tally) Total() []Count {
	sum := make([]Count, len(t.Names))
	for _, u := range t.Units {
		addCounts(sum, u)
	}
	return sum
}

// Describe names what was resampled: "316 documents".
func (t *Tally) Describe() string { return counted(len(t.Units), t.Unit) }

// counted is a number with its noun, given in the plural: "1 document".
func counted(n int, nouns string) string {
	if n == 1 {
		nouns = strings.TrimSuffix(nouns, "s")
	}
	return thousands(n) + " " + nouns
}

// Metrics gives every metric with the 95 % interval of its F1: the 2.5th and
// 97.5th percentile over draws of as many units with replacement (Efron 1979).
// The draws are the same in every run.
func (t *Tally) Metrics() []Metric {
	values := make([][]float64, len(t.Names))
	random := splitmix(1)
	for range resamples {
		sum := make([]Count, len(t.Names))
		for range t.Units {
			addCounts(sum, t.Units[random.below(len(t.Units))])
		}
		for m, c := range sum {
			values[m] = append(values[m], c.F1())
		}
	}
	out := make([]Metric, len(t.Names))
	for m, c := range t.Total() {
		sort.Float64s(values[m])
		out[m] = Metric{
			Name: t.Names[m], Precision: c.Precision(), Recall: c.Recall(), F1: c.F1(), N: c.Gold,
			Low: values[m][resamples*25/1000], High: values[m][resamples*975/1000-1],
			Share: t.shares[0] <= m && m < t.shares[1],
		}
	}
	return out
}

func addCounts(sum, counts []Count) {
	for m, c := range counts {
		sum[m] = sum[m].Plus(c)
	}
}

// splitmix is Steele, Lea and Flood's generator (2014): small, and the same
// everywhere.
type splitmix uint64

func (s *splitmix) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below draws a number from 0 to n-1.
func (s *splitmix) below(n int) int { return int(s.next() % uint64(n)) }
