package measure

import (
	"reflect"
	"strings"
	"testing"
)

func TestPlainTextsAreGroupedByBlankLinesOrByFour(t *testing.T) {
	got := PlainTexts("sv", "ett\ntvå\n\ntre\n").Paragraphs
	if !reflect.DeepEqual(got, [][]string{{"ett", "två"}, {"tre"}}) {
		t.Errorf("blank lines: %q", got)
	}
	got = PlainTexts("sv", "1\n2\n3\n4\n5\n").Paragraphs
	if !reflect.DeepEqual(got, [][]string{{"1", "2", "3", "4"}, {"5"}}) {
		t.Errorf("no blank lines: %q", got)
	}
}

func TestTreebankTextsFollowTheParagraphMarks(t *testing.T) {
	s := sentences(t, strings.ReplaceAll(two, "# text = Hon", "# newpar\n# text = Hon"))
	if got := TreebankTexts("sv", s).Paragraphs; !reflect.DeepEqual(got, [][]string{{"Han kom."}, {"Hon gick."}}) {
		t.Errorf("%q", got)
	}
}

func TestNamingNothingCostsRecallAndNamingWronglyPrecision(t *testing.T) {
	texts := []Texts{
		PlainTexts("sv", "en rad med fem ord\n\nen annan rad med fem\n"),
		PlainTexts(Undetermined, "kolme sanaa ja kaksi lisää\n"),
	}
	identify := func(text string) string {
		switch {
		case strings.HasPrefix(text, "en rad"):
			return "sv"
		case strings.HasPrefix(text, "kolme"):
			return "da"
		}
		return Undetermined
	}
	r := Languages(texts, identify, 5)
	m := r.Metrics[2]
	if m.Name != "sentence" || m.N != 2 || m.Precision != 50 || m.Recall != 50 {
		t.Errorf("%+v", m)
	}
	if own := r.Metrics[6]; own.Name != "sv sentence" || own.Precision != 100 || own.Recall != 50 {
		t.Errorf("%+v", own)
	}
	if rows := r.Errors.Groups[2].Rows; len(rows) != 2 || rows[0].Gold != "sv" || rows[1].System != "da" {
		t.Errorf("confusions: %+v", rows)
	}
}
