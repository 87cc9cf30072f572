package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt/learn"
)

// shape is what an atom or token looks like.
type shape uint8

const (
	noShape    shape = iota
	lowShape         // all lower case
	titleShape       // a capital, then lower case
	initShape        // one capital
	upperShape       // capitals
	mixedShape       // a capital inside, or another script
	digitShape       // + number of digits, up to 5
	_
	_
	yearShape // four digits
	_
	addressShape
	stopShape   // . ! ? …
	pauseShape  // , ; :
	quoteShape  // "
	singleShape // ' and ’, single mark or apostrophe
	openShape   // ( [ {
	shutShape   // ) ] }
	dashShape   // – — or --
	hyphenShape
	bulletShape // * • · and the like
	otherShape
	dottedShape // a token of letters that ends in a full stop
	shapes
)

// fold hashes s in lower case with plain marks, and names its shape.
func fold(s string, k kind) (uint64, shape) {
	h := uint64(14695981039346656037)
	upper, lower, n := 0, 0, 0
	first := false
	var r rune
	for i := 0; i < len(s); n++ {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			r = rune(c)
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
				upper++
				first = first || n == 0
			case 'a' <= c && c <= 'z':
				lower++
			}
			h = (h ^ uint64(c)) * 1099511628211
			continue
		}
		var size int
		r, size = utf8.DecodeRuneInString(s[i:])
		i += size
		switch low := unicode.ToLower(r); {
		case low != r:
			upper++
			first = first || n == 0
			r = low
		case unicode.IsLower(r):
			lower++
		default:
			r = plain(r)
		}
		h = (h ^ uint64(r)) * 1099511628211
	}
	h = learn.Mix(h, uint64(n))
	switch k {
	case digits:
		return h, digitShape + shape(min(n, 5)) - 1
	case address:
		return h, addressShape
	case mark:
		return h, markShape(r)
	}
	switch {
	case upper == 0 && lower > 0:
		return h, lowShape
	case upper == 1 && n == 1:
		return h, initShape
	case first && upper == 1:
		return h, titleShape
	case lower == 0 && upper > 0:
		return h, upperShape
	}
	return h, mixedShape
}

func markShape(r rune) shape {
	switch r {
	case '.', '!', '?', '…':
		return stopShape
	case ',', ';', ':':
		return pauseShape
	case '"', '“', '”', '„', '‟', '«', '»', '″':
		return quoteShape
	case '\'', '’', '‘', '‚', '´', '`', '‹', '›':
		return singleShape
	case '(', '[', '{':
		return openShape
	case ')', ']', '}':
		return shutShape
	case '–', '—', '―', '−':
		return dashShape
	case '-', '‐', '‑':
		return hyphenShape
	case '*', '•', '·', '§', '¤', '#', '>', '<', '|', '=', '_', '~', '+', '■', '●':
		return bulletShape
	}
	return otherShape
}

// plain maps typographic marks to the ones of a typewriter, and currencies to one,
// so that what is learnt of one holds for the others.
func plain(r rune) rune {
	switch r {
	case '’', '‘', '´', '`', '′', 'ʼ':
		return '\''
	case '‐', '‑', '–':
		return '-'
	case '―', '−':
		return '—'
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '£', '€', '¥':
		return '$'
	}
	return r
}
