package timex

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// engines opens the tables of every embedded pack, without its models.
func engines(t testing.TB) map[string]*Engine {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*Engine{}
	for _, code := range set.Langs() {
		if out[code], err = Open(set.Get(code)); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// untagged is an analysis of a text that is one block and one sentence of words
// that hang from each other, as a damaged model might leave it.
func untagged(text string) *nlp.Analysis {
	all := enligt.Span{End: len(text)}
	a := &nlp.Analysis{Text: text, Blocks: []enligt.Block{{Kind: enligt.Paragraph, Span: all}}}
	s := enligt.Sentence{Span: all}
	at := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		at += strings.Index(text[at:], w)
		s.Words = append(s.Words, enligt.Word{Span: enligt.Span{Start: at, End: at + len(w)}, Form: w, Lemma: w, UPOS: "VERB", Head: len(s.Words) - 1, Deprel: "aux"})
		at += len(w)
	}
	a.Sentences = []enligt.Sentence{s}
	return a
}

func check(t *testing.T, text string, found []enligt.Timex) {
	t.Helper()
	last := 0
	for _, x := range found {
		if err := x.Check(text); err != nil || x.Empty() {
			t.Fatalf("%q: %v", text, err)
		}
		if x.Start < last {
			t.Fatalf("%q: %q overlaps or precedes the time above it", text, x.Of(text))
		}
		if x.Value == "" || x.Type == "" || strings.ContainsAny(x.Value, "{} \n%") {
			t.Fatalf("%q: %+v", text, x)
		}
		last = x.End
	}
}

// FuzzFind finds times in any text: it never panics, spans lie on code points, in
// order, without overlap, each with a type and a value.
func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"den 24 februari 2022 i onsdags kväll klockan 15.30", "on Friday, Oct. 4 at 3 p.m. last night", "dans la nuit de lundi à mardi, vers 21h30 le 3 et 4 septembre",
		"2023-07-28 99:99 31/12/9999 1990-talet '60s XXe siècle", "för 999999 år sedan om 999999 veckor", "29 februari 31 april 30 Feb. le 31 juin 2023", "\xff ’ a\u0301 å\u0000",
		"sent tidigt i slutet av början av mars april maj juni", "the the the early late mid-", "en 0 heures 24:00 0000 0.00 kl. 24",
	} {
		f.Add(text, published)
		f.Add(text, "")
	}
	all := engines(f)
	f.Fuzz(func(t *testing.T, text, day string) {
		if !utf8.ValidString(text) || len(text) > 1<<12 {
			return
		}
		for _, e := range all {
			check(t, text, e.Find(untagged(text), day))
		}
	})
}

func TestTimesAreFoundInLinearTime(t *testing.T) {
	const size = 1 << 15
	for code, e := range engines(t) {
		for _, piece := range []string{"1", "2010 ", "12 ", "fredag ", "Friday ", "vendredi ", "i slutet av ", "the early ", "le 3 et ", "vingt-", "tjugofem", "5 och ", "kl. ", "a ", "(", "10.10.", "mars-", "’"} {
			long := strings.Repeat(piece, size/len(piece))
			short := long[:len(long)/8/len(piece)*len(piece)]
			a, b := untagged(short), untagged(long)
			e.Find(a, published)
			few, many := elapsed(func() { e.Find(a, published) }), elapsed(func() { e.Find(b, published) })
			for again := 0; again < 3 && many > 40*few+100*time.Millisecond; again++ { // others may be at work
				many = min(many, elapsed(func() { e.Find(b, published) }))
			}
			check(t, long, e.Find(b, published))
			if many > 40*few+100*time.Millisecond {
				t.Errorf("%s: %q takes %v for %d bytes, %v for eight times as many", code, piece, few, len(short), many)
			}
		}
	}
}

func TestAMegabyteOfDigitsOrWeekdaysIsRead(t *testing.T) {
	for code, piece := range map[string]string{"sv": "fredag ", "fr": "12"} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		var found []enligt.Timex
		if took := elapsed(func() { found = engines(t)[code].Find(untagged(text), published) }); took > 30*time.Second {
			t.Errorf("%s: %q takes %v", code, piece, took)
		}
		check(t, text, found)
		if days := len(text) / 7; piece != "12" && len(found) != days {
			t.Errorf("%s: %d of %d days are found", code, len(found), days)
		}
	}
}

func elapsed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

func TestTheSameTextGivesTheSameTimes(t *testing.T) {
	text := "I fredags, den 4 oktober, two weeks ago, lundi soir, 2010–2011 och klockan 15.30 nästa onsdag i mars förra året."
	for code := range engines(t) {
		first := engines(t)[code].Find(untagged(text), published)
		for range 20 {
			again := engines(t)[code].Find(untagged(text), published)
			if len(again) != len(first) {
				t.Fatalf("%s: %v, then %v", code, first, again)
			}
			for i := range first {
				if first[i] != again[i] {
					t.Fatalf("%s: %v, then %v", code, first[i], again[i])
				}
			}
		}
	}
}
