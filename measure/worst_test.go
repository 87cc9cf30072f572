package measure

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// printed is what a report shows, line by line.
func printed(t *testing.T, r *Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var showAll = Show{Documents: 9, Rows: 9}

func TestGoldAndReadingStandSideBySide(t *testing.T) {
	out := printed(t, Attribution(annotated(t, said), annotated(t, read), showAll))
	for _, want := range []string{
		"worst documents: 1 of 1\n",
		"\nd   right 0   ≠ 1   − 1   + 0\n",
		"\n          gold                                        │ reading\n─ line 1 ─",
		"\n≠ source  Anna Lind                                   │ =\n",
		"\n  content att det är klart                            │ det är klart.\n",
		"\n  act     assert                                      │ deny\n",
		"\n─ line 2 ─",
		"\n− source  hon                                         │\n  cue     säger                                       │\n  content Ja                                          │\n",
		"\ncues missed: 1\n  1  säger  d\n",
		"\ncontent and source differ: 1\n  1  content begins late  d «säger»\n",
		"\nact differs: 1\n  1  assert  → deny  d «säger»\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestWhatWasInventedStandsOnTheReadingsSide(t *testing.T) {
	out := printed(t, Attribution(annotated(t, read), annotated(t, said), showAll))
	for _, want := range []string{"+ source                                              │ hon\n", "cues invented: 1\n  1  säger  d\n", "content begins early"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestTimesStandSideBySideInTheirWords(t *testing.T) {
	out := printed(t, Times(annotated(t, said), annotated(t, read), showAll))
	for _, want := range []string{
		"\nd   right 0   ≠ 1   − 1   + 0\n",
		"\n≠ time    Anna                                        │ Anna Lind\n  value   2023-07-28                                  │ =\n  …Anna Lind säger",
		"\n− time    säger                                       │\n  value   P1D                                         │\n",
		"\nmissed: 1\n  1  säger P1D  d\n", "\nspan differs: 1\n  1  Anna  → Anna Lind  d\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestTheWorstDocumentComesFirstAndAGoodOneNotAtAll(t *testing.T) {
	document := func(id, cue string) string {
		return `{"id":"` + id + `","text":"Hon sade ja. Han sade nej.","statements":[{"cue":[4,8],"source":[0,3],"content":[[9,11]]},{"cue":` + cue + `,"source":[13,16],"content":[[22,25]]}]}` + "\n"
	}
	gold := annotated(t, document("good", "[17,21]")+document("bad", "[17,21]")+document("worse", "[17,21]"))
	found := annotated(t, document("good", "[17,21]")+document("bad", "[14,21]"))
	r := Attribution(gold, found, Show{Documents: 5})
	if d := r.Errors.Documents; len(d) != 2 || d[0].ID != "worse" || d[0].Missed != 2 || d[1].ID != "bad" || d[1].Differ != 1 || d[1].Right != 1 {
		t.Errorf("%+v", d)
	}
	if d := Attribution(gold, found, Show{Documents: 1}).Errors.Documents; len(d) != 1 {
		t.Errorf("%d documents, one was asked for", len(d))
	}
	if len(r.Errors.Groups) != 0 {
		t.Errorf("groups that were not asked for: %+v", r.Errors.Groups)
	}
	if Attribution(gold, found, Show{}).Errors != nil {
		t.Error("errors that were not asked for")
	}
}

func TestAPageOfDifferencesIsNoWiderThanAHundredColumns(t *testing.T) {
	long := strings.Repeat("ett långt ord och ", 30) + strings.Repeat("å", 150)
	gold := `{"id":"` + strings.Repeat("x", 40) + `","text":"Hon sade ` + long + `","statements":[{"cue":[4,90],"source":[0,3],"content":[[9,600]],"speaker":"` + long + `"}],"times":[{"span":[9,400],"value":"PAST_REF"}]}`
	found := `{"id":"` + strings.Repeat("x", 40) + `","text":"Hon sade ` + long + `","statements":[{"cue":[4,8],"source":[0,3],"content":[[9,700]],"speaker":"ingen ` + long + `"}],"times":[{"span":[20,400],"value":"P1D"}]}`
	for _, found := range []string{found, ""} {
		for _, r := range []*Report{Attribution(annotated(t, gold), annotated(t, found), showAll), Times(annotated(t, gold), annotated(t, found), showAll)} {
			lines := 0
			for line := range strings.Lines(printed(t, r)) {
				lines++
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 100 {
					t.Errorf("%d columns: %s", n, line)
				}
			}
			if lines < 15 {
				t.Errorf("only %d lines", lines)
			}
		}
	}
}

func TestWrappingLosesNoLetter(t *testing.T) {
	for _, s := range []string{"", "ett", "ett två tre fyra fem", strings.Repeat("å", 25), "kort " + strings.Repeat("lång", 9) + " slut"} {
		lines := wrap(s, 10)
		if got, want := strings.Join(lines, ""), strings.ReplaceAll(s, " ", ""); strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("%q became %q", s, lines)
		}
		for _, l := range lines {
			if utf8.RuneCountInString(l) > 10 {
				t.Errorf("%q is too long", l)
			}
		}
	}
}

func TestAFigureWithNothingToFindIsNotPrinted(t *testing.T) {
	brat := []Annotated{{ID: "x_ab", Doc: "x", Text: "Hon sade ja.", Statements: []Stated{{Cue: []Range{{4, 8}}, Source: []Range{{0, 3}}, Content: []Range{{9, 11}}}}}}
	found := annotated(t, `{"id":"x","text":"Hon sade ja.","statements":[{"cue":[4,8],"source":[0,3],"content":[[9,11]],"form":"indirect","act":"assert"}]}`)
	r := Attribution(brat, found, Show{})
	out := printed(t, r)
	for _, m := range r.Metrics {
		if m.Name == "form" || m.Name == "kind" || m.Name == "recall ?" {
			t.Errorf("%s is measured on gold that marks none", m.Name)
		}
	}
	if !strings.Contains(out, "triple exact") || strings.Contains(out, "no source") || strings.Contains(out, "recall direct") {
		t.Errorf("%s", out)
	}
	var b bytes.Buffer
	if err := r.Markdown(&b); err != nil || strings.Contains(b.String(), "no source") || !strings.Contains(b.String(), "| triple exact | 100.0 |") {
		t.Errorf("%v\n%s", err, &b)
	}
}

func TestLongTextsAreShortenedToWhereTheyDiffer(t *testing.T) {
	same := strings.Repeat("lika ord ", 20)
	a, b := contrast(same+"ett slut", same+"en annan ände")
	if len(a) > 90 || !strings.HasSuffix(a, "ett slut") || !strings.HasSuffix(b, "en annan ände") || !strings.Contains(a, "[…]") {
		t.Errorf("%q %q", a, b)
	}
	a, b = contrast("x"+same, same)
	if !strings.HasPrefix(a, "xlika") || !strings.HasPrefix(b, "lika") || len(a) > 90 {
		t.Errorf("%q %q", a, b)
	}
	if a, b = contrast("kort", "korta"); a != "kort" || b != "korta" {
		t.Errorf("%q %q", a, b)
	}
}
