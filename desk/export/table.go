package export

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// columns are the cells of a table's row, in order. start and end are code points
// of the first slice of the content.
var columns = []string{
	"key", "version", "address", "outlet", "title", "published", "lang", "speaker", "kind", "role", "source", "cue", "content",
	"form", "act", "polarity", "doubt", "addressee", "channel", "via", "when", "condition", "status", "mended", "confidence", "start", "end", "commit",
}

// Table writes each statement that the query finds as a row of CSV (RFC 4180, UTF-8,
// with a header). Several slices of a cell stand with " … " between them, several
// names with "; ". A cell that a spreadsheet would run as a formula gets an
// apostrophe in front.
func Table(ctx context.Context, l ledger.Ledger, q ledger.Query, out io.Writer) error {
	w := csv.NewWriter(out)
	w.UseCRLF = true
	w.Write(columns)
	err := eachStatement(ctx, l, q, func(s *ledger.Statement, at *enligt.Offsets) error {
		cells := row(s, at)
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		return w.Write(cells)
	})
	if err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

func row(s *ledger.Statement, at *enligt.Offsets) []string {
	d, text := &s.Version.Document, s.Version.Text
	start, end := at.RuneSpan(s.Content[0])
	channel, when := "", ""
	if s.Channel != nil {
		channel = s.Channel.Name
	}
	if s.When != nil {
		when = s.When.Value
	}
	names, kinds, roles := speakers(s)
	return []string{
		s.Key, s.Version.ID, d.Address, d.Outlet, d.Title, d.Published, d.Lang, names, kinds, roles, slice(text, s.Source), s.Cue.Of(text), strings.Join(s.Slices(), " … "),
		string(s.Form), string(s.Act), string(s.Polarity), doubts(s), parties(s.Addressee), channel, parties(s.Via), when, slice(text, s.Condition), string(s.Status), mendedCells(s),
		strconv.FormatFloat(s.Confidence, 'f', -1, 64), strconv.Itoa(start), strconv.Itoa(end), strconv.FormatInt(s.Commit, 10),
	}
}

// mendedCells are the cells that people set right, "act=accuse", in the order of the table of
// fields; "none" alone says that it is no statement.
func mendedCells(s *ledger.Statement) string {
	var out []string
	right := s.Mended()
	for _, field := range ledger.Fields {
		if r, ok := right[field]; ok && field == ledger.NotAStatement {
			out = append(out, field)
		} else if ok {
			out = append(out, field+"="+r)
		}
	}
	return strings.Join(out, "; ")
}

func speakers(s *ledger.Statement) (names, kinds, roles string) {
	var n, k, r []string
	for _, p := range s.Speaker {
		n, k = append(n, p.Name), append(k, string(p.Kind))
		if p.Role != nil {
			r = append(r, p.Role.Of(s.Version.Text))
		}
	}
	return strings.Join(n, "; "), strings.Join(k, "; "), strings.Join(r, "; ")
}

func parties(list []enligt.Party) string {
	var names []string
	for _, p := range list {
		names = append(names, p.Name)
	}
	return strings.Join(names, "; ")
}

func doubts(s *ledger.Statement) string {
	var kinds []string
	for _, d := range s.Doubt {
		kinds = append(kinds, string(d.Kind))
	}
	return strings.Join(kinds, "; ")
}

// harmless keeps a spreadsheet from running words of a stranger.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
