// Package quote finds the quotations of a text: by marks of every style and by
// talking dashes, over the whole document.
//
// In go a text and its blocks, out come [enligt.Quotation] values: in order of
// their start, an inner one after the one around it, never crossing. What
// belongs together over paragraphs is tied by Previous. Marks of every style come
// down to what opens, what closes and what is a talking dash; nothing depends on a
// language, only on what Unicode says of a character and on what stands beside
// it. Nothing can fail, the text is never changed, and the work is linear in
// its length (and n log n in the number of quotations, for the last sort).
package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Find returns the quotations of text in order of their start; an inner one
// follows the one around it. Without blocks each line counts as one. Blocks
// must be in order, disjoint and inside the text; others are passed over.
func Find(text string, blocks []enligt.Block) []enligt.Quotation {
	if len(blocks) == 0 {
		blocks = lines(text)
	}
	f := finder{text: text}
	last := 0
	for _, b := range blocks {
		b.Span = trim(text, b.Span, last)
		if b.Empty() {
			continue
		}
		f.block(b)
		last = b.End
	}
	return nest(f.found)
}

// finder carries what is open from one block to the next.
type finder struct {
	text    string
	found   []piece
	pending pending
	marks   []mark // of the block at hand, kept for its memory
}

// piece is a quotation while it is being found. Its place in finder.found is
// its name until the last sort.
type piece struct {
	enligt.Quotation
	glyph glyph
	drop  bool
}

// block reads one block: marks, pairs, dashes, then what it shares with the
// blocks before it.
func (f *finder) block(b enligt.Block) {
	first := len(f.found)
	var dashes []dash
	f.marks, dashes = scan(f.text, b, f.marks[:0])
	m := matcher{text: f.text, marks: f.marks, block: b.Span, out: f.found}
	m.run()
	f.found = m.out
	dashes = outside(dashes, f.found[first:])
	m.finish(first, dashes)
	f.found = m.out
	f.join(b, first, &m, len(dashes) > 0 && dashes[0].at.Start == b.Start)
	f.utterances(b, dashes)
}

// lines makes a block of every line of text.
func lines(text string) []enligt.Block {
	var out []enligt.Block
	start := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '\n' || text[i] == '\r' {
			if i > start {
				out = append(out, enligt.Block{Span: enligt.Span{Start: start, End: i}, Kind: enligt.Paragraph})
			}
			start = i + 1
		}
	}
	return out
}

// trim cuts white space off both ends of s; what is no span of text after
// byte position from comes out empty.
func trim(text string, s enligt.Span, from int) enligt.Span {
	if s.Start < from || s.End > len(text) || s.End <= s.Start {
		return enligt.Span{Start: from, End: from}
	}
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}
