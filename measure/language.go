package measure

import (
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt/nlp/conllu"
)

// Undetermined is what an identifier says where it names no language.
const Undetermined = "und"

// Texts is the sentences of one known language, grouped into paragraphs. Lang is
// Undetermined for texts of which no language should be named.
type Texts struct {
	Lang       string
	Paragraphs [][]string
}

// loose is the number of sentences that make a paragraph where the file marks none.
const loose = 4

// TreebankTexts groups the sentences of a treebank as it marks paragraphs.
func TreebankTexts(lang string, sentences []conllu.Sentence) Texts {
	t := Texts{Lang: lang}
	marked := false
	for i := range sentences {
		marked = marked || i > 0 && sentences[i].NewPar
	}
	for i := range sentences {
		if i == 0 || marked && sentences[i].NewPar || !marked && i%loose == 0 {
			t.Paragraphs = append(t.Paragraphs, nil)
		}
		last := len(t.Paragraphs) - 1
		t.Paragraphs[last] = append(t.Paragraphs[last], sentences[i].Text)
	}
	return t
}

// PlainTexts takes each line as a sentence; a blank line ends a paragraph, and so
// do four lines where there is no blank line.
func PlainTexts(lang, text string) Texts {
	t := Texts{Lang: lang}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	blank := strings.Contains(strings.TrimSpace(text), "\n\n")
	open := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			open = false
			continue
		}
		last := len(t.Paragraphs) - 1
		if !open || !blank && len(t.Paragraphs[last]) == loose {
			t.Paragraphs = append(t.Paragraphs, nil)
			open, last = true, last+1
		}
		t.Paragraphs[last] = append(t.Paragraphs[last], line)
	}
	return t
}

// lengths are the lengths that identification is measured at. The first words of
// a sentence that has more, the sentence, the paragraph.
var lengths = []string{"5 words", "10 words", "sentence", "paragraph"}

// Languages scores an identifier on texts of known languages, for each length
// over all and for each language alone. Precision is that of the languages named;
// recall is the share of texts that are given their language. A text whose
// language should not be named counts only where it is.
func Languages(all []Texts, identify func(text string) string, limit int) *Report {
	names := append([]string(nil), lengths...)
	first := map[string]int{} // language -> its first metric
	for _, t := range all {
		if _, ok := first[t.Lang]; !ok && t.Lang != Undetermined {
			first[t.Lang] = len(names)
			for _, l := range lengths {
				names = append(names, t.Lang+" "+l)
			}
		}
	}
	n := 0
	for _, t := range all {
		n += len(t.Paragraphs)
	}
	tally := NewTally("paragraphs", n, names...)
	wrong := make([]confusions, len(lengths))
	unit := 0
	for _, t := range all {
		for _, p := range t.Paragraphs {
			for _, s := range samples(p) {
				got := identify(s.text)
				metrics := []int{s.length}
				if at, ok := first[t.Lang]; ok {
					metrics = append(metrics, at+s.length)
				}
				for _, m := range metrics {
					countLanguage(&tally.Units[unit][m], t.Lang, got)
				}
				if got != t.Lang {
					wrong[s.length].add(t.Lang, got, firstRunes(s.text, 60))
				}
			}
			unit++
		}
	}
	r := &Report{Task: "langid", Metrics: tally.Metrics(), Units: tally.Describe(), Errors: &Errors{}}
	for i, l := range lengths {
		r.Errors.Groups = append(r.Errors.Groups, wrong[i].group("confusions, "+l, limit))
	}
	return r
}

func countLanguage(c *Count, gold, got string) {
	if gold != Undetermined {
		c.Gold++
	}
	if got != Undetermined {
		c.System++
		if got == gold {
			c.Correct++
		}
	}
}

type sample struct {
	length int // index into lengths
	text   string
}

// samples cuts a paragraph into texts of every length.
func samples(paragraph []string) []sample {
	var out []sample
	for _, s := range paragraph {
		words := strings.Fields(s)
		for i, n := range [...]int{5, 10} {
			if len(words) >= n {
				out = append(out, sample{i, strings.Join(words[:n], " ")})
			}
		}
		if utf8.RuneCountInString(s) > 1 {
			out = append(out, sample{2, s})
		}
	}
	return append(out, sample{3, strings.Join(paragraph, " ")})
}
