package timex

import (
	"os"
	"testing"

	"github.com/enligt/enligt"
)

// BenchmarkFind finds the times of an article of some 370 words; beside it stands
// the analysis that comes before.
func BenchmarkFind(b *testing.B) {
	for _, l := range languages(b) {
		raw, err := os.ReadFile("../../examples/niger." + l.pack.Lang + ".txt")
		if err != nil {
			b.Fatal(err)
		}
		text := string(raw)
		a := l.analyzer.Analyze(text, enligt.Blocks(text))
		b.Run("times/"+l.pack.Lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.engine.Find(a, published)
			}
		})
		b.Run("analysis/"+l.pack.Lang, func(b *testing.B) {
			for b.Loop() {
				l.analyzer.Analyze(text, a.Blocks)
			}
		})
	}
}
