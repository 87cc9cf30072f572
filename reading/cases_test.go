package reading_test

import (
	"flag"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
	"github.com/enligt/enligt/reading/readingtest"
)

var update = flag.Bool("update", false, "write what is read into testdata: go test ./reading -update")

func TestTextsAreReadAsTheCasesSay(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	reader := reading.Open(set)
	analyzers := map[string]*nlp.Analyzer{}
	read := func(doc enligt.Document) readingtest.Outcome {
		out := readingtest.Outcome{Reading: reader.Read(doc)}
		lang := out.Reading.Document.Lang
		if analyzers[lang] == nil && set.Get(lang) != nil {
			if analyzers[lang], err = nlp.Open(set.Get(lang)); err != nil {
				t.Fatal(err)
			}
		}
		if a := analyzers[lang]; a != nil {
			analysis := a.Analyze(doc.Text, out.Reading.Document.Blocks)
			out.Sentences, out.Quotations = analysis.Sentences, analysis.Quotations
		}
		return out
	}
	readingtest.Run(t, "testdata", read, *update)
}
