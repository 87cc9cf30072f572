package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// partLines parts the words that stand together because a page's lines were put together
// without a space: "… i hamnen.Ingen skadades.– Tur, säger Ek." The texts that the models
// learn from have none of these.
func (w *work) partLines() {
	for i := 2; i < len(w.atoms); i++ {
		w.atoms[i].glued = w.atoms[i].glued && !w.lostSpace(i)
	}
}

// lostSpace reports whether a word of two letters or more and a stop stand right before
// atom i, and that is a word with a capital and then a small letter, or a dash before a
// capital.
func (w *work) lostSpace(i int) bool {
	a, stop, word := &w.atoms[i], &w.atoms[i-1], &w.atoms[i-2]
	if !stop.glued || word.kind != letters || stop.char != '.' && stop.char != '!' && stop.char != '?' {
		return false
	}
	before := w.text[word.start:word.end]
	if last, size := utf8.DecodeLastRuneInString(before); size == len(before) || !unicode.IsLower(last) {
		return false
	}
	switch {
	case a.kind == letters && unicode.IsUpper(a.char):
		second, _ := utf8.DecodeRuneInString(w.text[int(a.start)+utf8.RuneLen(a.char) : a.end])
		return unicode.IsLower(second) && !w.inAddress(i-2)
	case a.char == '-' || a.char == '–' || a.char == '—':
		after, space := strings.CutPrefix(w.text[a.end:], " ")
		next, _ := utf8.DecodeRuneInString(after)
		return space && unicode.IsUpper(next)
	}
	return false
}

// inAddress reports whether the run of atoms that ends with atom i holds what only an
// address does: a slash, an at sign, or a stop of its own.
func (w *work) inAddress(i int) bool {
	for ; i >= 0; i-- {
		if a := &w.atoms[i]; strings.ContainsRune("/@_.", a.char) || a.kind == address {
			return true
		}
		if !w.atoms[i].glued {
			return false
		}
	}
	return false
}
