package text

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// decodeUTF16 decodes raw, which starts with its mark.
func decodeUTF16(raw []byte, bigEndian bool) (string, error) {
	var b strings.Builder
	b.Grow(len(raw))
	unit := func(i int) rune {
		if bigEndian {
			return rune(raw[i])<<8 | rune(raw[i+1])
		}
		return rune(raw[i+1])<<8 | rune(raw[i])
	}
	for i := 2; i < len(raw); i += 2 {
		if i+1 == len(raw) {
			return "", badEncoding(i, "UTF-16 with half a unit at its end")
		}
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 >= len(raw) || utf16.DecodeRune(r, unit(i+2)) == utf8.RuneError {
				return "", badEncoding(i, "UTF-16 with an unpaired surrogate")
			}
			r = utf16.DecodeRune(r, unit(i+2))
			i += 2
		}
		if r == 0 {
			return "", notText(i, "holds a NUL character")
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// decodeLegacy reads bytes that are not UTF-8 as windows-1252, which holds
// latin-1's letters, where they look like it.
func decodeLegacy(raw []byte) (text, note string, err error) {
	first, utf8Runs, high, letters := survey(raw)
	switch {
	case utf8Runs > len(raw)/1000 && utf8Runs*2 > high:
		return "", "", badEncoding(first, "not UTF-8, though most of the file is")
	case !looksWestern(raw, high, letters):
		return "", "", badEncoding(first, "not UTF-8, nor windows-1252 or latin-1")
	}
	var b strings.Builder
	b.Grow(len(raw) + high)
	name := "latin-1"
	for _, c := range raw {
		if c >= 0x80 && c < 0xA0 {
			name = "windows-1252"
			b.WriteRune(windows1252[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String(), fmt.Sprintf("not UTF-8 (byte %d); read as %s", first, name), nil
}

// survey finds the first byte that is not UTF-8 and counts the well-formed
// sequences of several bytes, the high bytes outside them, and the ASCII letters.
func survey(raw []byte) (first, utf8Runs, high, letters int) {
	first = -1
	for i := 0; i < len(raw); {
		c := raw[i]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' {
				letters++
			}
			i++
			continue
		}
		if _, n := utf8.DecodeRune(raw[i:]); n > 1 {
			utf8Runs++
			i += n
			continue
		}
		if first < 0 {
			first = i
		}
		high++
		i++
	}
	return first, utf8Runs, high, letters
}

// looksWestern: high bytes are rare among ASCII letters and are the letters and
// marks that western European print uses. Cyrillic, Greek or Asian encodings have
// more high bytes than low ones.
func looksWestern(raw []byte, high, letters int) bool {
	if high*2 > letters {
		return false
	}
	good, odd := 0, 0
	for _, c := range raw {
		switch {
		case c < 0x80:
		case c < 0xA0 && windows1252[c-0x80] == 0:
			return false
		case c >= 0xC0 && c != 0xD7 && c != 0xF7, strings.IndexByte(westernMarks, c) >= 0:
			good++
		default:
			odd++
		}
	}
	return odd*5 <= good
}

// westernMarks are the bytes of quotation marks, dashes, spaces and signs that
// stand in running text.
const westernMarks = "\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\x8A\x8C\x8E\x9A\x9C\x9E\x9F\xA0\xA1\xA3\xA7\xA9\xAB\xAD\xAE\xB0\xB4\xB7\xBB\xBD\xBF"

func badEncoding(at int, what string) error {
	return &enligt.ReadError{
		At:   fmt.Sprintf("byte %d", at),
		What: what,
		Do:   "save the file as UTF-8",
	}
}

// windows1252 is what bytes 0x80 to 0x9F stand for; 0 is nothing
// (https://encoding.spec.whatwg.org/#windows-1252 maps those to controls).
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}
