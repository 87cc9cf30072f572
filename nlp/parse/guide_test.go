package parse

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/enligt/enligt"
	"pgregory.net/rapid"
)

// guidedOptions are small enough for the tiny treebank, each sentence of which
// stands in it three times.
var guidedOptions = Options{Iterations: 12, MinSeen: 1, Guide: Guiding{Parts: 3}}

func tinyGuided(t testing.TB) (*Parser, []byte) {
	var bank []Example
	for range 3 {
		bank = append(bank, examples(t)...)
	}
	raw := Train(bank, guidedOptions, nil)
	p, err := FromBytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	return p, raw
}

func TestGuidedParserLearnsATinyTreebank(t *testing.T) {
	p, _ := tinyGuided(t)
	if p.ahead == nil {
		t.Fatal("the model has no guide")
	}
	parsesBack(t, p)
}

func TestTheGuideChangesWhatTheParserScores(t *testing.T) {
	p, _ := tinyGuided(t)
	words := append([]enligt.Word(nil), examples(t)[1].Words...)
	w := p.worker()
	w.parse(words)
	start := w.chart.reset(len(words))
	w.score(&w.chart.states[start])
	with := append([]int32(nil), w.scores...)
	other := tree{make([]int32, len(words)), make([]uint8, len(words))}
	for i := range other.head {
		other.head[i] = int32(len(words) - 1)
	}
	w.guide.set(other)
	w.score(&w.chart.states[start])
	if reflect.DeepEqual(with, w.scores) {
		t.Error("another tree of the guide leaves all scores as they are")
	}
}

func TestTrainingAGuideTwiceGivesTheSameModel(t *testing.T) {
	_, a := tinyGuided(t)
	_, b := tinyGuided(t)
	if !bytes.Equal(a, b) {
		t.Error("two trainings on the same examples differ")
	}
}

func TestDamagedGuideIsRefused(t *testing.T) {
	_, raw := tinyGuided(t)
	damaged := bytes.Replace(raw, []byte("left det"), []byte("left xyz"), -1)
	if bytes.Equal(raw, damaged) {
		t.Fatal("nothing was damaged")
	}
	if _, err := FromBytes(damaged); err == nil {
		t.Error("no error")
	}
}

func TestAReversedSentenceIsTheSentenceOfTheReversedWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "words")
		forward, backward := make([]enligt.Word, n), make([]enligt.Word, n)
		for i := range forward {
			forward[i].Form = rapid.SampledFrom([]string{"säger", ",", "”", "och", "bok"}).Draw(t, "form")
			forward[i].UPOS = rapid.SampledFrom([]string{"VERB", "AUX", "NOUN", "PUNCT", "CCONJ"}).Draw(t, "tag")
			backward[n-1-i] = forward[i]
		}
		var a, b, got sentence
		a.load(forward)
		b.load(backward)
		got.reverse(&a)
		if !reflect.DeepEqual(got.words, b.words) {
			t.Fatal("the words differ")
		}
		for i := range int32(n) {
			for j := i + 1; j <= int32(n); j++ {
				if got.before[j].minus(got.before[i]) != b.before[j].minus(b.before[i]) {
					t.Fatalf("what lies between %d and %d differs", i, j)
				}
			}
		}
	})
}

func TestATreeMirroredTwiceIsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "words")
		var g tree
		for range n {
			g.head = append(g.head, int32(rapid.IntRange(0, n).Draw(t, "head")))
			g.rel = append(g.rel, rapid.Uint8().Draw(t, "relation"))
		}
		if !reflect.DeepEqual(g.mirror().mirror(), g) {
			t.Fatal("it is another tree")
		}
	})
}

func TestEverySentenceGetsATreeFromAGuidedParser(t *testing.T) {
	p, _ := tinyGuided(t)
	rapid.Check(t, func(t *rapid.T) {
		words := make([]enligt.Word, rapid.IntRange(1, 40).Draw(t, "words"))
		for i := range words {
			words[i].Form = rapid.SampledFrom([]string{"säger", "hon", ",", "”", "", "\xff", "Bok"}).Draw(t, "form")
			words[i].UPOS = rapid.SampledFrom([]string{"VERB", "NOUN", "PUNCT", "", "PRON"}).Draw(t, "tag")
		}
		p.Parse(words)
		wellFormed(t, words)
	})
}
