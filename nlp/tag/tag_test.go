package tag_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp/tag"
	"github.com/enligt/enligt/packs"
)

// open opens the embedded tagger of a language with its clusters.
func open(t testing.TB, lang string) (*tag.Tagger, *learn.Clusters) {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	p := set.Get(lang)
	if p == nil {
		t.Fatalf("no pack %s", lang)
	}
	tagger, err := tag.Open(p)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := p.Model("clusters")
	if err != nil {
		t.Fatal(err)
	}
	clusters, err := learn.OpenClusters(raw)
	if err != nil {
		t.Fatal(err)
	}
	return tagger, clusters
}

// words makes the words of a sentence whose tokens stand between blanks.
func words(c *learn.Clusters, sentence string) []enligt.Word {
	var out []enligt.Word
	for _, form := range strings.Fields(sentence) {
		out = append(out, enligt.Word{Form: form, Cluster: c.Of(form)})
	}
	return out
}

// expect tags "form/UPOS form/UPOS …" without the tags and compares; a form
// without a tag may have any.
func expect(t *testing.T, lang, sentence string) {
	t.Helper()
	tagger, clusters := open(t, lang)
	var forms, tags []string
	for _, token := range strings.Fields(sentence) {
		form, upos, _ := strings.Cut(token, "|")
		forms, tags = append(forms, form), append(tags, upos)
	}
	got := words(clusters, strings.Join(forms, " "))
	tagger.Tag(got)
	for i, w := range got {
		if tags[i] != "" && w.UPOS != tags[i] {
			t.Errorf("%s: %q: %s is %s, want %s", lang, strings.Join(forms, " "), w.Form, w.UPOS, tags[i])
		}
	}
}

func TestAnAuxiliaryIsToldByTheVerbThatFollows(t *testing.T) {
	expect(t, "sv", "Ministern|NOUN har|AUX inte|PART svarat|VERB på|ADP frågorna|NOUN .|PUNCT")
	expect(t, "sv", "Ministern|NOUN har|VERB en|DET ny|ADJ plan|NOUN .|PUNCT")
	expect(t, "en", "The|DET minister|NOUN has|AUX not|PART answered|VERB the|DET questions|NOUN .|PUNCT")
	expect(t, "en", "The|DET minister|NOUN has|VERB a|DET new|ADJ plan|NOUN .|PUNCT")
	expect(t, "fr", "Le|DET ministre|NOUN a|AUX répondu|VERB aux")
	expect(t, "fr", "Le|DET ministre|NOUN a|VERB un|DET plan|NOUN .|PUNCT")
}

func TestEveryStyleOfQuotationMarkIsPunctuation(t *testing.T) {
	for _, lang := range []string{"sv", "en", "fr"} {
		for _, mark := range []string{"\"", "”", "“", "„", "«", "»", "'", "’", "–", "—", "…"} {
			tagger, clusters := open(t, lang)
			got := words(clusters, mark+" Niamey "+mark+" 2023 .")
			tagger.Tag(got)
			if got[0].UPOS != "PUNCT" {
				t.Errorf("%s: %s is %s, want PUNCT", lang, mark, got[0].UPOS)
			}
		}
	}
}

func TestAHeadlineInCapitalsIsStillReadAsWords(t *testing.T) {
	expect(t, "sv", "REGERINGEN|NOUN SÄGER|VERB NEJ TILL|ADP FÖRSLAGET|NOUN")
	expect(t, "en", "THE|DET GOVERNMENT|NOUN REJECTS|VERB THE|DET PROPOSAL|NOUN")
	expect(t, "fr", "LE|DET GOUVERNEMENT|NOUN REJETTE|VERB LA|DET PROPOSITION|NOUN")
}

func TestFeaturesComeWithTheTag(t *testing.T) {
	tagger, clusters := open(t, "sv")
	got := words(clusters, "Soldaterna lämnade staden .")
	tagger.Tag(got)
	if got[0].Feat("Number") != "Plur" || got[0].Feat("Definite") != "Def" || got[1].Feat("Tense") != "Past" {
		t.Errorf("features %q, %q", got[0].Feats, got[1].Feats)
	}
}

func TestAnyInputIsTagged(t *testing.T) {
	tagger, _ := open(t, "en")
	for _, forms := range [][]string{nil, {""}, {"\xff\xfe"}, {strings.Repeat("ü", 10000)}, {"\u0301"}, {"🙂", "。", "漢字"}} {
		w := make([]enligt.Word, len(forms))
		for i := range forms {
			w[i].Form = forms[i]
		}
		tagger.Tag(w)
		for i := range w {
			if w[i].UPOS == "" {
				t.Errorf("%q has no tag", w[i].Form)
			}
		}
	}
}

// tiny is a treebank of our own of a language that does not exist.
func tiny() [][]enligt.Word {
	var out [][]enligt.Word
	for _, s := range []string{
		"Pa|DET bok|NOUN les|VERB .|PUNCT", "Pa|DET hun|NOUN ser|VERB .|PUNCT", "Bok|NOUN ser|VERB pa|DET hun|NOUN .|PUNCT",
		"Les|VERB pa|DET bok|NOUN ?|PUNCT", "Hun|NOUN les|VERB !|PUNCT",
	} {
		var words []enligt.Word
		for _, token := range strings.Fields(s) {
			form, upos, _ := strings.Cut(token, "|")
			words = append(words, enligt.Word{Form: form, UPOS: upos})
		}
		out = append(out, words)
	}
	return out
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	a, b := tag.Train(tiny(), tag.Options{}, nil), tag.Train(tiny(), tag.Options{}, nil)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	tagger, err := tag.FromBytes(a)
	if err != nil {
		t.Fatal(err)
	}
	w := words(nil, "Pa hun les .")
	tagger.Tag(w)
	if w[1].UPOS != "NOUN" || w[2].UPOS != "VERB" || w[3].UPOS != "PUNCT" {
		t.Errorf("tags %s %s %s %s", w[0].UPOS, w[1].UPOS, w[2].UPOS, w[3].UPOS)
	}
}

func TestJackknifingChangesTagsAndNothingElse(t *testing.T) {
	s := tiny()
	s[0][1].Lemma, s[0][1].Head = "bok", 2
	if err := tag.Jackknife(s, 3, tag.Options{Iterations: 2}); err != nil {
		t.Fatal(err)
	}
	if w := s[0][1]; w.Form != "bok" || w.Lemma != "bok" || w.Head != 2 || w.UPOS == "" {
		t.Errorf("word became %+v", w)
	}
}

func TestADamagedModelIsRefused(t *testing.T) {
	good := tag.Train(tiny(), tag.Options{}, nil)
	for n := 0; n < len(good); n += 7 {
		if _, err := tag.FromBytes(good[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were taken for a model", n, len(good))
		}
	}
}

func TestTaggingDoesNotAllocate(t *testing.T) {
	tagger, clusters := open(t, "sv")
	w := words(clusters, "Enligt ministern lämnade soldaterna staden i går kväll .")
	tagger.Tag(w)
	if n := testing.AllocsPerRun(100, func() { tagger.Tag(w) }); n > 1 {
		t.Errorf("%.1f allocations a sentence", n)
	}
}

// FuzzFromBytes changes one byte of a good model: it must be refused or still tag.
func FuzzFromBytes(f *testing.F) {
	good := tag.Train(tiny(), tag.Options{}, nil)
	for at := 0; at < len(good); at += 101 {
		f.Add(at, byte(255))
	}
	f.Fuzz(func(t *testing.T, at int, b byte) {
		raw := bytes.Clone(good)
		raw[uint(at)%uint(len(raw))] = b
		if tagger, err := tag.FromBytes(raw); err == nil {
			tagger.Tag(words(nil, "Pa hun les zug ."))
		}
	})
}

func BenchmarkTag(b *testing.B) {
	tagger, clusters := open(b, "sv")
	w := words(clusters, "Enligt ministern lämnade soldaterna staden i går kväll , men presidenten säger att de är kvar .")
	b.ReportAllocs()
	for b.Loop() {
		tagger.Tag(w)
	}
	b.ReportMetric(float64(len(w)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func TestCoarseSentencesTeachThePartOfSpeechOnly(t *testing.T) {
	fine := tiny()
	for i := range fine {
		for j := range fine[i] {
			if fine[i][j].UPOS == "NOUN" {
				fine[i][j].Feats = "Number=Sing"
			}
		}
	}
	coarse := tiny()[:2]
	coarse[0][1].Form, coarse[0][1].Feats = "zug", "Number=Sg"
	coarse[1][1].UPOS = "UNHEARD"
	tagger, err := tag.FromBytes(tag.Train(fine, tag.Options{Coarse: coarse}, nil))
	if err != nil {
		t.Fatal(err)
	}
	w := words(nil, "Pa zug les .")
	tagger.Tag(w)
	if w[1].UPOS != "NOUN" || w[1].Feats != "Number=Sing" {
		t.Errorf("zug is %s %s", w[1].UPOS, w[1].Feats)
	}
}

func TestANewWordIsOfAnOpenClass(t *testing.T) {
	expect(t, "sv", "Soldaterna|NOUN lämnar|VERB staden|NOUN ,|PUNCT rapporterar|VERB AFP|PROPN .|PUNCT")
	tagger, clusters := open(t, "en")
	got := words(clusters, "of glorp the zibs")
	tagger.Tag(got)
	for _, i := range []int{1, 3} {
		if u := got[i].UPOS; u == "ADP" || u == "DET" || u == "AUX" || u == "PRON" {
			t.Errorf("%s is %s", got[i].Form, u)
		}
	}
}
