package attribution

import (
	"sort"
	"strconv"

	"github.com/enligt/enligt/learn"
)

// borderProblem is the borders around one cue of the gold: the features of each
// and, for each class, those that are right.
type borderProblem struct {
	lang     uint64
	weight   int32
	features [][]uint64
	right    [borderClasses][]int
}

// borderProblems makes the problems of the cues of a text that the gold names.
func (x *Example) borderProblems() []*borderProblem {
	v := newView(x.Analysis)
	cues := x.Engine.findCues(v)
	gold := assign(v, cues, x.Gold)
	heads := headsOf(cues)
	var out []*borderProblem
	for i, c := range cues {
		if gold[i] == nil {
			continue
		}
		d := newBorderDraw(&extractor{e: x.Engine, v: v, c: c, heads: heads})
		p := &borderProblem{lang: x.Engine.lang, weight: int32(max(1, x.Weight))}
		mark := func(begin borderClass, s stretch) {
			for k, at := range [2]int{s.from, s.to} {
				if at >= d.region.from && at <= d.region.to {
					p.right[int(begin)+k] = append(p.right[int(begin)+k], at-d.region.from)
				}
			}
		}
		for _, s := range gold[i].Content {
			if t := v.trimPart(v.tokensIn(s)); !t.empty() {
				mark(contentBegin, t)
			}
		}
		if s := gold[i].Source; s != nil {
			mark(sourceBegin, stretch{v.firstFrom(s.Start), v.firstFrom(s.End)})
		}
		for b := d.region.from; b <= d.region.to; b++ {
			p.features = append(p.features, append([]uint64(nil), d.features(b)...))
		}
		out = append(out, p)
	}
	return out
}

// trainCues learns the borders of cues from the spans that the tables give, and
// returns the examples with engines that know nothing else of a trained model.
func (o *Options) trainCues(examples []Example) ([]Example, *learn.Model) {
	out := append([]Example(nil), examples...)
	var problems []*cueBorderProblem
	for i := range out {
		e := *out[i].Engine
		e.borders = nil
		out[i].Engine = &e
		problems = append(problems, out[i].cueBorderProblems()...)
	}
	m := trainCueBorders(problems, o.BorderRounds, o.Prune)
	for i := range out {
		out[i].Engine.borders = &borderModel{cues: m}
	}
	return out, m
}

// trainBorders puts the border model into f, and returns two more for the examples
// of even and of odd index, each trained on the others: the ranker is to learn
// from borders as uncertain as those of a new text.
func (o *Options) trainBorders(f *learn.File, examples []Example) [2]*borderModel {
	var of [2][]*borderProblem
	for i := range examples {
		of[i%2] = append(of[i%2], examples[i].borderProblems()...)
	}
	all := append(append([]*borderProblem(nil), of[0]...), of[1]...)
	train := func(problems []*borderProblem) *borderModel {
		m := trainBorders(problems, o.BorderRounds, o.Margin, o.Prune)
		return &borderModel{weights: m, unit: borderUnit(m, problems)}
	}
	m := train(all)
	f.Sections["borders"] = m.weights.Bytes()
	f.Sections["unit"] = []byte(strconv.Itoa(int(m.unit)))
	return [2]*borderModel{train(of[1]), train(of[0])}
}

// trainBorders learns the border model: for each class the best of the right
// borders must beat the best of the wrong ones by a margin.
func trainBorders(problems []*borderProblem, rounds, margin int, prune learn.Prune) *learn.Model {
	p := learn.NewPerceptron(int(borderClasses))
	order := make([]int, len(problems))
	for i := range order {
		order[i] = i
	}
	state := uint64(7)
	for range rounds {
		shuffle(order, &state)
		for _, i := range order {
			p.Step()
			problems[i].update(p, int32(margin))
		}
	}
	return p.Model(prune)
}

func (q *borderProblem) update(p *learn.Perceptron, margin int32) {
	scores := make([][borderClasses]int32, len(q.features))
	own := make([]uint64, 0, 64)
	for i, f := range q.features {
		p.Score(f, scores[i][:])
		own = own[:0]
		for _, h := range f {
			own = append(own, learn.Mix(h, q.lang))
		}
		p.Score(own, scores[i][:])
	}
	for class, right := range q.right {
		if len(right) == 0 {
			continue
		}
		good, bad := -1, -1
		for i := range scores {
			s := scores[i][class]
			if contains(right, i) {
				if good < 0 || s < scores[good][class] {
					good = i
				}
			} else if bad < 0 || s > scores[bad][class] {
				bad = i
			}
		}
		if bad < 0 || scores[good][class] > scores[bad][class]+margin {
			continue
		}
		q.move(p, good, class, q.weight)
		q.move(p, bad, class, -q.weight)
	}
}

func (q *borderProblem) move(p *learn.Perceptron, i, class int, by int32) {
	for _, f := range q.features[i] {
		p.Add(f, class, by)
		p.Add(learn.Mix(f, q.lang), class, by)
	}
}

// borderUnit is the median lead of the best border over the next, a scale that
// does not depend on how weights were quantised.
func borderUnit(m *learn.Model, problems []*borderProblem) int32 {
	var leads []int
	for _, q := range problems {
		var best, next [borderClasses]int32
		for k := range best {
			best[k], next[k] = -1<<30, -1<<30
		}
		for _, f := range q.features {
			var s [borderClasses]int32
			own := append([]uint64(nil), f...)
			m.Score(own, s[:])
			for k := range own {
				own[k] = learn.Mix(own[k], q.lang)
			}
			m.Score(own, s[:])
			for k := range s {
				if s[k] > best[k] {
					best[k], next[k] = s[k], best[k]
				} else {
					next[k] = max(next[k], s[k])
				}
			}
		}
		for k := range best {
			leads = append(leads, int(best[k]-next[k]))
		}
	}
	if len(leads) == 0 {
		return 1
	}
	sort.Ints(leads)
	return int32(max(1, leads[len(leads)/2]))
}
