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
	if r.Unit != "" {
		fmt.Fprintf(w, "unit: %s\n", r.Unit)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "metric\tP\t95 %\tR\t95 %\tF1\t95 %\tn\t")
	for _, m := range r.Metrics {
		if m.N == 0 {
			continue // nothing to find: the figure would say nothing
		}
		recall := fmt.Sprintf("%.2f\t%.1f–%.1f", m.Recall, m.LowR, m.HighR)
		if m.Share {
			fmt.Fprintf(t, "%s\t\t\t%s\t\t\t%s\t\n", m.Name, recall, thousands(m.N))
			continue
		}
		fmt.Fprintf(t, "%s\t%.2f\t%.1f–%.1f\t%s\t%.2f\t%.1f–%.1f\t%s\t\n",
			m.Name, m.Precision, m.LowP, m.HighP, recall, m.F1, m.Low, m.High, thousands(m.N))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if c := r.Calibration; c != nil {
		fmt.Fprintln(w, c)
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
	return r.printErrors(w)
}

// String is the calibration error in one line.
func (c *Calibration) String() string {
	return fmt.Sprintf("calibration error of confidence: %.3f (95 %% %.3f–%.3f, n %s)", c.Error, c.Low, c.High, thousands(c.N))
}

// printErrors writes the documents side by side, then what happens most.
func (r *Report) printErrors(w io.Writer) error {
	if r.Errors == nil {
		return nil
	}
	r.Errors.printDocuments(w)
	if r.Calibration != nil {
		if err := r.Calibration.print(w); err != nil {
			return err
		}
	}
	return r.Errors.print(w)
}

// print writes the bins behind the calibration error.
func (c *Calibration) print(w io.Writer) error {
	fmt.Fprintln(w, "\nconfidence")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "from\tn\tsaid\tagreed\t")
	for _, b := range c.Bins {
		fmt.Fprintf(t, "%.1f\t%s\t%.2f\t%.2f\t\n", b.From, thousands(b.N), b.Said, b.Agreed)
	}
	return t.Flush()
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
	if r.Calibration != nil {
		fmt.Fprintf(&b, "\n%s\n", r.Calibration)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// PackTable writes the figures as accuracy.tsv of a language pack has them.
func (r *Report) PackTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# How well this language is read, in percent: enligt measure %s --pack-table. p is the share of what is shown that is right,\n", r.Task)
	fmt.Fprintf(&b, "# r the share of what there is that is found, each with its 95 %% interval (%d draws of %s); n the gold items.\n", resamples, r.Units)
	b.WriteString("figure\tp\tp_low\tp_high\tr\tr_low\tr_high\tn\n")
	var units int
	if _, err := fmt.Sscan(strings.ReplaceAll(r.Units, ",", ""), &units); err == nil {
		fmt.Fprintf(&b, "documents\t\t\t\t\t\t\t%d\n", units)
	}
	for _, m := range r.Metrics {
		switch recall := fmt.Sprintf("%.1f\t%.1f\t%.1f\t%d\n", m.Recall, m.LowR, m.HighR, m.N); {
		case m.N == 0:
		case m.Share:
			fmt.Fprintf(&b, "%s\t\t\t\t%s", m.Name, recall)
		default:
			fmt.Fprintf(&b, "%s\t%.1f\t%.1f\t%.1f\t%s", m.Name, m.Precision, m.LowP, m.HighP, recall)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// pageWidth is how wide the errors of readings may be, in columns.
const pageWidth = 100

func (e *Errors) print(w io.Writer) error {
	widest := 1 << 20
	if e.Of > 0 {
		widest = 28
	}
	for _, g := range e.Groups {
		var b strings.Builder
		t := tabwriter.NewWriter(&b, 2, 0, 2, ' ', 0)
		for _, l := range g.Rows {
			fmt.Fprintln(t, "  "+strings.Join(l.cells(widest), "\t"))
		}
		if err := t.Flush(); err != nil {
			return err
		}
		rows := b.String()
		if e.Of > 0 {
			rows = clipLines(rows)
		}
		if _, err := fmt.Fprintf(w, "\n%s\n%s", g.Title, rows); err != nil {
			return err
		}
	}
	return nil
}

// cells are what of a line is printed, values cut to so many code points.
func (l *ErrorLine) cells(widest int) []string {
	var cells []string
	if l.N > 0 {
		cells = append(cells, strconv.Itoa(l.N))
	}
	if l.System != "" || l.Gold != "" {
		cells = append(cells, firstRunes(orBlank(l.Gold), widest))
	}
	if l.System != "" {
		cells = append(cells, "→ "+firstRunes(l.System, widest))
	}
	if l.Example != "" {
		cells = append(cells, l.Example)
	}
	return cells
}

// clipLines cuts each line to the width of a page.
func clipLines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(firstRunes(strings.TrimRight(line, "\n"), pageWidth-1) + "\n")
	}
	return b.String()
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
