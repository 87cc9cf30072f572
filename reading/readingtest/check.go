package readingtest

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
)

// Failure is one thing that was not read as a case expects.
type Failure struct {
	Line      int    // of the expectation
	What      string // "source of the statement on line 7"
	Got, Want string // Want is "" where nothing was expected
}

func (f *Failure) format(path string) string {
	s := fmt.Sprintf("  %s:%d: %s\n", path, f.Line, f.What)
	if f.Got != "" {
		s += "      got   " + strings.ReplaceAll(f.Got, "\n", "\n            ") + "\n"
	}
	if f.Want != "" {
		s += "      want  " + strings.ReplaceAll(f.Want, "\n", "\n            ") + "\n"
	}
	return s
}

// check says whether a section may have this name.
func (s *Section) check() error {
	_, isList := lists[s.Name]
	switch s.Name {
	case "statement", "none", "...", "…":
		isList = true
	case "lang":
		if s.Value == "" {
			return fmt.Errorf("lang needs a code after it: lang sv")
		}
		return nil
	}
	if !isList {
		return fmt.Errorf("%q cannot be expected; write one of %s", s.Name, strings.Join(sections(), ", "))
	}
	if s.Value != "" {
		return fmt.Errorf("%q stands after %s; what is expected goes on the lines below, indented by two blanks", s.Value, s.Name)
	}
	return nil
}

func sections() []string {
	out := []string{"statement", "none", "lang", "..."}
	for name := range lists {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// checkEntry says whether a line may stand in the section.
func (s *Section) checkEntry(text string) error {
	switch s.Name {
	case "statement":
		name, value := cutField(text)
		if fieldNamed(name) == nil {
			return fmt.Errorf("%q is no field of a statement; write one of %s", name, strings.Join(each(fields, func(f field) string { return f.name }), ", "))
		}
		if value == "" {
			return fmt.Errorf("%s needs a value; \"-\" stands for nothing", name)
		}
	case "none", "lang", "...", "…":
		return fmt.Errorf("nothing may stand below %q", s.Name)
	}
	return nil
}

func cutField(text string) (name, value string) {
	name, value, _ = strings.Cut(strings.TrimSpace(text), " ")
	return name, strings.TrimSpace(value)
}

// Check compares a case with what was read.
func (c *Case) Check(got *Outcome) []Failure {
	var out []Failure
	if e := got.Reading.Err; e != nil {
		return []Failure{{Line: c.Line, What: "the text could not be read", Got: e.Error()}}
	}
	if len(c.Sections) == 0 {
		out = append(out, Failure{c.Line, "nothing is expected", "a case that cannot fail", "none, or what must be read"})
	}
	for _, s := range c.Sections {
		if write, ok := lists[s.Name]; ok {
			g, w := strings.Join(write(got), "\n"), strings.Join(each(s.Entries, func(e Entry) string { return e.Text }), "\n")
			if g != w {
				out = append(out, Failure{s.Line, s.Name, orAbsent(g), orAbsent(w)})
			}
		}
		if s.Name == "lang" && s.Value != got.Reading.Document.Lang {
			out = append(out, Failure{s.Line, "language", orAbsent(got.Reading.Document.Lang), s.Value})
		}
	}
	return append(out, c.checkStatements(got)...)
}

// checkStatements pairs the statements expected with those read, the most alike
// first, and compares each pair.
func (c *Case) checkStatements(got *Outcome) []Failure {
	expected, about, all := c.statements()
	if !about {
		return nil
	}
	var out []Failure
	pairs := pair(expected, &got.Reading)
	for i, s := range expected {
		if pairs[i] < 0 {
			out = append(out, Failure{s.Line, "statement not read", "", body(s)})
			continue
		}
		st := &got.Reading.Statements[pairs[i]]
		for _, e := range s.Entries {
			name, want := cutField(e.Text)
			if g := fieldNamed(name).write(&got.Reading, st); !same(want, g, name, &got.Reading, st) {
				out = append(out, Failure{e.Line, name, g, want})
			}
		}
	}
	for k := range got.Reading.Statements {
		if all && !slices.Contains(pairs, k) {
			s := newStatement(got, k)
			out = append(out, Failure{c.Line, "read, but not expected: statement", body(s), ""})
		}
	}
	return out
}

// statements are the sections of the case that expect one; about is false where
// the case says nothing of statements, all is true where it must name each.
func (c *Case) statements() (expected []*Section, about, all bool) {
	all = true
	for _, s := range c.Sections {
		switch s.Name {
		case "statement":
			expected, about = append(expected, s), true
		case "none":
			about = true
		case "...", "…":
			all = false
		}
	}
	return expected, about, all
}

// pair gives each expected statement the read one that agrees in most fields and
// is not taken, best pairs first; -1 where none agrees in any.
func pair(expected []*Section, r *enligt.Reading) []int {
	type match struct{ want, got, score int }
	var matches []match
	for i, s := range expected {
		for k := range r.Statements {
			if n := agreement(s, r, &r.Statements[k]); n > 0 {
				matches = append(matches, match{i, k, n})
			}
		}
	}
	sort.SliceStable(matches, func(a, b int) bool { return matches[a].score > matches[b].score })
	pairs := make([]int, len(expected))
	for i := range pairs {
		pairs[i] = -1
	}
	for _, m := range matches {
		if pairs[m.want] < 0 && !slices.Contains(pairs, m.got) {
			pairs[m.want] = m.got
		}
	}
	return pairs
}

// agreement weighs the fields of which a statement consists above the rest; a
// cue or content that overlaps counts a little, so that what was read askew is
// compared rather than called missing.
func agreement(s *Section, r *enligt.Reading, st *enligt.Statement) int {
	n := 0
	for _, e := range s.Entries {
		name, want := cutField(e.Text)
		got := fieldNamed(name).write(r, st)
		weight := 1
		switch name {
		case "cue", "content":
			weight = 20
		case "source":
			weight = 10
		}
		switch {
		case got == absent && want == absent:
		case same(want, got, name, r, st):
			n += weight
		case weight == 20 && (strings.Contains(want, got) || strings.Contains(got, want)):
			n += 5
		}
	}
	if n < 5 {
		return 0
	}
	return n
}

// same compares a value as written with one as read; "hon #2" must be the second.
func same(want, got, name string, r *enligt.Reading, st *enligt.Statement) bool {
	text, n := occurrence(want)
	if n == 0 {
		return want == got
	}
	return text == got && nthOf(r.Document.Text, text, spanOf(name, st)) == n
}

// occurrence splits "hon #2" in two; n is 0 without a number.
func occurrence(value string) (text string, n int) {
	if i := strings.LastIndex(value, " #"); i > 0 {
		if n, err := strconv.Atoi(value[i+2:]); err == nil && n > 0 {
			return value[:i], n
		}
	}
	return value, 0
}

// spanOf is where a field stands in the text; contents count from their first span.
func spanOf(name string, st *enligt.Statement) enligt.Span {
	switch {
	case name == "cue":
		return st.Cue
	case name == "source" && st.Source != nil:
		return *st.Source
	case name == "content" && len(st.Content) > 0:
		return st.Content[0]
	case name == "condition" && st.Condition != nil:
		return *st.Condition
	}
	return enligt.Span{Start: -1, End: -1}
}

// nthOf says which occurrence of its own words in the text a span is, from 1.
func nthOf(text, words string, s enligt.Span) int {
	if s.Start < 0 {
		return 0
	}
	return strings.Count(text[:s.Start], words) + 1
}

func body(s *Section) string {
	return strings.Join(each(s.Entries, func(e Entry) string { return e.Text }), "\n")
}
