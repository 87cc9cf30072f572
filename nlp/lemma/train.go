package lemma

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Options of training; the zero value means the defaults.
type Options struct {
	Iterations int // over the forms, default 10
	MinSeen    int // features of fewer updates are left out, default 4
	MinScript  int // forms that a script must make to be one of the classes, default 2
}

// margin is by how much the right script must win, or the weights change.
const margin = 20

func (o Options) withDefaults() Options {
	if o.Iterations == 0 {
		o.Iterations = 10
	}
	if o.MinSeen == 0 {
		o.MinSeen = 4
	}
	if o.MinScript == 0 {
		o.MinScript = 2
	}
	return o
}

// example is one form with its tags and the script of its lemma.
type example struct {
	word   enligt.Word
	start  bool
	script int
}

// Train makes a model file from sentences with UPOS, Feats, Cluster and Lemma;
// words without a lemma are passed over. The same sentences in the same order
// give the same bytes. The clusters are those that the words' Cluster is from; they
// may be nil.
func Train(sentences [][]enligt.Word, clusters *learn.Clusters, o Options) []byte {
	o = o.withDefaults()
	dictionary := entries{}
	types := map[[5]string]bool{}
	var examples []example
	var lines []string // of the examples
	uses := map[string]int{}
	for _, words := range sentences {
		for i := range words {
			w := &words[i]
			if w.Lemma == "" || strings.ContainsAny(w.Lemma+w.Form, "\t\n") {
				continue
			}
			s := derive(w.Form, w.Lemma)
			count(dictionary, w)
			line := s.String()
			key := [5]string{w.Form, w.UPOS, w.Feats, line, startKey(i)}
			if types[key] {
				continue
			}
			types[key] = true
			uses[line]++
			examples = append(examples, example{word: *w, start: i == 0})
			lines = append(lines, line)
		}
	}
	l, number := scripts(dictionary, uses, o.MinScript)
	classes := 0
	for classes < len(l.scripts) && uses[l.scripts[classes].String()] >= o.MinScript && !l.scripts[classes].whole {
		classes++
	}
	l.classes, l.clusters = classes, clusters
	l.prepare()
	for i := range examples {
		examples[i].script = number[lines[i]]
	}
	p := l.train(examples, o)
	f := learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{}}
	text := make([]string, len(l.scripts))
	for i := range l.scripts {
		text[i] = l.scripts[i].String()
	}
	f.SetLines("scripts", text)
	f.Sections["dictionary"] = dictionary.bytes(number)
	f.Sections["weights"] = p.Model(learn.Prune{MinSeen: o.MinSeen}).Bytes()
	return f.Bytes()
}

func startKey(i int) string {
	if i == 0 {
		return "start"
	}
	return ""
}

// count puts a word into the dictionary.
func count(d entries, w *enligt.Word) {
	form := w.Form
	if w.UPOS != sign {
		form = strings.Map(plain, form)
	}
	s := derive(form, w.Lemma)
	exact, _ := formHashes(w.Form)
	upos := learn.Mix(exact, learn.Hash(w.UPOS))
	d.add(upos, s)
	d.add(learn.Mix(upos, learn.Hash(w.Feats)), s)
	d.add(lemmaKey([]byte(w.Lemma), w.UPOS), script{})
}

// scripts numbers the scripts: those that are classes first, by use, then those
// that only the dictionary needs.
func scripts(d entries, uses map[string]int, least int) (*Lemmatiser, map[string]int) {
	needed := map[string]bool{}
	for line, n := range uses {
		needed[line] = n >= least
	}
	needed[script{}.String()] = true
	for k := range d {
		needed[d.best(k).script] = true
	}
	l, number := &Lemmatiser{}, map[string]int{}
	var lines []string
	for line, need := range needed {
		if need {
			lines = append(lines, line)
		}
	}
	whole := func(line string) int {
		s, err := parseScript(line)
		if err != nil {
			panic(err) // String writes what parseScript reads
		}
		if s.whole {
			return 1
		}
		return 0
	}
	slices.SortFunc(lines, func(a, b string) int {
		if x, y := whole(a), whole(b); x != y {
			return x - y
		}
		if uses[a] != uses[b] {
			return uses[b] - uses[a]
		}
		return strings.Compare(a, b)
	})
	for i, line := range lines[:min(len(lines), 1<<16-2)] {
		s, _ := parseScript(line)
		l.scripts = append(l.scripts, s)
		number[line] = i
	}
	return l, number
}

// train learns to choose among the classes that fit a form.
func (l *Lemmatiser) train(examples []example, o Options) *learn.Perceptron {
	p := learn.NewPerceptron(l.classes)
	l.model = p
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rng := learn.Shuffler(1)
	s := l.pool.Get().(*state)
	// A lemma counts as known where another form than the one asked about has it.
	forms, seen := map[uint64]int{}, map[[2]uint64]bool{}
	for i := range examples {
		lemma := lemmaOf(&examples[i])
		_, form := formHashes(examples[i].word.Form)
		if !seen[[2]uint64{lemma, form}] {
			seen[[2]uint64{lemma, form}] = true
			forms[lemma]++
		}
	}
	var own uint64
	l.known = func(key uint64) bool {
		if key == own {
			return forms[key] > 1
		}
		return forms[key] > 0
	}
	for range o.Iterations {
		rng.Shuffle(order)
		for _, i := range order {
			x := &examples[i]
			if x.script >= l.classes {
				continue
			}
			p.Step()
			own = lemmaOf(x)
			l.score(s, &x.word, x.start)
			guess := s.best(x.script)
			if guess >= 0 && s.total(x.script)-s.total(guess) < margin {
				p.Update(s.features, x.script, guess, 1)
				for _, f := range s.outcome(l, &x.word, x.script) {
					p.Add(f, 0, 1)
				}
				for _, f := range s.outcome(l, &x.word, guess) {
					p.Add(f, 0, -1)
				}
			}
		}
	}
	return p
}

func lemmaOf(x *example) uint64 { return lemmaKey([]byte(x.word.Lemma), x.word.UPOS) }
