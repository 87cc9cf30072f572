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

	Spoken *Spoken // the text with its paragraphs joined; nil where no dash opens speech in it
}

// Options of a training.
type Options struct {
	Rounds       int     // passes over the examples
	BorderRounds int     // and of the models of borders
	SpeechRounds int     // and of the model of speech
	Rate         float32 // as in [learn.Ranking]
	Cost         float32 // by how much a right reading must win, per unit of loss
	BorderCost   float32 // and a right border
	False        int     // loss of a reading where there is no statement
	Shrink       float32 // as in [learn.Ranking]
	MinSeen      int     // features of fewer cues go, twice that among borders
	Orders       int     // as in [learn.Ranking]
	Say          func(format string, a ...any)
}

// ranking is an untrained model for so many rounds.
func (o *Options) ranking(classes, rounds int, cost float32) *learn.Ranking {
	r := learn.NewRanking(classes)
	r.Rounds, r.Rate, r.Cost, r.Shrink, r.MinSeen, r.Orders = rounds, o.Rate, cost, o.Shrink, o.MinSeen, o.Orders
	if classes > 1 {
		r.MinSeen *= 2
	}
	return r
}

// Train learns the weights of a ranker: a log-linear model of the joint choices of
// each cue ([learn.Ranking]), with "no statement" as a choice of score zero. The
// result is a model file, still without a calibration; see [Calibrate].
// spoken are texts beside the examples that tell where speech ends.
func Train(examples []Example, spoken []Spoken, o Options) *learn.File {
	f := &learn.File{Kind: modelKind, Version: featureVersion, Sections: map[string][]byte{}}
	o.trainSpeech(f, examples, spoken)
	examples, cues := o.trainCues(examples)
	f.Sections["cues"] = cues.Bytes()
	borders := o.trainBorders(f, examples)
	r, gold := o.ranking(1, o.Rounds, o.Cost), 0
	for i, x := range examples {
		e := *x.Engine
		e.borders = &borderModel{weights: borders[i%len(borders)], cues: cues}
		x.Engine = &e
		gold += x.addCues(r, o.False)
	}
	o.Say("%d cues of the gold", gold)
	f.Sections["weights"] = r.Train(o.Say).Bytes()
	f.Sections[curveSection] = []byte(`[{"From":0,"P":500}]`)
	return f
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

// addCues adds a case for each cue of a text that has candidates, and returns how
// many of them the gold names.
func (x *Example) addCues(r *learn.Ranking, falseLoss int) int {
	v := newView(x.Analysis)
	cues := x.Engine.findCues(v)
	gold := assign(v, cues, x.Gold)
	heads := headsOf(cues)
	n := 0
	for i := range cues {
		p := x.Engine.newPool(v, cues, heads, i)
		if len(p.pairs) > 0 {
			r.Add(x.caseOf(p, gold[i], falseLoss))
		}
		n += count(gold[i] != nil)
	}
	return n
}

// caseOf is the case of a cue: the lists of its sources, then of its contents, then
// of their pairs.
func (x *Example) caseOf(p *pool, gold *enligt.Statement, falseLoss int) learn.Case {
	c := learn.Case{Weight: x.Weight}
	for s := range p.sources {
		c.Lists = append(c.Lists, x.both(p.x.ofSource(&p.sources[s])))
	}
	for t := range p.contents {
		c.Lists = append(c.Lists, x.both(p.x.ofContent(&p.contents[t])))
	}
	q := learn.Question{Open: true, None: gainAll}
	if gold == nil {
		q.None = 0
	}
	for _, k := range p.pairs {
		s, t := &p.sources[k[0]], &p.contents[k[1]]
		o := learn.Option{Lists: [3]int32{int32(k[0]), int32(len(p.sources) + k[1]), int32(len(c.Lists))}, Loss: falseLoss}
		if gold != nil {
			o.Loss = gainAll - gain(p.x.v, s, t, gold)
		}
		c.Lists = append(c.Lists, x.both(p.x.ofAll(s, t)))
		q.Options = append(q.Options, o)
	}
	c.Questions = []learn.Question{q}
	return c
}

// both is features with copies for the language of the text, in a list of their own.
func (x *Example) both(features []uint64) []uint64 {
	return both(make([]uint64, 0, 2*len(features)), features, x.Engine.lang)
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

// trimEdges is the range of text without the characters of edges at its ends.
func trimEdges(text string) [2]int {
	from := len(text) - len(strings.TrimLeft(text, edges))
	return [2]int{from, max(from, len(strings.TrimRight(text, edges)))}
}
