package quote

import "github.com/enligt/enligt"

// pending is a quotation that its block left open and a later block may go on
// with.
type pending struct {
	piece  int // place in found, plus one; 0 for none
	middle []enligt.Span
}

// maxOpenBlocks is over how many blocks without a mark a quotation may stay open.
const maxOpenBlocks = 5

// join ties the first quotation of a block to the one left open before it and
// keeps what this block leaves open in turn.
func (f *finder) join(b enligt.Block, first int, m *matcher, dashed bool) {
	f.goOn(b, first, m, dashed)
	if f.pending.piece == 0 && !dashed {
		f.guess(b, first, m)
	}
	if k := outermost(m); k >= 0 && f.found[k].Ending == enligt.Unclosed && f.found[k].End == b.End {
		f.pending = pending{piece: k + 1}
	}
}

// goOn settles the pending quotation with this block's help, or lets it stay pending.
func (f *finder) goOn(b enligt.Block, first int, m *matcher, dashed bool) {
	if f.pending.piece == 0 {
		return
	}
	from := &f.found[f.pending.piece-1]
	switch {
	case b.Kind == enligt.HeadingBlock || b.Kind == enligt.TitleBlock || b.Kind == enligt.CaptionBlock || dashed && m.doubles == 0:
		f.pending = pending{}
	case f.reopens(b, first, from):
		from.Ending, from.Sure = enligt.Reopened, 90
		f.found[first].Previous = f.pending.piece
		f.pending = pending{}
	case len(m.strays) > 0 && closesProperly(from.glyph, m.strays[0].glyph) && before(m.strays[0], f.found[first:]):
		f.continued(b, m.strays[0])
		m.strays = m.strays[1:]
	case m.doubles > 0 || len(f.pending.middle) == maxOpenBlocks:
		f.pending = pending{}
	default:
		f.pending.middle = append(f.pending.middle, b.Span)
	}
}

// reopens reports whether the block's first quotation stands at its start in
// the style of the open one; French may repeat the closing mark there.
func (f *finder) reopens(b enligt.Block, first int, from *piece) bool {
	if first >= len(f.found) || f.found[first].drop || f.found[first].Start != b.Start || len(f.pending.middle) > 0 {
		return false
	}
	g := f.found[first].glyph
	return g == from.glyph || from.glyph == gLeft && g == gRight
}

func closesProperly(opening, closing glyph) bool {
	for _, g := range closers[opening] {
		if g == closing {
			return true
		}
	}
	return false
}

// before reports whether c stands before every piece.
func before(c mark, pieces []piece) bool {
	for i := range pieces {
		if !pieces[i].drop {
			return c.Start < pieces[i].Start
		}
	}
	return true
}

// continued adds the stretches of a quotation that opened some blocks ago and
// is closed only here: one for each block between and one for this.
func (f *finder) continued(b enligt.Block, c mark) {
	const sure = 80
	previous := f.pending.piece
	f.found[previous-1].Sure = sure
	add := func(s, in enligt.Span, ending enligt.Ending) {
		f.found = append(f.found, piece{Quotation: enligt.Quotation{
			Span: s, Inner: in, Kind: "mark", Ending: ending, Sure: sure, Previous: previous,
		}})
		previous = len(f.found)
	}
	for _, s := range f.pending.middle {
		add(s, s, enligt.Unclosed)
	}
	add(enligt.Span{Start: b.Start, End: c.End}, inner(f.text, b.Start, c.Start), enligt.Closed)
	f.pending = pending{}
}

// guess makes a quotation of a block that starts without its opening mark, as
// where a drop capital swallowed it: only if the first mark closes after or
// before punctuation.
func (f *finder) guess(b enligt.Block, first int, m *matcher) {
	if len(m.strays) == 0 || !before(m.strays[0], f.found[first:]) {
		return
	}
	c := m.strays[0]
	if !(follows(c.left) || follows(c.right)) || c.solid == edge {
		return
	}
	f.found = append(f.found, piece{Quotation: enligt.Quotation{
		Span: enligt.Span{Start: b.Start, End: c.End}, Inner: inner(f.text, b.Start, c.Start),
		Kind: "mark", Ending: enligt.Guessed, Sure: 45,
	}})
}

// outermost is the place of the last double mark that the block leaves open
// with nothing of its kind around it, or -1.
func outermost(m *matcher) int {
	if len(m.level[0]) == 0 {
		return -1
	}
	return m.stack[m.level[0][len(m.level[0])-1]].piece
}
