package reading

import (
	"fmt"
	"testing"

	"github.com/enligt/enligt"
)

// chain is statements nested in one another, with these confidences.
func chain(confidences ...float64) []enligt.Statement {
	var out []enligt.Statement
	for i, c := range confidences {
		s := enligt.Statement{ID: fmt.Sprint("s", i+1), Confidence: c, Cue: enligt.Span{Start: i, End: i + 1}}
		if i > 0 {
			s.Parent = fmt.Sprint("s", i)
			s.About = []string{"s1", "s9"}
		}
		out = append(out, s)
	}
	return out
}

func TestAStatementInsideOneThatGoesBelongsToTheNextThatStays(t *testing.T) {
	got := keep(chain(.9, .1, .2, .8), .5)
	if len(got) != 2 || got[0].ID != "s1" || got[1].ID != "s2" || got[1].Parent != "s1" {
		t.Fatalf("%+v", got)
	}
	if len(got[1].About) != 1 || got[1].About[0] != "s1" {
		t.Errorf("about %q", got[1].About)
	}
	if got := keep(chain(.1, .9), .5); len(got) != 1 || got[0].ID != "s1" || got[0].Parent != "" || got[0].About != nil {
		t.Errorf("%+v", got)
	}
	if got := keep(chain(.1, .9), 0); len(got) != 2 {
		t.Errorf("no limit left %d", len(got))
	}
}

func TestStatementsThatHoldEachOtherDoNotHang(t *testing.T) {
	s := chain(.1, .1, .9)
	s[0].Parent = "s2"
	if got := keep(s, .5); len(got) != 1 || got[0].Parent != "" {
		t.Errorf("%+v", got)
	}
}

func TestStatementsComeInTextOrder(t *testing.T) {
	s := []enligt.Statement{
		{ID: "s1", Cue: enligt.Span{Start: 50, End: 55}, Content: []enligt.Span{{Start: 60, End: 70}}},
		{ID: "s2", Cue: enligt.Span{Start: 30, End: 35}, Content: []enligt.Span{{Start: 10, End: 20}}, Parent: "s1"},
	}
	order(s)
	if s[0].ID != "s1" || s[0].Cue.Start != 30 || s[0].Parent != "s2" || s[1].ID != "s2" {
		t.Errorf("%+v", s)
	}
}

func TestAStatementHasTheKindOfItsBlock(t *testing.T) {
	blocks := []enligt.Block{{Span: enligt.Span{Start: 0, End: 9}, Kind: enligt.HeadingBlock}, {Span: enligt.Span{Start: 10, End: 30}, Kind: enligt.Paragraph}}
	s := enligt.Statement{Cue: enligt.Span{Start: 20, End: 22}, Content: []enligt.Span{{Start: 12, End: 15}}}
	setBlock(&s, blocks)
	if s.Block != enligt.Paragraph {
		t.Errorf("%q", s.Block)
	}
}

func TestOneActorForEachNameAndKindButNeverForTheNameless(t *testing.T) {
	text := "Ada Berg, en källa, AP, ada berg, en källa"
	says := func(name string, kind enligt.ActorKind, at int) enligt.Statement {
		return enligt.Statement{Speaker: []enligt.Speaker{{Name: name, Kind: kind, From: []enligt.Span{{Start: at, End: at + 2}}}}}
	}
	s := []enligt.Statement{says("Ada Berg", enligt.Person, 30), says("en källa", enligt.Anonymous, 10), says("ada berg", enligt.Person, 0), says("en källa", enligt.Anonymous, 36), says("AP", enligt.Organisation, 21)}
	s[0].Via = []enligt.Party{{Name: "AP", Span: enligt.Span{Start: 21, End: 23}}}
	s = append(s, enligt.Statement{Source: &enligt.Span{Start: 21, End: 23}})
	actors := nameActors(text, s)
	if len(actors) != 4 {
		t.Fatalf("%+v", actors)
	}
	if s[0].Speaker[0].Actor != s[2].Speaker[0].Actor || s[1].Speaker[0].Actor == s[3].Speaker[0].Actor {
		t.Errorf("%+v", s)
	}
	if ada := actors[0]; ada.ID != "a1" || len(ada.Mentions) != 2 || ada.Mentions[0].Start != 0 {
		t.Errorf("%+v", ada)
	}
	if last := s[5].Speaker; len(last) != 1 || last[0].Name != "AP" || last[0].Kind != enligt.Organisation || last[0].Actor != s[0].Via[0].Actor {
		t.Errorf("a source without a speaker is %+v", last)
	}
}
