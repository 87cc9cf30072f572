// Package revision says what became of the statements of a text from one version
// of it to the next.
//
// In go the readings of both versions, out come the changes in the order of the
// newer text, what is gone where it stood: a statement that was added, one that is
// gone, or one that changed in who says it, what they do by it, whether it is
// negated, what is said, a number in that, or how much doubt there is. Commas, quotation marks,
// white space, blocks, the order of statements and a name given more fully are no
// change; nor is what a reader reads otherwise in words that have stayed the same.
// Times, places, channels and carriers are not compared. Nothing fails.
package revision

import (
	"slices"

	"github.com/enligt/enligt"
)

// Kind is what became of a statement.
type Kind string

const (
	Added   Kind = "added"
	Gone    Kind = "gone"
	Changed Kind = "changed"
)

// Part is what of a statement has changed.
type Part string

const (
	Speaker  Part = "speaker"
	Act      Part = "act"
	Polarity Part = "polarity"
	Content  Part = "content"
	Number   Part = "number"
	Doubt    Part = "doubt"
)

// Parts lists every part in the order in which a change has them.
var Parts = []Part{Speaker, Act, Polarity, Content, Number, Doubt}

// Change is what became of one statement.
type Change struct {
	Kind     Kind
	Old, New int     // places in the statements of the older and the newer reading, -1 where it has none
	Fields   []Field // what changed, in the order of Parts; nil for what was added or is gone
}

// Field is one part of a statement before and after: names, an act, a polarity, the
// slices of the content, the numbers that went and came, the kinds of doubt. Empty
// is none.
type Field struct {
	Part     Part
	Old, New []string
}

// Numerals says which number a word of a language writes, in digits. An article that
// is a number too is none.
type Numerals func(lang, word string) (digits string, ok bool)

// Between compares the readings of two versions of a text. Without numerals only
// digits are numbers.
func Between(old, now *enligt.Reading, numerals Numerals) []Change {
	a, b := newSide(old, numerals), newSide(now, numerals)
	partner, taken := pair(a, b)
	var out []Change
	next := 0 // the first of the older statements that has not been come by
	gone := func(until int) {
		for ; next < until; next++ {
			if !taken[next] && !b.stands(a, a.hulls[next]) {
				out = append(out, Change{Kind: Gone, Old: next, New: -1})
			}
		}
	}
	for j, i := range partner {
		if i < 0 {
			until := slices.Index(taken[next:], true)
			if until < 0 {
				until = len(taken) - next
			}
			gone(next + until)
			if !a.stands(b, b.hulls[j]) {
				out = append(out, Change{Kind: Added, Old: -1, New: j})
			}
			continue
		}
		gone(i)
		next = max(next, i+1)
		if fields := differences(a, b, i, j); len(fields) > 0 && !untouched(a, b, i, j) {
			out = append(out, Change{Changed, i, j, fields})
		}
	}
	gone(len(old.Statements))
	return out
}

// differences are the parts in which two statements differ.
func differences(a, b *side, i, j int) []Field {
	var out []Field
	put := func(p Part, old, now []string) { out = append(out, Field{p, old, now}) }
	s, t := &a.reading.Statements[i], &b.reading.Statements[j]
	if !sameSpeakers(a, b, s.Speaker, t.Speaker) {
		put(Speaker, names(s), names(t))
	}
	if s.Act != t.Act {
		put(Act, []string{string(s.Act)}, []string{string(t.Act)})
	}
	if s.Polarity != t.Polarity {
		put(Polarity, []string{string(s.Polarity)}, []string{string(t.Polarity)})
	}
	if !slices.EqualFunc(a.contents[i], b.contents[j], sameButNumber) {
		put(Content, slicesOf(s, a.text()), slicesOf(t, b.text()))
	}
	if went, came := numbersOnlyIn(a.contents[i], b.contents[j]), numbersOnlyIn(b.contents[j], a.contents[i]); len(went)+len(came) > 0 {
		put(Number, went, came)
	}
	if old, now := doubts(s), doubts(t); !slices.Equal(old, now) {
		put(Doubt, old, now)
	}
	return out
}

func names(s *enligt.Statement) []string {
	var out []string
	for _, p := range s.Speaker {
		out = append(out, p.Name)
	}
	return out
}

// slicesOf are the content in the words of the text.
func slicesOf(s *enligt.Statement, text string) []string {
	out := make([]string, len(s.Content))
	for i, c := range s.Content {
		out[i] = c.Of(text)
	}
	return out
}

// doubts are the kinds of doubt, each once, in the order of the guidelines.
func doubts(s *enligt.Statement) []string {
	var out []string
	for _, kind := range enligt.DoubtKinds {
		if slices.ContainsFunc(s.Doubt, func(d enligt.Doubt) bool { return d.Kind == kind }) {
			out = append(out, string(kind))
		}
	}
	return out
}
