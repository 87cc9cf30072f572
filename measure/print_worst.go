package measure

import (
	"fmt"
	"io"
	"strings"
)

// A page of differences is 99 columns wide: a label, the gold document and the
// reading beside it.
const (
	labelColumn = 10
	sideColumn  = 43
)

// marks stand before an item.
var marks = map[string]string{differs: "≠", missed: "−", invented: "+"}

// printDocuments writes the worst documents with gold and reading side by side.
func (e *Errors) printDocuments(w io.Writer) {
	if len(e.Documents) == 0 {
		return
	}
	fmt.Fprintf(w, "\nworst documents: %d of %s\n", len(e.Documents), thousands(e.Of))
	fmt.Fprintln(w, "≠ differs   − missed   + invented   = the same as in the gold document   ∅ nothing")
	for i := range e.Documents {
		e.Documents[i].print(w)
	}
}

func (d *DocumentErrors) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s   right %d   ≠ %d   − %d   + %d\n", d.ID, d.Right, d.Differ, d.Missed, d.Invented)
	twoSides(w, "", "gold", "reading")
	for _, item := range d.Items {
		head := fmt.Sprintf("─ line %d ", item.Line)
		fmt.Fprintf(w, "%s┼%s\n", head+strings.Repeat("─", labelColumn+sideColumn+1-len([]rune(head))), strings.Repeat("─", sideColumn+1))
		for i, r := range item.Rows {
			mark := " "
			if i == 0 {
				mark = marks[item.Kind]
			}
			found := r.Found
			if found == r.Gold {
				found = "="
			}
			twoSides(w, mark+" "+r.Label, r.Gold, found)
		}
		if item.Context != "" {
			fmt.Fprintln(w, firstRunes("  …"+item.Context+"…", pageWidth-1))
		}
	}
}

// twoSides writes a row, each side wrapped in its column.
func twoSides(w io.Writer, label, gold, found string) {
	a, b := wrap(gold, sideColumn), wrap(found, sideColumn)
	for i := 0; i < max(len(a), len(b), 1); i++ {
		var left, right string
		if i < len(a) {
			left = a[i]
		}
		if i < len(b) {
			right = b[i]
		}
		line := pad(label, labelColumn) + pad(left, sideColumn) + " │ " + right
		fmt.Fprintln(w, strings.TrimRight(line, " "))
		label = ""
	}
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-len([]rune(s))))
}

// wrap cuts a text into lines of at most so many code points, between words where
// it can.
func wrap(s string, width int) []string {
	var lines []string
	var line []rune
	for _, word := range strings.Fields(s) {
		r := []rune(word)
		if len(line) > 0 && len(line)+1+len(r) <= width {
			line = append(append(line, ' '), r...)
			continue
		}
		if len(line) > 0 {
			lines = append(lines, string(line))
		}
		for ; len(r) > width; r = r[width:] {
			lines = append(lines, string(r[:width]))
		}
		line = r
	}
	if len(line) > 0 {
		lines = append(lines, string(line))
	}
	return lines
}
