package lemma_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp/lemma"
	"github.com/enligt/enligt/packs"
)

func open(t testing.TB, lang string) (*lemma.Lemmatiser, *learn.Clusters) {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lemma.Open(set.Get(lang))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := set.Get(lang).Model("clusters")
	if err != nil {
		t.Fatal(err)
	}
	clusters, err := learn.OpenClusters(raw)
	if err != nil {
		t.Fatal(err)
	}
	return l, clusters
}

// expect checks rows of form, UPOS, features and lemma, each as a word inside a sentence.
func expect(t *testing.T, lang string, rows ...[4]string) {
	t.Helper()
	l, clusters := open(t, lang)
	for _, r := range rows {
		w := []enligt.Word{{Form: ",", UPOS: "PUNCT"}, {Form: r[0], UPOS: r[1], Feats: r[2], Cluster: clusters.Of(r[0])}}
		l.Lemmatise(w)
		if w[1].Lemma != r[3] {
			t.Errorf("%s: lemma of %s (%s %s) is %q, want %q", lang, r[0], r[1], r[2], w[1].Lemma, r[3])
		}
	}
}

func TestKnownWordsHaveTheirLemma(t *testing.T) {
	expect(t, "sv", [4]string{"sade", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act", "säga"},
		[4]string{"är", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act", "vara"})
	expect(t, "en", [4]string{"said", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "say"},
		[4]string{"was", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "be"})
	expect(t, "fr", [4]string{"est", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "être"},
		[4]string{"les", "DET", "Definite=Def|Number=Plur|PronType=Art", "le"})
}

func TestUnknownWordsFollowTheirEnding(t *testing.T) {
	expect(t, "sv", [4]string{"rebelledarna", "NOUN", "Case=Nom|Definite=Def|Gender=Com|Number=Plur", "rebelledare"},
		[4]string{"militärkuppens", "NOUN", "Case=Gen|Definite=Def|Gender=Com|Number=Sing", "militärkupp"})
	expect(t, "en", [4]string{"juntas", "NOUN", "Number=Plur", "junta"},
		[4]string{"ransacking", "VERB", "Tense=Pres|VerbForm=Part", "ransack"})
	expect(t, "fr", [4]string{"putschistes", "NOUN", "Gender=Masc|Number=Plur", "putschiste"})
}

func TestNamesKeepTheirCapitalAndLoseTheirGenitive(t *testing.T) {
	expect(t, "sv", [4]string{"Nigers", "PROPN", "Case=Gen", "Niger"}, [4]string{"Bazoum", "PROPN", "Case=Nom", "Bazoum"})
	expect(t, "en", [4]string{"Niamey", "PROPN", "Number=Sing", "Niamey"})
	expect(t, "fr", [4]string{"Niamey", "PROPN", "", "Niamey"})
}

func TestACapitalOfTheSentenceIsNotTheWords(t *testing.T) {
	for lang, r := range map[string][4]string{
		"sv": {"Soldater", "NOUN", "Case=Nom|Definite=Ind|Gender=Com|Number=Plur", "soldat"},
		"en": {"Soldiers", "NOUN", "Number=Plur", "soldier"},
		"fr": {"Soldats", "NOUN", "Gender=Masc|Number=Plur", "soldat"},
	} {
		w := []enligt.Word{{Form: r[0], UPOS: r[1], Feats: r[2]}}
		l, clusters := open(t, lang)
		w[0].Cluster = clusters.Of(r[0])
		l.Lemmatise(w)
		if w[0].Lemma != r[3] {
			t.Errorf("%s: lemma of %s at the start is %q, want %q", lang, r[0], w[0].Lemma, r[3])
		}
	}
}

func TestAnyInputGetsALemma(t *testing.T) {
	l, _ := open(t, "sv")
	for _, form := range []string{"\xff", "a", "İ", "🙂", "1.000,50", strings.Repeat("ß", 5000)} {
		for _, upos := range []string{"NOUN", "VERB", "ADJ", "X", ""} {
			w := []enligt.Word{{Form: form, UPOS: upos}}
			l.Lemmatise(w)
			if w[0].Lemma == "" {
				t.Errorf("%.20q as %s has no lemma", form, upos)
			}
		}
	}
}

func tiny() [][]enligt.Word {
	row := func(s string) (out []enligt.Word) {
		for _, token := range strings.Fields(s) {
			c := strings.Split(token, "|")
			out = append(out, enligt.Word{Form: c[0], UPOS: c[1], Lemma: c[2]})
		}
		return out
	}
	return [][]enligt.Word{
		row("Boker|NOUN|bok ser|VERB|se .|PUNCT|."), row("huner|NOUN|hun les|VERB|lese"), row("Hun|NOUN|hun koper|NOUN|kop loper|NOUN|lop"),
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	a, b := lemma.Train(tiny(), nil, lemma.Options{}), lemma.Train(tiny(), nil, lemma.Options{})
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	l, err := lemma.FromBytes(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	w := []enligt.Word{{Form: "ser", UPOS: "VERB"}, {Form: "boker", UPOS: "NOUN"}}
	l.Lemmatise(w)
	if w[0].Lemma != "se" || w[1].Lemma != "bok" {
		t.Errorf("lemmas %q %q", w[0].Lemma, w[1].Lemma)
	}
}

func TestADamagedModelIsRefused(t *testing.T) {
	good := lemma.Train(tiny(), nil, lemma.Options{})
	for n := range len(good) {
		if _, err := lemma.FromBytes(good[:n], nil); err == nil {
			t.Errorf("the first %d of %d bytes were taken for a model", n, len(good))
		}
	}
}

// FuzzFromBytes changes one byte of a good model: it must be refused or still give lemmas.
func FuzzFromBytes(f *testing.F) {
	good := lemma.Train(tiny(), nil, lemma.Options{})
	for at := 0; at < len(good); at += 31 {
		f.Add(at, byte(255), "boker")
	}
	f.Fuzz(func(t *testing.T, at int, b byte, form string) {
		raw := bytes.Clone(good)
		raw[uint(at)%uint(len(raw))] = b
		if l, err := lemma.FromBytes(raw, nil); err == nil {
			l.Lemmatise([]enligt.Word{{Form: form, UPOS: "NOUN"}, {Form: "ser", UPOS: "VERB"}})
		}
	})
}

func BenchmarkLemmatise(b *testing.B) {
	l, _ := open(b, "sv")
	w := []enligt.Word{{Form: "Kuppledarna", UPOS: "NOUN", Feats: "Case=Nom|Definite=Def|Gender=Com|Number=Plur"}, {Form: "har", UPOS: "AUX"}, {Form: "lämnat", UPOS: "VERB", Feats: "VerbForm=Sup|Voice=Act"}, {Form: "staden", UPOS: "NOUN"}, {Form: ".", UPOS: "PUNCT"}}
	b.ReportAllocs()
	for b.Loop() {
		l.Lemmatise(w)
	}
	b.ReportMetric(float64(len(w)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func TestATypographicApostropheIsAnApostrophe(t *testing.T) {
	expect(t, "fr", [4]string{"l’", "DET", "Definite=Def|Number=Sing|PronType=Art", "le"}, [4]string{"d’", "ADP", "", "de"}, [4]string{"aujourd’hui", "ADV", "", "aujourd'hui"})
	expect(t, "en", [4]string{"’ll", "AUX", "VerbForm=Fin", "will"})
}
