package nlp

import (
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// arcs that reading for statements rests on: each names a word of the sentence,
// its head ("" for the root) and its relation, whose subtype does not count.
var arcs = []struct {
	lang, text string
	want       [][3]string
}{
	{"sv", "Ministern säger att avtalet gäller.", [][3]string{{"Ministern", "säger", "nsubj"}, {"säger", "", "root"}, {"gäller", "säger", "ccomp"}, {"att", "gäller", "mark"}}},
	{"sv", "Enligt polisen brann huset i natt.", [][3]string{{"polisen", "brann", "obl"}, {"Enligt", "polisen", "case"}, {"huset", "brann", "nsubj"}}},
	{"sv", "Hon har köpt en röd bil.", [][3]string{{"Hon", "köpt", "nsubj"}, {"har", "köpt", "aux"}, {"bil", "köpt", "obj"}, {"röd", "bil", "amod"}}},
	{"en", "The minister said that the agreement holds.", [][3]string{{"minister", "said", "nsubj"}, {"said", "", "root"}, {"holds", "said", "ccomp"}, {"that", "holds", "mark"}}},
	{"en", "According to police, the house burned last night.", [][3]string{{"police", "burned", "obl"}, {"house", "burned", "nsubj"}}},
	{"en", "She has bought a red car.", [][3]string{{"She", "bought", "nsubj"}, {"has", "bought", "aux"}, {"car", "bought", "obj"}, {"red", "car", "amod"}}},
	{"fr", "Le ministre dit que le traité reste valable.", [][3]string{{"ministre", "dit", "nsubj"}, {"dit", "", "root"}, {"reste", "dit", "ccomp"}, {"que", "reste", "mark"}}},
	{"fr", "Selon la police, la maison a brûlé.", [][3]string{{"police", "brûlé", "obl"}, {"maison", "brûlé", "nsubj"}}},
	{"fr", "Elle a acheté une voiture rouge.", [][3]string{{"Elle", "acheté", "nsubj"}, {"a", "acheté", "aux"}, {"voiture", "acheté", "obj"}, {"rouge", "voiture", "amod"}}},
}

func TestTreesHoldTheArcsOfReporting(t *testing.T) {
	open := analyzers(t)
	for _, c := range arcs {
		an := open[c.lang].Analyze(c.text, []enligt.Block{{Span: enligt.Span{End: len(c.text)}, Kind: enligt.Paragraph}})
		if len(an.Sentences) != 1 {
			t.Errorf("%s: %d sentences", c.text, len(an.Sentences))
			continue
		}
		words := an.Sentences[0].Words
		for _, want := range c.want {
			head, rel := arcOf(words, want[0])
			if head != want[1] || rel != want[2] {
				t.Errorf("%s: %s hangs on %q as %s, want %q as %s", c.text, want[0], head, rel, want[1], want[2])
			}
		}
	}
}

// arcOf is the head and the relation, without its subtype, of the first word of a form.
func arcOf(words []enligt.Word, form string) (head, rel string) {
	for i := range words {
		if words[i].Form != form {
			continue
		}
		rel = words[i].Deprel
		for k := range rel {
			if rel[k] == ':' {
				rel = rel[:k]
				break
			}
		}
		if words[i].Head >= 0 {
			head = words[words[i].Head].Form
		}
		return head, rel
	}
	return "", ""
}

func analyzers(t testing.TB) map[string]*Analyzer {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*Analyzer{}
	for _, c := range arcs {
		if out[c.lang] == nil {
			if out[c.lang], err = Open(set.Get(c.lang)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}

// BenchmarkParser measures the parser alone, on tagged words.
func BenchmarkParser(b *testing.B) {
	open := analyzers(b)
	for _, lang := range []string{"sv", "en", "fr"} {
		b.Run(lang, func(b *testing.B) {
			var sentences [][]enligt.Word
			n := 0
			for _, c := range arcs {
				if c.lang == lang {
					an := open[lang].Analyze(c.text, []enligt.Block{{Span: enligt.Span{End: len(c.text)}}})
					for _, s := range an.Sentences {
						sentences = append(sentences, s.Words)
						n += len(s.Words)
					}
				}
			}
			for b.Loop() {
				for _, words := range sentences {
					open[lang].parse.Parse(words)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
