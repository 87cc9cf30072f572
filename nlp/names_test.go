package nlp

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// marked is a name in a test file: "[PER Anna Ek]".
var marked = regexp.MustCompile(`\[(PER|ORG|LOC) ([^\]]+)\]`)

// TestNamesInOurOwnSentences keeps names from getting worse, in the sentences of
// testdata/names, which were written for it. They are no measure of accuracy: the
// lists of known names are ours too.
func TestNamesInOurOwnSentences(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for lang, least := range map[string]int{"sv": 85, "en": 78, "fr": 75} {
		a, err := Open(set.Get(lang))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join("testdata", "names", lang+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		gold, found, right := 0, 0, 0
		for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			text, names := unmark(line)
			gold += len(names)
			for span, kind := range namesIn(a, text) {
				if kind == "MISC" {
					continue
				}
				found++
				if names[span] == kind {
					right++
				}
			}
		}
		f := 200 * right / max(1, gold+found)
		t.Logf("%s: %d names, %d found, %d right, F %d", lang, gold, found, right, f)
		if f < least {
			t.Errorf("%s: F %d, at least %d", lang, f, least)
		}
	}
}

// unmark takes the marks from a line and returns the names' spans and kinds.
func unmark(line string) (string, map[enligt.Span]string) {
	var text strings.Builder
	names, at := map[enligt.Span]string{}, 0
	for _, m := range marked.FindAllStringSubmatchIndex(line, -1) {
		text.WriteString(line[at:m[0]])
		start := text.Len()
		text.WriteString(line[m[4]:m[5]])
		names[enligt.Span{Start: start, End: text.Len()}] = line[m[2]:m[3]]
		at = m[1]
	}
	text.WriteString(line[at:])
	return text.String(), names
}

// namesIn analyses one sentence and returns the spans and kinds of its names.
func namesIn(a *Analyzer, text string) map[enligt.Span]string {
	names := map[enligt.Span]string{}
	block := []enligt.Block{{Span: enligt.Span{End: len(text)}, Kind: enligt.Paragraph}}
	for _, s := range a.Analyze(text, block).Sentences {
		var span enligt.Span
		kind := ""
		for _, w := range append(s.Words, enligt.Word{}) {
			if strings.HasPrefix(w.Entity, "I-") {
				span.End = w.End
				continue
			}
			if kind != "" {
				names[span] = kind
			}
			kind = ""
			if w.Entity != "" {
				span, kind = w.Span, w.Entity[2:]
			}
		}
	}
	return names
}

func TestAParticleBetweenTwoCapitalsStandsInsideTheName(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"sv", "en", "fr"} {
		a, err := Open(set.Get(lang))
		if err != nil {
			t.Fatal(err)
		}
		table, err := set.Get(lang).Table("particles")
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range table.Rows {
			before, name, _ := strings.Cut(row.Get("example"), "[")
			name, after, _ := strings.Cut(name, "]")
			if names := namesIn(a, before+name+after); names[enligt.Span{Start: len(before), End: len(before) + len(name)}] == "" {
				t.Errorf("%s: %q is no name in %v", row.At(), name, names)
			}
		}
	}
}

func TestACommaEndsAName(t *testing.T) {
	words := []enligt.Word{{Form: "Parliament", Entity: "B-ORG"}, {Form: ",", Entity: "I-ORG"}, {Form: "Bo", Entity: "I-ORG"}, {Form: "Ek", Entity: "I-ORG"}, {Form: ",", Entity: "I-ORG"}}
	partNames(words)
	if got := words[1].Entity + " " + words[2].Entity + " " + words[3].Entity + words[4].Entity; got != " B-ORG I-ORG" {
		t.Error(got)
	}
}

func TestAParticleBesideNoNameStaysAWord(t *testing.T) {
	words := []enligt.Word{{Form: "Ek", Entity: "B-PER"}, {Form: "du", UPOS: "PRON"}, {Form: "vet"}, {Form: "Har"}, {Form: "du", UPOS: "PRON"}, {Form: "Bok"}}
	particles{"du": true}.join(words)
	if words[1].UPOS != "PRON" || words[4].UPOS != "PRON" || words[4].Entity != "" {
		t.Errorf("%+v", words)
	}
}
