package attribution

import (
	"encoding/json"
	"maps"
	"math"
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Calibrate fits the confidence of a model on texts it was not trained on: a logistic
// curve turns how sure the model is of a reading into the probability that cue, content
// and source are right (after Platt 1999). Our own documents give the curve that all
// languages share, by two parameters; more would fit the noise of a few hundred
// readings. A language that has a corpus too gets a curve of its own from both, each
// with the same weight, with a third parameter. Without documents of our own the corpus
// serves for all.
func Calibrate(f *learn.File, own, corpus []Example) error {
	ranker, err := openRanker(f.Bytes(), "")
	if err != nil {
		return err
	}
	ours, theirs := ranker.byLanguage(own), ranker.byLanguage(corpus)
	shared := all(ours)
	if len(shared) == 0 {
		shared = all(theirs)
	}
	if f.Sections[curveSection], err = json.Marshal(curve(shared, 2)); err != nil {
		return err
	}
	for code, seen := range theirs {
		if f.Sections[curveOf(code)], err = json.Marshal(curve(evenly(ours[code], seen), 3)); err != nil {
			return err
		}
	}
	return nil
}

// curveSection is the section of a model file with the shared curve.
const curveSection = "curve"

// curveOf is the section with the curve of one language.
func curveOf(code string) string { return curveSection + " " + code }

// byLanguage is the outcomes of texts, by the code of their language.
func (r *linearRanker) byLanguage(texts []Example) map[string][]outcome {
	out := map[string][]outcome{}
	for i := range texts {
		e := *texts[i].Engine
		e.ranker, e.borders, e.speech = r, r.borders, r.speech
		out[e.code] = append(out[e.code], e.outcomes(&texts[i])...)
	}
	return out
}

// all puts the outcomes of all languages together in the order of their codes, each
// outcome with the same weight.
func all(by map[string][]outcome) []outcome {
	var out []outcome
	for _, code := range slices.Sorted(maps.Keys(by)) {
		out = append(out, evenly(by[code])...)
	}
	return out
}

// evenly puts sets of outcomes together such that each weighs as much as the smallest
// one that is not empty.
func evenly(sets ...[]outcome) []outcome {
	least := 0
	for _, s := range sets {
		if n := len(s); n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	var out []outcome
	for _, s := range sets {
		for _, o := range s {
			o.weight = float64(least) / float64(len(s))
			out = append(out, o)
		}
	}
	return out
}

// outcome is one reading's score and whether a reader agrees with it.
type outcome struct {
	score  int
	right  bool
	weight float64
}

// outcomes are those of the statements with a cue that are found in a text.
func (e *Engine) outcomes(x *Example) []outcome {
	e.endSpeeches(x.Analysis)
	v := newView(x.Analysis)
	cues := e.findCues(v)
	gold := assign(v, cues, x.Gold)
	of := map[*cue]int{}
	for i, c := range cues {
		of[c] = i
	}
	var out []outcome
	for _, k := range e.find(v, cues) {
		if k.c == nil {
			continue
		}
		g := gold[of[k.c]]
		right := g != nil && gain(v, &k.s, &k.t, g) == gainAll
		if right {
			right, _ = compare(v.a.Text, []enligt.Span{v.bytes(k.c.span)}, []enligt.Span{g.Cue})
		}
		out = append(out, outcome{score: k.sure(), right: right})
	}
	return out
}

// Steps of a curve, and of its fitting.
const (
	curveSteps = 100
	fitRounds  = 3000
)

// onScale is what a curve with so many parameters is made of at a score: a constant,
// how far the score is from the middle, and the cube of that. The share of the weights
// itself serves better than its log odds: what the model finds certain is still wrong as
// often as annotators disagree.
func onScale(score float64, parameters int) (x [3]float64) {
	far := 4*score/maxScore - 2
	copy(x[:parameters], []float64{1, far, far * far * far / 4})
	return x
}

// chance is the probability at x of a curve.
func chance(curve, x [3]float64) float64 {
	return 1 / (1 + math.Exp(-dot(curve, x)))
}

// dot is the sum of products, each rounded, so that all machines agree.
func dot(a, b [3]float64) float64 {
	return float64(a[0]*b[0]) + float64(a[1]*b[1]) + float64(a[2]*b[2])
}

// curve fits the chance that a reading is right to its place, with two or three
// parameters, and tabulates it. Each round solves for the parameters with the greatest
// curvature that the likelihood can have, which never overshoots (Böhning and Lindsay
// 1988). A weak pull keeps the curve plain where outcomes are few.
func curve(seen []outcome, parameters int) []step {
	most := [3][3]float64{{1}, {0, 1}, {0, 0, 1}}
	for _, o := range seen {
		x := onScale(float64(o.score), parameters)
		for i := range x {
			for j := range x {
				most[i][j] += float64(o.weight * x[i] * x[j] / 4)
			}
		}
	}
	plain := [3]float64{0, 1, 0}
	at := plain
	for range fitRounds {
		var slope [3]float64
		for i := range slope {
			slope[i] = at[i] - plain[i]
		}
		for _, o := range seen {
			x := onScale(float64(o.score), parameters)
			miss := o.weight * (chance(at, x) - float64(count(o.right)))
			for i := range slope {
				slope[i] += float64(miss * x[i])
			}
		}
		for i, by := range solve(most, slope) {
			at[i] -= by
		}
	}
	out := make([]step, 0, curveSteps)
	for i := range curveSteps {
		from := i * maxScore / curveSteps
		p := chance(at, onScale(float64(from+maxScore/curveSteps/2), parameters))
		out = append(out, step{from, int(math.Round(1000 * p))})
		out[i].P = max(out[i].P, out[max(0, i-1)].P) // a cube may turn at the ends
	}
	return out
}

// solve finds x with m x = b for a positive definite m, by elimination.
func solve(m [3][3]float64, b [3]float64) [3]float64 {
	for i := range b {
		for r := range b {
			if r == i {
				continue
			}
			f := m[r][i] / m[i][i]
			for c := range b {
				m[r][c] -= float64(f * m[i][c])
			}
			b[r] -= float64(f * b[i])
		}
	}
	for i := range b {
		b[i] /= m[i][i]
	}
	return b
}
