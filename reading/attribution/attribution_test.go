package attribution

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/nlp/quote"
	"github.com/enligt/enligt/packs"
)

// The tests of this file need no trained model: a pack of a few rows, trees
// written by hand, and the ranker whose weights are set by hand.

// smallPack is a language of our own with three cues.
func smallPack(t testing.TB) *Engine {
	t.Helper()
	p, err := packs.Open(fstest.MapFS{
		"pack.json": {Data: []byte(`{"lang":"xx"}`)},
		"cues.tsv": {Data: []byte("cue\tpos\tframes\tact\tp\tforms\texample\n" +
			"say\tVERB\tquote clause\tassert\t970\t\t\n" +
			"promise\tVERB\tclause infinitive\tpromise\t900\t\t\n" +
			"cite\tVERB\tcites\tassert\t500\t\t\n" +
			"by\tADP\tsource\tassert\t900\t\t\n")},
		"pronouns.tsv": {Data: []byte("form\tnumber\tgender\tclass\nshe\tSing\tFem\tperson\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	e.ranker = handRanker{}
	return e
}

// analysis builds one from rows of "form lemma UPOS head relation [feats]", one
// block a blank line, one sentence a line with a full stop alone before it.
func analysis(t testing.TB, rows string) *nlp.Analysis {
	t.Helper()
	var b strings.Builder
	n := 0
	for _, line := range strings.Split(strings.TrimSpace(rows), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 {
			b.WriteString("\n")
			n = 0
			continue
		}
		n++
		feats, misc := "_", "_"
		if len(f) > 5 {
			feats = f[5]
		}
		if len(f) > 6 {
			misc = "NE=" + f[6]
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t_\t%s\t%s\t%s\t_\t%s\n", n, f[0], f[1], f[2], feats, f[3], f[4], misc)
	}
	a := &nlp.Analysis{Lang: "xx"}
	for s, err := range conllu.Read(strings.NewReader(b.String() + "\n")) {
		if err != nil {
			t.Fatal(err)
		}
		if a.Text != "" {
			a.Text += " "
		}
		at := len(a.Text)
		a.Text += s.Text
		s.Sentence.Span = enligt.Span{Start: at, End: len(a.Text)}
		for i := range s.Words {
			s.Words[i].Start += at
			s.Words[i].End += at
		}
		a.Sentences = append(a.Sentences, s.Sentence)
	}
	a.Blocks = []enligt.Block{{Span: enligt.Span{End: len(a.Text)}, Kind: enligt.Paragraph}}
	a.Quotations = quote.Find(a.Text, a.Blocks)
	return a
}

// shown is a statement as "source | cue | content ‖ content".
func shown(text string, s enligt.Statement) string {
	source := "-"
	if s.Source != nil {
		source = s.Source.Of(text)
	}
	var content []string
	for _, c := range s.Content {
		content = append(content, c.Of(text))
	}
	return source + " | " + s.Cue.Of(text) + " | " + strings.Join(content, " ‖ ")
}

func expect(t *testing.T, rows string, want ...string) []enligt.Statement {
	t.Helper()
	a := analysis(t, rows)
	found := smallPack(t).Find(a)
	var got []string
	for _, s := range found {
		got = append(got, shown(a.Text, s))
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("in %q\n got %q\nwant %q", a.Text, got, want)
	}
	return found
}

const clause = `
The the DET 2 det
mayor mayor NOUN 3 nsubj
said say VERB 0 root VerbForm=Fin
that that SCONJ 6 mark
roads road NOUN 6 nsubj
closed close VERB 3 ccomp VerbForm=Fin
. . PUNCT 3 punct`

func TestClauseWithComplementiserIsContent(t *testing.T) {
	s := expect(t, clause, "The mayor | said | that roads closed")
	if s[0].Form != enligt.Indirect || s[0].Act != enligt.Assert || s[0].Polarity != enligt.Affirmed {
		t.Errorf("form, act, polarity are %s, %s, %s", s[0].Form, s[0].Act, s[0].Polarity)
	}
}

func TestQuotationBeforeAnInvertedCueIsContent(t *testing.T) {
	s := expect(t, `
“ “ PUNCT 3 punct
Roads road NOUN 3 nsubj
closed close VERB 6 ccomp VerbForm=Fin
” ” PUNCT 3 punct
, , PUNCT 3 punct
said say VERB 0 root VerbForm=Fin
Ann Ann PROPN 6 nsubj _ B-PER
Bell Bell PROPN 7 flat _ I-PER
. . PUNCT 6 punct`, "Ann Bell | said | “ Roads closed ”")
	if s[0].Form != enligt.Direct {
		t.Errorf("form is %s", s[0].Form)
	}
}

func TestPrepositionTakesItsSource(t *testing.T) {
	expect(t, `
By by ADP 2 case
Ann Ann PROPN 5 obl
, , PUNCT 5 punct
roads road NOUN 5 nsubj
closed close VERB 0 root VerbForm=Fin
. . PUNCT 5 punct`, "Ann | By | roads closed")
}

func TestSecondVerbSharesTheSubject(t *testing.T) {
	s := expect(t, `
She she PRON 2 nsubj Case=Nom|PronType=Prs
said say VERB 0 root VerbForm=Fin
that that SCONJ 5 mark
roads road NOUN 5 nsubj
closed close VERB 2 ccomp VerbForm=Fin
and and CCONJ 7 cc
promised promise VERB 2 conj VerbForm=Fin
that that SCONJ 10 mark
help help NOUN 10 nsubj
came come VERB 7 ccomp VerbForm=Fin
. . PUNCT 2 punct`, "She | said | that roads closed", "She | promised | that help came")
	if len(s) == 2 && s[1].Act != enligt.Promise {
		t.Errorf("act is %s", s[1].Act)
	}
}

func TestStatementInsideContentIsNested(t *testing.T) {
	s := expect(t, `
Ann Ann PROPN 2 nsubj _ B-PER
said say VERB 0 root VerbForm=Fin
that that SCONJ 5 mark
Bo Bo PROPN 5 nsubj _ B-PER
said say VERB 2 ccomp VerbForm=Fin
that that SCONJ 8 mark
roads road NOUN 8 nsubj
closed close VERB 5 ccomp VerbForm=Fin
. . PUNCT 2 punct`, "Ann | said | that Bo said that roads closed", "Bo | said | that roads closed")
	if len(s) == 2 && (!s[1].Nested || s[1].Parent != s[0].ID) {
		t.Errorf("the inner statement has nested %v and parent %q", s[1].Nested, s[1].Parent)
	}
}

func TestUnclaimedQuotationGoesOnWithTheStatementBefore(t *testing.T) {
	s := expect(t, `
“ “ PUNCT 3 punct
Roads road NOUN 3 nsubj
closed close VERB 6 ccomp VerbForm=Fin
” ” PUNCT 3 punct
, , PUNCT 3 punct
said say VERB 0 root VerbForm=Fin
Ann Ann PROPN 6 nsubj _ B-PER
. . PUNCT 6 punct

“ “ PUNCT 3 punct
Help help NOUN 3 nsubj
comes come VERB 0 root VerbForm=Fin
. . PUNCT 3 punct
” ” PUNCT 3 punct`, "Ann | said | “ Roads closed ” ‖ “ Help comes . ”")
	if len(s) == 1 && s[0].Form != enligt.Direct {
		t.Errorf("form is %s", s[0].Form)
	}
}

func TestTextsWithoutTreeOrWordsGiveNoPanic(t *testing.T) {
	e := smallPack(t)
	flat := analysis(t, clause)
	for i := range flat.Sentences[0].Words {
		flat.Sentences[0].Words[i].Head = -1
		flat.Sentences[0].Words[i].Deprel = ""
		flat.Sentences[0].Words[i].UPOS = ""
	}
	circle := analysis(t, clause)
	for i := range circle.Sentences[0].Words {
		circle.Sentences[0].Words[i].Head = (i + 1) % len(circle.Sentences[0].Words)
	}
	outside := analysis(t, clause)
	for i := range outside.Sentences[0].Words {
		outside.Sentences[0].Words[i].Head = 99
	}
	for name, a := range map[string]*nlp.Analysis{
		"empty": {}, "empty sentence": {Sentences: make([]enligt.Sentence, 2)}, "no tree": flat, "circle": circle, "heads outside": outside,
	} {
		t.Run(name, func(t *testing.T) {
			for _, s := range e.Find(a) {
				if err := s.Cue.Check(a.Text); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestPackWithoutTablesFindsNothing(t *testing.T) {
	p, err := packs.Open(fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"xx"}`)}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	if found := e.Find(analysis(t, clause)); len(found) != 0 {
		t.Errorf("found %v", found)
	}
}

func TestMalformedRowsAreRefusedWithTheirLine(t *testing.T) {
	for table, text := range map[string]string{
		"cues":       "cue\tpos\tframes\tact\tp\nsay\tVERB\tquote\tshout\t900\n",
		"doubt":      "phrase\tkind\twhere\nmaybe\tunsure\tcue\n",
		"nouns":      "noun\tmatch\tkind\nman\tword\tgod\n",
		"roles":      "role\tmatch\nking\tprefix\n",
		"pronouns":   "form\tclass\nshe\tqueen\n",
		"agencies":   "name\ttype\nAP\t\n",
		"addressing": "preposition\trole\nto\tgoal\n",
	} {
		p, err := packs.Open(fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"xx"}`)}, table + ".tsv": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(p); err == nil || !strings.Contains(err.Error(), table+".tsv:2") {
			t.Errorf("%s: error is %v, must name the line", table, err)
		}
	}
}

// endless is one sentence of n clauses without an end.
func endless(t testing.TB, n int) *nlp.Analysis {
	var b strings.Builder
	for i := 0; i < n; i++ {
		fmt.Fprintf(&b, "Ann Ann PROPN %d nsubj\nsaid say VERB 1 conj VerbForm=Fin\nthat that SCONJ %d mark\nroads road NOUN %d nsubj\n, , PUNCT 1 punct\n", 5*i+2, 5*i+4, 5*i+2)
	}
	return analysis(t, b.String())
}

func TestTimeIsLinearInOneEndlessSentence(t *testing.T) {
	e := smallPack(t)
	run := func(n int) time.Duration {
		a := endless(t, n)
		best := time.Hour
		for i := 0; i < 3; i++ {
			start := time.Now()
			if len(e.Find(a)) < n/2 {
				t.Fatalf("fewer than %d statements", n/2)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	small, large := run(250), run(2000)
	if large > 40*small {
		t.Errorf("1,250 words take %v, 10,000 words %v", small, large)
	}
}

func TestTimeIsLinearInTheNumberOfStatements(t *testing.T) {
	e := smallPack(t)
	const said = "Ann Ann PROPN 2 nsubj\nsaid say VERB 0 root VerbForm=Fin\nthat that SCONJ 5 mark\nroads road NOUN 5 nsubj\nclosed close VERB 2 ccomp VerbForm=Fin\n"
	for name, sentence := range map[string]string{
		"one verb":   said + ". . PUNCT 2 punct\n\n",
		"two joined": said + "and and CCONJ 7 cc\nsaid say VERB 2 conj VerbForm=Fin\nthat that SCONJ 10 mark\nit it PRON 10 nsubj\nrained rain VERB 7 ccomp VerbForm=Fin\n. . PUNCT 2 punct\n\n",
		"who cites":  "Roads road NOUN 2 nsubj\nclosed close VERB 0 root VerbForm=Fin\n, , PUNCT 5 punct\nAnn Ann PROPN 5 nsubj\nsaid say VERB 2 parataxis VerbForm=Fin\n, , PUNCT 7 punct\nciting cite VERB 5 advcl VerbForm=Ger\nshe she PRON 7 obj PronType=Prs\n. . PUNCT 2 punct\n\n",
	} {
		run := func(n, times int) time.Duration {
			a := analysis(t, strings.Repeat(sentence, n))
			best := time.Hour
			for range times {
				start := time.Now()
				if got := len(e.Find(a)); got < n || got < 2*n && name != "one verb" {
					t.Fatalf("%s: %d statements in %d sentences", name, got, n)
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := run(500, 3), run(16000, 1)
		if large > 80*small {
			t.Errorf("%s: 500 sentences take %v, 16,000 take %v", name, small, large)
		}
	}
}

func TestTimeIsLinearInOneEndlessRowOfNames(t *testing.T) {
	e := smallPack(t)
	run := func(n int) time.Duration {
		a := analysis(t, "says say VERB 0 root VerbForm=Fin\n"+strings.Repeat("Ann Ann PROPN 1 nsubj\n", n))
		best := time.Hour
		for range 3 {
			start := time.Now()
			e.Find(a)
			best = min(best, time.Since(start))
		}
		return best
	}
	small, large := run(2000), run(16000)
	if large > 24*small {
		t.Errorf("2,000 names take %v, 16,000 take %v", small, large)
	}
}

func TestFindingIsSafeAndTheSameFromManyGoroutines(t *testing.T) {
	e := smallPack(t)
	a := endless(t, 50)
	want := e.Find(a)
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if got := e.Find(a); !reflect.DeepEqual(got, want) {
				t.Error("two readings of one text differ")
			}
		}()
	}
	wg.Wait()
}

func TestReadingsOfTheEmbeddedPacksHoldTheConstraints(t *testing.T) {
	texts := map[string]string{
		"sv": "– Vi går nu, säger vd Eva Berg. – Det är sent.\n\nPolisen uppger att två män greps och varnar för nya dåd. Enligt TT tros en tredje man ha flytt.",
		"en": "“We leave now,” said chief executive Eva Berg. “It is late.”\n\nPolice said that two men were held and warned of new attacks. According to AP, a third man is believed to have fled.",
		"fr": "« Nous partons », a déclaré la directrice Eva Berg. « Il est tard. »\n\nLa police indique que deux hommes ont été arrêtés et avertit que d'autres attaques sont à craindre. Selon l'AFP, un troisième homme aurait fui.",
	}
	for _, l := range languages(t) {
		text := texts[l.pack.Lang]
		if text == "" {
			continue
		}
		found := l.engine.Find(l.analyze(text))
		if len(found) < 4 {
			t.Errorf("%s: only %d statements", l.pack.Lang, len(found))
		}
		last := -1
		for i, s := range found {
			first := s.Content[0].Start
			if !s.Cue.Empty() {
				first = min(first, s.Cue.Start)
			}
			if first < last {
				t.Errorf("%s: %s is out of order", l.pack.Lang, s.ID)
			}
			last = first
			if want := fmt.Sprintf("s%d", i+1); s.ID != want {
				t.Errorf("%s: id %s, want %s", l.pack.Lang, s.ID, want)
			}
			for _, c := range s.Content {
				if err := c.Check(text); err != nil || c.Empty() {
					t.Errorf("%s: content %v: %v", l.pack.Lang, c, err)
				}
				if s.Source != nil && c.Overlaps(*s.Source) || c.Overlaps(s.Cue) && !s.Cue.Empty() {
					t.Errorf("%s: content of %s overlaps its cue or source", l.pack.Lang, shown(text, s))
				}
			}
			if s.Confidence < 0 || s.Confidence > 1 {
				t.Errorf("%s: confidence %v", l.pack.Lang, s.Confidence)
			}
			for _, o := range found[:i] {
				if !s.Cue.Empty() && s.Cue.Overlaps(o.Cue) {
					t.Errorf("%s: cues of %s and %s overlap", l.pack.Lang, o.ID, s.ID)
				}
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	set, err := packs.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	a, err := nlp.Open(set.Get("sv"))
	if err != nil {
		b.Fatal(err)
	}
	e, err := Open(set.Get("sv"))
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("– Vi går nu, säger vd Eva Berg. – Det är sent.\n\nPolisen uppger att två män greps och varnar för nya dåd. Enligt TT tros en tredje man ha flytt. På måndagen sade ministern i ett uttalande att landet väntar på besked.\n\n", 10)
	an := a.Analyze(text, enligt.Blocks(text))
	words := 0
	for _, s := range an.Sentences {
		words += len(s.Words)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		e.Find(an)
	}
	b.ReportMetric(float64(words)*float64(b.N)/400/b.Elapsed().Seconds(), "documents/s")
}
