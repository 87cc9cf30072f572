package segment

import (
	"unicode"
	"unicode/utf8"
)

// cutTokens joins the atoms of the paragraph to tokens.
func (w *work) cutTokens() {
	start := 0
	for i := range w.atoms {
		if i+1 < len(w.atoms) && w.atoms[i+1].glued && w.joins(start, i) {
			continue
		}
		w.emit(start, i+1)
		start = i + 1
	}
}

func (w *work) emit(from, to int) {
	a, b := w.atoms[from], w.atoms[to-1]
	t := token{start: a.start, end: b.end, glued: a.glued, multi: -1}
	if a.kind == letters {
		t.multi = w.tables.find(w.text[t.start:t.end])
	}
	w.tokens = append(w.tokens, t)
}

// joins is the rule for a gap without white space after atom i of a token that
// starts with atom start.
func (w *work) joins(start, i int) bool {
	a, b := w.atoms[i], w.atoms[i+1]
	var c atom // after b, where it is glued to it
	if i+2 < len(w.atoms) && w.atoms[i+2].glued {
		c = w.atoms[i+2]
	} else {
		c.kind = mark
	}
	var room [64]byte
	sofar := lower(room[:0], w.text[w.atoms[start].start:a.end])
	switch {
	case a.kind == address || b.kind == address:
		return false
	case a.kind != mark && b.kind != mark:
		return true
	case a.kind == mark && b.kind == mark:
		return a.char == b.char && !isBracket(a.char)
	case b.kind == mark:
		return w.joinsMark(start, i, sofar, c)
	}
	switch plain(a.char) { // a mark before letters or digits
	case '\'':
		return i > start && !w.tables.elisions[string(sofar)]
	case '.', ':':
		return i > start
	case ',':
		return i > start && b.kind == digits
	case '-', '/', '&', '_':
		return i > start || a.char == '-' && b.kind == digits || w.tables.clitics[string(sofar)+string(lower(nil, w.text[b.start:b.end]))]
	}
	return false
}

// joinsMark is the rule for a mark that follows letters or digits.
func (w *work) joinsMark(start, i int, sofar []byte, c atom) bool {
	a, b := w.atoms[i], w.atoms[i+1]
	switch plain(b.char) {
	case '.':
		if c.kind == digits && a.kind == digits || w.tables.abbreviations[string(sofar)+"."] != noAbbreviation {
			return true
		}
		return a.kind == letters && c.kind == letters && runes(w.text[a.start:a.end]) <= 2 ||
			i == start && isInitial(w.text[a.start:a.end]) ||
			i > start && runes(w.text[a.start:a.end]) == 1
	case ',':
		return c.kind == digits && a.kind == digits
	case '\'':
		return c.kind == letters || w.tables.elisions[string(sofar)+"'"]
	case ':':
		return c.kind != mark
	case '-', '/', '&', '_':
		if c.kind == letters && w.isClitic(i+1) {
			return false
		}
		return c.kind != mark || b.char == '-'
	}
	return false
}

// isClitic reports whether a clitic starts at atom i: "-t-il".
func (w *work) isClitic(i int) bool {
	var room [32]byte
	end := i + 2
	if w.tables.clitics[string(lower(room[:0], w.text[w.atoms[i].start:w.atoms[i+1].end]))] {
		return true
	}
	if end+1 < len(w.atoms) && w.atoms[end].glued && w.atoms[end+1].glued {
		return w.tables.clitics[string(lower(room[:0], w.text[w.atoms[i].start:w.atoms[end+1].end]))]
	}
	return false
}

func isBracket(r rune) bool {
	switch r {
	case '(', ')', '[', ']', '{', '}':
		return true
	}
	return false
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// isInitial reports whether s is one capital letter.
func isInitial(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsUpper(r)
}
