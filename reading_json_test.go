package enligt

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// someReading draws a reading with every list filled or empty.
var someReading = rapid.Custom(func(t *rapid.T) Reading {
	text := trickyText.Draw(t, "text")
	g := &drawer{t, text}
	r := Reading{
		Document: Document{
			ID: g.word(), Lang: g.word(), Title: g.word(), Published: g.word(), Outlet: g.word(), URL: g.word(), Text: text,
			Address: g.word(), Author: g.word(), Medium: Medium(g.word()), Fetched: g.word(), RawHash: g.word(), Extractor: g.word(), Warnings: g.words(),
			Blocks: many(g, func() Block { return Block{g.span(), BlockKind(g.word())} }),
			Refs:   many(g, func() Ref { return Ref{g.word(), g.word()} }),
			Segments: many(g, func() Segment {
				return Segment{g.span(), g.number(), g.number(), g.word()}
			}),
		},
		Statements: many(g, g.statement),
		Actors:     many(g, func() Actor { return Actor{g.word(), g.word(), g.word(), ActorKind(g.word()), g.spans(), g.spans()} }),
		Times:      many(g, func() Timex { return Timex{g.span(), g.word(), g.word()} }),
		Places: many(g, func() Place {
			return Place{g.span(), g.word(), g.number(), g.word(), float64(g.number()) / 8, float64(g.number()) / 8, g.word()}
		}),
		Events: many(g, func() Event {
			return Event{g.word(), g.word(), g.word(), g.span(), g.words(), g.words(), g.dated(), g.dated(), g.word()}
		}),
		Warnings: g.words(),
		MadeBy:   MadeBy{g.word(), g.word()},
	}
	if rapid.Bool().Draw(t, "failed") {
		r.Err = &ReadError{g.word(), g.word(), g.word()}
	}
	return r
})

type drawer struct {
	t    *rapid.T
	text string
}

func many[T any](g *drawer, draw func() T) []T {
	var out []T
	for range rapid.IntRange(0, 2).Draw(g.t, "count") {
		out = append(out, draw())
	}
	return out
}

func (g *drawer) word() string {
	return rapid.SampledFrom([]string{"", "s1", "<b>&", "é\u2028", "\"\\"}).Draw(g.t, "word")
}
func (g *drawer) words() []string { return many(g, g.word) }
func (g *drawer) number() int     { return rapid.IntRange(0, 9).Draw(g.t, "number") }
func (g *drawer) span() Span      { return someSpan(g.t, g.text) }
func (g *drawer) spans() []Span   { return many(g, g.span) }

func (g *drawer) maybe() *Span {
	if rapid.Bool().Draw(g.t, "absent") {
		return nil
	}
	s := g.span()
	return &s
}

func (g *drawer) dated() *Dated {
	if rapid.Bool().Draw(g.t, "absent") {
		return nil
	}
	return &Dated{g.word(), g.spans()}
}

func (g *drawer) party() Party { return Party{g.word(), g.word(), g.span()} }

func (g *drawer) statement() Statement {
	s := Statement{
		ID: g.word(), Content: g.spans(), Cue: g.span(), Source: g.maybe(), Form: Form(g.word()), Act: Act(g.word()), Polarity: Polarity(g.word()),
		Parent: g.word(), Nested: rapid.Bool().Draw(g.t, "nested"), Block: BlockKind(g.word()),
		Speaker: many(g, func() Speaker {
			return Speaker{g.word(), g.word(), ActorKind(g.word()), g.spans(), g.maybe()}
		}),
		Addressee: many(g, g.party), Via: many(g, g.party), When: g.dated(), Condition: g.maybe(),
		Doubt: many(g, func() Doubt { return Doubt{DoubtKind(g.word()), g.span()} }), About: g.words(), Confidence: float64(g.number()) / 100,
	}
	if s.Cue.Empty() {
		s.Cue = Span{} // an empty cue is no cue
	}
	if rapid.Bool().Draw(g.t, "channel") {
		s.Channel = &Channel{g.word(), ChannelType(g.word()), g.span()}
	}
	return s
}

func TestAReadingSurvivesJSONAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := someReading.Draw(t, "reading")
		line, err := want.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var got Reading
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("came back as\n%+v\nwas\n%+v", got, want)
		}
		if again, _ := got.MarshalJSON(); !bytes.Equal(again, line) {
			t.Fatalf("the second JSON is\n%s\nthe first\n%s", again, line)
		}
	})
}

func TestJSONHasTheShapeOfTheContract(t *testing.T) {
	text := "På X <b> & så: ”Å😀”, säger hon till AP."
	at := func(part string) Span { i := strings.Index(text, part); return Span{i, i + len(part)} }
	hon := at("hon")
	r := Reading{
		Document: Document{ID: "a", Lang: "sv", Text: text, Blocks: []Block{{Span{0, len(text)}, Paragraph}}},
		Statements: []Statement{{
			ID: "s1", Content: []Span{at("”Å😀”")}, Cue: at("säger"), Source: &hon, Form: Direct, Act: Assert, Polarity: Affirmed, Block: Paragraph,
			Speaker:   []Speaker{{Actor: "a1", Name: "hon", Kind: Person, From: []Span{hon}}},
			Addressee: []Party{{"a2", "AP", at("AP")}}, Channel: &Channel{"X", "social", at("X")}, Confidence: 0.93,
		}},
		Actors: []Actor{{ID: "a1", Name: "hon", Kind: Person, Mentions: []Span{hon}}},
		MadeBy: MadeBy{"0.1.0", "sv 1"},
	}
	want := `{"document":{"id":"a","lang":"sv","title":null,"published":null,"outlet":null,"url":null,"text":"På X <b> & så: ”Å😀”, säger hon till AP.","blocks":[{"kind":"paragraph","start":0,"end":39}]},` +
		`"statements":[{"id":"s1","key":"` + r.Statements[0].Key(r.Document.TextHash()) + `","content":[{"start":15,"end":19,"text":"”Å😀”"}],"cue":{"start":21,"end":26,"text":"säger"},"source":{"start":27,"end":30,"text":"hon"},` +
		`"form":"direct","act":"assert","polarity":"affirmed","parent":null,"nested":false,"block":"paragraph",` +
		`"speaker":[{"actor":"a1","name":"hon","kind":"person","from":[{"start":27,"end":30,"text":"hon"}],"role":null}],` +
		`"addressee":[{"actor":"a2","name":"AP","start":36,"end":38,"text":"AP"}],"channel":{"name":"X","type":"social","start":3,"end":4,"text":"X"},` +
		`"via":[],"when":null,"condition":null,"doubt":[],"about":[],"confidence":0.93}],` +
		`"actors":[{"id":"a1","key":null,"name":"hon","kind":"person","roles":[],"mentions":[{"start":27,"end":30,"text":"hon"}]}],` +
		`"times":[],"places":[],"events":[],"warnings":[],"made_by":{"enligt":"0.1.0","pack":"sv 1"}}`
	got, err := r.MarshalJSON()
	if err != nil || string(got) != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
	}
}

func TestAFailedReadingHasItsIDItsErrorAndEmptyLists(t *testing.T) {
	r := Reading{Document: Document{ID: "b"}, Err: &ReadError{At: "line 17", What: "not JSON", Do: "mend it"}, MadeBy: MadeBy{Enligt: "0.1.0"}}
	want := `{"document":{"id":"b","lang":null,"title":null,"published":null,"outlet":null,"url":null,"text":null,"blocks":[]},"error":{"at":"line 17","what":"not JSON","do":"mend it"},` +
		`"statements":[],"actors":[],"times":[],"places":[],"events":[],"warnings":[],"made_by":{"enligt":"0.1.0","pack":null}}`
	if got, err := r.MarshalJSON(); err != nil || string(got) != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
	}
}

func TestASpanThatIsNotTheTextsCannotBeWritten(t *testing.T) {
	for _, bad := range []Span{{0, 9}, {1, 2}, {-1, 0}, {2, 0}} {
		r := Reading{Document: Document{Text: "åb"}, Statements: []Statement{{Content: []Span{bad}}}}
		if out, err := r.MarshalJSON(); err == nil {
			t.Errorf("%v was written: %s", bad, out)
		}
	}
	if out, err := (Reading{Document: Document{Text: "\xff"}}).MarshalJSON(); err == nil {
		t.Errorf("a text that is not UTF-8 was written: %s", out)
	}
}

func TestAReadingThatHasComeLooseFromItsTextIsRefused(t *testing.T) {
	r := Reading{Document: Document{Text: "Nej, säger hon."}, Statements: []Statement{{ID: "s1", Content: []Span{{0, 3}}, Cue: Span{5, 11}}}}
	line, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"another text":   {"Nej, säger hon.", "Ja!, säger hon."},
		"a moved span":   {`"start":0,"end":3`, `"start":1,"end":3`},
		"beyond the end": {`"start":0,"end":3`, `"start":0,"end":99`},
		"another key":    {`"key":"`, `"key":"0`},
		"other words":    {`"text":"säger"`, `"text":"sade"`},
	} {
		broken := strings.Replace(string(line), change[0], change[1], 1)
		if broken == string(line) {
			t.Fatalf("%s: nothing to change in %s", name, line)
		}
		var back Reading
		if err := json.Unmarshal([]byte(broken), &back); err == nil {
			t.Errorf("%s: was read: %s", name, broken)
		}
	}
}

func TestAReadingInPartsIsReadAsInOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := someReading.Draw(t, "reading")
		line, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var whole struct {
			Document   json.RawMessage
			Statements []json.RawMessage
		}
		if err := json.Unmarshal(line, &whole); err != nil {
			t.Fatal(err)
		}
		var statements [][]byte
		for _, s := range whole.Statements {
			statements = append(statements, s)
		}
		var got, want Reading
		if err := want.UnmarshalJSON(line); err != nil {
			t.Fatal(err)
		}
		if err := got.UnmarshalParts(whole.Document, r.Document.Text, statements, line); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\ngot  %+v\nwant %+v", err, got, want)
		}
		if err := got.UnmarshalParts(whole.Document, r.Document.Text+" more", statements, nil); len(statements) > 0 && err == nil {
			t.Error("statements of another text were read")
		}
	})
}

func FuzzUnmarshalReading(f *testing.F) {
	r := Reading{Document: Document{ID: "a", Text: "Nej 😀, säger hon."}, Statements: []Statement{{ID: "s1", Content: []Span{{0, 3}}, Cue: Span{10, 16}}}}
	seed, err := r.MarshalJSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"document":{"text":"\ud800"},"places":[{"start":0,"end":1}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var r Reading
		if r.UnmarshalJSON(raw) != nil {
			return
		}
		line, err := r.MarshalJSON()
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		var again Reading
		if err := again.UnmarshalJSON(line); err != nil || !reflect.DeepEqual(r, again) {
			t.Fatalf("%v: came back otherwise: %s", err, line)
		}
	})
}
