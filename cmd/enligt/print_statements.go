package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// statementPrinter writes statements of the ledger for people, document by
// document, each set as `enligt read` sets it. Numbers are those of the document.
type statementPrinter struct {
	*textPrinter
	shown int
	asOf  int64
}

func newStatementPrinter(std streams, dict *dictionary, colour string) *statementPrinter {
	return &statementPrinter{textPrinter: &textPrinter{
		out: bufio.NewWriter(std.Out), err: std.Err, dict: dict, width: widthOf(std.Out), colour: coloured(colour, std.Out),
	}}
}

func (p *statementPrinter) print(list []ledger.Statement, asOf int64) error {
	p.asOf = asOf
	for _, group := range byVersion(list) {
		p.heading(group[0].Version)
		page := newTextPage(p.textPrinter, asReading(group))
		keys := map[string]*ledger.Statement{}
		for i := range group {
			keys[group[i].ID] = &group[i]
		}
		page.more = func(s *enligt.Statement) []string { return p.more(page, keys[s.ID]) }
		for i := range group {
			page.statement(&group[i].Statement)
		}
		p.shown += len(group)
	}
	return p.out.Flush()
}

// heading names the document: what it is called, where and when it stood, its id.
func (p *statementPrinter) heading(v *ledger.Version) {
	parts := []string{v.Title}
	if v.Title == "" {
		parts[0] = v.Address
	}
	for _, s := range []string{v.Outlet, whenWords(v.Published)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	parts = append(parts, v.ID)
	for _, line := range wrap(printable(strings.Join(parts, " · ")), p.width) {
		fmt.Fprintln(p.out, p.bold(line))
	}
	fmt.Fprintln(p.out)
}

// whenWords are a date and time for people: "2023-07-28 21:40 UTC". What is none stays.
func whenWords(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	zone := "UTC"
	if _, offset := t.Zone(); offset != 0 {
		zone = t.Format("-07:00")
	}
	return t.Format("2006-01-02 15:04 ") + zone
}

// mendedLabels are the words for cells that people set right.
var mendedLabels = map[string]string{
	"content": "label.content", "cue": "label.cue", "source": "label.source", "speaker": "label.speaker", "role": "label.role", "act": "label.act", "form": "label.form",
	"addressee": "label.to", "channel": "label.channel", "via": "label.via", "when": "label.when", "doubt": "label.doubt",
}

// more is what only the ledger knows: where it stands with the desk, what people set
// right, and its key.
func (p *statementPrinter) more(page *textPage, s *ledger.Statement) (out []string) {
	if s.Status != enligt.Unseen {
		out = append(out, page.words.Name("status."+string(s.Status)))
	}
	mended := s.Mended()
	for _, field := range ledger.Fields {
		right, ok := mended[field]
		switch {
		case !ok || field == ledger.Missed:
		case field == ledger.NotAStatement:
			out = append(out, page.words.Name("label.no_statement"))
		default:
			if ledger.Values(field) != nil && right != "" {
				right = page.words.Name(field + "." + right)
			}
			out = append(out, page.words.Name(mendedLabels[field])+" → "+printable(right))
		}
	}
	return append(out, s.Key)
}

// close says how many there are and of which moment that is.
func (p *statementPrinter) close(ctx context.Context, store *sqlite.Store, q ledger.Query) error {
	var count ledger.Count
	if p.asOf > 0 { // before the first commit there is nothing
		q.AsOf = ledger.AsOf{Commit: p.asOf}
		var err error
		if count, err = store.Count(ctx, q); err != nil {
			return err
		}
	}
	more := ""
	if count.More {
		more = "more than "
	}
	line := more + fmt.Sprintf("%s in %s, as of commit %d", plural(count.Statements, "statement"), plural(count.Documents, "document"), p.asOf)
	if p.shown < count.Statements {
		line += fmt.Sprintf("; shown %d, --limit 0 shows all", p.shown)
	}
	fmt.Fprintln(p.err, line)
	return nil
}

// statementLine is a statement of the ledger as one line of JSON: the shape of
// `enligt read` with the document beside it.
type statementLine struct {
	Statement json.RawMessage   `json:"statement"`
	Document  json.RawMessage   `json:"document"`
	DocID     string            `json:"document_id"`
	Version   string            `json:"version"`
	Actors    map[string]string `json:"actors"`
	Status    enligt.Status     `json:"status"`
	Mended    map[string]string `json:"mended,omitempty"`
	Commit    int64             `json:"commit"`
}

func printLines(out io.Writer, list []ledger.Statement) error {
	for _, group := range byVersion(list) {
		k, err := ledger.Keep(asReading(group))
		if err != nil {
			return err
		}
		for i := range group {
			s := &group[i]
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(statementLine{k.Statements[i], k.Document, s.Version.DocumentID, s.Version.ID, s.Actors, s.Status, s.Mended(), s.Commit}); err != nil {
				return err
			}
			if _, err := out.Write(b.Bytes()); err != nil {
				return err
			}
		}
	}
	return nil
}
