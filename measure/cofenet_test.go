package measure

import (
	"slices"
	"testing"
)

func TestTokensAreThoseOfATreebank(t *testing.T) {
	for text_, want := range map[string][]string{
		"Hon sade: ”Ja.”":             {"Hon", "sade", ":", "”", "Ja", ".", "”"},
		"Lind's 1,500 coal-fired":     {"Lind", "'s", "1,500", "coal-fired"},
		"the U.S. – a.m. today...":    {"the", "U.S", ".", "–", "a.m", ".", "today", ".", ".", "."},
		"'Ja', sade\n hon":            {"'", "Ja", "'", ",", "sade", "hon"},
		"":                            nil,
		"l’accord":                    {"l", "’accord"},
		"cafe\u0301s och 3.5 %  slut": {"cafe\u0301s", "och", "3.5", "%", "slut"},
	} {
		x := text([]rune(text_))
		var got []string
		for _, r := range x.tokens() {
			got = append(got, string(x[r.Start:r.End]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text_, got, want)
		}
	}
}

// runsOf are the runs of contents, in words.
func runsOf(s string, contents ...Range) []string {
	x := text([]rune(s))
	tokens := x.tokens()
	var out []string
	for r := range x.runs(tokens, []Stated{{Content: contents}}, partsOf[2]) {
		out = append(out, string(x[tokens[r.Start].Start:tokens[r.End-1].End]))
	}
	slices.Sort(out)
	return out
}

func TestARunIsAsLongAsItsTokensTouch(t *testing.T) {
	const s = "Ett två, tre fyra.\nFem sex"
	for _, x := range []struct {
		what     string
		contents []Range
		want     []string
	}{
		{"spans that touch are one", []Range{{0, 3}, {4, 8}}, []string{"Ett två,"}},
		{"a token between parts them", []Range{{0, 7}, {9, 12}}, []string{"Ett två", "tre"}},
		{"overlapping spans are one", []Range{{0, 7}, {4, 12}}, []string{"Ett två, tre"}},
		{"the end of a paragraph cuts", []Range{{9, 22}}, []string{"Fem", "tre fyra."}},
		{"part of a token takes it whole", []Range{{1, 5}}, []string{"Ett två"}},
		{"a space has no token", []Range{{3, 4}}, nil},
		{"an empty span has none", []Range{{1, 1}}, nil},
		{"the last token ends a run", []Range{{23, 26}}, []string{"sex"}},
	} {
		if got := runsOf(s, x.contents...); !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.what, got, x.want)
		}
	}
}

func TestTheUnitOfCofenetAsksNotWhoSaidIt(t *testing.T) {
	gold := annotated(t, `{"id":"d","text":"Hon sade ja. Han sade nej.","statements":[{"cue":[4,8],"source":[0,3],"content":[[9,11]]},{"cue":[17,21],"source":[13,16],"content":[[22,25]]}]}`)
	found := annotated(t, `{"id":"d","text":"Hon sade ja. Han sade nej.","statements":[{"cue":[4,8],"source":[13,16],"content":[[9,11]]},{"cue":[17,21],"source":[0,3],"content":[[22,26]]}]}`)
	m := byName(Cofenet(gold, found, Show{}))
	for name, want := range map[string]float64{"source exact": 100, "cue exact": 100, "content exact": 50, "content begin": 100} {
		if m[name].F1 != want || m[name].N != 2 {
			t.Errorf("%s: %+v, want %v of 2", name, m[name], want)
		}
	}
	if byName(Attribution(gold, found, Show{}))["triple overlap"].F1 != 0 {
		t.Error("the statements should not agree")
	}
}

func TestRecallIsGivenApartForWhatIsHard(t *testing.T) {
	gold := annotated(t, `{"id":"d","lang":"sv","text":"Hon sade ja. Det tros gå. Ja, sade Bo, då.","statements":[`+
		`{"cue":[4,8],"source":[0,3],"content":[[9,11]],"form":"indirect"},{"cue":[17,21],"source":null,"content":[[13,16],[22,24]],"form":"indirect"},`+
		`{"cue":[30,34],"source":[35,37],"content":[[26,28],[39,41]],"form":"direct"}]}`)
	MarkPronouns(gold, func(lang, word string) bool { return lang == "sv" && (word == "hon" || word == "det") })
	found := slices.Clone(gold)
	found[0].Statements = gold[0].Statements[:2]
	m := byName(Attribution(gold, found, Show{}))
	for name, want := range map[string][2]float64{
		"recall direct": {0, 1}, "recall indirect": {100, 2}, "recall pronoun source": {100, 1}, "recall no source": {100, 1}, "recall discontinuous": {50, 2},
	} {
		if m[name].Recall != want[0] || m[name].N != int(want[1]) || !m[name].Share {
			t.Errorf("%s: %+v, want %v", name, m[name], want)
		}
	}
}

func TestAReadingOfAnotherTextIsRefused(t *testing.T) {
	gold := annotated(t, `{"id":"d","text":"Hon sade ja.","statements":[]}`)
	for line, ok := range map[string]bool{
		`{"document":{"id":"d","text":"Hon sade ja."}}`: true, `{"document":{"id":"d"}}`: true, `{"document":{"id":"e","text":"Nej."}}`: true,
		`{"document":{"id":"d","text":"Hon sade nej."}}`: false,
	} {
		if err := SameTexts(gold, annotated(t, line)); (err == nil) != ok {
			t.Errorf("%s: %v", line, err)
		}
	}
}
