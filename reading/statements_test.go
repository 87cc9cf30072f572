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

func TestActorsOfTwoPartsJoinByKeyOrByNameAndKindButTheNamelessNever(t *testing.T) {
	says := func(ids ...string) []enligt.Statement {
		var out []enligt.Statement
		for _, id := range ids {
			out = append(out, enligt.Statement{Speaker: []enligt.Speaker{{Actor: id}}})
		}
		return out
	}
	first := []enligt.Actor{{ID: "a1", Name: "Ada Berg", Kind: enligt.Person}, {ID: "a2", Name: "en källa", Kind: enligt.Anonymous}, {ID: "a3", Name: "Mali", Key: "ML", Kind: enligt.State}}
	second := []enligt.Actor{{ID: "a1", Name: "en källa", Kind: enligt.Anonymous}, {ID: "a2", Name: "ADA BERG", Kind: enligt.Person}, {ID: "a3", Name: "Mali", Key: "ML", Kind: enligt.State}}
	a, b := says("a1", "a2", "a3"), says("a1", "a2", "a3")
	all := joinActors(joinActors(nil, first, a), second, b)
	if len(all) != 4 {
		t.Fatalf("%+v", all)
	}
	if b[0].Speaker[0].Actor != "a4" || b[1].Speaker[0].Actor != "a1" || b[2].Speaker[0].Actor != "a3" {
		t.Errorf("%+v", b)
	}
}

func TestActorsWhomNoStatementNamesGoAndTheOthersAreNumberedAnew(t *testing.T) {
	text := "Ada Berg till AP, enligt TT"
	s := []enligt.Statement{
		{Speaker: []enligt.Speaker{{Actor: "a3", Name: "Ada Berg"}}},
		{Speaker: []enligt.Speaker{{Actor: "a1", Name: "TT"}}, Via: []enligt.Party{{Span: enligt.Span{Start: 14, End: 16}}}},
	}
	got := settleActors(text, s, []enligt.Actor{{ID: "a1", Name: "TT"}, {ID: "a2", Name: "Bo Ek"}, {ID: "a3", Name: "Ada Berg"}})
	if len(got) != 3 || got[0].Name != "Ada Berg" || got[0].ID != "a1" || got[1].Name != "TT" || got[1].ID != "a2" || got[2].Name != "AP" || len(got[2].Mentions) != 1 {
		t.Fatalf("%+v", got)
	}
	if s[0].Speaker[0].Actor != "a1" || s[1].Speaker[0].Actor != "a2" || s[1].Via[0].Actor != "a3" || s[1].Via[0].Name != "AP" {
		t.Errorf("%+v", s)
	}
}
