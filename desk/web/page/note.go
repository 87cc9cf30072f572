package page

import (
	"fmt"
	"sort"
	"strings"

	"github.com/enligt/enligt"
)

// Note is what the margin says of one statement.
type Note struct {
	Index   int // of the statement in the reading
	N       string
	Who     string
	Act     string
	Class   string // of the line under the act
	Maybe   string // who the voice is said to be, where that is unsure
	Doubts  []string
	Form    string
	Strong  bool // the form is verbatim
	Road    []string
	Same    bool // same speaker and road as the note above
	Inside  string
	Negated bool
	Unsure  bool
	Cells   []Cell
}

// Cell is one line of a note's detail: a slice of the text, or our own words.
type Cell struct {
	Label string
	Slice string
	Value string
	Row   int // where the slice stands, 0 where it is none
}

// noteMaker makes notes in order; it remembers the one above.
type noteMaker struct {
	r     *enligt.Reading
	words Words
	above string // speaker and road of the note above
}

func (m *noteMaker) note(i int) Note {
	s := &m.r.Statements[i]
	n := Note{
		Index: i,
		N:     number(s), Act: ActWord(s, m.words), Class: "l-" + Ground(s),
		Form: m.words.Name("form." + string(s.Form)), Strong: s.Form == enligt.Direct,
		Inside: strings.TrimPrefix(s.Parent, "s"), Negated: s.Polarity == enligt.Negated, Unsure: s.Unsure(),
	}
	n.Who = m.who(s)
	if s.Purported() {
		n.Who, n.Maybe = m.words.Name("label.voice"), n.Who
	}
	for _, d := range s.Doubt {
		n.Doubts = append(n.Doubts, m.words.Name("doubt."+string(d.Kind)))
	}
	n.Road = m.road(s)
	if here := n.Who + "\x00" + strings.Join(n.Road, "\x00"); len(n.Road) > 0 {
		n.Same = here == m.above
		m.above = here
	} else {
		m.above = ""
	}
	n.Cells = m.cells(s)
	return n
}

// ActWord is the word for what a speaker does: "denies", and where they only say it, and
// that is in doubt, the doubt's: "claims", "is said to".
func ActWord(s *enligt.Statement, words Words) string {
	ground := Ground(s)
	plain := s.Act == enligt.Assert || s.Act == "" || s.Act == enligt.Believe && ground == string(enligt.Believed)
	if plain && ground != "said" {
		return words.Name("ground." + ground)
	}
	return words.Name("act." + string(s.Act))
}

func (m *noteMaker) who(s *enligt.Statement) string {
	var names []string
	for _, sp := range s.Speaker {
		names = append(names, sp.Name)
	}
	if len(names) == 0 {
		return m.words.Name("label.nobody")
	}
	return strings.Join(names, ", ")
}

// road is how it came here: channel, whom it was said to, who carried it.
func (m *noteMaker) road(s *enligt.Statement) []string {
	var out []string
	if s.Channel != nil {
		out = append(out, s.Channel.Name)
	}
	for _, a := range s.Addressee {
		out = append(out, m.words.Name("label.to")+" "+a.Name)
	}
	for _, v := range s.Via {
		out = append(out, m.words.Name("label.via")+" "+v.Name)
	}
	return out
}

func (m *noteMaker) cells(s *enligt.Statement) []Cell {
	var out []Cell
	add := func(label string, span enligt.Span, value string) {
		if span.Empty() && value == "" {
			return
		}
		c := Cell{Label: m.words.Name("label." + label), Value: value}
		if !span.Empty() {
			c.Slice, c.Row = span.Of(m.r.Document.Text), m.rowOf(span)
		}
		out = append(out, c)
	}
	if s.Source != nil {
		add("source", *s.Source, "")
	}
	for _, sp := range s.Speaker {
		if sp.Role != nil {
			add("role", *sp.Role, "")
		}
	}
	add("cue", s.Cue, "")
	if s.Channel != nil {
		add("channel", s.Channel.Span, "")
	}
	for _, a := range s.Addressee {
		add("to", a.Span, "")
	}
	for _, v := range s.Via {
		add("via", v.Span, "")
	}
	if s.When != nil {
		span := enligt.Span{}
		if len(s.When.From) > 0 {
			span = s.When.From[0]
		}
		add("when", span, s.When.Value)
	}
	if s.Condition != nil {
		add("condition", *s.Condition, "")
	}
	for _, d := range s.Doubt {
		add("doubt", d.Span, m.words.Name("doubt."+string(d.Kind)))
	}
	if s.Confidence > 0 {
		add("sure", enligt.Span{}, fmt.Sprintf("%.0f %%", s.Confidence*100))
	}
	return out
}

// rowOf is the number of the block that a span begins in.
func (m *noteMaker) rowOf(span enligt.Span) int {
	blocks := m.r.Document.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > span.Start })
	return min(i+1, len(blocks))
}
