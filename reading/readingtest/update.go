package readingtest

import (
	"fmt"
	"slices"
	"strings"
)

// Update makes the expectations of a case what was read. The choice of fields,
// remarks and order stay; statements that were not read go, those that were not
// expected come last.
func (c *Case) Update(got *Outcome) {
	for _, s := range c.Sections {
		if write, ok := lists[s.Name]; ok {
			s.setLines(write(got))
		}
		if s.Name == "lang" {
			s.Value = got.Reading.Document.Lang
		}
	}
	c.updateStatements(got)
}

// setLines replaces the lines of a list; a remark stays above the line of the
// same place.
func (s *Section) setLines(texts []string) {
	entries := make([]Entry, len(texts))
	for i, text := range texts {
		entries[i].Text = text
		if i < len(s.Entries) {
			entries[i].above = s.Entries[i].above
		}
	}
	s.Entries = entries
}

func (c *Case) updateStatements(got *Outcome) {
	expected, about, all := c.statements()
	if !about {
		return
	}
	pairs := pair(expected, &got.Reading)
	var sections []*Section
	i, last := 0, 0 // last is where further statements go
	for _, s := range c.Sections {
		switch s.Name {
		case "statement":
			if i++; pairs[i-1] < 0 {
				continue
			}
			s.setFields(got, pairs[i-1])
		case "none":
			if len(got.Reading.Statements) > 0 {
				continue
			}
		}
		sections = append(sections, s)
		if s.Name == "statement" || last == 0 && s.Name != "" {
			last = len(sections)
		}
	}
	if all {
		var added []*Section
		for k := range got.Reading.Statements {
			if !slices.Contains(pairs, k) {
				added = append(added, newStatement(got, k))
			}
		}
		if len(got.Reading.Statements) == 0 && !slices.ContainsFunc(sections, func(s *Section) bool { return s.Name == "none" }) {
			added = append(added, &Section{Name: "none"})
		}
		sections = slices.Insert(sections, last, added...)
	}
	c.Sections = sections
}

func (s *Section) setFields(got *Outcome, k int) {
	st := &got.Reading.Statements[k]
	for i := range s.Entries {
		e := &s.Entries[i]
		name, old := cutField(e.Text)
		value := fieldNamed(name).write(&got.Reading, st)
		if same(old, value, name, &got.Reading, st) {
			continue
		}
		if _, n := occurrence(old); n > 0 && value != absent {
			value = fmt.Sprintf("%s #%d", value, nthOf(got.Reading.Document.Text, value, spanOf(name, st)))
		}
		e.Text = line(name, value)
	}
}

func newStatement(got *Outcome, k int) *Section {
	s := &Section{Name: "statement"}
	for _, name := range usual {
		s.Entries = append(s.Entries, Entry{Text: line(name, fieldNamed(name).write(&got.Reading, &got.Reading.Statements[k]))})
	}
	return s
}

// line puts the values of neighbouring fields under each other.
func line(name, value string) string { return fmt.Sprintf("%-8s %s", name, value) }

// String is the file as it is written.
func (f *File) String() string {
	var lines []string
	lines = append(lines, f.Lead...)
	for _, c := range f.Cases {
		lines = append(lines, c.head...)
		for _, s := range c.Sections {
			lines = append(lines, s.above...)
			if s.Name == "" {
				continue
			}
			lines = append(lines, strings.TrimSpace(s.Name+" "+s.Value))
			for _, e := range s.Entries {
				lines = append(lines, e.above...)
				lines = append(lines, "  "+e.Text)
			}
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
