package examples

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEachExampleIsAnArticleOfTwoHundredAndFiftyToFourHundredWords(t *testing.T) {
	langs := Langs()
	if len(langs) < 3 {
		t.Fatalf("examples in %v only", langs)
	}
	for _, lang := range langs {
		name, text, ok := Text(lang)
		if !ok || !strings.Contains(name, "."+lang+".") {
			t.Fatalf("%s: no example (%q)", lang, name)
		}
		if n := len(strings.Fields(text)); n < 250 || n > 420 {
			t.Errorf("%s: %d words", name, n)
		}
		if !utf8.ValidString(text) || strings.Contains(text, "\r") || strings.Contains(text, "  ") {
			t.Errorf("%s: not plain UTF-8 text", name)
		}
	}
}

func TestALanguageWithoutAnExampleHasNone(t *testing.T) {
	for _, lang := range []string{"", "*", "xx", "s", "v", "[s]v", "niger.sv"} {
		if name, _, ok := Text(lang); ok {
			t.Errorf("Text(%q) = %s", lang, name)
		}
	}
}
