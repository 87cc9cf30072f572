package parse

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"pgregory.net/rapid"
)

// bank is a tiny treebank of our own: form, tag, head, relation.
const bank = `
Hon PRON 2 nsubj|säger VERB 0 root|att SCONJ 4 mark|regnet NOUN 5 nsubj|slutar VERB 2 ccomp|. PUNCT 2 punct
Ministern NOUN 2 nsubj|avgår VERB 0 root|, PUNCT 2 punct|säger VERB 2 parataxis|hon PRON 4 nsubj|. PUNCT 2 punct
Enligt ADP 2 case|polisen NOUN 3 obl|brinner VERB 0 root|huset NOUN 3 nsubj|. PUNCT 3 punct
En DET 3 det|gammal ADJ 3 amod|man NOUN 4 nsubj|läser VERB 0 root|en DET 6 det|bok NOUN 4 obj|. PUNCT 4 punct
Flickan NOUN 2 nsubj|ser VERB 0 root|en DET 5 det|röd ADJ 5 amod|bil NOUN 2 obj|. PUNCT 2 punct`

func examples(t testing.TB) []Example {
	var out []Example
	for line := range strings.SplitSeq(strings.TrimSpace(bank), "\n") {
		var words []enligt.Word
		for field := range strings.SplitSeq(line, "|") {
			w := enligt.Word{}
			if _, err := fmt.Sscanf(field, "%s %s %d %s", &w.Form, &w.UPOS, &w.Head, &w.Deprel); err != nil {
				t.Fatal(err)
			}
			w.Head--
			w.Lemma = strings.ToLower(w.Form)
			words = append(words, w)
		}
		out = append(out, Example{Words: words})
	}
	return out
}

func tiny(t testing.TB) *Parser { return learnt(t, Options{Iterations: 20, MinSeen: 1}) }

func learnt(t testing.TB, o Options) *Parser {
	var bank []Example // three times: words seen once are hidden in training
	for range 3 {
		bank = append(bank, examples(t)...)
	}
	p, err := FromBytes(Train(bank, o, nil))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParserLearnsATinyTreebank(t *testing.T) { parsesBack(t, tiny(t)) }

func TestAdaptiveTrainingLearnsItToo(t *testing.T) {
	parsesBack(t, learnt(t, Options{Iterations: 20, MinSeen: 1, Adaptive: true}))
}

// parsesBack fails unless the parser gives the trees of the examples.
func parsesBack(t *testing.T, p *Parser) {
	t.Helper()
	for _, e := range examples(t) {
		words := append([]enligt.Word(nil), e.Words...)
		for i := range words {
			words[i].Head, words[i].Deprel = 0, ""
		}
		p.Parse(words)
		for i := range words {
			if words[i].Head != e.Words[i].Head || words[i].Deprel != e.Words[i].Deprel {
				t.Errorf("%s: head %d %s, want %d %s", words[i].Form, words[i].Head, words[i].Deprel, e.Words[i].Head, e.Words[i].Deprel)
			}
		}
	}
}

func TestTrainingTwiceGivesTheSameModel(t *testing.T) {
	if !bytes.Equal(Train(examples(t), Options{}, nil), Train(examples(t), Options{}, nil)) {
		t.Error("two trainings on the same examples differ")
	}
}

// wellFormed fails unless the words have one root and no cycle.
func wellFormed(t interface{ Fatalf(string, ...any) }, words []enligt.Word) {
	roots := 0
	for i := range words {
		if words[i].Deprel == "" || (words[i].Head < 0) != (words[i].Deprel == "root") {
			t.Fatalf("word %d of %d: head %d, relation %q", i, len(words), words[i].Head, words[i].Deprel)
		}
		if words[i].Head < 0 {
			roots++
		}
		at := i
		for steps := 0; at >= 0; at = words[at].Head {
			if steps++; steps > len(words) {
				t.Fatalf("word %d of %d is part of a cycle", i, len(words))
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots in %d words", roots, len(words))
	}
}

func TestEverySentenceGetsATree(t *testing.T) {
	p := tiny(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "words")
		words := make([]enligt.Word, n)
		for i := range words {
			words[i].Form = rapid.SampledFrom([]string{"säger", "hon", ",", "”", "", "\xff", "–", "Bok"}).Draw(t, "form")
			words[i].UPOS = rapid.SampledFrom([]string{"VERB", "NOUN", "PUNCT", "", "PRON"}).Draw(t, "tag")
			words[i].Cluster = rapid.Uint16().Draw(t, "cluster")
			words[i].Head = rapid.IntRange(-5, 50).Draw(t, "old head")
		}
		p.Parse(words)
		wellFormed(t, words)
	})
}

func TestLongSentenceTakesLinearTime(t *testing.T) {
	p := tiny(t)
	var words []enligt.Word
	for i := range 20000 {
		words = append(words, enligt.Word{Form: "säger", UPOS: []string{"NOUN", "VERB", "PUNCT"}[i%3]})
	}
	p.Parse(words)
	roots := 0
	for i := range words {
		if words[i].Head < 0 {
			roots++
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
}

func TestNoWordsNoTree(t *testing.T) { tiny(t).Parse(nil) }

func FuzzFromBytes(f *testing.F) {
	f.Add(Train(examples(f), Options{Iterations: 2}, nil))
	f.Add(Train(examples(f), Options{Iterations: 2, Guide: Guiding{Parts: 2}}, nil))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if p, err := FromBytes(raw); err == nil {
			words := []enligt.Word{{Form: "Hon", UPOS: "PRON"}, {Form: "säger", UPOS: "VERB"}, {Form: ".", UPOS: "PUNCT"}}
			p.Parse(words)
			wellFormed(t, words)
		}
	})
}
