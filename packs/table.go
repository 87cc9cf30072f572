package packs

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Table is a tab-separated file of a pack: a header line, then one row a line.
// Lines that start with "#" and empty lines are skipped; cells are trimmed.
type Table struct {
	Name    string
	columns map[string]int
	Rows    []Row
}

// Row is one line of a table.
type Row struct {
	table *Table
	cells []string
	Line  int
}

// Get returns the cell of a column, "" where the row is shorter or has no such column.
func (r Row) Get(column string) string {
	i, ok := r.table.columns[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// At names the row in an error: "cues.tsv:17".
func (r Row) At() string { return fmt.Sprintf("%s:%d", r.table.Name, r.Line) }

// Table reads name + ".tsv" of the pack. A pack without that table gives an empty
// one, so that a small language is a few lines.
func (p *Pack) Table(name string) (*Table, error) {
	t := &Table{Name: name + ".tsv", columns: map[string]int{}}
	b, err := fs.ReadFile(p.fsys, t.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	for i, line := range strings.Split(string(b), "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		if len(t.columns) == 0 {
			for j, c := range cells {
				t.columns[c] = j
			}
			continue
		}
		if len(cells) > len(t.columns) {
			return nil, fmt.Errorf("pack %s: %s:%d: %d cells under %d columns", p.Lang, t.Name, i+1, len(cells), len(t.columns))
		}
		t.Rows = append(t.Rows, Row{t, cells, i + 1})
	}
	return t, nil
}
