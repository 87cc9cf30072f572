package attribution

import (
	"encoding/json"
	"sort"

	"github.com/enligt/enligt/learn"
)

// calibrationSteps is how many steps a curve has before neighbours are pooled.
const calibrationSteps = 8

// Calibrate fits the confidence of a model on texts it was not trained on: steps
// from score to the share of readings whose cue, content and source are right,
// made monotone by pooling neighbours (isotonic regression, Ayer et al. 1955).
func Calibrate(f *learn.File, held []Example) error {
	var seen []outcome
	for _, x := range held {
		ranker, err := openRanker(f.Bytes())
		if err != nil {
			return err
		}
		e := *x.Engine
		e.ranker, e.borders = ranker, ranker.borders
		seen = append(seen, e.outcomes(&x)...)
	}
	b, err := json.Marshal(curve(seen))
	f.Sections["curve"] = b
	return err
}

// outcome is one reading's score and whether a reader agrees with it.
type outcome struct {
	score int
	right bool
}

func (e *Engine) outcomes(x *Example) []outcome {
	v := newView(x.Analysis)
	cues := e.findCues(v)
	gold := assign(v, cues, x.Gold)
	of := map[*cue]int{}
	for i, c := range cues {
		of[c] = i
	}
	var out []outcome
	for _, k := range e.decode(v, cues) {
		g := gold[of[k.c]]
		out = append(out, outcome{k.score, g != nil && gain(v, &k.s, &k.t, g) == gainAll})
	}
	return out
}

// curve pools outcomes, in order of score, into steps that never fall. Each is
// drawn towards a half by one outcome of either kind.
func curve(seen []outcome) []step {
	sort.SliceStable(seen, func(i, j int) bool { return seen[i].score < seen[j].score })
	type pool struct{ from, right, all int }
	var pools []pool
	for i := 0; i < calibrationSteps; i++ {
		from, to := i*len(seen)/calibrationSteps, (i+1)*len(seen)/calibrationSteps
		if from == to {
			continue
		}
		p := pool{from: seen[from].score}
		for _, o := range seen[from:to] {
			p.all++
			p.right += count(o.right)
		}
		pools = append(pools, p)
		for n := len(pools); n > 1 && pools[n-2].right*pools[n-1].all >= pools[n-1].right*pools[n-2].all; n = len(pools) {
			pools[n-2].right += pools[n-1].right
			pools[n-2].all += pools[n-1].all
			pools = pools[:n-1]
		}
	}
	out := make([]step, 0, len(pools))
	for i, p := range pools {
		if i == 0 {
			p.from = 0
		}
		out = append(out, step{p.from, 1000 * (p.right + 1) / (p.all + 2)})
	}
	return out
}
