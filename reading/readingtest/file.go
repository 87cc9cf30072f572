package readingtest

import (
	"fmt"
	"slices"
	"strings"
)

// File is one file of cases.
type File struct {
	Path  string
	Lead  []string // the lines before the first case
	Cases []*Case
}

// Case is one text and what must be read from it.
type Case struct {
	Line     int // of its title, from 1
	Title    string
	Settings []Setting
	Text     string
	TextLine int
	Sections []*Section
	head     []string // its lines as they stand, down to and with "---"
}

// Setting is one line under the title: "published: 2023-07-28".
type Setting struct{ Name, Value string }

// Section is one thing expected: a word, perhaps a value behind it, and lines.
type Section struct {
	Line    int
	Name    string
	Value   string // "lang sv": "sv"
	Entries []Entry
	above   []string // comments and empty lines before it
}

// Entry is an indented line of a section.
type Entry struct {
	Line  int
	Text  string
	above []string
}

// settings are what may stand under a title.
var settings = []string{"published", "lang", "title", "outlet", "todo"}

// Setting returns the value of a setting, "" where the case has none.
func (c *Case) Setting(name string) string {
	for _, s := range c.Settings {
		if s.Name == name {
			return s.Value
		}
	}
	return ""
}

// Todo is why the case is known to fail, "" for one that must hold.
func (c *Case) Todo() string { return c.Setting("todo") }

// Parse reads a file of cases. The error names the line and what may stand there.
func Parse(path, text string) (*File, error) {
	p := parser{file: &File{Path: path}}
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if err := p.line(i+1, strings.TrimRight(line, " \t\r")); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
	}
	if p.state == inSettings || p.state == inText {
		return nil, fmt.Errorf("%s:%d: case %q has no line \"---\" after its text", path, p.now.Line, p.now.Title)
	}
	p.file.finish(p.above)
	return p.file, nil
}

// The parser is always in one of these places.
const (
	beforeCases = iota
	inSettings
	inText
	inExpected
)

type parser struct {
	file  *File
	state int
	now   *Case
	above []string // comments that wait for what they stand above
}

func (p *parser) line(n int, line string) error {
	if title, ok := strings.CutPrefix(line, "==="); ok && p.state != inText && p.state != inSettings {
		p.start(n, strings.TrimSpace(title), line)
		if p.now.Title == "" {
			return fmt.Errorf("a case needs a title after \"===\"")
		}
		return nil
	}
	switch p.state {
	case beforeCases:
		if line != "" && !comment(line) {
			return fmt.Errorf("text before the first case; a case starts with \"=== title\", a remark with \"# \"")
		}
		p.file.Lead = append(p.file.Lead, line)
		return nil
	case inSettings:
		p.now.head = append(p.now.head, line)
		if name, value, ok := strings.Cut(line, ":"); ok && slices.Contains(settings, name) {
			p.now.Settings = append(p.now.Settings, Setting{name, strings.TrimSpace(value)})
			return nil
		}
		p.state, p.now.TextLine = inText, n
		return p.text(line)
	case inText:
		p.now.head = append(p.now.head, line)
		return p.text(line)
	}
	return p.expected(n, line)
}

func (p *parser) start(n int, title, line string) {
	lead := p.above
	p.above = nil
	p.now = &Case{Line: n, Title: title, head: append(lead, line)}
	p.file.Cases = append(p.file.Cases, p.now)
	p.state = inSettings
}

func (p *parser) text(line string) error {
	if line == "---" {
		p.now.Text = strings.Trim(p.now.Text, "\n")
		p.state = inExpected
		return nil
	}
	if strings.HasPrefix(line, "===") {
		return fmt.Errorf("a new case starts, but %q has no line \"---\" after its text", p.now.Title)
	}
	p.now.Text += line + "\n"
	return nil
}

func (p *parser) expected(n int, line string) error {
	c := p.now
	if line == "" || comment(strings.TrimSpace(line)) {
		p.above = append(p.above, line)
		return nil
	}
	above := p.above
	p.above = nil
	if strings.HasPrefix(line, "  ") {
		if len(c.Sections) == 0 {
			return fmt.Errorf("an indented line with nothing above it that it could belong to")
		}
		s := c.Sections[len(c.Sections)-1]
		s.Entries = append(s.Entries, Entry{n, line[2:], above})
		return s.checkEntry(line[2:])
	}
	name, value, _ := strings.Cut(line, " ")
	s := &Section{Line: n, Name: name, Value: strings.TrimSpace(value), above: above}
	c.Sections = append(c.Sections, s)
	return s.check()
}

func comment(line string) bool { return line == "#" || strings.HasPrefix(line, "# ") }

// finish gives the lines after the last expectation to the file's end.
func (f *File) finish(rest []string) {
	if len(f.Cases) > 0 && len(rest) > 0 {
		c := f.Cases[len(f.Cases)-1]
		c.Sections = append(c.Sections, &Section{Name: "", above: rest})
	}
}
