package measure

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
)

// Print writes a report as an aligned table for people, then speed and errors
// where there are any.
func (r *Report) Print(w io.Writer) error {
	fmt.Fprintf(w, "%s  %s", r.Task, strings.Join(r.Files, " "))
	if r.MadeBy != "" {
		fmt.Fprintf(w, "  (%s)", r.MadeBy)
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "metric\tP\tR\tF1\t95 %\tn\t")
	for _, m := range r.Metrics {
		if m.N == 0 && m.F1 == 0 && m.Share {
			continue
		}
		if m.Share {
			fmt.Fprintf(t, "%s\t\t%.2f\t\t%.2f–%.2f\t%s\t\n", m.Name, m.Recall, m.Low, m.High, thousands(m.N))
			continue
		}
		fmt.Fprintf(t, "%s\t%.2f\t%.2f\t%.2f\t%.2f–%.2f\t%s\t\n", m.Name, m.Precision, m.Recall, m.F1, m.Low, m.High, thousands(m.N))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if r.Missing > 0 {
		fmt.Fprintf(w, "without a reading, counted as read empty: %s\n", counted(r.Missing, "documents"))
	}
	if r.Units != "" {
		fmt.Fprintf(w, "intervals: %d draws of %s\n", resamples, r.Units)
	}
	if s := r.Speed; s != nil {
		fmt.Fprintf(w, "speed: %s words in %.2f s, %s words/s\n", thousands(s.Words), s.Seconds, thousands(int(s.Rate)))
	}
	return r.Errors.print(w)
}

// Markdown writes the table of a report for a document, without its errors.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| metric | P | R | F1 | 95 % | n |\n|---|---|---|---|---|---|\n")
	for _, m := range r.Metrics {
		switch {
		case m.N == 0:
		case m.Share:
			fmt.Fprintf(&b, "| %s | | %.1f | | %.1f–%.1f | %s |\n", m.Name, m.Recall, m.Low, m.High, thousands(m.N))
		default:
			fmt.Fprintf(&b, "| %s | %.1f | %.1f | %.1f | %.1f–%.1f | %s |\n", m.Name, m.Precision, m.Recall, m.F1, m.Low, m.High, thousands(m.N))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e *Errors) print(w io.Writer) error {
	if e == nil {
		return nil
	}
	for _, g := range e.Groups {
		fmt.Fprintf(w, "\n%s\n", g.Title)
		if g.Tall {
			g.printTall(w)
			continue
		}
		t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
		for _, l := range g.Rows {
			var cells []string
			if l.N > 0 {
				cells = append(cells, strconv.Itoa(l.N))
			}
			if l.System != "" || l.Gold != "" {
				cells = append(cells, orBlank(l.Gold))
			}
			if l.System != "" {
				cells = append(cells, "→ "+l.System)
			}
			if l.Example != "" {
				cells = append(cells, l.Example)
			}
			fmt.Fprintln(t, "  "+strings.Join(cells, "\t"))
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// printTall puts gold and system under each other, where they are long.
func (g *ErrorGroup) printTall(w io.Writer) {
	for _, l := range g.Rows {
		fmt.Fprintln(w, "  "+l.Example)
		if l.Gold != "" {
			fmt.Fprintln(w, "    gold   "+l.Gold)
		}
		if l.System != "" {
			fmt.Fprintln(w, "    found  "+l.System)
		}
	}
}

func orBlank(s string) string {
	if s == "" {
		return "∅"
	}
	return s
}

// thousands writes 20377 as "20,377".
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
