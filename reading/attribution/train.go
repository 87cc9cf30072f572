package attribution

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp"
)

// Example is one annotated text to train on.
type Example struct {
	Engine   *Engine // of the text's language
	Analysis *nlp.Analysis
	Gold     []enligt.Statement
	Weight   int // how many times it counts, 0 for once
}

// Options of a training.
type Options struct {
	Rounds       int // passes over the examples
	BorderRounds int // and of the border model
	Votes        int // sets of weights that are summed, each from an order of its own
	Margin       int // by how much a right reading must win, per unit of loss
	False        int // loss of a reading where there is no statement
	Prune        learn.Prune
	Say          func(format string, a ...any)
}

// Train learns the weights of a ranker: an averaged structured perceptron over
// the joint choices of each cue, with "no statement" as a choice of score zero
// and a margin that grows with the loss (cost-augmented updates as in Taskar et
// al. 2005; averaging as in [learn.Perceptron]). The result is a model file, still
// without a calibration; see [Calibrate].
func Train(examples []Example, o Options) *learn.File {
	f := &learn.File{Kind: modelKind, Version: featureVersion, Sections: map[string][]byte{}}
	examples, cues := o.trainCues(examples)
	f.Sections["cues"] = cues.Bytes()
	borders := o.trainBorders(f, examples)
	var problems []*problem
	for i, x := range examples {
		e := *x.Engine
		e.borders = &borderModel{weights: borders[i%len(borders)].weights, unit: borders[i%len(borders)].unit, cues: cues}
		x.Engine = &e
		problems = append(problems, x.problems(o.False)...)
	}
	o.Say("%d cues, %d of them in the gold", len(problems), countGold(problems))
	sum := map[uint64]int64{}
	for vote := 0; vote < max(1, o.Votes); vote++ {
		for _, r := range o.train(problems, uint64(vote+1)) {
			sum[r.Feature] += r.Weights[0].Value
		}
	}
	f.Sections["weights"] = learn.Quantise(1, sorted(sum), o.Prune).Bytes()
	f.Sections["curve"] = []byte(`[{"From":0,"P":500}]`)
	return f
}

// sorted turns summed weights into the rows of a model.
func sorted(sum map[uint64]int64) []learn.Row {
	rows := make([]learn.Row, 0, len(sum))
	for f, w := range sum {
		rows = append(rows, learn.Row{Feature: f, Weights: []learn.Weight{{Value: w}}})
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].Feature < rows[j].Feature })
	return rows
}

// train learns one set of weights from the problems in an order of its own.
func (o *Options) train(problems []*problem, state uint64) []learn.Row {
	p := learn.NewPerceptron(1)
	order := make([]int, len(problems))
	for i := range order {
		order[i] = i
	}
	wrong := 0
	for round := 1; round <= o.Rounds; round++ {
		shuffle(order, &state)
		wrong = 0
		for _, i := range order {
			p.Step()
			if problems[i].update(p, o.Margin) {
				wrong++
			}
		}
	}
	o.Say("%d rounds: %d updates in the last", o.Rounds, wrong)
	return p.Averaged(o.Prune)
}

// problem is one cue with the features and gains of its choices.
type problem struct {
	lang     uint64
	weight   int32
	sources  [][]uint64
	contents [][]uint64
	choices  []option
	gold     bool // the cue is one of the gold's
	none     int  // gain of "no statement"
	best     int  // greatest gain of all
}

// option is one choice of a problem.
type option struct {
	source, content int
	both            []uint64
	gain            int
}

// Gains of a choice against the gold: for exact content and source, and for what
// they share with it.
const (
	gainExactContent = 6
	gainContent      = 4 // at full overlap
	gainExactSource  = 5
	gainSource       = 3
	gainAll          = gainExactContent + gainContent + gainExactSource + gainSource
)

// problems makes the problems of one text.
func (x *Example) problems(falseLoss int) []*problem {
	v := newView(x.Analysis)
	cues := x.Engine.findCues(v)
	gold := assign(v, cues, x.Gold)
	heads := headsOf(cues)
	out := make([]*problem, 0, len(cues))
	for i := range cues {
		l := x.Engine.newPool(v, cues, heads, i)
		p := &problem{lang: x.Engine.lang, weight: int32(max(1, x.Weight)), gold: gold[i] != nil}
		for s := range l.sources {
			p.sources = append(p.sources, append([]uint64(nil), l.x.ofSource(&l.sources[s])...))
		}
		for t := range l.contents {
			p.contents = append(p.contents, append([]uint64(nil), l.x.ofContent(&l.contents[t])...))
		}
		if gold[i] == nil {
			p.none = gainAll
		}
		p.best = p.none
		for _, k := range l.pairs {
			o := option{source: k[0], content: k[1], gain: gainAll - falseLoss}
			o.both = append([]uint64(nil), l.x.ofAll(&l.sources[k[0]], &l.contents[k[1]])...)
			if gold[i] != nil {
				o.gain = gain(v, &l.sources[k[0]], &l.contents[k[1]], gold[i])
			}
			p.choices = append(p.choices, o)
			p.best = max(p.best, o.gain)
		}
		out = append(out, p)
	}
	return out
}

// assign finds for each cue the gold statement whose cue it overlaps most.
func assign(v *view, cues []*cue, gold []enligt.Statement) []*enligt.Statement {
	out := make([]*enligt.Statement, len(cues))
	for g := range gold {
		best, most := -1, 0
		for i, c := range cues {
			if n := common(v.bytes(c.span), gold[g].Cue); n > most && out[i] == nil {
				best, most = i, n
			}
		}
		if best >= 0 {
			out[best] = &gold[g]
		}
	}
	return out
}

func common(a, b enligt.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }

// gain compares a choice with the gold.
func gain(v *view, s *source, t *content, gold *enligt.Statement) int {
	var spans []enligt.Span
	for _, p := range t.parts {
		spans = append(spans, v.bytes(p))
	}
	exact, percent := compare(v.a.Text, spans, gold.Content)
	total := percent * gainContent / 100
	if exact {
		total += gainExactContent
	}
	var a, b []enligt.Span
	if !s.span.empty() {
		a = append(a, v.sourceBytes(s))
	}
	if gold.Source != nil {
		b = append(b, *gold.Source)
	}
	exact, percent = compare(v.a.Text, a, b)
	total += percent * gainSource / 100
	if exact {
		total += gainExactSource
	}
	return total
}

// compare tells whether two lists of spans hold the same letters, punctuation at
// their edges aside, and what percentage of all their bytes they share.
func compare(text string, a, b []enligt.Span) (exact bool, percent int) {
	a, b = trimmed(text, a), trimmed(text, b)
	if len(a) == 0 && len(b) == 0 {
		return true, 100
	}
	exact = len(a) == len(b)
	shared, all := 0, 0
	for i, s := range a {
		exact = exact && s == b[i]
		all += s.Len()
		for _, t := range b {
			shared += max(0, common(s, t))
		}
	}
	for _, t := range b {
		all += t.Len()
	}
	return exact, 100 * shared / max(1, all-shared)
}

// edges are the characters that the scorer cuts off the ends of a span.
const edges = "\"“”„»«'’‘‚()[]–—-,.;:!? \u00a0\n\t"

func trimmed(text string, spans []enligt.Span) []enligt.Span {
	var out []enligt.Span
	for _, s := range spans {
		cut := trimEdges(text[s.Start:s.End])
		if s = (enligt.Span{Start: s.Start + cut[0], End: s.Start + cut[1]}); !s.Empty() {
			out = append(out, s)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

func countGold(problems []*problem) int {
	n := 0
	for _, p := range problems {
		if p.gold {
			n++
		}
	}
	return n
}

// update moves the weights if the best choice, its loss added, is not the right
// one; it reports whether it did.
func (p *problem) update(w *learn.Perceptron, margin int) bool {
	source, content := p.sums(w, p.sources), p.sums(w, p.contents)
	right, wrong := -1, -1
	rightScore, wrongScore := 0, margin*(p.best-p.none)
	if p.none < p.best {
		rightScore = -1 << 60
	}
	for i := range p.choices {
		o := &p.choices[i]
		score := source[o.source] + content[o.content] + p.sum(w, o.both)
		if o.gain == p.best && score > rightScore && p.none < p.best {
			right, rightScore = i, score
		}
		if s := score + margin*(p.best-o.gain); s > wrongScore {
			wrong, wrongScore = i, s
		}
	}
	if wrong == right || wrong >= 0 && p.choices[wrong].gain == p.best {
		return false
	}
	p.move(w, right, p.weight)
	p.move(w, wrong, -p.weight)
	return true
}

func (p *problem) sums(w *learn.Perceptron, lists [][]uint64) []int {
	out := make([]int, len(lists))
	for i, l := range lists {
		out[i] = p.sum(w, l)
	}
	return out
}

func (p *problem) sum(w *learn.Perceptron, features []uint64) int {
	var score [1]int32
	w.Score(features, score[:])
	for _, f := range features {
		own := [1]uint64{learn.Mix(f, p.lang)}
		w.Score(own[:], score[:])
	}
	return int(score[0])
}

// move adds by to the weights of a choice; -1 is "no statement", which has none.
func (p *problem) move(w *learn.Perceptron, choice int, by int32) {
	if choice < 0 {
		return
	}
	o := &p.choices[choice]
	for _, list := range [][]uint64{p.sources[o.source], p.contents[o.content], o.both} {
		for _, f := range list {
			w.Add(f, 0, by)
			w.Add(learn.Mix(f, p.lang), 0, by)
		}
	}
}

// shuffle orders by a fixed generator (splitmix64, Steele et al. 2014).
func shuffle(order []int, state *uint64) {
	for i := len(order) - 1; i > 0; i-- {
		*state += 0x9E3779B97F4A7C15
		z := *state
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		z ^= z >> 31
		j := int(z % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}

// trimEdges is the range of text without the characters of edges at its ends.
func trimEdges(text string) [2]int {
	from := len(text) - len(strings.TrimLeft(text, edges))
	return [2]int{from, max(from, len(strings.TrimRight(text, edges)))}
}
