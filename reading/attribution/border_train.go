package attribution

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// addBorders adds a case for each cue of a text that the gold names: which of the
// places around it is where content and source begin and end.
func (x *Example) addBorders(to ...*learn.Ranking) {
	v := newView(x.Analysis)
	cues := x.Engine.findCues(v)
	gold := assign(v, cues, x.Gold)
	heads := headsOf(cues)
	for i, c := range cues {
		if gold[i] == nil {
			continue
		}
		d := newBorderDraw(&extractor{e: x.Engine, v: v, c: c, heads: heads})
		k := learn.Case{Weight: x.Weight}
		for b := d.region.from; b <= d.region.to; b++ {
			k.Lists = append(k.Lists, x.both(d.features(b)))
		}
		for class, right := range d.right(gold[i]) {
			if len(right) == 0 {
				continue
			}
			q := learn.Question{Class: class}
			for b := range k.Lists {
				q.Options = append(q.Options, learn.Option{Lists: [3]int32{int32(b), -1, -1}, Loss: count(!contains(right, b))})
			}
			k.Questions = append(k.Questions, q)
		}
		for _, r := range to {
			r.Add(k)
		}
	}
}

// right is, for each class, the borders of a gold statement, counted from the start
// of the region.
func (d *borderDraw) right(gold *enligt.Statement) (out [borderClasses][]int) {
	v := d.x.v
	mark := func(begin borderClass, s stretch) {
		for k, at := range [2]int{s.from, s.to} {
			if at >= d.region.from && at <= d.region.to {
				out[int(begin)+k] = append(out[int(begin)+k], at-d.region.from)
			}
		}
	}
	for _, s := range gold.Content {
		if t := v.trimPart(v.tokensIn(s)); !t.empty() {
			mark(contentBegin, t)
		}
	}
	if s := gold.Source; s != nil {
		if t := v.tokensIn(*s); !t.empty() { // where candidates end, before a mark that closes an aside
			mark(sourceBegin, v.trimSource(t, v.root(t)))
		}
	}
	return out
}

// trainCues learns the borders of cues from the spans that the tables give, and
// returns the examples with engines that know nothing else of a trained model.
func (o *Options) trainCues(examples []Example) ([]Example, *learn.Model) {
	out := append([]Example(nil), examples...)
	r := o.ranking(1, o.BorderRounds, o.BorderCost)
	for i := range out {
		e := *out[i].Engine
		e.borders = nil
		out[i].Engine = &e
		out[i].addCueBorders(r)
	}
	m := r.Train(o.Say)
	for i := range out {
		out[i].Engine.borders = &borderModel{cues: m}
	}
	return out, m
}

// trainBorders puts the border model into f, and returns two more for the examples
// of even and of odd index, each trained on the others: the ranker is to learn
// from borders as uncertain as those of a new text.
func (o *Options) trainBorders(f *learn.File, examples []Example) [2]*learn.Model {
	var of [3]*learn.Ranking // of all, odd, even
	for i := range of {
		of[i] = o.ranking(int(borderClasses), o.BorderRounds, o.BorderCost)
	}
	for i := range examples {
		examples[i].addBorders(of[2], of[i%2])
	}
	f.Sections["borders"] = of[2].Train(o.Say).Bytes()
	return [2]*learn.Model{of[1].Train(o.Say), of[0].Train(o.Say)}
}
