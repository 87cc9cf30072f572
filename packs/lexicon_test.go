package packs

import "testing"

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
