package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// apostrophe reports whether a single mark is part of a word or a number and no
// quotation mark: l'homme, '80s, 5'10.
func (m *mark) apostrophe() bool {
	switch m.glyph {
	case sqLeft, sqRight, sqPlain:
		return inWord(m.outerLeft) && inWord(m.outerRight) || unicode.IsDigit(m.right) && !inWord(m.left)
	}
	return false
}

// flank says what the neighbours of a mark allow it to be.
func (m *mark) flank() (opens, closes bool) {
	space, spaceAfter := unicode.IsSpace(m.outerLeft), unicode.IsSpace(m.outerRight)
	switch {
	case m.first:
		return true, false
	case space && follows(m.outerRight):
		return true, true // " like this ", or ...
	case space && !spaceAfter:
		return true, false
	case unicode.Is(unicode.Ps, m.outerLeft) || isDash(m.outerLeft) || m.outerLeft == '/':
		return true, !inWord(m.outerRight)
	case !space && spaceAfter:
		return false, true
	case space && spaceAfter:
		return true, true
	case follows(m.outerRight) || isDash(m.outerRight):
		return false, true
	}
	return true, true
}

// matcher pairs the marks of one block. It keeps a stack of what is open and,
// for each closing glyph, the places on the stack that it could close, so that
// each mark costs the same however deep the nesting.
type matcher struct {
	text    string
	marks   []mark
	block   enligt.Span
	out     []piece
	stack   []opened
	proper  [glyphs][]int // by closing glyph: places on the stack
	level   [2][]int      // double and single: places on the stack
	strays  []mark        // closing marks that nothing was open for
	doubles int           // double marks met that count as signs
}

// opened is an opening mark that waits for its closing one.
type opened struct {
	mark
	piece int // its place in out, reserved so that order follows the text
}

func (m *matcher) run() {
	for k := 0; k < len(m.marks); k++ {
		c := &m.marks[k]
		if c.inch || c.apostrophe() {
			continue
		}
		if c.single() && k+1 < len(m.marks) && oneLetter(m.text, c, &m.marks[k+1]) {
			k++ // rock 'n' roll
			continue
		}
		opens, closes := m.role(c)
		switch {
		case opens:
			m.open(*c)
		case closes:
			m.close(*c)
		}
		if !c.single() && (opens || closes) {
			m.doubles++
		}
	}
}

// oneLetter reports whether nothing but one letter lies between two single marks
// of which the second does not stand inside a word.
func oneLetter(text string, a, b *mark) bool {
	if !b.single() || inWord(b.outerRight) || b.Start <= a.End || b.Start-a.End > utf8.UTFMax {
		return false
	}
	r, n := utf8.DecodeRuneInString(text[a.End:b.Start])
	return n == b.Start-a.End && unicode.IsLetter(r)
}

// role decides whether a mark opens or closes here; neither for a mark that is
// no sign at all.
func (m *matcher) role(c *mark) (opens, closes bool) {
	opens, closes = c.flank()
	waiting := len(m.proper[c.glyph]) > 0 // something open that this mark closes properly
	switch c.glyph {
	case dqLow, sqLow, dqBack:
		return true, false
	case dqLeft, sqLeft, gLeft, sgLeft:
		elided := c.left == '\'' || c.left == '’' // l'« abandon »
		if closes && !opens && !elided || closes && waiting {
			return false, true
		}
		return true, false
	case gRight, sgRight:
		if c.first || opens && !closes && inWord(c.right) && !(waiting && unicode.IsSpace(c.left)) {
			return true, false
		}
		return false, true
	case dqPlain:
		if unicode.IsDigit(c.left) && !waiting && closes {
			return false, false // inches, or a stray
		}
	case sqRight, sqPlain:
		if closes && !opens {
			possessive := c.sibilant && c.lowerAhead && c.closeAhead
			return false, len(m.level[1]) > 0 && !possessive
		}
	}
	if opens && closes { // the neighbours leave it open: what waits decides
		opens, closes = !waiting, waiting
	}
	return opens, closes
}

func (m *matcher) open(c mark) {
	at := len(m.stack)
	m.stack = append(m.stack, opened{c, len(m.out)})
	m.out = append(m.out, piece{drop: true, glyph: c.glyph})
	for _, g := range closers[c.glyph] {
		m.proper[g] = append(m.proper[g], at)
	}
	l := levelOf(c.glyph)
	m.level[l] = append(m.level[l], at)
}

func levelOf(g glyph) int {
	if g.single() {
		return 1
	}
	return 0
}

func (m *matcher) close(c mark) {
	ending := enligt.Closed
	at := last(m.proper[c.glyph])
	if at < 0 {
		ending, at = enligt.Guessed, last(m.level[levelOf(c.glyph)])
	}
	if at < 0 {
		if !c.single() {
			m.strays = append(m.strays, c)
		}
		return
	}
	for len(m.stack) > at+1 {
		m.pop() // opened inside and never closed: not a quotation
	}
	o := m.pop()
	m.out[o.piece] = piece{glyph: o.glyph, Quotation: enligt.Quotation{
		Span: enligt.Span{Start: o.Start, End: c.End}, Inner: inner(m.text, o.End, c.Start),
		Kind: "mark", Ending: ending, Sure: sureness(&o.mark, &c, ending),
	}}
}

// pop takes the innermost open mark off the stack and off every list.
func (m *matcher) pop() opened {
	at := len(m.stack) - 1
	o := m.stack[at]
	m.stack = m.stack[:at]
	for _, g := range closers[o.glyph] {
		m.proper[g] = m.proper[g][:len(m.proper[g])-1]
	}
	l := levelOf(o.glyph)
	m.level[l] = m.level[l][:len(m.level[l])-1]
	return o
}

func last(places []int) int {
	if len(places) == 0 {
		return -1
	}
	return places[len(places)-1]
}

// inner is what lies between two marks, without the spaces that some styles put there.
func inner(text string, start, end int) enligt.Span {
	s := trim(text, enligt.Span{Start: start, End: end}, start)
	if s.Empty() {
		return enligt.Span{Start: start, End: start}
	}
	return s
}

// sureness is how sure a pair of marks is, 0 to 100. The figures are judged, not
// measured: a pair of directed marks hardly errs, a single mark may be an apostrophe.
func sureness(o, c *mark, ending enligt.Ending) uint8 {
	switch {
	case ending == enligt.Guessed && c.Start-o.End > tooLong:
		return 40
	case ending == enligt.Guessed:
		return 75
	case o.single() && !(follows(c.left) || follows(c.right) || c.right == edge):
		return 75
	case o.single():
		return 90
	case o.glyph == dqPlain || o.glyph == dqTwo:
		return 96
	}
	return 98
}

// finish ends what the block leaves open: an unclosed quotation reaches to the
// next one of its own style, to the next talking dash or to the block's end.
// A single mark that never closes was an apostrophe.
func (m *matcher) finish(first int, dashes []dash) {
	k, d := first, 0
	for s := range m.stack {
		o := &m.stack[s]
		if o.single() {
			continue
		}
		end, ending, next := m.block.End, enligt.Unclosed, -1
		for k < len(m.out) && (k <= o.piece || m.out[k].drop && !m.waits(k, s+1) || m.out[k].glyph != o.glyph) {
			k++
		}
		if k < len(m.out) {
			if start, reopened := m.startOf(k, s+1); start > o.Start {
				end, next = start, k
				if reopened {
					ending = enligt.Reopened
				}
			}
		}
		for d < len(dashes) && dashes[d].at.Start <= o.Start {
			d++
		}
		if d < len(dashes) && dashes[d].at.Start < end {
			end, ending, next = dashes[d].at.Start, enligt.Unclosed, -1
		}
		m.unclosed(o, end, ending)
		if next >= 0 && ending == enligt.Reopened {
			m.out[next].Previous = o.piece + 1 // 0 is none until the last sort
		}
	}
}

// tooLong is the length in bytes from which a quotation whose end is not its own
// mark is rather a stray mark.
const tooLong = 1000

// waits reports whether piece k is the next one on the stack.
func (m *matcher) waits(k, s int) bool { return s < len(m.stack) && m.stack[s].piece == k }

// startOf is where piece k starts and whether a sentence ends before it, as it
// does where a paragraph was lost and the quotation opens again.
func (m *matcher) startOf(k, s int) (start int, reopened bool) {
	if m.waits(k, s) {
		start = m.stack[s].Start
	} else {
		start = m.out[k].Start
	}
	i, j := 0, len(m.marks)
	for i < j { // the marks are in order of their start
		if h := (i + j) / 2; m.marks[h].Start < start {
			i = h + 1
		} else {
			j = h
		}
	}
	return start, m.marks[i].spaced && endsSentence(m.marks[i].solid)
}

func (m *matcher) unclosed(o *opened, end int, ending enligt.Ending) {
	s := trim(m.text, enligt.Span{Start: o.Start, End: end}, o.Start)
	sure := uint8(50)
	if ending == enligt.Reopened {
		sure = 80
	} else if o.glyph == dqPlain || s.Len() > tooLong {
		sure = 40
	}
	previous := m.out[o.piece].Previous
	m.out[o.piece] = piece{glyph: o.glyph, Quotation: enligt.Quotation{
		Span: s, Inner: inner(m.text, o.End, s.End), Kind: "mark", Ending: ending, Sure: sure, Previous: previous,
	}}
}
