package enligt

import (
	"fmt"
	"unicode/utf8"
)

// Span is the half-open range of bytes [Start, End) in the text of one document.
type Span struct {
	Start, End int
}

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the slice of text that the span names. The span must be valid for text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Cover is the smallest span that holds both s and t.
func (s Span) Cover(t Span) Span { return Span{min(s.Start, t.Start), max(s.End, t.End)} }

// Check reports why s is no span of text: out of range, reversed, or cutting a
// code point in two. It returns nil for a span that can be sliced and converted.
func (s Span) Check(text string) error {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return fmt.Errorf("span [%d, %d): outside a text of %d bytes", s.Start, s.End, len(text))
	}
	for _, at := range [2]int{s.Start, s.End} {
		if at < len(text) && !utf8.RuneStart(text[at]) {
			return fmt.Errorf("span [%d, %d): byte %d is inside a code point", s.Start, s.End, at)
		}
	}
	return nil
}

// offsetStep is the distance in bytes between two remembered positions of Offsets.
const offsetStep = 128

// Offsets converts positions in one text between bytes, Unicode code points and
// UTF-16 units. Making it takes one pass over the text; a conversion walks at
// most offsetStep bytes. The text must be valid UTF-8.
type Offsets struct {
	text  string
	ascii bool
	marks []offsetMark
}

// offsetMark remembers how many code points and UTF-16 units precede a byte
// position that starts a code point.
type offsetMark struct{ at, runes, units int }

// NewOffsets prepares conversions for text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			o.ascii = false
			break
		}
	}
	if o.ascii {
		return o
	}
	o.marks = make([]offsetMark, 1, len(text)/offsetStep+2)
	runes, units, next := 0, 0, offsetStep
	for at, r := range text {
		if at >= next {
			o.marks = append(o.marks, offsetMark{at, runes, units})
			next = at + offsetStep
		}
		runes++
		units += utf16Len(r)
	}
	return o
}

// Runes is the number of code points before byte position at.
func (o *Offsets) Runes(at int) int {
	if o.ascii {
		return at
	}
	m := o.before(func(m offsetMark) bool { return m.at <= at })
	return m.runes + utf8.RuneCountInString(o.text[m.at:at])
}

// UTF16 is the number of UTF-16 units before byte position at.
func (o *Offsets) UTF16(at int) int {
	if o.ascii {
		return at
	}
	m := o.before(func(m offsetMark) bool { return m.at <= at })
	n := m.units
	for _, r := range o.text[m.at:at] {
		n += utf16Len(r)
	}
	return n
}

// FromRunes is the byte position of code point n. It fails where the text has
// fewer than n code points.
func (o *Offsets) FromRunes(n int) (int, error) {
	return o.walk(n, func(m offsetMark) int { return m.runes }, func(rune) int { return 1 })
}

// FromUTF16 is the byte position of UTF-16 unit n. It fails where the text is
// shorter or n falls between the halves of a surrogate pair.
func (o *Offsets) FromUTF16(n int) (int, error) {
	return o.walk(n, func(m offsetMark) int { return m.units }, utf16Len)
}

// RuneSpan converts a span of bytes to code points.
func (o *Offsets) RuneSpan(s Span) (start, end int) { return o.Runes(s.Start), o.Runes(s.End) }

// SpanOfRunes converts a range of code points to a span of bytes.
func (o *Offsets) SpanOfRunes(start, end int) (Span, error) {
	if end < start {
		return Span{}, fmt.Errorf("span [%d, %d): ends before it starts", start, end)
	}
	a, err := o.FromRunes(start)
	if err != nil {
		return Span{}, err
	}
	b, err := o.FromRunes(end)
	return Span{a, b}, err
}

// before finds the last mark for which low holds; the first mark always counts.
func (o *Offsets) before(low func(offsetMark) bool) offsetMark {
	i, j := 0, len(o.marks)
	for i+1 < j {
		if h := (i + j) / 2; low(o.marks[h]) {
			i = h
		} else {
			j = h
		}
	}
	return o.marks[i]
}

func (o *Offsets) walk(n int, units func(offsetMark) int, size func(rune) int) (int, error) {
	if n < 0 {
		return 0, fmt.Errorf("offset %d: negative", n)
	}
	if o.ascii {
		if n > len(o.text) {
			return 0, fmt.Errorf("offset %d: beyond the end of the text (%d)", n, len(o.text))
		}
		return n, nil
	}
	m := o.before(func(m offsetMark) bool { return units(m) <= n })
	have := units(m)
	for i, r := range o.text[m.at:] {
		if have == n {
			return m.at + i, nil
		}
		if have > n {
			return 0, fmt.Errorf("offset %d: inside a character", n)
		}
		have += size(r)
	}
	if have == n {
		return len(o.text), nil
	}
	return 0, fmt.Errorf("offset %d: beyond the end of the text (%d)", n, have)
}

func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}
