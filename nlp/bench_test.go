package nlp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// articles are our own articles, by language.
func articles(b *testing.B) map[string]string {
	b.Helper()
	names, err := filepath.Glob("../examples/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	out := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		lang := strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(name, ".txt")), ".")
		out[lang] += string(text)
	}
	return out
}

// eachLanguage runs a benchmark for every embedded pack.
func eachLanguage(b *testing.B, run func(b *testing.B, p *packs.Pack, text string)) {
	texts := articles(b)
	set, err := packs.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for _, lang := range set.Langs() {
		if text := texts[lang]; text != "" {
			b.Run(lang, func(b *testing.B) { run(b, set.Get(lang), text) })
		}
	}
}

// BenchmarkParse is the whole analysis (sentences, words, tags, lemmas, names,
// trees) on one core, models loaded.
func BenchmarkParse(b *testing.B) {
	eachLanguage(b, func(b *testing.B, p *packs.Pack, text string) {
		a := open(b, p)
		countWords(b, text, a.Analyze)
	})
}

// BenchmarkSegment is the cutting into sentences and words alone.
func BenchmarkSegment(b *testing.B) {
	eachLanguage(b, func(b *testing.B, p *packs.Pack, text string) {
		a := open(b, p)
		countWords(b, text, a.Segment)
	})
}

// countWords reports words a second by the clock and by the time that the
// processor was really ours.
func countWords(b *testing.B, text string, analyze func(string, []enligt.Block) *nlp.Analysis) {
	blocks := enligt.Blocks(text)
	words := 0
	b.SetBytes(int64(len(text)))
	began := processorTime()
	for b.Loop() {
		for _, s := range analyze(text, blocks).Sentences {
			words += len(s.Words)
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
	if used := processorTime() - began; used > 0 {
		b.ReportMetric(float64(words)/used.Seconds(), "words/cpu-s")
	}
}

// BenchmarkOpen is the loading of a pack's models.
func BenchmarkOpen(b *testing.B) {
	eachLanguage(b, func(b *testing.B, p *packs.Pack, _ string) {
		for b.Loop() {
			open(b, p)
		}
	})
}

func open(b *testing.B, p *packs.Pack) *nlp.Analyzer {
	b.Helper()
	a, err := nlp.Open(p)
	if err != nil {
		b.Fatal(err)
	}
	return a
}
