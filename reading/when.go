package reading

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
)

// orderTimes puts the times of several parts into text order.
func orderTimes(times []enligt.Timex) {
	slices.SortFunc(times, func(a, b enligt.Timex) int { return cmp.Compare(a.Start, b.Start) })
}

// dateStatements sets When of the statements of one part: the date that a time in
// the clause of the cue gives, outside what is said. It holds on for what the same
// speaker says next in the same tense, until another speaks or another day is
// named. published is the day of publication; without it nothing is set. Both
// lists are in text order.
func dateStatements(a *nlp.Analysis, statements []enligt.Statement, times []enligt.Timex, published string) {
	day, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return
	}
	d := dater{a: a, times: times, published: published, week: isoWeek(day)}
	for i := range statements {
		s := &statements[i]
		if s.When = d.own(s); s.When == nil && !s.Nested {
			s.When = d.held(statements[:i], s)
		}
	}
}

func isoWeek(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// dater finds the dates of the statements of one text.
type dater struct {
	a               *nlp.Analysis
	times           []enligt.Timex
	published, week string
}

// clause is the sentence of a cue and the words of the cue there.
type clause struct {
	words    []enligt.Word
	from, to int // the cue
	span     enligt.Span
}

// clause finds the words of a span; ok is false where there are none.
func (d *dater) clause(cue enligt.Span) (c clause, ok bool) {
	s := d.a.Sentences
	at := sort.Search(len(s), func(i int) bool { return s[i].End > cue.Start })
	if cue.Empty() || at == len(s) {
		return c, false
	}
	c.words, c.span = s[at].Words, s[at].Span
	c.from, c.to = c.at(cue.Start), c.at(cue.End)
	return c, c.from < c.to
}

// at is the first word that ends behind a byte.
func (c *clause) at(byte int) int {
	return sort.Search(len(c.words), func(i int) bool { return c.words[i].End > byte })
}

// own is the date that the statement's own clause gives, by the time nearest to
// the cue.
func (d *dater) own(s *enligt.Statement) *enligt.Dated {
	c, ok := d.clause(s.Cue)
	if !ok || s.Source == nil && len(s.Doubt) > 0 { // "ska ha skett i går": the day is of what is said
		return nil
	}
	first := sort.Search(len(d.times), func(i int) bool { return d.times[i].End > c.span.Start })
	best, gap := -1, 0
	for i := first; i < len(d.times) && d.times[i].Start < c.span.End; i++ {
		t := &d.times[i]
		if day := d.day(t); day == "" || c.labels(t) || !c.dates(t.Span, day, s) {
			continue
		}
		if g := max(t.Start-s.Cue.End, s.Cue.Start-t.End); best < 0 || g < gap {
			best, gap = i, g
		}
	}
	if best < 0 {
		return nil
	}
	return &enligt.Dated{Value: d.day(&d.times[best]), From: []enligt.Span{d.times[best].Span}}
}

// labels reports whether a time of day and a dash open the sentence: they tell when the
// outlet wrote it ("13.10 – The hospital is full, reports …").
func (c *clause) labels(t *enligt.Timex) bool {
	to := c.at(t.End)
	return strings.Contains(t.Value, "T") && c.at(t.Start) == 0 && to < len(c.words) && strings.Trim(c.words[to].Form, "–—-") == ""
}

// day is the date of a time, "" for one that names none or lies ahead.
func (d *dater) day(t *enligt.Timex) string {
	v, _, _ := strings.Cut(t.Value, "T")
	if len(v) < 4 || v[0] < '0' || v[0] > '9' || strings.Contains(v, "/") {
		return ""
	}
	now := d.published
	if strings.Contains(v, "-W") && !strings.HasSuffix(v, "-WI") {
		now = d.week
	} else if len(v) > 5 && v[5] > '9' { // a season, a quarter: of a year gone by, or of this one
		if from := startOf(v[5:]); from != "" && v[:4] == d.published[:4] && d.published[5:7] < from {
			return "" // in spring "i höst" lies ahead
		}
		now = d.published[:4] + v[4:]
	}
	if n := min(len(v), len(now)); v[:n] > now[:n] || v > now && len(v) > len(now) {
		return ""
	}
	return v
}

// startOf is the month in which a season begins, "" for what is none.
func startOf(season string) string {
	switch season {
	case "SP":
		return "03"
	case "SU":
		return "06"
	case "FA":
		return "09"
	}
	return ""
}

// nextTo is how many words may stand between a cue and a time that touches it:
// "sade på", "a déclaré ce".
const nextTo = 1

// dates reports whether a time says when the statement was made: it stands next
// to the cue; or in its clause, outside what is said; or in the name of the
// document that speaks. A noun is dated by a day only.
func (c *clause) dates(t enligt.Span, day string, s *enligt.Statement) bool {
	from, to := c.at(t.Start), c.at(t.End)
	if from >= to {
		return false
	}
	if s.Source != nil && s.Source.Contains(t) && len(s.Speaker) == 1 && s.Speaker[0].Kind == enligt.DocumentKind {
		return true
	}
	switch c.words[c.from].UPOS {
	case "NOUN", "PROPN":
		return len(day) == len(time.DateOnly) && !c.said(t, s) && c.hangs(from, s.Cue)
	case "ADP", "SCONJ", "PUNCT":
		return !c.said(t, s) && c.hangs(from, s.Cue)
	}
	if from >= c.to && from-c.to <= nextTo && c.open(c.to, from, "SCONJ CCONJ PUNCT") {
		return true
	}
	return !c.said(t, s) && (c.beside(from, to) || c.hangs(from, s.Cue))
}

// said reports whether a time belongs to what is said or to who says it. What is
// nothing but a time was not said.
func (c *clause) said(t enligt.Span, s *enligt.Statement) bool {
	within := func(p enligt.Span) bool { return p.Overlaps(t) && !c.only(p, t) }
	return slices.ContainsFunc(s.Content, within) || s.Source != nil && within(*s.Source)
}

// only reports whether a span holds nothing but a time and its preposition.
func (c *clause) only(p, t enligt.Span) bool {
	for i := c.at(p.Start); i < c.at(p.End); i++ {
		if w := &c.words[i]; !t.Contains(w.Span) && w.UPOS != "ADP" {
			return false
		}
	}
	return p.Contains(t)
}

// opening is how many words may stand before a time that opens its sentence.
const opening = 3

// beside reports whether a time stands in the clause of the cue: behind it, in
// front without an aside between them, or in a phrase that opens the sentence ("In
// a statement read on Monday, …").
func (c *clause) beside(from, to int) bool {
	switch {
	case from >= c.to:
		return c.open(c.to, from, "SCONJ")
	case c.words[0].UPOS == "ADP" && c.participles(0, from) && c.open(to, c.from, "SCONJ CCONJ"):
		return true
	case from <= opening:
		return c.open(to, c.from, "SCONJ CCONJ")
	}
	return c.open(to, c.from, "SCONJ CCONJ PUNCT")
}

// open reports whether no verb, no stop, bracket or dash and no word of the tags
// named stands between two words.
func (c *clause) open(from, to int, tags string) bool {
	for i := from; i < to; i++ {
		w := &c.words[i]
		if w.UPOS == "VERB" || w.UPOS == "AUX" || strings.Contains(tags, w.UPOS) || w.UPOS == "PUNCT" && strings.Trim(w.Form, ";:.!?…()[]–—-|•") == "" {
			return false
		}
	}
	return true
}

// participles reports whether one of the words is a participle and none another
// verb or a stop.
func (c *clause) participles(from, to int) bool {
	found := false
	for i := from; i < to; i++ {
		w := &c.words[i]
		switch {
		case w.Feat("VerbForm") == "Part":
			found = true
		case w.UPOS == "VERB" || w.UPOS == "AUX" || w.UPOS == "SCONJ" || w.UPOS == "PUNCT" && w.Form != ",":
			return false
		}
	}
	return found
}

// climbs is how many heads may lie between a time and the verb that it dates.
const climbs = 6

// hangs reports whether the verb above a time is the cue, or the one whose
// subject, object or auxiliary the cue is.
func (c *clause) hangs(from int, cue enligt.Span) bool {
	for i, n := from, 0; i >= 0 && i < len(c.words) && n < climbs; i, n = c.words[i].Head, n+1 {
		w := &c.words[i]
		if cue.Overlaps(w.Span) {
			return true
		}
		if w.UPOS == "VERB" || w.UPOS == "AUX" && n > 0 {
			return c.frames(i)
		}
	}
	return false
}

// frames reports whether a word of the cue belongs to the clause of a verb, or
// goes on from it: "turned that down on Sunday, saying …".
func (c *clause) frames(verb int) bool {
	for i := c.from; i < c.to; i++ {
		w := &c.words[i]
		rel, _, _ := strings.Cut(w.Deprel, ":")
		if w.Head != verb {
			continue
		}
		if strings.Contains(" aux cop nsubj obj compound xcomp conj ", " "+rel+" ") || rel == "advcl" && (w.Feat("VerbForm") == "Part" || w.Feat("VerbForm") == "Ger") {
			return true
		}
	}
	return false
}

// maxHeld is how many statements back a date may have been given.
const maxHeld = 4

// held is the date of the last statement of the same speaker, where no other
// speaker and no heading stands between and the cue is in the same tense.
func (d *dater) held(before []enligt.Statement, s *enligt.Statement) *enligt.Dated {
	if len(s.Speaker) != 1 {
		return nil
	}
	for j := len(before) - 1; j >= max(0, len(before)-maxHeld); j-- {
		o := &before[j]
		if o.Nested {
			continue
		}
		if len(o.Speaker) != 1 || o.Speaker[0].Name != s.Speaker[0].Name {
			return nil
		}
		if o.When != nil && d.tense(o.Cue) == d.tense(s.Cue) && near(d.a.Text, o.When.From[0], s) {
			return o.When
		}
		return nil
	}
	return nil
}

// tense spells the tenses of a cue's words: "Past", "Pres Past".
func (d *dater) tense(cue enligt.Span) string {
	c, ok := d.clause(cue)
	if !ok {
		return ""
	}
	out := ""
	for i := c.from; i < c.to; i++ {
		if t := c.words[i].Feat("Tense"); t != "" {
			out += t + " "
		}
	}
	return out
}

// trimSources takes times off the edges of sources: in "sade Karin Ek på onsdagen"
// the day belongs to the saying. A time behind a common noun may tell it from
// others ("the statement of Monday") and stays.
func trimSources(a *nlp.Analysis, statements []enligt.Statement, times []enligt.Timex) {
	d := dater{a: a, times: times}
	for i := range statements {
		s := &statements[i]
		if s.Source == nil {
			continue
		}
		c, ok := d.clause(*s.Source)
		if !ok {
			continue
		}
		first := sort.Search(len(times), func(i int) bool { return times[i].End > s.Source.Start })
		for k := first; k < len(times) && times[k].Start < s.Source.End; k++ {
			if c.only(*s.Source, times[k].Span) {
				s.Source, s.Speaker = nil, nil
				break
			}
			if trimmed := c.trim(s, times[k].Span); !trimmed.Empty() {
				s.Source = &trimmed
			}
		}
	}
}

// trim is a statement's source without a time at its edge, or nothing where it
// stays: only names without an aside are cut, and in front only behind the cue.
func (c *clause) trim(s *enligt.Statement, t enligt.Span) enligt.Span {
	source := *s.Source
	from, to := c.at(t.Start), c.at(t.End)
	switch {
	case t.Start == source.Start && t.End < source.End && to < len(c.words):
		if behind := source.Start - s.Cue.End; behind >= 0 && behind <= len(" ") {
			return enligt.Span{Start: c.words[to].Start, End: source.End}
		}
	case t.End == source.End && t.Start > source.Start:
		for from > c.from && c.words[from-1].UPOS == "ADP" {
			from--
		}
		if from > c.from && (c.words[from-1].UPOS == "PROPN" || c.words[from-1].UPOS == "PRON") && c.open(c.from, from, "PUNCT SCONJ") {
			return enligt.Span{Start: source.Start, End: c.words[from-1].End}
		}
	}
	return enligt.Span{}
}
