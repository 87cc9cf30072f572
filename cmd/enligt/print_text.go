package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// textPrinter writes readings for people: the speaker to the left, what is said
// to the right, as a play is set; then, quieter, how it is said, and in words
// where there is doubt. A count closes it on standard error.
type textPrinter struct {
	out        *bufio.Writer
	err        io.Writer
	dict       *dictionary
	width      int
	colour     bool
	manyFiles  bool
	documents  int
	statements int
	speakers   int
	doubtful   int
	empty      string // what to say where the only document has no statement
}

func newTextPrinter(c *readCommand, std streams, set *packs.Set) (*textPrinter, error) {
	dict, err := readDictionary(set)
	if err != nil {
		return nil, err
	}
	return &textPrinter{
		out: bufio.NewWriter(std.Out), err: std.Err, dict: dict,
		width: widthOf(std.Out), colour: coloured(c.Color, std.Out), manyFiles: len(c.Files) > 1,
	}, nil
}

func (p *textPrinter) print(r *enligt.Reading) error {
	p.documents++
	if r.Err != nil {
		return nil
	}
	for _, w := range r.Warnings {
		fmt.Fprintln(p.err, printable("enligt: "+r.Document.ID+": note: "+w))
	}
	if p.documents > 1 {
		fmt.Fprintln(p.out)
	}
	if p.manyFiles || p.documents > 1 || r.Document.Title != "" {
		fmt.Fprintln(p.out, p.bold(printable(heading(&r.Document))))
		fmt.Fprintln(p.out)
	}
	p.count(r)
	if len(r.Statements) == 0 {
		none := fmt.Sprintf("no statements found in %d words of %s", len(strings.Fields(r.Document.Text)), p.dict.language(r.Document.Lang))
		fmt.Fprintln(p.out, none)
		return p.out.Flush()
	}
	page := newTextPage(p, r)
	for i := range r.Statements {
		page.statement(&r.Statements[i])
	}
	return p.out.Flush()
}

func heading(d *enligt.Document) string {
	parts := []string{d.ID}
	for _, s := range []string{d.Title, d.Outlet, whenWords(d.Published)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

func (p *textPrinter) count(r *enligt.Reading) {
	speakers := map[string]bool{}
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, sp := range s.Speaker {
			speakers[sp.Actor] = true
		}
		if len(s.Doubt) > 0 {
			p.doubtful++
		}
	}
	p.statements += len(r.Statements)
	p.speakers += len(speakers)
}

// close writes "27 statements, 9 speakers, 3 doubtful, 14 ms".
func (p *textPrinter) close(took time.Duration) error {
	parts := []string{plural(p.statements, "statement"), plural(p.speakers, "speaker"), fmt.Sprintf("%d doubtful", p.doubtful)}
	if p.documents > 1 {
		parts = append([]string{plural(p.documents, "document")}, parts...)
	}
	fmt.Fprintf(p.err, "%s, %d ms\n", strings.Join(parts, ", "), took.Milliseconds())
	return p.out.Flush()
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// The few colours: what stands out, what steps back, where to look twice.
func (p *textPrinter) bold(s string) string  { return p.paint("1", s) }
func (p *textPrinter) quiet(s string) string { return p.paint("2", s) }
func (p *textPrinter) red(s string) string   { return p.paint("31", s) }

func (p *textPrinter) paint(code, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
