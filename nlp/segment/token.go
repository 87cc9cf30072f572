package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt/learn"
)

// cutTokens joins the atoms of the paragraph to tokens.
func (w *work) cutTokens() {
	for first := 0; first < len(w.atoms); {
		c := w.chunkAt(first)
		start, sofar := c.first, w.atoms[c.first].low
		known := w.abbreviationEnd(c)
		for i := c.first; i+1 < c.last; i++ {
			if i+1 < known {
				sofar = learn.Mix(sofar, w.atoms[i+1].low)
				continue
			}
			if w.joinsAfter(c, start, i, sofar) {
				sofar = learn.Mix(sofar, w.atoms[i+1].low)
				continue
			}
			w.emit(start, i+1, sofar)
			start, sofar = i+1, w.atoms[i+1].low
		}
		first = c.last
		if end := w.spaced(start, c.last); end > c.last {
			w.emit(start, end, sofar)
			first = end
			continue
		}
		w.emit(start, c.last, sofar)
	}
}

// chunkAt is the chunk that starts at an atom.
func (w *work) chunkAt(first int) chunk {
	c := chunk{first: first, last: first + 1, low: w.atoms[first].low}
	for c.last < len(w.atoms) && w.atoms[c.last].glued {
		c.low = learn.Mix(c.low, w.atoms[c.last].low)
		c.last++
	}
	return c
}

// abbreviationEnd is the end of the abbreviation with several full stops that a
// chunk starts with ("bl.a.", "c.-à-d."), or 0.
func (w *work) abbreviationEnd(c chunk) int {
	const most = 8 // atoms
	for end := min(c.last, c.first+most); end > c.first+3; end-- {
		if w.atoms[end-1].char != '.' {
			continue
		}
		var room [64]byte
		form := lower(room[:0], w.text[w.atoms[c.first].start:w.atoms[end-1].end])
		if w.tables.abbreviations[string(form)] != noAbbreviation {
			return end
		}
	}
	return 0
}

// joinsAfter decides the gap after atom i of a chunk: first what is certain, then
// the model.
func (w *work) joinsAfter(c chunk, start, i int, sofar uint64) bool {
	a, b := &w.atoms[i], &w.atoms[i+1]
	switch {
	case a.kind == address, b.kind == address, a.shape == quoteShape, b.shape == quoteShape:
		return false
	case i == c.first && w.speechDash(i):
		return false
	case (isDash(a) || isDash(b)) && a.char != b.char:
		return false
	case w.closesQuote(c, i):
		return false
	case w.model == nil:
		return w.joins(start, i)
	}
	if b.char == '.' && i+2 == c.last {
		if w.abbreviated(start, i) {
			return true
		}
		if w.endsNumber(c, i) {
			return false
		}
		if a.shape == initShape && i == start {
			if joins, sure := w.initial(c, i); sure {
				return joins
			}
		}
	}
	w.gapFeatures(&w.bag, c, start, i, sofar)
	return w.model.token.score(w.bag.all()) > 0
}

// closesQuote reports whether the gap after atom i lies on either side of a single
// mark that ends a quotation: one before a comma and the end of the chunk, as in
// "‘We had no choice’, he said".
func (w *work) closesQuote(c chunk, i int) bool {
	at := i + 1
	if w.atoms[i].shape == singleShape {
		at = i
	}
	return w.atoms[at].shape == singleShape && at+2 == c.last && w.atoms[at+1].char == ','
}

// initial decides the full stop after a single capital where the next word has a
// capital too: before a common word it ends the sentence ("… på X. Sedan …"),
// before an unknown one it makes an initial ("J. Berg"). A capital of the tables that
// is a word of its own ends the sentence behind a small word and before any known one.
func (w *work) initial(c chunk, i int) (joins, sure bool) {
	if c.last >= len(w.atoms) || w.atoms[c.last].shape != titleShape {
		return false, false
	}
	low := w.atoms[c.last].low
	if w.model.isCommon(low) {
		return false, true
	}
	known := w.model.lower.has(low)
	if known && i > 0 && w.capital(i) && w.atoms[i-1].shape == lowShape {
		return false, true
	}
	return true, !known
}

// endsNumber reports whether the full stop after atom i, the only other one of its
// chunk, ends the sentence: a word leads up to the number, and a capital follows.
func (w *work) endsNumber(c chunk, i int) bool {
	return i == c.first && i > 0 && w.atoms[i].kind == digits && w.atoms[i-1].kind == letters &&
		c.last < len(w.atoms) && w.atoms[c.last].shape == titleShape
}

// capital reports whether atom i is a capital that the tables call a word of its own.
func (w *work) capital(i int) bool {
	var room [8]byte
	return w.tables.capitals[string(append(lower(room[:0], w.text[w.atoms[i].start:w.atoms[i].end]), '.'))]
}

// withStop is what the tables say of the atoms from start to i with a full stop.
func (w *work) withStop(start, i int) abbreviation {
	var room [64]byte
	form := lower(room[:0], w.text[w.atoms[start].start:w.atoms[i].end])
	return w.tables.abbreviations[string(append(form, '.'))]
}

// abbreviated reports whether the full stop after atom i certainly belongs to an
// abbreviation of the tables.
func (w *work) abbreviated(start, i int) bool {
	switch w.withStop(start, i) {
	case inner:
		return true
	case beforeNumber:
		return i+2 < len(w.atoms) && w.atoms[i+2].kind == digits
	}
	return false
}

// speechDash reports whether atom i, the first of its chunk, is a talking dash
// written close before the first word of a sentence.
func (w *work) speechDash(i int) bool {
	if s := w.atoms[i].shape; s != hyphenShape && s != dashShape || w.atoms[i+1].shape != titleShape {
		return false
	}
	return i == 0 || w.atoms[i-1].shape == stopShape || i > 1 && w.atoms[i-1].shape == quoteShape && w.atoms[i-2].shape == stopShape
}

// isDash reports whether an atom is a dash that no word holds.
func isDash(a *atom) bool { return a.shape == dashShape && a.char != '–' }

// spaced is the end of the token with white space inside that starts with the
// atoms from start to end, or end where there is none: "1 500", "t ex".
func (w *work) spaced(start, end int) int {
	if end-start != 1 || end == len(w.atoms) {
		return end
	}
	a := &w.atoms[start]
	if w.tables.groups && a.kind == digits && a.end-a.start <= 3 {
		for end < len(w.atoms) && w.isGroup(end) {
			end++
		}
		return end
	}
	for _, row := range w.tables.spaced[a.low] {
		if w.matches(row, start) {
			return start + len(row)
		}
	}
	return end
}

// isGroup reports whether atom i is a group of three digits between white space
// or before a mark that ends a number.
func (w *work) isGroup(i int) bool {
	a := &w.atoms[i]
	if a.kind != digits || a.end-a.start != 3 || w.atoms[i-1].end == a.start || w.text[w.atoms[i-1].end] == '\n' {
		return false
	}
	return i+1 == len(w.atoms) || !w.atoms[i+1].glued || w.atoms[i+1].kind == mark
}

// matches reports whether the atoms from start are the words of a row.
func (w *work) matches(row []uint64, start int) bool {
	if start+len(row) > len(w.atoms) {
		return false
	}
	for k, low := range row {
		if w.atoms[start+k].low != low || k > 0 && w.atoms[start+k].glued {
			return false
		}
	}
	end := start + len(row)
	return end == len(w.atoms) || !w.atoms[end].glued || w.atoms[end].kind == mark && w.atoms[end].shape != hyphenShape
}

// emit appends the token of the atoms from one to before another.
func (w *work) emit(from, to int, low uint64) {
	a, b := &w.atoms[from], &w.atoms[to-1]
	t := token{start: a.start, end: b.end, glued: a.glued, multi: -1, low: low, shape: a.shape, char: a.char}
	if to-from > 1 {
		t.shape = w.shapeOf(from, to)
	}
	if a.kind != mark || to-from > 1 {
		t.multi = w.tables.find(w.text[t.start:t.end])
	}
	w.tokens = append(w.tokens, t)
}

// shapeOf is the shape of a token of several atoms.
func (w *work) shapeOf(from, to int) shape {
	first, last := w.atoms[from].shape, w.atoms[to-1].shape
	switch {
	case last == stopShape && first < addressShape:
		return dottedShape
	case first == initShape:
		return mixedShape
	case first < stopShape:
		return first
	case last < stopShape:
		return last
	}
	return first
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
		return a.kind == letters && c.kind == letters && (c.shape == lowShape || runes(w.text[a.start:a.end]) <= 2) ||
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
