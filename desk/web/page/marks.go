package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Piece is a stretch of a block under the same marks.
type Piece struct {
	Numbers []Numeral // of the statements that begin here, shown before the words
	Marks   []Mark    // outermost first
	Doubt   bool      // the words that carry a doubt
	Marked  string    // "first" or "more" of the characters that a link points at
	Text    string
}

// Numeral is the small number before a statement.
type Numeral struct{ N, Spoken string }

// Mark is the line that one statement draws under a piece.
type Mark struct {
	N     string // number of the statement
	Class string
	ID    bool // the first piece of the statement carries its id
}

// Head is the outermost mark, Inside the piece within it: the template walks in.
func (p Piece) Head() Mark { return p.Marks[0] }

// Inside is the piece without its outermost mark.
func (p Piece) Inside() Piece { return Piece{Marks: p.Marks[1:], Doubt: p.Doubt, Text: p.Text} }

// deepest is the number of lines drawn under one another; notes tell of deeper nesting.
const deepest = 3

// cover is a stretch that a statement lays something over.
type cover struct {
	enligt.Span
	statement int
	layer     layer
}

type layer int

const (
	content  layer = iota // a line
	verbatim              // straw behind it
	doubting              // the words of a doubt
	pointed               // what a link points at
)

// cutter cuts blocks, in order, at every boundary of a cover.
type cutter struct {
	r       *enligt.Reading
	covers  []cover // by start, longer first
	next    int     // first cover not reached
	open    []cover // reached and not ended
	started map[int]bool
	marked  bool // the first piece of what a link points at is cut
}

func newCutter(r *enligt.Reading, marked enligt.Span) *cutter {
	c := &cutter{r: r, started: map[int]bool{}}
	if !marked.Empty() {
		c.covers = append(c.covers, cover{marked, -1, pointed})
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, span := range s.Content {
			c.covers = append(c.covers, cover{span, i, content})
			for _, q := range Verbatim(s.Form, r.Document.Text, span) {
				c.covers = append(c.covers, cover{q, i, verbatim})
			}
		}
		for _, d := range s.Doubt {
			c.covers = append(c.covers, cover{d.Span, i, doubting})
		}
		if len(s.Content) == 0 {
			c.covers = append(c.covers, cover{s.Cue, i, content})
		}
	}
	slices.SortStableFunc(c.covers, func(a, b cover) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.layer, b.layer))
	})
	return c
}

// block cuts one block and names the statements that begin in it.
func (c *cutter) block(b enligt.Block) (pieces []Piece, opened []int) {
	at := b.Start
	for at < b.End {
		c.open = slices.DeleteFunc(c.open, func(x cover) bool { return x.End <= at })
		var numbers []Numeral
		var fresh []int
		for c.next < len(c.covers) && c.covers[c.next].Start <= at {
			x := c.covers[c.next]
			c.next++
			if x.layer == content && !c.started[x.statement] && !slices.Contains(fresh, x.statement) {
				fresh = append(fresh, x.statement)
				numbers = append(numbers, c.numeral(x.statement))
			}
			if x.End > at {
				c.open = append(c.open, x)
			}
		}
		end := b.End
		if c.next < len(c.covers) {
			end = min(end, c.covers[c.next].Start)
		}
		for _, x := range c.open {
			end = min(end, x.End)
		}
		p := c.piece(c.r.Document.Text[at:end])
		p.Numbers = numbers
		for _, n := range fresh {
			c.started[n] = true
		}
		opened = append(opened, fresh...)
		pieces = append(pieces, p)
		at = end
	}
	return pieces, opened
}

func (c *cutter) piece(text string) Piece {
	p := Piece{Text: text}
	quoted := map[int]bool{}
	for _, x := range c.open {
		p.Doubt = p.Doubt || x.layer == doubting
		if x.layer == pointed {
			p.Marked = "more"
			if !c.marked {
				p.Marked, c.marked = "first", true
			}
			continue
		}
		quoted[x.statement] = quoted[x.statement] || x.layer == verbatim
	}
	for _, x := range c.open {
		if x.layer != content || len(p.Marks) == deepest {
			continue
		}
		s := &c.r.Statements[x.statement]
		m := Mark{N: number(s), Class: "l-" + Ground(s), ID: !c.started[x.statement]}
		if depth := len(p.Marks) + 1; depth > 1 {
			m.Class += " d" + string(rune('0'+depth))
		}
		if quoted[x.statement] {
			m.Class += " q"
		}
		p.Marks = append(p.Marks, m)
	}
	return p
}

func (c *cutter) numeral(i int) Numeral {
	s := &c.r.Statements[i]
	var names []string
	for _, sp := range s.Speaker {
		names = append(names, sp.Name)
	}
	return Numeral{number(s), strings.Join(names, ", ")}
}

func number(s *enligt.Statement) string { return strings.TrimPrefix(s.ID, "s") }

// Verbatim is what of a content is the speaker's own words: all of a direct
// one, what stands between marks of a mixed one.
func Verbatim(form enligt.Form, text string, span enligt.Span) []enligt.Span {
	switch form {
	case enligt.Direct:
		return []enligt.Span{span}
	case enligt.Mixed:
		return between(text, span)
	}
	return nil
}

// between finds what stands between quotation marks, marks included.
func between(text string, span enligt.Span) []enligt.Span {
	const marks = "\"”“„«»"
	var out []enligt.Span
	from := -1
	for i, r := range span.Of(text) {
		if !strings.ContainsRune(marks, r) {
			continue
		}
		if from < 0 {
			from = i
			continue
		}
		out = append(out, enligt.Span{Start: span.Start + from, End: span.Start + i + utf8.RuneLen(r)})
		from = -1
	}
	return out
}
