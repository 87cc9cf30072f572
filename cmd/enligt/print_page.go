package main

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
)

// textPage lays out the statements of one reading.
type textPage struct {
	*textPrinter
	r       *enligt.Reading
	words   *vocabulary
	number  int                              // columns of the numbers
	speaker int                              // columns of the speakers, 0 where they stand above what is said
	said    int                              // columns of what is said
	more    func(*enligt.Statement) []string // further circumstances, or nil
}

// Bounds of the layout.
const (
	narrowest  = 60 // columns below which the speaker stands above what is said
	maxSpeaker = 26
	maxSaid    = 84 // longer lines are hard to read
)

func newTextPage(p *textPrinter, r *enligt.Reading) *textPage {
	page := &textPage{textPrinter: p, r: r, words: p.dict.of(r.Document.Lang)}
	for i := range r.Statements { // a filter leaves gaps, so the last number may be longer than their count
		page.number = max(page.number, columns(strings.TrimPrefix(r.Statements[i].ID, "s")))
	}
	margin := page.number + 2
	if p.width >= narrowest {
		for i := range r.Statements {
			page.speaker = max(page.speaker, columns(page.speakers(&r.Statements[i])))
		}
		page.speaker = min(page.speaker, maxSpeaker, p.width/3)
		margin += page.speaker + 2
	}
	page.said = min(maxSaid, p.width-margin)
	return page
}

// row is a line of the right-hand column with its colour.
type row struct {
	text  string
	paint func(string) string
}

func (p *textPage) statement(s *enligt.Statement) {
	rows := p.rows(s)
	left := wrap(p.speakers(s), max(p.speaker, 1))
	if p.speaker == 0 {
		for i, line := range wrap(p.speakers(s), p.said) {
			number := indent("", p.number)
			if i == 0 {
				number = strings.TrimPrefix(s.ID, "s")
				number = indent(p.quiet(number), p.number-columns(number))
			}
			fmt.Fprintf(p.out, "%s  %s\n", number, p.bold(line))
		}
		left = nil
	}
	for i := range max(len(rows), len(left)) {
		number, speaker, said := "", "", ""
		if i == 0 && p.speaker > 0 {
			number = strings.TrimPrefix(s.ID, "s")
		}
		if i < len(left) {
			speaker = left[i]
		}
		if i < len(rows) {
			said = rows[i].paint(rows[i].text)
		}
		line := indent(p.quiet(number), p.number-columns(number)) + "  "
		if p.speaker > 0 {
			line += p.bold(speaker) + strings.Repeat(" ", p.speaker-columns(speaker)+2)
		}
		fmt.Fprintln(p.out, strings.TrimRight(line+said, " "))
	}
	fmt.Fprintln(p.out)
}

// indent puts n spaces before s.
func indent(s string, n int) string { return strings.Repeat(" ", max(0, n)) + s }

// speakers names who says it, "nobody named" where the text does not.
func (p *textPage) speakers(s *enligt.Statement) string {
	var names []string
	for _, sp := range s.Speaker {
		names = append(names, printable(sp.Name))
	}
	if len(names) == 0 {
		return "(" + p.words.label("nobody") + ")"
	}
	who := strings.Join(names, ", ")
	if s.Purported() { // the doubtful speaker is not the speaker
		return p.words.label("voice") + ", " + p.words.label("said_to_be") + " " + who
	}
	return who
}

// rows are the content, then cue and circumstances, then doubt.
func (p *textPage) rows(s *enligt.Statement) []row {
	var out []row
	add := func(text string, paint func(string) string) {
		for _, line := range wrap(printable(text), p.said) {
			out = append(out, row{line, paint})
		}
	}
	var content []string
	for _, c := range s.Content {
		content = append(content, c.Of(p.r.Document.Text))
	}
	add(strings.Join(content, " … "), plainly)
	add(strings.Join(p.circumstances(s), " · "), p.quiet)
	for _, d := range s.Doubt {
		add("? "+p.words.Name("doubt."+string(d.Kind))+p.slice(d.Span), p.red)
	}
	return out
}

func plainly(s string) string { return s }

// circumstances are cue, form, act where it is more than saying, and by which road.
func (p *textPage) circumstances(s *enligt.Statement) []string {
	var out []string
	if cue := s.Cue.Of(p.r.Document.Text); cue != "" {
		out = append(out, "‹"+cue+"›")
	}
	out = append(out, p.words.Name("form."+string(s.Form)))
	if s.Act != enligt.Assert && s.Act != "" {
		out = append(out, p.words.Name("act."+string(s.Act)))
	}
	if s.Polarity == enligt.Negated {
		out = append(out, p.words.label("negated"))
	}
	for _, sp := range s.Speaker {
		if sp.Role != nil {
			out = append(out, sp.Role.Of(p.r.Document.Text))
		}
	}
	for _, a := range s.Addressee {
		out = append(out, p.words.label("to")+" "+a.Name)
	}
	if s.Channel != nil {
		out = append(out, p.words.label("channel")+" "+s.Channel.Name)
	}
	for _, v := range s.Via {
		out = append(out, p.words.label("via")+" "+v.Name)
	}
	if s.When != nil {
		out = append(out, s.When.Value)
	}
	if s.Parent != "" {
		out = append(out, p.words.label("inside")+" "+strings.TrimPrefix(s.Parent, "s"))
	}
	if s.Unsure() {
		out = append(out, p.words.label("unsure"))
	}
	if p.more != nil {
		out = append(out, p.more(s)...)
	}
	return out
}

// slice shows the words that a doubt rests on.
func (p *textPage) slice(span enligt.Span) string {
	if span.Empty() {
		return ""
	}
	return " ‹" + span.Of(p.r.Document.Text) + "›"
}
