package measure

import (
	"cmp"
	"slices"
)

// DocumentErrors is what gold document and reading do not share.
type DocumentErrors struct {
	ID       string       `json:"id"`
	Right    int          `json:"right"` // items that are the same on both sides
	Differ   int          `json:"differ"`
	Missed   int          `json:"missed"`
	Invented int          `json:"invented"`
	Items    []Difference `json:"items"` // in the order of the text
}

// Difference is one statement or one time that is not the same on both sides.
type Difference struct {
	Kind    string     `json:"kind"` // differs, missed, invented
	Line    int        `json:"line"` // of the text, from 1
	Start   int        `json:"start"`
	Context string     `json:"context,omitempty"` // the words around it
	Rows    []Contrast `json:"rows"`
}

// Contrast is one part of an item on both sides.
type Contrast struct {
	Label string `json:"label"`
	Gold  string `json:"gold"`
	Found string `json:"found"`
}

const (
	differs  = "differs"
	missed   = "missed"
	invented = "invented"
)

func (d *DocumentErrors) wrong() int { return d.Differ + d.Missed + d.Invented }

// add notes a difference.
func (d *DocumentErrors) add(t text, kind string, start int, context string, rows ...Contrast) {
	switch kind {
	case differs:
		d.Differ++
	case missed:
		d.Missed++
	case invented:
		d.Invented++
	}
	line := 1
	for _, r := range t[:min(start, len(t))] {
		if r == '\n' {
			line++
		}
	}
	d.Items = append(d.Items, Difference{Kind: kind, Line: line, Start: start, Context: context, Rows: rows})
}

// worstDocuments are those with most to mend; the first given of equals.
func worstDocuments(all []DocumentErrors, limit int) []DocumentErrors {
	var out []DocumentErrors
	for _, d := range all {
		if d.wrong() > 0 {
			slices.SortStableFunc(d.Items, func(a, b Difference) int { return cmp.Compare(a.Start, b.Start) })
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b DocumentErrors) int { return cmp.Compare(b.wrong(), a.wrong()) })
	return out[:min(limit, len(out))]
}
