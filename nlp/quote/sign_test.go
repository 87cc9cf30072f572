package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Kind is one of the three abstract signs that every style comes down to.
type Kind uint8

const (
	Open  Kind = iota + 1 // a mark that opens
	Close                 // a mark that closes
	Dash                  // a talking dash
)

// Sign is an abstract sign at its place in the text.
type Sign struct {
	enligt.Span
	Kind      Kind
	Quotation int // index of the quotation that it bounds
}

// Signs lists the signs that bound quotations, in order: one mark and the same
// quotation in another style give the same kinds.
func Signs(text string, quotations []enligt.Quotation) []Sign {
	var out []Sign
	var around []int
	closeUntil := func(at int) {
		for len(around) > 0 && quotations[around[len(around)-1]].End <= at {
			k := around[len(around)-1]
			around = around[:len(around)-1]
			q := &quotations[k]
			if (q.Ending == enligt.Closed || q.Ending == enligt.Guessed) && q.Kind == "mark" {
				out = append(out, Sign{lastMark(text, q), Close, k})
			}
		}
	}
	for k := range quotations {
		q := &quotations[k]
		closeUntil(q.Start)
		if q.Kind == "dash" {
			out = append(out, Sign{dashBefore(text, q.Start), Dash, k})
		} else if _, n := markAt(text, q.Start); n > 0 && q.Inner.Start > q.Start {
			out = append(out, Sign{enligt.Span{Start: q.Start, End: q.Start + n}, Open, k})
		}
		around = append(around, k)
	}
	closeUntil(len(text))
	return out
}

func markAt(text string, i int) (glyph, int) {
	r, n := utf8.DecodeRuneInString(text[i:])
	g, n := glyphAt(text, i, r, n)
	if g == none {
		return g, 0
	}
	return g, n
}

// lastMark is the mark that ends q; it may be two characters long.
func lastMark(text string, q *enligt.Quotation) enligt.Span {
	_, n := utf8.DecodeLastRuneInString(text[:q.End])
	if q.End-2*n >= q.Inner.End {
		if g, m := markAt(text[:q.End], q.End-2*n); g != none && m == 2*n {
			n = m
		}
	}
	return enligt.Span{Start: q.End - n, End: q.End}
}

// dashBefore is the run of dashes that opens the utterance at i.
func dashBefore(text string, i int) enligt.Span {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsSpace(r) {
			break
		}
		i -= n
	}
	s := enligt.Span{Start: i, End: i}
	for s.Start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:s.Start])
		if !isDash(r) {
			break
		}
		s.Start -= n
	}
	return s
}
