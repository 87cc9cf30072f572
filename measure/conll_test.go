package measure

import (
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/conllu"
)

// two are two sentences, "Han kom. Hon gick." as a treebank writes them.
const two = `# newdoc
# text = Han kom.
1	Han	han	PRON	_	Number=Sing	2	nsubj	_	_
2	kom	komma	VERB	_	Tense=Past	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_

# text = Hon gick.
1	Hon	hon	PRON	_	Number=Sing	2	nsubj	_	_
2	gick	gå	VERB	_	Tense=Past	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_
`

func sentences(t *testing.T, s string) []conllu.Sentence {
	t.Helper()
	out, err := conllu.ReadAll(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func scores(t *testing.T, gold, system string) map[string]float64 {
	t.Helper()
	r, err := Treebank("parse", sentences(t, gold), ConlluCorpus(sentences(t, system)), 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for _, m := range r.Metrics {
		out[m.Name] = m.F1
	}
	return out
}

func TestAPerfectSystemScoresHundred(t *testing.T) {
	for name, f1 := range scores(t, two, two) {
		if f1 != 100 {
			t.Errorf("%s: %v", name, f1)
		}
	}
}

func TestAWrongHeadCostsAttachmentOnly(t *testing.T) {
	got := scores(t, two, strings.Replace(two, "1\tHan\than\tPRON\t_\tNumber=Sing\t2\tnsubj", "1\tHan\than\tPRON\t_\tNumber=Sing\t3\tnsubj", 1))
	if got["upos"] != 100 || got["uas"] > 84 || got["las"] > 84 || got["uas"] < 83 {
		t.Errorf("one head of six wrong: %v", got)
	}
}

func TestFeaturesOutsideTheUniversalOnesAndSubtypesDoNotCount(t *testing.T) {
	s := strings.ReplaceAll(two, "nsubj", "nsubj:pass")
	s = strings.ReplaceAll(s, "Tense=Past", "Tense=Past|Typo=Yes")
	if got := scores(t, two, s); got["las"] != 100 || got["ufeats"] != 100 {
		t.Errorf("%v", got)
	}
}

func TestOtherTextIsRefusedWithThePlace(t *testing.T) {
	_, err := Treebank("parse", sentences(t, two), ConlluCorpus(sentences(t, strings.ReplaceAll(two, "gick", "går"))), 0)
	if err == nil || !strings.Contains(err.Error(), "after 11 characters") {
		t.Errorf("got %v", err)
	}
}

func TestASystemThatFindsNothingIsRefusedNotScored(t *testing.T) {
	if _, err := Treebank("parse", sentences(t, two), NewCorpus("Han kom.", nil), 0); err == nil {
		t.Error("an empty system was scored")
	}
}

func TestErrorsShowTheConfusionAndTheMissedEnd(t *testing.T) {
	gold := sentences(t, two)
	text := RawText(gold)
	if text != "Han kom. Hon gick.\n" {
		t.Fatalf("raw text %q", text)
	}
	words := append([]enligt.Word(nil), gold[0].Words...)
	for _, w := range gold[1].Words {
		w.Start, w.End, w.UPOS = w.Start+9, w.End+9, "X"
		words = append(words, w)
	}
	one := enligt.Sentence{Span: enligt.Span{Start: 0, End: 18}, Words: words}
	r, err := Treebank("parse", gold, NewCorpus(text, []enligt.Sentence{one}), 10)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"PRON   → X  *Hon* gick .", "sentence ends missed: 1", "Han kom. ¶ Hon gick."} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestIntervalsHoldTheScoreAndAreTheSameEachTime(t *testing.T) {
	tally := NewTally("documents", 40, "words")
	for i := range tally.Units {
		tally.Units[i][0] = Count{Correct: i % 10, System: 10, Gold: 10}
	}
	a, b := tally.Metrics()[0], tally.Metrics()[0]
	if a != b {
		t.Errorf("two runs differ: %v %v", a, b)
	}
	if a.F1 != 45 || a.Low >= 45 || a.High <= 45 || a.Low < 30 || a.High > 60 {
		t.Errorf("interval %v–%v around %v", a.Low, a.High, a.F1)
	}
}

func TestADrawWithoutTheItemsOfAFigureHasNoPartInItsInterval(t *testing.T) {
	tally := NewTally("documents", 4, "rare", "never")
	tally.Units[2][0] = Count{Correct: 1, System: 2, Gold: 1}
	for _, m := range tally.Metrics() {
		want := Metric{Name: "never"}
		if m.Name == "rare" {
			f1 := 100 * 2.0 / 3
			want = Metric{Name: "rare", Precision: 50, Recall: 100, F1: f1, Low: f1, High: f1, LowP: 50, HighP: 50, LowR: 100, HighR: 100, N: 1}
		}
		if m != want {
			t.Errorf("%+v, want %+v", m, want)
		}
	}
}
