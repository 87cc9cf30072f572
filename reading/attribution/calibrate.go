package attribution

import (
	"encoding/json"
	"math"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Calibrate fits the confidence of a model on sets of texts it was not trained on, each
// of which weighs the same whatever its size: a logistic curve with two parameters turns
// how sure the model is of a reading into the probability that cue, content and source
// are right (after Platt 1999). More parameters would fit the noise of a few hundred
// readings.
func Calibrate(f *learn.File, held ...[]Example) error {
	ranker, err := openRanker(f.Bytes())
	if err != nil {
		return err
	}
	sets := make([][]outcome, len(held))
	for k, set := range held {
		for i := range set {
			e := *set[i].Engine
			e.ranker, e.borders = ranker, ranker.borders
			sets[k] = append(sets[k], e.outcomes(&set[i])...)
		}
	}
	f.Sections["curve"], err = json.Marshal(curve(evenly(sets)))
	return err
}

// evenly puts sets of outcomes together such that each weighs as much as the smallest
// one that is not empty.
func evenly(sets [][]outcome) []outcome {
	least := 0
	for _, s := range sets {
		if n := len(s); n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	var all []outcome
	for _, s := range sets {
		for _, o := range s {
			o.weight = float64(least) / float64(len(s))
			all = append(all, o)
		}
	}
	return all
}

// outcome is one reading's score and whether a reader agrees with it.
type outcome struct {
	score  int
	right  bool
	weight float64
}

// outcomes are those of the statements with a cue that are found in a text.
func (e *Engine) outcomes(x *Example) []outcome {
	v := newView(x.Analysis)
	cues := e.findCues(v)
	gold := assign(v, cues, x.Gold)
	of := map[*cue]int{}
	for i, c := range cues {
		of[c] = i
	}
	found := e.decode(v, cues)
	e.freeAddressees(v, found)
	var out []outcome
	for _, k := range v.carryOn(whole(found), cues) {
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
	fitRounds  = 500
)

// onScale is where a score lies on the scale that the curve is fitted on. The share of
// the weights itself serves better than its log odds: what the model finds certain is
// still wrong as often as annotators disagree.
func onScale(score int) float64 { return 4*float64(score)/maxScore - 2 }

// chance is the probability at x of the curve with slope a and offset b.
func chance(a, b, x float64) float64 { return 1 / (1 + math.Exp(-(a*x + b))) }

// curve fits the chance that a reading is right to its place, and tabulates it. Each
// round solves for the slope and offset with the greatest curvature that the
// likelihood can have, which never overshoots (Böhning and Lindsay 1988). A weak pull
// keeps the curve plain where outcomes are few.
func curve(seen []outcome) []step {
	aa, ab, bb := 1.0, 0.0, 1.0
	for _, o := range seen {
		x := onScale(o.score)
		aa, ab, bb = aa+float64(o.weight*x*x/4), ab+float64(o.weight*x/4), bb+o.weight/4
	}
	a, b := 1.0, 0.0
	for range fitRounds {
		da, db := a-1, b
		for _, o := range seen {
			x := onScale(o.score)
			miss := o.weight * (chance(a, b, x) - float64(count(o.right)))
			da, db = da+float64(miss*x), db+miss
		}
		det := aa*bb - ab*ab
		a, b = a-(bb*da-ab*db)/det, b-(aa*db-ab*da)/det
	}
	out := make([]step, 0, curveSteps)
	for i := range curveSteps {
		from := i * maxScore / curveSteps
		p := chance(a, b, onScale(from+maxScore/curveSteps/2))
		out = append(out, step{from, int(math.Round(1000 * p))})
	}
	return out
}
