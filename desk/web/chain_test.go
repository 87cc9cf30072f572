package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// carried is a statement with a channel and carriers, named in the text.
func carried(outlet, channel string, via ...string) *ledger.Statement {
	text := strings.Join(append([]string{"Ek säger", channel}, via...), " ")
	s := enligt.Statement{ID: "s1", Content: []enligt.Span{at(text, "Ek")}, Cue: at(text, "säger"), Act: enligt.Assert, Speaker: []enligt.Speaker{{Name: "Ek", Kind: enligt.Person}}}
	if channel != "" {
		s.Channel = &enligt.Channel{Name: channel, Span: at(text, channel)}
	}
	for _, v := range via {
		s.Via = append(s.Via, enligt.Party{Name: v, Span: at(text, v)})
	}
	d := enligt.Document{Text: text, Outlet: outlet, Blocks: enligt.Blocks(text)}
	return &ledger.Statement{Statement: s, Version: &ledger.Version{Document: d, ID: "v"}}
}

func TestTheRoadNamesEachOnceAndEndsAtThisOutlet(t *testing.T) {
	site, _ := desk(t)
	for _, c := range []struct {
		s    *ledger.Statement
		want string
	}{
		{carried("Nordposten", ""), ""},
		{carried("Nordposten", "radio"), "radio > Nordposten"},
		{carried("Nordposten", "radio", "AP", "TT"), "radio > AP > TT > Nordposten"},
		{carried("The Harbour Dispatch", "telefon", "Harbour Dispatch"), "telefon > The Harbour Dispatch"},
		{carried("The Harbour Dispatch", "", "Harbour Dispatch"), ""},
		{carried("Nordposten", "TT", "TT"), "TT > Nordposten"},
		{carried("", "", "TT"), "TT > okänt medium"},
		{carried("", ""), ""},
	} {
		if _, road := site.skins["sv"].road(c.s); strings.Join(road, " > ") != c.want {
			t.Errorf("road %q, want %q", road, c.want)
		}
	}
}

func TestTheChainDrawsGapsAndTheGroundOfItsFirstLink(t *testing.T) {
	site, _ := desk(t)
	chain := func(s *ledger.Statement) (names, lines []string, unsaid int) {
		r := recorder{visit: &visit{skin: site.skins["en"], site: site}, s: s, offsets: enligt.NewOffsets(s.Version.Text)}
		knots, unsaid := r.chain()
		for _, k := range knots {
			names, lines = append(names, k.Name), append(lines, k.Line)
		}
		return names, lines, unsaid
	}
	names, lines, unsaid := chain(carried("The Harbour Dispatch", "telephone", "Harbour Dispatch"))
	if !slices.Equal(names, []string{"Ek", "telephone", "The Harbour Dispatch"}) || !slices.Equal(lines, []string{"said", "said", ""}) || unsaid != 0 {
		t.Errorf("%q %q, %d unsaid", names, lines, unsaid)
	}
	nobody := carried("", "radio")
	nobody.Speaker, nobody.Doubt = nil, []enligt.Doubt{{Kind: enligt.Reported, Span: nobody.Cue}}
	names, lines, unsaid = chain(nobody)
	if !slices.Equal(names, []string{"nobody named", "radio", "outlet not known"}) || lines[0] != "missing" || unsaid != 2 {
		t.Errorf("%q %q, %d unsaid", names, lines, unsaid)
	}
	doubtful := carried("Nordposten", "")
	doubtful.Doubt = []enligt.Doubt{{Kind: enligt.Purported, Span: doubtful.Cue}}
	if _, lines, _ = chain(doubtful); lines[0] != "purported" {
		t.Errorf("%q", lines)
	}
}
