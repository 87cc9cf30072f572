package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/weighing/revision"
)

// changePrinter writes what became of statements: for people text by text, the kind
// to the left and what changed below, or a line of JSON a change.
type changePrinter struct {
	*textPrinter
	jsonl    bool
	numerals revision.Numerals
	texts    int
	changes  int
	more     bool // there are more texts
}

func newChangePrinter(std streams, dict *dictionary, format, colour string) *changePrinter {
	return &changePrinter{
		textPrinter: &textPrinter{out: bufio.NewWriter(std.Out), err: std.Err, dict: dict, width: widthOf(std.Out), colour: coloured(colour, std.Out)},
		jsonl:       format == "jsonl",
	}
}

// Columns: the kind of change, and inside it the part that changed.
const (
	kindWidth = 9
	partWidth = 10
)

func (p *changePrinter) print(c *comparison) error {
	p.texts++
	p.changes += len(c.changes)
	if p.jsonl {
		return p.lines(c)
	}
	if p.texts > 1 {
		fmt.Fprintln(p.out)
	}
	v := &c.now.Version
	parts := []string{v.Title}
	if v.Title == "" {
		parts[0] = v.Address
	}
	if v.Outlet != "" {
		parts = append(parts, v.Outlet)
	}
	for _, line := range wrap(printable(strings.Join(append(parts, v.ID), " · ")), p.width) {
		fmt.Fprintln(p.out, p.bold(line))
	}
	fmt.Fprintln(p.out, p.quiet(fmt.Sprintf("version %d, %s → version %d, %s", c.old.Version.Number, known(&c.old.Version), v.Number, known(v))))
	fmt.Fprintln(p.out)
	if len(c.changes) == 0 {
		fmt.Fprintln(p.out, "no statement has changed")
	}
	words := p.dict.of(v.Lang)
	for _, x := range c.changes {
		p.change(x, c, words)
	}
	return p.out.Flush()
}

func known(v *ledger.Version) string { return v.Commit.UTC.UTC().Format("2006-01-02 15:04 UTC") }

// change writes one: kind, who and what, and of what changed the older and the newer.
func (p *changePrinter) change(x revision.Change, c *comparison, words *vocabulary) {
	s := &c.old.Notes
	i := x.Old
	if x.New >= 0 {
		s, i = &c.now.Notes, x.New
	}
	note := &(*s)[i]
	head := []string{speakersOf(note, words), words.Name("act."+string(note.Act)) + ":"}
	p.row(string(x.Kind), kindWidth, 0, strings.Join(head, " ")+" ‹"+strings.Join(note.Slices(), " … ")+"›")
	for _, f := range x.Fields {
		switch f.Part {
		case revision.Content:
			p.row("before", partWidth, kindWidth, "‹"+strings.Join(f.Old, " … ")+"›")
		case revision.Number, revision.Speaker:
			p.row(string(f.Part), partWidth, kindWidth, fromTo(f, func(s string) string { return s }))
		default:
			p.row(string(f.Part), partWidth, kindWidth, fromTo(f, func(s string) string { return words.Name(string(f.Part) + "." + s) }))
		}
	}
}

// row writes a label and what belongs to it, in a column of its own.
func (p *changePrinter) row(label string, width, indent int, text string) {
	painted := p.quiet(label)
	if indent == 0 {
		painted = p.bold(label)
	}
	for i, line := range wrap(printable(text), max(20, p.width-indent-width)) {
		left := painted + strings.Repeat(" ", max(1, width-columns(label)))
		if i > 0 {
			left = strings.Repeat(" ", width)
		}
		fmt.Fprintln(p.out, strings.Repeat(" ", indent)+left+line)
	}
}

func fromTo(f revision.Field, word func(string) string) string {
	side := func(list []string) string {
		var out []string
		for _, s := range list {
			out = append(out, word(s))
		}
		if len(out) == 0 {
			return "–"
		}
		return strings.Join(out, ", ")
	}
	return side(f.Old) + " → " + side(f.New)
}

func speakersOf(s *ledger.Statement, words *vocabulary) string {
	var out []string
	for _, p := range s.Speaker {
		out = append(out, p.Name)
	}
	if len(out) == 0 {
		return words.label("nobody")
	}
	return strings.Join(out, ", ")
}

// changeLine is a change as one line of JSON; the statements are those of `enligt
// read`.
type changeLine struct {
	DocumentID string          `json:"document_id"`
	Address    string          `json:"address"`
	OldVersion string          `json:"old_version"`
	Version    string          `json:"version"`
	Kind       revision.Kind   `json:"kind"`
	Fields     []fieldLine     `json:"fields"`
	Old        json.RawMessage `json:"old"` // null for what was added
	New        json.RawMessage `json:"new"` // null for what is gone
}

type fieldLine struct {
	Part revision.Part `json:"part"`
	Old  []string      `json:"old"`
	New  []string      `json:"new"`
}

func (p *changePrinter) lines(c *comparison) error {
	was, err := ledger.Keep(&enligt.Reading{Document: c.old.Version.Document, Statements: c.old.Reading.Statements})
	if err != nil {
		return err
	}
	is, err := ledger.Keep(&enligt.Reading{Document: c.now.Version.Document, Statements: c.now.Reading.Statements})
	if err != nil {
		return err
	}
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	for _, x := range c.changes {
		line := changeLine{c.now.ID, c.now.Address, c.old.Version.ID, c.now.Version.ID, x.Kind, []fieldLine{}, json.RawMessage("null"), json.RawMessage("null")}
		for _, f := range x.Fields {
			line.Fields = append(line.Fields, fieldLine{f.Part, append([]string{}, f.Old...), append([]string{}, f.New...)})
		}
		if x.Old >= 0 {
			line.Old = was.Statements[x.Old]
		}
		if x.New >= 0 {
			line.New = is.Statements[x.New]
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return p.out.Flush()
}

// close says how many there were.
func (p *changePrinter) close() error {
	said := fmt.Sprintf("%s in %s", plural(p.changes, "change"), plural(p.texts, "text"))
	if p.more {
		said += "; --limit shows more"
	}
	fmt.Fprintln(p.err, said)
	return p.out.Flush()
}
