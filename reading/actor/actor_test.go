package actor

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/packs"
)

// smallPack is a language of our own with a few words, so that these tests need
// no trained model.
func smallPack(t testing.TB) *Resolver {
	t.Helper()
	p, err := packs.Open(fstest.MapFS{
		"pack.json":         {Data: []byte(`{"lang":"xx"}`)},
		"pronouns.tsv":      {Data: []byte("form\tnumber\tgender\tclass\nshe\tSing\tFem\tperson\nhe\tSing\tMasc\tperson\nthey\tPlur\t\tgroup\ni\tSing\t\tspeaker\n")},
		"firstnames.tsv":    {Data: []byte("name\tgender\nAda\tFem\nBo\tMasc\n")},
		"roles.tsv":         {Data: []byte("role\tmatch\tforms\nminister\tword\t\n")},
		"nouns.tsv":         {Data: []byte("noun\tmatch\tkind\nsource\tword\tanonymous\nfirm\tword\torganisation\n")},
		"nationalities.tsv": {Data: []byte("country\tcapital\tadjective\tpeople\tkey\nMali|Republic of Mali\tBamako\tMalian\tMalians\tML\n")},
		"titles.tsv":        {Data: []byte("title\tgender\nmrs\tFem\nmr\tMasc\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// analysis builds one from rows of "form UPOS head relation [feats [entity]]", a
// blank line between sentences.
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
		if len(f) > 4 {
			feats = f[4]
		}
		if len(f) > 5 {
			misc = "NE=" + f[5]
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t_\t%s\t%s\t%s\t_\t%s\n", n, f[0], strings.ToLower(f[0]), f[1], feats, f[2], f[3], misc)
	}
	read, err := conllu.ReadAll(strings.NewReader(b.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	var sentences []enligt.Sentence
	for i := range read {
		sentences = append(sentences, read[i].Sentence)
	}
	return layOut(sentences)
}

// layOut lays the words of sentences out as a text with one blank between two.
func layOut(sentences []enligt.Sentence) *nlp.Analysis {
	var text strings.Builder
	for s := range sentences {
		for w := range sentences[s].Words {
			if text.Len() > 0 {
				text.WriteByte(' ')
			}
			x := &sentences[s].Words[w]
			x.Span = enligt.Span{Start: text.Len(), End: text.Len() + len(x.Form)}
			text.WriteString(x.Form)
		}
		if n := len(sentences[s].Words); n > 0 {
			sentences[s].Span = enligt.Span{Start: sentences[s].Words[0].Start, End: sentences[s].Words[n-1].End}
		}
	}
	return &nlp.Analysis{Text: text.String(), Sentences: sentences, Blocks: enligt.Blocks(text.String())}
}

// says makes a statement of the words of a: whose source is the nth time that
// source stands there, whose cue is the word "says" after it.
func says(t testing.TB, a *nlp.Analysis, source string, nth int) enligt.Statement {
	t.Helper()
	at := -1
	for ; nth > 0; nth-- {
		i := strings.Index(a.Text[at+1:], source)
		if i < 0 {
			t.Fatalf("%q does not stand in %q", source, a.Text)
		}
		at += 1 + i
	}
	cue := strings.Index(a.Text[at:], "says")
	s := enligt.Statement{ID: fmt.Sprint("s", at), Source: &enligt.Span{Start: at, End: at + len(source)}}
	if cue >= 0 {
		s.Cue = enligt.Span{Start: at + cue, End: at + cue + 4}
	}
	return s
}

// speakers writes the speakers of a statement.
func speakers(s *enligt.Statement) string {
	var out []string
	for _, p := range s.Speaker {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

const adaAndBo = `
Ada PROPN 3 nsubj _ B-PER
Berg PROPN 1 flat _ I-PER
met VERB 0 root VerbForm=Fin
Bo PROPN 3 obj _ B-PER
Ek PROPN 4 flat _ I-PER

She PRON 2 nsubj
says VERB 0 root VerbForm=Fin
no INTJ 2 obj

He PRON 2 nsubj
says VERB 0 root VerbForm=Fin
yes INTJ 2 obj

Ek PROPN 2 nsubj
says VERB 0 root VerbForm=Fin
so ADV 2 advmod`

func TestPronounsAreToldByGenderAndShortNamesByTheirWords(t *testing.T) {
	a := analysis(t, adaAndBo)
	s := []enligt.Statement{says(t, a, "She", 1), says(t, a, "He", 1), says(t, a, "Ek", 2)}
	actors := smallPack(t).Resolve(a, s)
	for i, want := range []string{"Ada Berg", "Bo Ek", "Bo Ek"} {
		if got := speakers(&s[i]); got != want {
			t.Errorf("statement %d is by %q, want %q", i+1, got, want)
		}
	}
	if len(actors) != 2 || s[1].Speaker[0].Actor != s[2].Speaker[0].Actor || actors[1].ID != s[1].Speaker[0].Actor {
		t.Errorf("%+v", actors)
	}
	if got := len(actors[1].Mentions); got != 3 {
		t.Errorf("Bo Ek is mentioned %d times, not 3: %+v", got, actors[1].Mentions)
	}
}

func TestTheSlicesThatANameRestsOnAreSourceAndName(t *testing.T) {
	a := analysis(t, adaAndBo)
	s := []enligt.Statement{says(t, a, "She", 1)}
	smallPack(t).Resolve(a, s)
	var got []string
	for _, f := range s[0].Speaker[0].From {
		got = append(got, f.Of(a.Text))
	}
	if !reflect.DeepEqual(got, []string{"She", "Ada Berg"}) {
		t.Errorf("rests on %q", got)
	}
}

func TestAPronounThatFitsNobodyNamesNobody(t *testing.T) {
	a := analysis(t, "She PRON 2 nsubj\nsays VERB 0 root VerbForm=Fin\nno INTJ 2 obj")
	s := []enligt.Statement{says(t, a, "She", 1)}
	if actors := smallPack(t).Resolve(a, s); len(actors) != 0 || len(s[0].Speaker) != 0 {
		t.Errorf("%+v, %+v", actors, s[0].Speaker)
	}
}

func TestACountryAndItsCapitalAreOneStateWithItsKey(t *testing.T) {
	a := analysis(t, `
Mali PROPN 2 nsubj _ B-LOC
says VERB 0 root VerbForm=Fin
no INTJ 2 obj

Bamako PROPN 2 nsubj _ B-LOC
says VERB 0 root VerbForm=Fin
so ADV 2 advmod`)
	s := []enligt.Statement{says(t, a, "Mali", 1), says(t, a, "Bamako", 1)}
	actors := smallPack(t).Resolve(a, s)
	if len(actors) != 1 || actors[0].Key != "ML" || actors[0].Kind != enligt.State || speakers(&s[1]) != "Mali" {
		t.Errorf("%+v, %q", actors, speakers(&s[1]))
	}
}

func TestUnnamedSourcesAreNotOne(t *testing.T) {
	row := "A DET 2 det Definite=Ind|PronType=Art\nsource NOUN 3 nsubj Number=Sing\nsays VERB 0 root VerbForm=Fin\nno INTJ 3 obj\n"
	a := analysis(t, row+"\n"+row)
	s := []enligt.Statement{says(t, a, "A source", 1), says(t, a, "A source", 2)}
	if actors := smallPack(t).Resolve(a, s); len(actors) != 2 || actors[0].Kind != enligt.Anonymous {
		t.Errorf("%+v", actors)
	}
}

func TestFirstPersonInsideAStatementIsItsSpeaker(t *testing.T) {
	a := analysis(t, `
I PRON 2 nsubj
think VERB 4 ccomp VerbForm=Fin
, PUNCT 2 punct
says VERB 0 root VerbForm=Fin
Ada PROPN 4 nsubj _ B-PER
Berg PROPN 5 flat _ I-PER`)
	outer := enligt.Statement{ID: "s1", Content: []enligt.Span{{Start: 0, End: 7}}, Cue: enligt.Span{Start: 10, End: 14}, Source: &enligt.Span{Start: 15, End: 23}}
	inner := enligt.Statement{ID: "s2", Cue: enligt.Span{Start: 2, End: 7}, Source: &enligt.Span{Start: 0, End: 1}, Parent: "s1", Nested: true}
	s := []enligt.Statement{outer, inner}
	smallPack(t).Resolve(a, s)
	if speakers(&s[1]) != "Ada Berg" {
		t.Errorf("I is %q", speakers(&s[1]))
	}
}

func TestTextsWithoutWordsOrStatementsGiveNoActors(t *testing.T) {
	e := smallPack(t)
	if got := e.Resolve(&nlp.Analysis{}, []enligt.Statement{{Source: &enligt.Span{}}}); got != nil {
		t.Errorf("%+v", got)
	}
	if got := e.Resolve(analysis(t, adaAndBo), nil); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestAPackWithoutTablesNamesSourcesByTheirWords(t *testing.T) {
	p, err := packs.Open(fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"xx"}`)}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	a := analysis(t, adaAndBo)
	s := []enligt.Statement{says(t, a, "Ek", 2)}
	if e.Resolve(a, s); speakers(&s[0]) != "Bo Ek" {
		t.Errorf("%q", speakers(&s[0]))
	}
}

// crowd is n persons who meet and speak, in as many sentences.
func crowd(t testing.TB, n int) (*nlp.Analysis, []enligt.Statement) {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Ada PROPN 4 nsubj _ B-PER\nBerg%d PROPN 1 flat _ I-PER\n( PUNCT 1 punct\nsays VERB 0 root VerbForm=Fin\nminister NOUN 4 obj Definite=Def|Number=Sing\nfirm NOUN 4 obj Definite=Def|Number=Sing\n\nShe PRON 2 nsubj\nsays VERB 0 root VerbForm=Fin\n\n", i)
	}
	a := analysis(t, b.String())
	var s []enligt.Statement
	for i := range a.Sentences {
		w := a.Sentences[i].Words
		st := enligt.Statement{ID: fmt.Sprint("s", i), Cue: w[1].Span, Source: &enligt.Span{Start: w[0].Start, End: w[0].End}}
		if len(w) > 4 {
			st.Cue, st.Source.End = w[3].Span, w[1].End
		}
		s = append(s, st)
	}
	return a, s
}

func TestTimeIsLinearInTheNumberOfPersons(t *testing.T) {
	e := smallPack(t)
	best := func(n int) time.Duration {
		a, s := crowd(t, n)
		least := time.Hour
		for range 5 {
			began := time.Now()
			e.Resolve(a, s)
			least = min(least, time.Since(began))
		}
		return least
	}
	small, large := best(200), best(1600)
	if large > 40*small+20*time.Millisecond {
		t.Errorf("200 persons take %v, 1600 take %v", small, large)
	}
}

func TestResolvingIsSafeAndTheSameFromManyGoroutines(t *testing.T) {
	e := smallPack(t)
	a, s := crowd(t, 20)
	want := e.Resolve(a, s)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			_, mine := crowd(t, 20)
			if got := e.Resolve(a, mine); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(mine, s) {
				t.Error("another result")
			}
		})
	}
	wg.Wait()
}

// FuzzResolve takes any text, its words tagged by turns, and any spans as
// statements: it never panics, every span that comes out is a slice of the text,
// and every speaker is an actor.
func FuzzResolve(f *testing.F) {
	for _, text := range []string{"Ada Berg says no , she says", "FN ( Förenta nationerna ) says A. E. Berg and Bo Ek , both , say", "the source the minister Mali 's Bamako", "( ( ) , , ' s", "é\u0301 😀 \u00a0"} {
		f.Add(text, []byte{0, 3, 1, 7, 2, 9, 4, 4})
		f.Add(text, []byte{255, 1, 30, 2, 8, 8, 1})
	}
	e := smallPack(f)
	f.Fuzz(func(t *testing.T, text string, by []byte) {
		if !utf8.ValidString(text) || len(text) > 1<<11 || len(by) == 0 || len(by) > 1<<8 {
			return
		}
		a := tagged(text, by)
		s := fuzzed(a, by)
		ids := map[string]bool{}
		for _, x := range e.Resolve(a, s) {
			ids[x.ID] = true
			for _, span := range append(x.Mentions, x.Roles...) {
				if err := span.Check(a.Text); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i := range s {
			for _, p := range s[i].Speaker {
				if !ids[p.Actor] || p.Name == "" && len(p.From) == 0 {
					t.Fatalf("%+v", p)
				}
				for _, span := range p.From {
					if err := span.Check(a.Text); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	})
}

// tagged is an analysis of the words of a text with tags, heads and names by
// turns of what by says.
func tagged(text string, by []byte) *nlp.Analysis {
	tags := []string{"PROPN", "NOUN", "VERB", "DET", "ADP", "PUNCT", "PRON", "CCONJ", "ADJ", "NUM"}
	feats := []string{"", "Definite=Def|Number=Sing", "Case=Gen", "Number=Plur", "Definite=Ind|PronType=Art", "Gender=Fem"}
	rels := []string{"nsubj", "flat", "conj", "appos", "nmod", "obl", "root", "cop", "case"}
	names := []string{"", "B-PER", "I-PER", "B-ORG", "B-LOC", ""}
	var sentences []enligt.Sentence
	words := strings.Fields(text)
	for at := 0; at < len(words); at += 12 {
		var s enligt.Sentence
		for i, form := range words[at:min(at+12, len(words))] {
			b := int(by[(at+i)%len(by)])
			s.Words = append(s.Words, enligt.Word{Form: form, Lemma: strings.ToLower(form), UPOS: tags[(b+i)%len(tags)], Feats: feats[b%len(feats)], Deprel: rels[b%len(rels)], Entity: names[b%len(names)], Head: b%14 - 1, Quoted: uint8(b % 101)})
		}
		sentences = append(sentences, s)
	}
	return layOut(sentences)
}

// fuzzed makes statements of runs of words.
func fuzzed(a *nlp.Analysis, by []byte) []enligt.Statement {
	var all []enligt.Span
	for _, s := range a.Sentences {
		for _, w := range s.Words {
			all = append(all, w.Span)
		}
	}
	var out []enligt.Statement
	for i := 0; i+2 < len(by) && len(all) > 0; i += 3 {
		pick := func(k int) enligt.Span {
			x, y := int(by[i+k])%len(all), int(by[(i+k+1)%len(by)])%len(all)
			return all[min(x, y)].Cover(all[max(x, y)])
		}
		source, cue := pick(0), pick(1)
		s := enligt.Statement{ID: fmt.Sprint("s", i), Content: []enligt.Span{pick(2)}, Cue: cue, Source: &source, Addressee: []enligt.Party{{Span: pick(1)}}}
		if by[i]%5 == 0 {
			s.Source = nil
		}
		if by[i]%7 == 0 {
			s.Cue = enligt.Span{}
		}
		out = append(out, s)
	}
	return out
}
