package measure

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Annotated is one document with what is said in it, whether a person marked it
// (gold) or a program read it. Spans count Unicode code points of Text.
type Annotated struct {
	ID         string // of this annotation
	Doc        string // of the text where several people annotated it, else ID
	Lang       string
	Published  string
	Title      string
	Text       string
	Statements []Stated
	Times      []Timed
	Skip       bool // left out of the gold set
}

// Stated is a statement as it is compared.
type Stated struct {
	Content, Cue, Source []Range
	Form                 string
	Fields               map[string][]value // by the names in fields; nil where none is marked
	Confidence           *float64           // 0 to 1; nil where none is given
	Pronoun              bool               // the source is a bare pronoun: see MarkPronouns
}

// Timed is a time expression with its TIMEX3 value.
type Timed struct {
	Range
	Value string
}

// Range is a half-open range of code points.
type Range struct{ Start, End int }

// maxAnnotated is the longest line of an annotated file, in bytes.
const maxAnnotated = 64 << 20

// ReadAnnotated reads one document a line: gold ("id", "text", statements with
// ranges as [start, end]) or what enligt read --format jsonl prints.
func ReadAnnotated(r io.Reader) ([]Annotated, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<20), maxAnnotated)
	var out []Annotated
	for line := 1; in.Scan(); line++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var w annotatedWire
		if err := json.Unmarshal(in.Bytes(), &w); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		d, err := w.document()
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		out = append(out, d)
	}
	return out, in.Err()
}

// annotatedWire takes both shapes: the gold document's fields stand at the top,
// the reading's inside "document".
type annotatedWire struct {
	documentWire
	Document   *documentWire    `json:"document"`
	Doc        string           `json:"doc"`
	Skip       any              `json:"skip"`
	Error      any              `json:"error"`
	Statements []map[string]any `json:"statements"`
	Times      []map[string]any `json:"times"`
}

type documentWire struct {
	ID        string  `json:"id"`
	Lang      *string `json:"lang"`
	Published *string `json:"published"`
	Title     *string `json:"title"`
	Text      string  `json:"text"`
}

func (w *annotatedWire) document() (Annotated, error) {
	from := &w.documentWire
	if w.Document != nil {
		from = w.Document
	}
	d := Annotated{ID: from.ID, Doc: from.ID, Text: from.Text, Skip: w.Skip != nil}
	for to, s := range map[*string]*string{&d.Lang: from.Lang, &d.Published: from.Published, &d.Title: from.Title} {
		if s != nil {
			*to = *s
		}
	}
	if w.Doc != "" {
		d.Doc = w.Doc
	}
	if w.Error != nil {
		w.Statements = nil
	}
	for i, m := range w.Statements {
		s, err := stated(m)
		if err != nil {
			return d, fmt.Errorf("%s: statement %d: %w", d.ID, i+1, err)
		}
		d.Statements = append(d.Statements, s)
	}
	for i, m := range w.Times {
		span := m["span"]
		if span == nil {
			span = m
		}
		ranges, err := rangesOf(span)
		if err != nil || len(ranges) == 0 {
			return d, fmt.Errorf("%s: time %d: no span (%v)", d.ID, i+1, err)
		}
		v, _ := m["value"].(string)
		d.Times = append(d.Times, Timed{ranges[0], v})
	}
	return d, nil
}

func stated(m map[string]any) (Stated, error) {
	var s Stated
	var err error
	for _, part := range []struct {
		key string
		to  *[]Range
	}{{"content", &s.Content}, {"cue", &s.Cue}, {"source", &s.Source}} {
		if *part.to, err = rangesOf(m[part.key]); err != nil {
			return s, fmt.Errorf("%s: %w", part.key, err)
		}
	}
	s.Form, _ = m["form"].(string)
	s.Fields = fieldsOf(m)
	if p, ok := m["confidence"].(float64); ok {
		if p < 0 || p > 1 {
			return s, fmt.Errorf("confidence %v: write a probability from 0 to 1", p)
		}
		s.Confidence = &p
	}
	return s, err
}

// MarkPronouns notes which sources are one word that is a pronoun of the
// document's language.
func MarkPronouns(docs []Annotated, is func(lang, word string) bool) {
	for i := range docs {
		t := text([]rune(docs[i].Text))
		for j := range docs[i].Statements {
			s := &docs[i].Statements[j]
			if lines := t.lines(s.Source); len(lines) == 1 {
				r := t.trim(lines[0], isEdge)
				s.Pronoun = is(docs[i].Lang, strings.ToLower(string(t[r.Start:r.End])))
			}
		}
	}
}

// SameTexts refuses readings of other texts than the gold documents of the same
// id: their offsets would mean nothing. A reading without its text is believed.
func SameTexts(gold, found []Annotated) error {
	by := map[string]*Annotated{}
	for i := range found {
		by[found[i].ID] = &found[i]
	}
	for _, g := range gold {
		if f := by[g.Doc]; f != nil && f.Text != "" && f.Text != g.Text {
			return fmt.Errorf("%s: the reading is of another text than the gold document; read the gold text again", g.Doc)
		}
	}
	return nil
}

// maxOffset is the greatest place in a text that a file may name.
const maxOffset = 1 << 40

// rangesOf takes null, [s,e], [[s,e] …], {"start","end"} and lists of those.
func rangesOf(x any) ([]Range, error) {
	switch x := x.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return rangesOf([]any{x["start"], x["end"]})
	case []any:
		if len(x) == 0 {
			return nil, nil
		}
		if a, ok := x[0].(float64); ok {
			b, ok := 0.0, false
			if len(x) == 2 {
				b, ok = x[1].(float64)
			}
			if !ok || a < 0 || b < a || b > maxOffset || a != math.Trunc(a) || b != math.Trunc(b) {
				return nil, fmt.Errorf("%v is no range", x)
			}
			return []Range{{int(a), int(b)}}, nil
		}
		var out []Range
		for _, y := range x {
			r, err := rangesOf(y)
			if err != nil {
				return nil, err
			}
			out = append(out, r...)
		}
		return out, nil
	}
	return nil, fmt.Errorf("%v is no range", x)
}

// text is a document's text as code points.
type text []rune

// lines cuts ranges at line ends and trims the white space at their edges, as a
// brat file counts spans.
func (t text) lines(ranges []Range) []Range {
	var out []Range
	for _, r := range ranges {
		start := min(r.Start, len(t))
		end := min(r.End, len(t))
		for start < end {
			stop := start
			for stop < end && t[stop] != '\n' {
				stop++
			}
			if l := t.trim(Range{start, stop}, isSpace); l.Start < l.End {
				out = append(out, l)
			}
			start = stop + 1
		}
	}
	return out
}

func (t text) trim(r Range, drop func(rune) bool) Range {
	for r.Start < r.End && drop(t[r.Start]) {
		r.Start++
	}
	for r.End > r.Start && drop(t[r.End-1]) {
		r.End--
	}
	return r
}

// letters are the positions that ranges cover, without white space and without
// punctuation at the edges of each line: what two annotations are compared by.
func (t text) letters(ranges []Range) []int {
	var out []int
	for _, r := range t.lines(ranges) {
		r = t.trim(r, isEdge)
		for i := r.Start; i < r.End; i++ {
			if !isSpace(t[i]) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func isEdge(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '»', '«', '\'', '’', '‘', '‚', '(', ')', '[', ']', '–', '—', '-', ',', '.', ';', ':', '!', '?', ' ', '\u00a0', '\n', '\t':
		return true
	}
	return false
}

// show is the words of ranges in one line.
func (t text) show(ranges []Range) string {
	s := ""
	for _, r := range t.lines(ranges) {
		if s != "" {
			s += " … "
		}
		s += string(t[r.Start:r.End])
	}
	return s
}

// shared counts the positions in both of two sorted lists.
func shared(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
