package attribution

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp"
)

// Spoken is a text whose paragraphs were joined, with what is speech in it or tells
// whose it is.
type Spoken struct {
	Engine   *Engine // of the text's language
	Analysis *nlp.Analysis
	Spans    []enligt.Span
	Weight   int // how many times it counts, 0 for once
}

// addTo adds a case for each sentence that may still be spoken.
func (x *Spoken) addTo(to ...*learn.Ranking) {
	v := x.Engine.toldView(x.Analysis)
	ex := &extractor{e: x.Engine, v: v}
	for _, s := range v.speeches() {
		in := true
		for n := s.sents.from + 1; n < s.sents.to; n++ {
			in = in && x.holds(v.bytes(v.sents[n])) // what is quoted further on is another's
			features := ex.ofSpoken(&s, n)
			c := learn.Case{Weight: x.Weight, Lists: [][]uint64{both(nil, features, x.Engine.lang)}}
			c.Questions = []learn.Question{{Open: true, None: count(in), Options: []learn.Option{{Lists: [3]int32{0, -1, -1}, Loss: count(!in)}}}}
			for _, r := range to {
				r.Add(c)
			}
		}
	}
}

// holds reports whether most of s is speech.
func (x *Spoken) holds(s enligt.Span) bool {
	n := 0
	for _, p := range x.Spans {
		n += max(0, common(s, p))
	}
	return 2*n > s.Len()
}

// trainSpeech learns where speech ends, puts the model into f and ends the utterances of
// the examples, those of even index by a model that has seen the texts of odd index only
// and the other way round: the ranker is to learn from ends as uncertain as those of a
// new text.
func (o *Options) trainSpeech(f *learn.File, examples []Example, spoken []Spoken) {
	var of [3]*learn.Ranking // of all, odd, even
	for i := range of {
		of[i] = o.ranking(1, o.SpeechRounds, 0)
		of[i].MinSeen /= 2 // its cases are few
	}
	for i := range spoken {
		spoken[i].addTo(of[:]...)
	}
	for i := range examples {
		if s := examples[i].Spoken; s != nil {
			s.addTo(of[2], of[i%2])
		}
	}
	f.Sections["speech"] = of[2].Train(o.Say).Bytes()
	halves := [2]*learn.Model{of[1].Train(o.Say), of[0].Train(o.Say)}
	for i := range examples {
		e := *examples[i].Engine
		e.speech = halves[i%2]
		e.endSpeeches(examples[i].Analysis)
	}
}
