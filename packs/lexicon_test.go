package packs

import (
	"strings"
	"testing"
	"time"
)

func TestALexiconKnowsWordsFormsAndTheEndsOfCompounds(t *testing.T) {
	l := NewLexicon[string]()
	l.words["ministern"], l.words["minister"], l.bases["minister"] = "office", "office", true
	l.AddEnd("minister", "end")
	for _, c := range []struct {
		form, lemma, want string
		ok                bool
	}{{"ministern", "x", "office", true}, {"utrikesministern", "utrikesminister", "end", true}, {"aminister", "aminister", "", false}, {"", "", "", false}} {
		if got, ok := l.Of(c.form, c.lemma); got != c.want || ok != c.ok {
			t.Errorf("%q, %q: %q %v", c.form, c.lemma, got, ok)
		}
	}
	if !l.Inflects("ministern") || l.Inflects("minister") || l.Inflects("ek") {
		t.Error("base and inflected form are mixed up")
	}
	if l.SetEnds(""); func() string { x, _ := l.ByEnd("utrikesminister"); return x }() != "" {
		t.Error("the end kept its value")
	}
}

func TestAnEndIsFoundInALongWordWithoutTryingAllItsEnds(t *testing.T) {
	l := NewLexicon[int]()
	l.AddEnd("man", 1)
	l.AddEnd("talesman", 2)
	long := strings.Repeat("é", 1<<20)
	if x, ok := l.ByEnd(long + "talesman"); !ok || x != 2 {
		t.Errorf("%d %v, want the longest end", x, ok)
	}
	start := time.Now()
	for range 1000 {
		if _, ok := l.ByEnd(long); ok {
			t.Fatal("an end that is not there")
		}
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("%v for a thousand words", took)
	}
}
