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

// Metrics gives every metric with the 95 % intervals of its figures.
func (t *Tally) Metrics() []Metric {
	drawn := make([][3][]float64, len(t.Names)) // F1, precision, recall
	sum := make([]Count, len(t.Names))
	draw(len(t.Units), func(unit int) { addCounts(sum, t.Units[unit]) }, func() {
		for m, c := range sum {
			for k, of := range [3]int{c.System + c.Gold, c.System, c.Gold} {
				if of > 0 {
					drawn[m][k] = append(drawn[m][k], [3]float64{c.F1(), c.Precision(), c.Recall()}[k])
				}
			}
		}
		clear(sum)
	})
	out := make([]Metric, len(t.Names))
	for m, c := range t.Total() {
		out[m] = Metric{
			Name: t.Names[m], Precision: c.Precision(), Recall: c.Recall(), F1: c.F1(), N: c.Gold,
			Share: t.shares[0] <= m && m < t.shares[1],
		}
		out[m].Low, out[m].High = interval(drawn[m][0])
		out[m].LowP, out[m].HighP = interval(drawn[m][1])
		out[m].LowR, out[m].HighR = interval(drawn[m][2])
	}
	return out
}

// draw calls add with each unit of a draw of as many units with replacement, then
// done, and so on for every draw (Efron 1979). The draws are the same in every run.
func draw(units int, add func(unit int), done func()) {
	random := splitmix(1)
	for range resamples {
		for range units {
			add(random.below(units))
		}
		done()
	}
}

// interval is the 2.5th and the 97.5th percentile of the values of the draws that
// have one; it sorts them. A draw without the items that a figure is about has
// none. No values give 0 and 0.
func interval(values []float64) (low, high float64) {
	sort.Float64s(values)
	n := len(values)
	if n == 0 {
		return 0, 0
	}
	return values[n*25/1000], values[max(n*975/1000-1, n*25/1000)]
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
