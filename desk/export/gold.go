package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// goldDocument is a document as the project's gold files have it: spans are code
// points of the text.
type goldDocument struct {
	ID         string          `json:"id"`
	Lang       string          `json:"lang"`
	Published  string          `json:"published"`
	Title      string          `json:"title"`
	Ref        string          `json:"ref"`
	Text       string          `json:"text"`
	Statements []goldStatement `json:"statements"`
}

// goldStatement says of each statement whether a person has looked at it.
type goldStatement struct {
	ID        string   `json:"id"`
	By        string   `json:"by"` // "person" or "machine"
	Form      string   `json:"form"`
	Act       string   `json:"act"`
	Speaker   string   `json:"speaker,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Role      string   `json:"role,omitempty"`
	Addressee string   `json:"addressee,omitempty"`
	Channel   string   `json:"channel,omitempty"`
	Via       []string `json:"via,omitempty"`
	When      string   `json:"when,omitempty"`
	Doubt     string   `json:"doubt,omitempty"`
	Nested    bool     `json:"nested,omitempty"`
	Content   [][2]int `json:"content"`
	Cue       *[2]int  `json:"cue,omitempty"`
	Source    *[2]int  `json:"source,omitempty"`
}

// Gold writes every text that people decided on, one a line, with their corrections
// in place: what is no statement is gone, what was missed is there. Statements that
// nobody looked at are the machine's, and say so.
func Gold(ctx context.Context, l ledger.Ledger, q ledger.Query, out io.Writer) error {
	decisions, err := l.Decisions(ctx, "", q.AsOf)
	if err != nil {
		return err
	}
	missed := map[string][]ledger.Decision{}
	for _, d := range decisions {
		list := missed[d.TextHash]
		if d.Field == ledger.Missed {
			list = append(list, d)
		}
		missed[d.TextHash] = list
	}
	w := bufio.NewWriter(out)
	err = eachDocument(ctx, l, q, func(d *ledger.Document) error {
		more, ok := missed[d.Version.Hash]
		if !ok {
			return nil
		}
		delete(missed, d.Version.Hash) // a text once, however many documents share it
		return writeJSON(w, goldOf(d, more))
	})
	if err != nil {
		return err
	}
	return w.Flush()
}

func goldOf(d *ledger.Document, missed []ledger.Decision) goldDocument {
	v := &d.Version
	g := goldDocument{ID: v.ID, Lang: v.Lang, Published: v.Published, Title: v.Title, Ref: v.Address, Text: v.Text, Statements: []goldStatement{}}
	at := enligt.NewOffsets(v.Text)
	for i := range d.Notes {
		if s, ok := mended(&d.Notes[i], v.Text, at); ok {
			g.Statements = append(g.Statements, s)
		}
	}
	for i := len(missed) - 1; i >= 0; i-- {
		m := &missed[i]
		s := goldStatement{By: "person", Form: string(enligt.Indirect), Act: string(enligt.Assert), Content: points(at, m.Spans[1:])}
		if !m.Spans[0].Empty() {
			s.Cue = point(at, m.Spans[0])
		}
		if len(m.Rests) > 0 {
			s.Source, s.Speaker = point(at, m.Rests[0]), m.Right
		}
		g.Statements = append(g.Statements, s)
	}
	for i := range g.Statements {
		g.Statements[i].ID = fmt.Sprintf("s%d", i+1)
	}
	return g
}

// mended is a statement with the corrections on it, the newest of a cell last; ok is
// false where somebody said that it is none.
func mended(s *ledger.Statement, text string, at *enligt.Offsets) (g goldStatement, ok bool) {
	names, kinds, roles := speakers(s)
	g = goldStatement{
		By: "machine", Form: string(s.Form), Act: string(s.Act), Speaker: names, Kind: kinds, Role: roles, Addressee: parties(s.Addressee),
		Nested: s.Nested, Content: points(at, s.Content),
	}
	if !s.Cue.Empty() {
		g.Cue = point(at, s.Cue)
	}
	if s.Source != nil {
		g.Source = point(at, *s.Source)
	}
	if s.Channel != nil {
		g.Channel = s.Channel.Name
	}
	if s.When != nil {
		g.When = s.When.Value
	}
	for _, p := range s.Via {
		g.Via = append(g.Via, p.Name)
	}
	if len(s.Doubt) > 0 {
		g.Doubt = string(s.Doubt[0].Kind)
	}
	for _, d := range slices.Backward(s.Decisions) {
		g.By = "person"
		if d.Field == ledger.NotAStatement {
			return g, false
		}
		g.mend(&d.Decision, at)
	}
	return g, true
}

// mend puts one correction in place.
func (g *goldStatement) mend(d *enligt.Decision, at *enligt.Offsets) {
	var first *[2]int
	if len(d.Rests) > 0 {
		first = point(at, d.Rests[0])
	}
	switch d.Field {
	case "content":
		if first != nil {
			g.Content = points(at, d.Rests)
		}
	case "cue":
		g.Cue = first
	case "source":
		g.Source = first
	case "speaker":
		g.Speaker = d.Right
	case "role":
		g.Role = d.Right
	case "act":
		g.Act = d.Right
	case "form":
		g.Form = d.Right
	case "addressee":
		g.Addressee = d.Right
	case "channel":
		g.Channel = d.Right
	case "when":
		g.When = d.Right
	case "via":
		g.Via = splitNames(d.Right)
	case "doubt":
		g.Doubt = d.Right
	}
}

// splitNames cuts a cell of several at semicolons.
func splitNames(cell string) (out []string) {
	for name := range strings.SplitSeq(cell, ";") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

func point(at *enligt.Offsets, s enligt.Span) *[2]int {
	start, end := at.RuneSpan(s)
	return &[2]int{start, end}
}

func points(at *enligt.Offsets, spans []enligt.Span) (out [][2]int) {
	for _, s := range spans {
		out = append(out, *point(at, s))
	}
	return out
}
