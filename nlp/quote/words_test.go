package quote

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

// words makes one sentence of blank-separated words.
func words(text string) []enligt.Sentence {
	var s enligt.Sentence
	at := 0
	for _, form := range strings.Fields(text) {
		start := at + strings.Index(text[at:], form)
		at = start + len(form)
		s.Words = append(s.Words, enligt.Word{Span: enligt.Span{Start: start, End: at}, Form: form})
	}
	s.End = at
	return []enligt.Sentence{s}
}

func quoted(text string) map[string]uint8 {
	sentences := words(text)
	Mark(sentences, Find(text, nil))
	out := map[string]uint8{}
	for _, w := range sentences[0].Words {
		out[w.Form] = w.Quoted
	}
	return out
}

func TestWordsInsideMarksAreSurelyQuoted(t *testing.T) {
	q := quoted("Hon sade : ” Vi går ” och gick .")
	if q["Vi"] < 90 || q["går"] < 90 || q["Hon"] != 0 || q["gick"] != 0 {
		t.Errorf("%v", q)
	}
}

func TestWordsOfAnInnerQuotationAreAsSureAsThoseAroundIt(t *testing.T) {
	q := quoted("” Han sade ’ kom ’ i går ” , sade hon .")
	if q["kom"] < q["Han"] || q["går"] < 90 || q["hon"] != 0 {
		t.Errorf("%v", q)
	}
}

func TestWordsAfterTheLastCommaOfADashUtteranceAreLessSure(t *testing.T) {
	q := quoted("– Ja , vi går nu , säger hon .")
	if q["vi"] < 90 || q["säger"] >= 60 || q["säger"] == 0 || q["hon"] != q["säger"] {
		t.Errorf("%v", q)
	}
	q = quoted("– Går vi ? undrar hon .")
	if q["vi"] < 90 || q["undrar"] >= 60 {
		t.Errorf("%v", q)
	}
	if q = quoted("– Vi går nu ."); q["nu"] < 90 {
		t.Errorf("%v", q)
	}
}

func TestSentencesAfterAnUtteranceInsideALineMayBeNarration(t *testing.T) {
	for _, test := range []struct {
		text string
		sure bool
	}{{"– Vi går nu . Huset brann .", true}, {"Han log . – Vi går nu . Huset brann .", false}} {
		var sentences []enligt.Sentence
		from := 0
		all := words(test.text)[0].Words
		for i, w := range all {
			if w.Form == "." {
				sentences = append(sentences, enligt.Sentence{Words: all[from : i+1]})
				from = i + 1
			}
		}
		Mark(sentences, Find(test.text, nil))
		house := sentences[len(sentences)-1].Words[0]
		if house.Form != "Huset" || (house.Quoted >= 90) != test.sure || house.Quoted == 0 {
			t.Errorf("%s: %s %d", test.text, house.Form, house.Quoted)
		}
	}
}

func TestWordsWhoseMarkNeverClosesAreDoubtful(t *testing.T) {
	if q := quoted("” Vi går , sade hon ."); q["Vi"] == 0 || q["Vi"] > 60 {
		t.Errorf("%v", q)
	}
}

func TestSignsAreTheSameInEveryStyle(t *testing.T) {
	text := "”Nej ’nu’”, sade hon.\n– Jo.\n''Ja''\n”Öppen"
	quotations := Find(text, nil)
	var got []string
	for _, s := range Signs(text, quotations) {
		got = append(got, map[Kind]string{Open: "open ", Close: "close ", Dash: "dash "}[s.Kind]+s.Of(text))
	}
	want := "open ”, open ’, close ’, close ”, dash –, open '', close '', open ”"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestQuotationsStayInsideTheirBlocks(t *testing.T) {
	text := "”Ett\n\n”Två"
	blocks := []enligt.Block{{Span: enligt.Span{Start: 0, End: len("”Ett")}, Kind: enligt.HeadingBlock}, {Span: enligt.Span{Start: len("”Ett\n\n"), End: len(text)}, Kind: enligt.HeadingBlock}}
	for _, q := range Find(text, blocks) {
		if q.Previous >= 0 || q.Ending != enligt.Unclosed {
			t.Errorf("a heading goes on in the next: %+v", q)
		}
	}
	list := []enligt.Block{{Span: enligt.Span{Start: 0, End: len("– Mjölk och ägg.")}, Kind: enligt.ListBlock}}
	if q := Find("– Mjölk och ägg.", list); len(q) != 0 {
		t.Errorf("an item of a list speaks: %+v", q)
	}
	bad := []enligt.Block{{Span: enligt.Span{Start: 5, End: 2}}, {Span: enligt.Span{Start: -1, End: 3}}, {Span: enligt.Span{Start: 0, End: 999}}}
	if q := Find(text, bad); len(q) != 0 {
		t.Errorf("blocks outside the text: %+v", q)
	}
}
