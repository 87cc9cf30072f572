package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/enligt/enligt/desk/api"
	"github.com/enligt/enligt/ledger"
)

// printFeeds writes feeds for people, aligned, or as lines of JSON.
func printFeeds(std streams, list []ledger.Feed, format string, now time.Time) error {
	out := bufio.NewWriter(std.Out)
	if format == "jsonl" {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		for i := range list {
			if err := enc.Encode(api.Feed(&list[i])); err != nil {
				return err
			}
		}
		return out.Flush()
	}
	rows := [][]string{{"ID", "FEED", "LAST SUCCESS (UTC)", "SEEN", "DELAY"}}
	for i := range list {
		rows = append(rows, feedRow(&list[i]))
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	for i, row := range rows {
		line := ""
		for j, cell := range row {
			line += cell + strings.Repeat(" ", widths[j]-columns(cell)+2)
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
		if i > 0 {
			f := &list[i-1]
			fmt.Fprintf(out, "    %s\n    %s\n", printable(f.Health.Now), printable(feedWords(f, now)))
		}
	}
	if len(list) == 0 {
		out.Reset(std.Out)
	}
	fmt.Fprintln(std.Err, plural(len(list), "feed"))
	return out.Flush()
}

// widestTitle keeps a row in a terminal's width.
const widestTitle = 28

func feedRow(f *ledger.Feed) []string {
	title := []rune(printable(cmp.Or(f.Title, f.Address)))
	if len(title) > widestTitle {
		title = append(title[:widestTitle-1], '…')
	}
	success, delay := "never", "-"
	if !f.Health.Success.IsZero() {
		success = f.Health.Success.Format("2006-01-02 15:04")
	}
	if f.Health.Delay >= 0 {
		delay = spell(f.Health.Delay)
	}
	return []string{f.ID, string(title), success, fmt.Sprint(f.Health.Items), delay}
}

// feedWords says how a feed does.
func feedWords(f *ledger.Feed, now time.Time) string {
	p := &f.Health.Last
	if p.UTC.IsZero() {
		return "not looked at yet"
	}
	said := ""
	switch p.Outcome {
	case ledger.PollGone:
		return "gone since " + p.UTC.Format("2006-01-02 15:04") + ": " + p.Err.What + "; no more looks"
	case ledger.PollFailed:
		said = fmt.Sprintf("failed %s, now with: %s; ", times(p.Pace.Failures), p.Err.What)
	}
	said += paceWords(p)
	if f.Health.Now != f.Address {
		said += "; moved from " + f.Address
	}
	return said
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// paceWords says how often a feed is looked at, and why.
func paceWords(p *ledger.Poll) string {
	said := "every " + spell(p.Every) + ": "
	week := plural(p.Pace.Week, "item") + " a week"
	asked := ""
	if p.Pace.Asked > 0 {
		asked = ", server asks for " + spell(p.Pace.Asked)
	}
	switch p.Pace.Rule {
	case ledger.PaceFirst:
		return said + "too little is known yet" + asked
	case ledger.PaceUser:
		return said + "as told" + asked
	case ledger.PaceRest:
		return said + "more is waiting"
	case ledger.PaceQuiet:
		return said + week + asked + "; the feed names hours without news"
	case ledger.PaceFailed:
		return "next try after " + spell(p.Every) + asked
	case ledger.PaceGone:
		return "no more looks"
	}
	return said + week + asked
}

// spell writes a duration in its largest unit that says enough.
func spell(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", (d+time.Minute/2)/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", (d+time.Hour/2)/time.Hour)
	}
	return fmt.Sprintf("%d days", (d+12*time.Hour)/(24*time.Hour))
}
