package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// glyph is the style of a quotation mark.
type glyph uint8

const (
	none    glyph = iota
	dqLeft        // “
	dqRight       // ”
	dqLow         // „ ‟
	dqPlain       // "
	dqTwo         // two single marks: '' ’’
	dqBack        // two back or left single marks: `` ‘‘
	gLeft         // «
	gRight        // »
	sqLeft        // ‘
	sqRight       // ’
	sqLow         // ‚ ‛
	sqPlain       // '
	sgLeft        // ‹
	sgRight       // ›
	glyphs
)

// single reports whether g is a mark of the inner, single kind.
func (g glyph) single() bool { return g >= sqLeft }

// closers holds for each opening glyph the glyphs that properly close it.
var closers = [glyphs][]glyph{
	dqLeft: {dqRight}, dqRight: {dqRight}, dqLow: {dqLeft, dqRight}, dqPlain: {dqPlain},
	dqTwo: {dqTwo}, dqBack: {dqTwo}, gLeft: {gRight}, gRight: {gLeft, gRight},
	sqLeft: {sqRight}, sqRight: {sqRight}, sqLow: {sqLeft, sqRight}, sqPlain: {sqPlain},
	sgLeft: {sgRight}, sgRight: {sgLeft, sgRight},
}

// mark is one quotation mark with what stands beside it.
type mark struct {
	enligt.Span
	glyph
	left, right rune // its neighbours
	// the neighbours of the whole run of marks it stands in
	outerLeft, outerRight rune
	solid                 rune // the last character before it that is no space, mark or closing bracket
	spaced                bool // white space between solid and the mark
	sibilant              bool // after s, x or z, where an apostrophe alone marks possession
	inch                  bool // after a number in feet: 5'10"
	first                 bool // opens its block
	lowerAhead            bool // next comes a space and a small letter
	closeAhead            bool // a single mark that can close comes before one that can open
}

// edge stands for the start or end of a block where a neighbour is asked for.
const edge = '\n'

// glyphAt is the mark that starts at position i, with its length in bytes.
func glyphAt(text string, i int, r rune, n int) (glyph, int) {
	twice := func() bool { return i+2*n <= len(text) && text[i:i+n] == text[i+n:i+2*n] }
	switch r {
	case '"', '＂':
		return dqPlain, n
	case '“':
		return dqLeft, n
	case '”':
		return dqRight, n
	case '„', '‟':
		return dqLow, n
	case '«':
		return gLeft, n
	case '»':
		return gRight, n
	case '‹':
		return sgLeft, n
	case '›':
		return sgRight, n
	case '‚', '‛':
		return sqLow, n
	case '‘':
		if twice() {
			return dqBack, 2 * n
		}
		return sqLeft, n
	case '’':
		if twice() {
			return dqTwo, 2 * n
		}
		return sqRight, n
	case '\'':
		if twice() {
			return dqTwo, 2 * n
		}
		return sqPlain, n
	case '`':
		if twice() {
			return dqBack, 2 * n
		}
	}
	return none, n
}

// scan collects the marks and the possible talking dashes of one block in one
// walk over its characters.
func scan(text string, b enligt.Block, marks []mark) ([]mark, []dash) {
	var dashes []dash
	w := walker{left: edge, outer: edge, solid: edge}
	for i := b.Start; i < b.End; {
		r, n := utf8.DecodeRuneInString(text[i:b.End])
		g, n := glyphAt(text[:b.End], i, r, n)
		if g != none {
			marks = append(marks, mark{
				Span: enligt.Span{Start: i, End: i + n}, glyph: g,
				left: w.left, outerLeft: w.outer, solid: w.solid, spaced: w.spaced, sibilant: sibilant(w.left),
				inch: g == dqPlain && w.feet && unicode.IsDigit(w.left), first: i == b.Start || w.dashed,
			})
			w.mark(r)
		} else if isDash(r) {
			if d, ok := dashAt(text, b, i, w); ok {
				dashes = append(dashes, d)
				w.dashed = d.at.Start == b.Start
			}
			n = dashRun(text[:b.End], i) - i
			w.plain(r, text, i)
		} else {
			w.plain(r, text, i)
		}
		i += n
	}
	lookAhead(text, b, marks)
	return marks, dashes
}

// walker remembers what lies to the left while a block is walked.
type walker struct {
	left, outer, solid rune
	spaced             bool
	feet               bool // a number and a foot mark came last
	dashed             bool // only the block's talking dash lies to the left
}

func (w *walker) mark(r rune) {
	w.feet = (r == '\'' || r == '’') && unicode.IsDigit(w.left)
	w.left, w.spaced, w.dashed = r, false, false
}

func (w *walker) plain(r rune, text string, i int) {
	switch {
	case unicode.IsSpace(r):
		w.spaced = true
	case closesBracket(r):
		w.dashed = false
	default:
		w.solid, w.spaced = r, false
		w.dashed = w.dashed && isDash(r)
	}
	w.feet = w.feet && unicode.IsDigit(r) || (r == '′' && unicode.IsDigit(w.left))
	w.left, w.outer = r, r
}

// lookAhead fills in, from the end of the block, what lies to the right of each mark.
func lookAhead(text string, b enligt.Block, marks []mark) {
	closing := false
	for k := len(marks) - 1; k >= 0; k-- {
		m := &marks[k]
		m.right = runeAt(text, m.End, b.End)
		m.outerRight = m.right
		if k+1 < len(marks) && marks[k+1].Start == m.End {
			m.outerRight = marks[k+1].outerRight
		}
		if unicode.IsSpace(m.right) && m.End < b.End {
			next := runeAt(text, m.End+utf8.RuneLen(m.right), b.End)
			m.lowerAhead = unicode.IsLower(next)
		}
		m.closeAhead = closing
		if m.single() && !m.apostrophe() {
			opens, closes := m.flank()
			closing = closes || closing && !opens
		}
	}
}

func runeAt(text string, i, end int) rune {
	if i >= end {
		return edge
	}
	r, _ := utf8.DecodeRuneInString(text[i:end])
	return r
}

func sibilant(r rune) bool {
	switch unicode.ToLower(r) {
	case 's', 'x', 'z':
		return true
	}
	return false
}

func closesBracket(r rune) bool { return unicode.Is(unicode.Pe, r) }

// endsSentence reports whether r ends a sentence.
func endsSentence(r rune) bool { return unicode.Is(unicode.STerm, r) || r == '…' }

// follows reports whether r is punctuation that stands after a closing mark.
func follows(r rune) bool {
	switch r {
	case ',', ';', ':', '…':
		return true
	}
	return endsSentence(r) || closesBracket(r)
}

// inWord reports whether r is a letter, a digit or a combining mark.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
