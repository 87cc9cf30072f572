package revision

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/enligt/enligt"
)

// said is one statement of a text made for a test: "Ek säger att hamnen är stängd."
type said struct {
	who, cue, what string
	doubt          enligt.DoubtKind
	act            enligt.Act
}

// reading lays out statements, a paragraph each, with what stands between them.
func reading(list []said, between ...string) *enligt.Reading {
	r := &enligt.Reading{}
	var b strings.Builder
	add := func(words string) enligt.Span {
		start := b.Len()
		b.WriteString(words)
		return enligt.Span{Start: start, End: b.Len()}
	}
	for i, s := range list {
		if i < len(between) {
			add(between[i] + "\n\n")
		}
		st := enligt.Statement{ID: fmt.Sprintf("s%d", i+1), Act: s.act, Polarity: enligt.Affirmed, Form: enligt.Indirect}
		if st.Act == "" {
			st.Act = enligt.Assert
		}
		if s.who != "" {
			source := add(s.who)
			st.Source = &source
			st.Speaker = []enligt.Speaker{{Actor: "a" + st.ID, Name: s.who, Kind: enligt.Person, From: []enligt.Span{source}}}
			r.Actors = append(r.Actors, enligt.Actor{ID: "a" + st.ID, Name: s.who, Kind: enligt.Person})
			add(" ")
		}
		st.Cue = add(s.cue)
		if s.doubt != "" {
			st.Doubt = []enligt.Doubt{{Kind: s.doubt, Span: st.Cue}}
		}
		add(" att ")
		st.Content = []enligt.Span{add(s.what)}
		add(".\n\n")
		r.Statements = append(r.Statements, st)
	}
	r.Document.Text = strings.TrimSpace(b.String())
	r.Document.Blocks = enligt.Blocks(r.Document.Text)
	return r
}

var harbour = []said{
	{who: "Karin Ek", cue: "säger", what: "30 båtar väntar utanför hamnen"},
	{who: "Bo Dahl", cue: "uppger", what: "isen i rännan har lagt sig"},
	{cue: "Det påstås", what: "färjan gick på grund i natt", doubt: enligt.Claimed},
}

// inWords knows three numerals.
func inWords(_, word string) (string, bool) {
	digits, ok := map[string]string{"tre": "3", "fyra": "4", "tolv": "12"}[word]
	return digits, ok
}

// told writes changes in a line each.
func told(old, now *enligt.Reading) string {
	var out []string
	for _, c := range Between(old, now, inWords) {
		line := string(c.Kind)
		for _, f := range c.Fields {
			line += fmt.Sprintf(" %s %s>%s", f.Part, strings.Join(f.Old, "+"), strings.Join(f.New, "+"))
		}
		switch {
		case c.Kind == Gone:
			line += " " + old.Statements[c.Old].Content[0].Of(old.Document.Text)
		case c.Kind == Added:
			line += " " + now.Statements[c.New].Content[0].Of(now.Document.Text)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// edited is harbour with one statement otherwise.
func edited(i int, edit func(*said)) []said {
	out := slices.Clone(harbour)
	edit(&out[i])
	return out
}

func TestAStatementIsAddedGoneOrChanged(t *testing.T) {
	for name, c := range map[string]struct {
		now  []said
		want string
	}{
		"the same":                   {harbour, ""},
		"one more":                   {append(slices.Clone(harbour), said{who: "Ada Berg", cue: "hävdar", what: "vägen är spärrad"}), "added vägen är spärrad"},
		"one less":                   {[]said{harbour[0], harbour[2]}, "gone isen i rännan har lagt sig"},
		"moved":                      {[]said{harbour[2], harbour[0], harbour[1]}, ""},
		"a number":                   {edited(0, func(s *said) { s.what = "34 båtar väntar utanför hamnen" }), "changed number 30>34"},
		"words":                      {edited(1, func(s *said) { s.what = "isen i rännan har släppt" }), "changed content isen i rännan har lagt sig>isen i rännan har släppt"},
		"a speaker":                  {edited(1, func(s *said) { s.who = "Ada Berg" }), "changed speaker Bo Dahl>Ada Berg"},
		"no speaker":                 {edited(1, func(s *said) { s.who, s.cue = "", "Det uppges" }), "changed speaker Bo Dahl>"},
		"an act":                     {edited(1, func(s *said) { s.cue, s.act = "varnar för", enligt.Warn }), "changed act assert>warn"},
		"a doubt":                    {edited(1, func(s *said) { s.cue, s.doubt = "påstår", enligt.Claimed }), "changed doubt >claimed"},
		"less doubt":                 {edited(2, func(s *said) { s.cue, s.doubt = "Det är klart", "" }), "changed doubt claimed>"},
		"another cue":                {edited(1, func(s *said) { s.cue = "berättar" }), ""},
		"a fuller name":              {edited(1, func(s *said) { s.who = "Bo Lars Dahl" }), ""},
		"a number and words":         {edited(0, func(s *said) { s.what = "34 fartyg väntar utanför hamnen" }), "changed content 30 båtar väntar utanför hamnen>34 fartyg väntar utanför hamnen number 30>34"},
		"something else by the same": {edited(0, func(s *said) { s.what = "kajen ska rivas till våren" }), "gone 30 båtar väntar utanför hamnen\nadded kajen ska rivas till våren"},
	} {
		if got := told(reading(harbour), reading(c.now)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestWhatOnlySetsATextOtherwiseIsNoChange(t *testing.T) {
	for name, what := range map[string]string{
		"a comma": "30 båtar, väntar utanför hamnen", "white space": "30\n båtar \u00a0väntar utanför hamnen", "quotation marks": "30 »båtar” väntar utanför ’hamnen'",
		"a soft hyphen": "30 båtar vän\u00adtar utanför hamnen", "a capital": "30 båtar VÄNTAR utanför hamnen",
	} {
		if got := told(reading(harbour), reading(edited(0, func(s *said) { s.what = what }))); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := told(reading(harbour, "Publicerad 27 juli 2023."), reading(harbour, "Uppdaterad 28 juli 2023 klockan 10.")); got != "" {
		t.Errorf("a new date line: %s", got)
	}
}

func TestANumberIsTheSameHoweverItIsSet(t *testing.T) {
	for _, same := range [][2]string{{"12 000 båtar", "12\u00a0000 båtar"}, {"12.000 båtar", "12,000 båtar"}, {"12000 båtar", "12’000 båtar"}, {"3,5 meter", "3.5 meter"}, {"kl 14.30", "kl 14:30"}, {"tolv båtar", "12 båtar"}} {
		old, now := reading(edited(0, func(s *said) { s.what = same[0] })), reading(edited(0, func(s *said) { s.what = same[1] }))
		if got := told(old, now); got != "" {
			t.Errorf("%q, %q: %s", same[0], same[1], got)
		}
	}
	for _, c := range [][3]string{
		{"tre båtar väntar", "fyra båtar väntar", "tre>fyra"}, {"tre båtar väntar", "12 båtar väntar", "tre>12"},
		{"12 000 båtar", "13 000 båtar", "12 000>13 000"}, {"3,5 meter is", "4,5 meter is", "3,5>4,5"}, {"mellan 3 och 5 döda", "mellan 3 och 7 döda", "5>7"},
		{"3 döda och 3 skadade", "3 döda och 4 skadade", "3>4"}, {"2023 fanns 300 båtar", "2023 fanns 301 båtar", "300>301"},
	} {
		old, now := reading(edited(0, func(s *said) { s.what = c[0] })), reading(edited(0, func(s *said) { s.what = c[1] }))
		if got := told(old, now); got != "changed number "+c[2] {
			t.Errorf("%q, %q: %s", c[0], c[1], got)
		}
	}
}

func TestWordsThatHaveStayedTheSameAreNoChangeHoweverTheyAreRead(t *testing.T) {
	old, now := reading(harbour, "I dag."), reading(harbour, "I går.")
	now.Statements = now.Statements[:2] // one is not found
	now.Statements[0].Content[0].Start += len("30 ")
	now.Statements[1].Act = enligt.Warn
	if got := told(old, now); got != "" {
		t.Errorf("%s", got)
	}
	if got := told(now, old); got != "" {
		t.Errorf("the other way: %s", got)
	}
	now.Statements[1].Speaker[0].Name = "Ada Berg"
	now.Statements[1].Speaker[0].From = []enligt.Span{{Start: 0, End: len("I går.")}} // a name in words that have changed
	if got := told(old, now); got != "changed speaker Bo Dahl>Ada Berg act assert>warn" {
		t.Errorf("who speaks is told elsewhere in the text: %s", got)
	}
}

func TestOneOfTwoEqualStatementsIsGone(t *testing.T) {
	twice := []said{harbour[0], harbour[1], harbour[0]}
	if got := told(reading(twice), reading(twice[:2])); got != "gone 30 båtar väntar utanför hamnen" {
		t.Error(got)
	}
}

func TestStatesThatAreOneByTheirKeyAreOneSpeaker(t *testing.T) {
	old, now := reading(harbour), reading(edited(0, func(s *said) { s.who = "Paris" }))
	for _, r := range []*enligt.Reading{old, now} {
		r.Statements[0].Speaker[0].Kind, r.Actors[0].Key = enligt.State, "FR"
	}
	if got := told(old, now); got != "" {
		t.Error(got)
	}
	now.Actors[0].Key = ""
	if got := told(old, now); got != "changed speaker Karin Ek>Paris" {
		t.Error(got)
	}
}

func TestChangesOfAnyTextAreToldInItsOrderAndBothWays(t *testing.T) {
	names := []string{"Karin Ek", "Bo Dahl", "Ada Berg", ""}
	statement := rapid.Custom(func(t *rapid.T) said {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"hamnen", "isen", "färjan", "12", "13", "väntar", "är", "stängd", "öppen", "båtar"}), 1, 7).Draw(t, "words")
		return said{who: rapid.SampledFrom(names).Draw(t, "who"), cue: rapid.SampledFrom([]string{"säger", "uppger"}).Draw(t, "cue"), what: strings.Join(words, " ")}
	})
	rapid.Check(t, func(t *rapid.T) {
		old := rapid.SliceOfN(statement, 0, 6).Draw(t, "old")
		now := rapid.SliceOfN(statement, 0, 6).Draw(t, "now")
		a, b := reading(old), reading(now)
		if got := told(a, a); got != "" {
			t.Fatalf("against itself: %s", got)
		}
		shuffled := rapid.Permutation(old).Draw(t, "shuffled")
		if got := told(a, reading(shuffled)); got != "" {
			t.Fatalf("moved: %s", got)
		}
		commas := slices.Clone(old)
		for i := range commas {
			commas[i].what = strings.ReplaceAll(commas[i].what, " ", rapid.SampledFrom([]string{", ", "  ", "\n", " – ", " “"}).Draw(t, "sign"))
		}
		if got := told(a, reading(commas)); got != "" {
			t.Fatalf("signs: %s", got)
		}
		forth, back := Between(a, b, inWords), Between(b, a, inWords)
		if count(forth, Added) != count(back, Gone) || count(forth, Gone) != count(back, Added) || count(forth, Changed) != count(back, Changed) {
			t.Fatalf("forth %v, back %v", forth, back)
		}
		last := -1
		for _, c := range forth {
			if c.New >= 0 && c.New <= last || (c.Kind == Changed) != (len(c.Fields) > 0) || (c.Old < 0) != (c.Kind == Added) || (c.New < 0) != (c.Kind == Gone) {
				t.Fatalf("%v", forth)
			}
			last = max(last, c.New)
		}
	})
}

func count(list []Change, kind Kind) (n int) {
	for _, c := range list {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

func TestManyStatementsTakeLittleTime(t *testing.T) {
	var old, now []said
	for i := range 3000 {
		old = append(old, said{who: "Ek", cue: "säger", what: fmt.Sprintf("båt %d väntar i hamn %d sedan i går", i, i%7)})
		now = append(now, said{who: "Ek", cue: "säger", what: fmt.Sprintf("båt %d väntar i hamn %d sedan i natt", i, i%7)})
	}
	begun := time.Now()
	if n := len(Between(reading(old), reading(now), inWords)); n != 3000 {
		t.Errorf("%d changes", n)
	}
	same := make([]said, 3000)
	for i := range same {
		same[i] = said{who: fmt.Sprint("Ek ", i), cue: "säger", what: "nej"}
	}
	Between(reading(same), reading(same[1500:]), inWords)
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("%v", took)
	}
}

// A line of speech that nothing leads in rests on its own words, not on all before them.
func TestAStatementWithoutCueRestsOnItsOwnWords(t *testing.T) {
	lay := func(text, quote string) *enligt.Reading {
		r := &enligt.Reading{Document: enligt.Document{Text: text, Blocks: enligt.Blocks(text)}}
		if at := strings.Index(text, quote); quote != "" {
			r.Statements = []enligt.Statement{{ID: "s1", Content: []enligt.Span{{Start: at, End: at + len(quote)}}}}
		}
		return r
	}
	old := lay("Polisen söker en kvinna.\n– Vi har inte hittat henne än.\nSlut.", "Vi har inte hittat henne än.")
	if got := told(old, lay("Polisen letar efter en kvinna.\n– Vi har inte hittat henne än.\nSlut.", "")); got != "" {
		t.Errorf("words that stand there still: %s", got)
	}
	if got := told(old, lay("Polisen söker en kvinna.\nSlut.", "")); !strings.HasPrefix(got, "gone") {
		t.Errorf("words that are gone: %q", got)
	}
}

// Two hundred statements a side, of five thousand words each, none alike.
func TestLongStatementsTakeLittleTime(t *testing.T) {
	long := func(of string) (list []said) {
		for i := range 200 {
			var b strings.Builder
			for j := range 1000 {
				fmt.Fprintf(&b, "%s%d ", of, (i*37+j)%4000)
			}
			list = append(list, said{who: "Karin Ek", cue: "säger", what: strings.TrimSpace(b.String())})
		}
		return list
	}
	start := time.Now()
	Between(reading(long("a")), reading(long("b")), inWords)
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("%v", took)
	}
}
