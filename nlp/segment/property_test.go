package segment

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/enligt/enligt"
)

// pieces are what random texts are made of: all that offsets could stumble over.
var pieces = []string{
	"å", "Ä", "ö", "é", "e\u0301", "A\u030a\u0308", "a", "B", "du", "des", "don't", "it’s", "s'", "l'", "J.", "M.", "bl.a.", "t ex", "kl. 14.30", "12 500", "1,5",
	" ", "  ", "\u00a0", "\u2009", "\u3000", "\n", "\r\n", "\n\n", "\n \t\n", "\t", "\u0085", "\u0080", "\u009f", "\u0000", "\u200b", "\u200d", "\u00ad", "\ufeff",
	".", "!", "?", "…", "...", ",", ":", ";", "–", "—", "-", "--", "\"", "”", "“", "»", "«", "'", "’", "(", ")", "[", "]", "/", "&", "%", "½", "°",
	"👩‍👩‍👧", "👍🏽", "🇸🇪", "漢字", "http://a.b/c", "www.", "@x", "#y", "a@b.se", "2023-07-28", "Regeringen", "sade", "NATO", "1", "22",
}

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), "")
}

// drawBlocks cuts a text into disjoint blocks at code points, with gaps between.
func drawBlocks(t *rapid.T, text string) []enligt.Block {
	var out []enligt.Block
	at := 0
	for i := range text {
		if i > at && rapid.IntRange(0, 9).Draw(t, "cut") == 0 {
			out = append(out, enligt.Block{Span: enligt.Span{Start: at, End: i}})
			at = i
		}
	}
	return append(out, enligt.Block{Span: enligt.Span{Start: at, End: len(text)}})
}

func TestWordsCoverEachBlockInOrder(t *testing.T) {
	for _, lang := range []string{"sv", "en", "fr"} {
		s := open(t, lang)
		t.Run(lang, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				text := drawText(t)
				blocks := drawBlocks(t, text)
				checkCover(t, text, blocks, s.Split(text, blocks, nil))
			})
		})
	}
}

// checker is what testing.T and rapid.T share.
type checker interface{ Fatalf(string, ...any) }

// checkCover holds the sentences to what Split promises.
func checkCover(t checker, text string, blocks []enligt.Block, sentences []enligt.Sentence) {
	at, block := 0, 0
	between := func(from, to int) {
		for _, r := range text[from:to] {
			if !unicode.IsSpace(r) {
				t.Fatalf("%q: %q lies between tokens", text, r)
			}
		}
	}
	for i, s := range sentences {
		if len(s.Words) == 0 || s.Span != s.Words[0].Cover(s.Words[len(s.Words)-1].Span) {
			t.Fatalf("%q: sentence %d does not span its words", text, i)
		}
		if s.Block < block || !blocks[s.Block].Contains(s.Span) {
			t.Fatalf("%q: sentence %d lies outside its block", text, i)
		}
		if s.Block > block && !s.NewPar {
			t.Fatalf("%q: the first sentence of block %d opens no paragraph", text, s.Block)
		}
		block = s.Block
		for j := range s.Words {
			w := &s.Words[j]
			if err := w.Check(text); err != nil || w.Empty() {
				t.Fatalf("%q: word %q: %v", text, w.Form, err)
			}
			if !w.First() {
				if w.Span != s.Words[j-1].Span {
					t.Fatalf("%q: part %q has a span of its own", text, w.Form)
				}
				continue
			}
			if w.Start < at {
				t.Fatalf("%q: word %q overlaps the one before", text, w.Form)
			}
			between(at, w.Start)
			at = w.End
			checkWord(t, text, s.Words, j)
		}
	}
	between(at, len(text))
}

// checkWord holds one token to its form, parts and glue.
func checkWord(t checker, text string, words []enligt.Word, j int) {
	w := &words[j]
	if w.Parts == 0 && w.Form != w.Of(text) {
		t.Fatalf("%q: form %q is not its slice", text, w.Form)
	}
	for k := range int(w.Parts) {
		if p := &words[j+k]; p.Parts != w.Parts || int(p.Part) != k+1 || p.Form == "" || !utf8.ValidString(p.Form) {
			t.Fatalf("%q: part %d of %q is %+v", text, k+1, w.Of(text), p)
		}
	}
	if w.GlueNext {
		if r, _ := utf8.DecodeRuneInString(text[w.End:]); w.End == len(text) || unicode.IsSpace(r) {
			t.Fatalf("%q: %q is glued to white space", text, w.Form)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Add(strings.Join(pieces, ""))
	f.Add(strings.Join(pieces, " "))
	s := open(f, "en")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("a document's text is valid UTF-8")
		}
		checkCover(t, text, whole(text), s.Split(text, whole(text), nil))
	})
}

func TestCharactersAreNeverCut(t *testing.T) {
	s := open(t, "sv")
	for _, character := range []string{"👩‍👩‍👧", "👍🏽", "🇸🇪", "e\u0301", "A\u030a\u0308", "❤\ufe0f", "1\ufe0f\u20e3"} {
		text := "Här " + character + " är."
		for _, w := range s.Split(text, whole(text), nil)[0].Words {
			if from := len("Här "); w.Start > from && w.Start < from+len(character) || w.End > from && w.End < from+len(character) {
				t.Errorf("%q: a word ends inside %q", text, character)
			}
		}
	}
}

func TestClosingMarksStayWithTheirSentence(t *testing.T) {
	text := "Vi går ¤ Sedan kom ¤ de."
	at := strings.LastIndex(text, "¤")
	q := []enligt.Quotation{{Span: enligt.Span{Start: 8, End: at + 2}, Inner: enligt.Span{Start: 10, End: at}}}
	for _, s := range open(t, "sv").Split(text, whole(text), q) {
		if s.Start == at {
			t.Errorf("a sentence starts with the closing mark: %q", s.Of(text))
		}
	}
}

func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	s := open(t, "fr")
	for name, unit := range map[string]string{
		"one line": "Le président des États-Unis a dit non. ", "no space": "a.b.c.", "nested marks": "«", "brackets": "([{", "addresses": "(http://a.b/(", "dots": ".",
		"digits": "1 500 ", "blank lines": "\n \n", "joiners": "👩\u200d", "mail": "'a.b-c", "dashes": "— ", "quotes": "\" ' ",
	} {
		long := strings.Repeat(unit, 120_000/len(unit))
		short := long[:len(unit)*(len(long)/len(unit)/8)]
		base := shortest(func() { s.Split(short, whole(short), nil) })
		if took := shortest(func() { s.Split(long, whole(long), nil) }); took > 30*base+200*time.Millisecond {
			t.Errorf("%s: %v for an eighth, %v for the whole", name, base, took)
		}
	}
}

func shortest(f func()) time.Duration {
	best := time.Hour
	for range 2 {
		start := time.Now()
		f()
		best = min(best, time.Since(start))
	}
	return best
}

func BenchmarkSplit(b *testing.B) {
	const article = "STOCKHOLM (TT) – Regeringen sade på måndagen nej till förslaget, som bl.a. innebär att avgiften höjs med 1,5 procent från kl. 14.30. " +
		"”Vi har inte råd”, säger finansminister Anna Berg-Lind. – Det är sent, men det går. Partiet röstade dock ja i Bryssel!\n\n"
	s := open(b, "sv")
	text := strings.Repeat(article, 500)
	words := 0
	for _, x := range s.Split(text, whole(text), nil) {
		words += len(x.Words)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s.Split(text, whole(text), nil)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func TestASentenceWithoutAnEndIsCutSoThatMemoryStaysSmall(t *testing.T) {
	s := open(t, "sv")
	text := strings.Repeat("a ", 2500)
	got := s.Split(text, []enligt.Block{{Span: enligt.Span{Start: 0, End: len(text)}}}, nil)
	if len(got) != 3 || len(got[0].Words) != longestSentence || len(got[2].Words) != 500 || got[1].NewPar {
		t.Errorf("%d sentences, the first of %d words", len(got), len(got[0].Words))
	}
}
