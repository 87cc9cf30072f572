package ner

import (
	"slices"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// open opens the recogniser of an embedded pack.
func open(t testing.TB, lang string) *Recogniser {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(set.Get(lang))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sentence reads "Anna/PROPN sade/VERB" with a label after a second stroke:
// "Anna/PROPN/B-PER".
func sentence(s string) []enligt.Word {
	var words []enligt.Word
	for _, token := range strings.Fields(s) {
		parts := strings.Split(token, "/")
		w := enligt.Word{Form: parts[0], UPOS: parts[1]}
		if len(parts) > 2 {
			w.Entity = parts[2]
		}
		words = append(words, w)
	}
	return words
}

func labels(words []enligt.Word) string {
	var out []string
	for _, w := range words {
		if w.Entity == "" {
			w.Entity = "O"
		}
		out = append(out, w.Entity)
	}
	return strings.Join(out, " ")
}

func TestNamesOfPersonsAndPlacesAreFound(t *testing.T) {
	for lang, c := range map[string]struct{ text, want string }{
		"sv": {"Statsministern/NOUN Karin/PROPN Lindgren/PROPN reste/VERB till/ADP Stockholm/PROPN ./PUNCT", "O B-PER I-PER O O B-LOC O"},
		"en": {"President/PROPN Barack/PROPN Obama/PROPN flew/VERB to/ADP London/PROPN ./PUNCT", "O B-PER I-PER O O B-LOC O"},
		"fr": {"La/DET ministre/NOUN Anne/PROPN Martin/PROPN vit/VERB à/ADP Paris/PROPN ./PUNCT", "O O B-PER I-PER O O B-LOC O"},
	} {
		words := sentence(c.text)
		open(t, lang).Recognise(words)
		if got := labels(words); got != c.want {
			t.Errorf("%s: %q: got %s, want %s", lang, c.text, got, c.want)
		}
	}
}

func TestEveryNameBeginsWithB(t *testing.T) {
	r := open(t, "sv")
	for _, text := range []string{
		"Volvo/PROPN Saab/PROPN Ericsson/PROPN Anna/PROPN Paris/PROPN EU/PROPN",
		"NATO/PROPN OCH/CCONJ RYSSLAND/PROPN MÖTS/VERB I/ADP PARIS/PROPN",
		"–/PUNCT Anna/PROPN ,/PUNCT sade/VERB Bo/PROPN von/PROPN der/X Berg/PROPN ./PUNCT",
	} {
		words := sentence(text)
		r.Recognise(words)
		before := ""
		for _, w := range words {
			if strings.HasPrefix(w.Entity, "I-") && (before == "" || before[1:] != w.Entity[1:]) {
				t.Errorf("%s: %s after %q", text, w.Entity, before)
			}
			before = w.Entity
		}
	}
}

func TestWordsFarFromAnyCapitalAreNoNames(t *testing.T) {
	words := sentence("det/PRON regnade/VERB i/ADP går/ADV och/CCONJ blåste/VERB hårt/ADV ./PUNCT")
	words[3].Entity = "B-PER" // what stood there before must go
	open(t, "sv").Recognise(words)
	if got := labels(words); strings.Trim(got, "O ") != "" {
		t.Errorf("got %s", got)
	}
}

func TestAnEmptySentenceIsNoFailure(t *testing.T) {
	r := open(t, "en")
	r.Recognise(nil)
	r.Document(nil)
	r.Recognise([]enligt.Word{{}})
}

func TestASurnameAloneIsThePersonNamedInFullElsewhere(t *testing.T) {
	r := newRecogniser([]string{"PER", "ORG", "LOC"})
	doc := []enligt.Sentence{
		{Words: sentence("Elin/PROPN/B-PER Kalmén/PROPN/I-PER talade/VERB")},
		{Words: sentence("Sedan/ADV gick/VERB Kalmén/PROPN/B-ORG hem/ADV")},
		{Words: sentence("De/PRON följde/VERB Kalmén/PROPN")},
	}
	r.Document(doc)
	for i, want := range []string{"B-PER I-PER O", "O O B-PER O", "O O B-PER"} {
		if got := labels(doc[i].Words); got != want {
			t.Errorf("sentence %d: got %s, want %s", i+1, got, want)
		}
	}
}

func TestAWordAloneGetsTheKindThatItMostlyHas(t *testing.T) {
	r := newRecogniser([]string{"PER", "ORG", "LOC"})
	doc := []enligt.Sentence{
		{Words: sentence("i/ADP Zagora/PROPN/B-LOC")}, {Words: sentence("till/ADP Zagora/PROPN/B-LOC")},
		{Words: sentence("säger/VERB Zagora/PROPN/B-PER")}, {Words: sentence("från/ADP Zagora/PROPN")},
		{Words: sentence("de/PRON Zagora/PROPN Nova/PROPN")},
	}
	r.Document(doc)
	for i, want := range []string{"O B-LOC", "O B-LOC", "O B-LOC", "O B-LOC", "O O O"} {
		if got := labels(doc[i].Words); got != want {
			t.Errorf("sentence %d: got %s, want %s", i+1, got, want)
		}
	}
}

func TestATieBetweenKindsIsLeftAsItIs(t *testing.T) {
	r := newRecogniser([]string{"PER", "ORG", "LOC"})
	doc := []enligt.Sentence{{Words: sentence("i/ADP Zagora/PROPN/B-LOC")}, {Words: sentence("säger/VERB Zagora/PROPN/B-PER")}}
	r.Document(doc)
	if got := labels(doc[0].Words) + " " + labels(doc[1].Words); got != "O B-LOC O B-PER" {
		t.Errorf("got %s", got)
	}
}

func TestKnownNamesAreFoundByAllTheirWords(t *testing.T) {
	names := NewNames([]string{"city", "body"}, []string{"title"})
	names.Add("city", []string{"New", "York"})
	names.Add("body", []string{"York"})
	names.Add("title", []string{"mayor"})
	names.Add("city", []string{"Rest"})
	names.Drop("rest")
	g, err := openGazetteer(names.bytes())
	if err != nil {
		t.Fatal(err)
	}
	r := newRecogniser([]string{"PER"})
	r.names, r.anyCase, r.endings = g, names.anyCase, []string{"s"}
	s := &state{}
	r.atoms(s, sentence("mayor/NOUN of/ADP New/PROPN Yorks/PROPN Rest/PROPN"))
	var got []uint64
	for _, a := range s.atoms {
		got = append(got, a.single, a.within, a.place)
	}
	want := []uint64{4, 0, 0, 0, 0, 0, 0, 1, 1, 2, 1, 2, 0, 0, 0}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	train := func() string {
		var sentences []Sentence
		for _, s := range []string{"Anna/PROPN/B-PER sover/VERB", "i/ADP Rom/PROPN/B-LOC", "Hon/PRON såg/VERB Bo/PROPN/B-PER Ek/PROPN/I-PER i/ADP Lund/PROPN/B-LOC"} {
			sentences = append(sentences, Sentence{Words: sentence(s)})
		}
		names := NewNames([]string{"city"}, nil)
		names.Add("city", []string{"Rom"})
		names.Add("city", []string{"Lund"})
		b, err := Train(sentences, names, Options{Kinds: []string{"PER", "LOC"}, Iterations: 4, Votes: 2, Mask: 30, Margin: 1}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first := train()
	if first != train() {
		t.Error("the second model differs from the first")
	}
	r, err := FromBytes([]byte(first))
	if err != nil {
		t.Fatal(err)
	}
	words := sentence("Hon/PRON såg/VERB Bo/PROPN Ek/PROPN i/ADP Lund/PROPN")
	r.Recognise(words)
	if got := labels(words); got != "O O B-PER I-PER O B-LOC" {
		t.Errorf("the model does not know what it was trained on: %s", got)
	}
}

func TestADamagedModelIsRefused(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := set.Get("fr").Model(Kind)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FromBytes(raw[:len(raw)/2]); err == nil {
		t.Error("half a model was taken")
	}
	if _, err := openGazetteer([]byte{1, 0, 0, 9, 9, 9, 2}); err == nil {
		t.Error("a name of an unknown class was taken")
	}
}

func FuzzRecognise(f *testing.F) {
	r := open(f, "sv")
	f.Add("Anna Ek i Rom", "PROPN")
	f.Add("A. B. \xff\xfe Ö", "")
	f.Add("NATO EU FN 1990-TALET", "X")
	f.Fuzz(func(t *testing.T, text, upos string) {
		var words []enligt.Word
		for _, w := range strings.Split(text, " ") {
			words = append(words, enligt.Word{Form: w, UPOS: upos})
		}
		r.Recognise(words)
		r.Document([]enligt.Sentence{{Words: words}, {Words: words}})
	})
}

func FuzzOpenGazetteer(f *testing.F) {
	names := NewNames([]string{"a"}, nil)
	names.Add("a", []string{"x", "y"})
	f.Add(names.bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		if g, err := openGazetteer(raw); err == nil {
			g.of(0)
			g.of(1<<64 - 1)
		}
	})
}

func BenchmarkRecognise(b *testing.B) {
	r := open(b, "sv")
	words := sentence("Statsministern/NOUN Karin/PROPN Lindgren/PROPN reste/VERB på/ADP torsdagen/NOUN till/ADP Stockholm/PROPN för/ADP att/PART möta/VERB företrädare/NOUN för/ADP Europeiska/ADJ kommissionen/NOUN ,/PUNCT som/PRON vill/AUX tala/VERB om/ADP handeln/NOUN ./PUNCT")
	b.ReportAllocs()
	for b.Loop() {
		r.Recognise(words)
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
