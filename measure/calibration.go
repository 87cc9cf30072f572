package measure

// Calibration says how far the confidence of statements is from what it claims
// to be: the probability that a reader agrees on cue, content and source.
//
// Error is the expected calibration error (Naeini et al. 2015): statements are
// put into ten bins by their confidence, and the distances between the mean
// confidence of a bin and the share of it that is right are averaged, weighted by
// how many statements stand in it. Few statements make it look larger than it is.
type Calibration struct {
	Error float64          `json:"error"` // 0 to 1
	Low   float64          `json:"low"`   // its 95 % interval
	High  float64          `json:"high"`
	N     int              `json:"n"` // statements with a confidence
	Bins  []CalibrationBin `json:"bins"`
}

// CalibrationBin is the statements of a tenth of the scale.
type CalibrationBin struct {
	From   float64 `json:"from"`   // up to the next tenth, 1 with the last
	N      int     `json:"n"`      //
	Said   float64 `json:"said"`   // mean confidence
	Agreed float64 `json:"agreed"` // share that a reader agrees with
}

// tenths are the statements of a document by the tenth of their confidence.
type tenths [10]struct {
	n, right int
	said     float64
}

func (t *tenths) plus(o *tenths) {
	for i := range t {
		t[i].n += o[i].n
		t[i].right += o[i].right
		t[i].said += o[i].said
	}
}

// confidences puts each statement found into the tenth of its confidence. A
// reader agrees where the gold statement it is paired with has the same cue,
// content and source, punctuation at the edges aside.
func (c *comparison) confidences(to *tenths) {
	right := make([]bool, len(c.found.Statements))
	for _, p := range c.pairs {
		_, equal := c.agree(p[0], p[1])
		right[p[1]] = all(equal)
	}
	for j, s := range c.found.Statements {
		if s.Confidence == nil {
			continue
		}
		const rounding = 1e-9 // .7 belongs to the tenth that begins there
		t := &to[min(len(to)-1, int(*s.Confidence*float64(len(to))+rounding))]
		t.n++
		t.said += *s.Confidence
		if right[j] {
			t.right++
		}
	}
}

// off is the expected calibration error, and of how many statements.
func (t *tenths) off() (float64, int) {
	n, sum := 0, 0.0
	for _, b := range t {
		n += b.n
		sum += max(b.said-float64(b.right), float64(b.right)-b.said)
	}
	return sum / float64(max(1, n)), n
}

// calibration sums up documents; nil where no statement has a confidence.
func calibration(units []tenths) *Calibration {
	var total tenths
	for i := range units {
		total.plus(&units[i])
	}
	out := &Calibration{Bins: []CalibrationBin{}}
	if out.Error, out.N = total.off(); out.N == 0 {
		return nil
	}
	var values []float64
	var sum tenths
	draw(len(units), func(unit int) { sum.plus(&units[unit]) }, func() {
		if e, n := sum.off(); n > 0 {
			values = append(values, e)
		}
		sum = tenths{}
	})
	out.Low, out.High = interval(values)
	for i, b := range total {
		if b.n > 0 {
			out.Bins = append(out.Bins, CalibrationBin{float64(i) / 10, b.n, b.said / float64(b.n), float64(b.right) / float64(b.n)})
		}
	}
	return out
}
