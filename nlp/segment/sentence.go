package segment

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// cutSentences marks the sentence ends among the tokens from first on.
func (w *work) cutSentences(first int) {
	w.lookAhead(first)
	h := history{start: first}
	newPar := true
	for i := first; i < len(w.tokens); i++ {
		h.step(&w.tokens[i])
		if i+1 < len(w.tokens) && !w.boundary(i, first, &h) {
			continue
		}
		w.ends = append(w.ends, end{last: i + 1, block: w.block, newPar: newPar})
		newPar, h = false, history{start: i + 1}
	}
}

// boundary decides the gap after token i: first what is certain, then the model.
func (w *work) boundary(i, first int, h *history) bool {
	if !w.candidate(i) || w.closes(i+1) {
		return false
	}
	if w.model == nil {
		return w.endsAfter(i, first)
	}
	if w.talks(i, first) {
		return true
	}
	if w.goesOn(i, h) {
		return false
	}
	w.boundaryFeatures(&w.bag, i, first, h, int(w.ahead[i-first]))
	return w.model.sentence.score(w.bag.all()) > 0
}

// goesOn reports whether a cue in lower case follows speech that ends in a mark:
// "– Kom hit! ropade hon."
func (w *work) goesOn(i int, h *history) bool {
	if w.tokens[i+1].shape != lowShape {
		return false
	}
	s := w.tokens[h.start].shape
	quoted := h.quotes > 0 || s == dashShape || s == hyphenShape
	return quoted && (w.tokens[i].low == closeMark || w.tokens[i].shape == stopShape && w.tokens[i].char != '.')
}

// lookAhead notes for each token how far the next stop mark is.
func (w *work) lookAhead(first int) {
	n := len(w.tokens) - first
	if cap(w.ahead) < n {
		w.ahead = make([]int32, n+n/2)
	}
	w.ahead = w.ahead[:n]
	far := int32(99)
	for k := n - 1; k >= 0; k-- {
		w.ahead[k] = far
		far = min(far+1, 99)
		if t := &w.tokens[first+k]; t.shape == stopShape {
			far = 1
		}
	}
}

// talks reports whether a talking dash follows token i: a dash between spaces
// after a stop, before a capital or a mark that opens speech.
func (w *work) talks(i, first int) bool {
	if i+2 >= len(w.tokens) || w.tokens[i+1].glued || w.tokens[i+2].glued {
		return false
	}
	if d := w.tokens[i+1].shape; d != dashShape && d != hyphenShape {
		return false
	}
	stop := i
	for stop > first && (w.tokens[stop].shape == quoteShape || w.tokens[stop].shape == shutShape) {
		stop--
	}
	if w.tokens[stop].shape != stopShape {
		return false
	}
	switch w.tokens[i+2].shape {
	case titleShape, initShape, upperShape, mixedShape:
		return true
	}
	return false
}

func (w *work) form(i int) string { return w.text[w.tokens[i].start:w.tokens[i].end] }

// endsAfter is the rule for the gap after token i.
func (w *work) endsAfter(i, first int) bool {
	if w.closes(i + 1) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(w.form(i + 1))
	stop := i // the full stop, before closing marks
	for stop > first && isCloser(w.form(stop)) {
		stop--
	}
	f := w.form(stop)
	switch f[len(f)-1] {
	case '.', '!', '?':
	default:
		if !strings.HasSuffix(f, "…") {
			return false
		}
	}
	if unicode.IsLower(next) || strings.ContainsRune(",;:)]%/", next) || w.tokens[i+1].glued && !unicode.IsUpper(next) {
		return false
	}
	if len(f) > 1 && f[len(f)-1] == '.' && f[0] != '.' {
		return w.abbreviationEnds(f, next)
	}
	return true
}

// abbreviationEnds decides where a token with its own full stop stands before a
// capital, a number or a mark.
func (w *work) abbreviationEnds(f string, next rune) bool {
	var room [64]byte
	switch w.tables.abbreviations[string(lower(room[:0], f))] {
	case inner:
		return false
	case beforeNumber:
		return !unicode.IsDigit(next)
	case either:
		return true
	}
	return !isInitial(f[:len(f)-1])
}

// closes reports whether token i is the closing mark of a quotation or a bracket.
func (w *work) closes(i int) bool {
	at := int(w.tokens[i].start)
	k := sort.SearchInts(w.closing, at)
	return k < len(w.closing) && w.closing[k] == at
}

func isCloser(f string) bool {
	r, n := utf8.DecodeRuneInString(f)
	return n == len(f) && strings.ContainsRune("\"'”’»›)]", r)
}

// isTalkingDash reports whether a sentence opens with a dash before speech.
func isTalkingDash(text string, words []enligt.Word) bool {
	if len(words) < 2 || words[0].GlueNext && words[0].Form == "-" {
		return false
	}
	switch words[0].Form {
	case "-", "–", "—", "―", "--":
		r, _ := utf8.DecodeRuneInString(words[1].Form)
		return unicode.IsLetter(r) || len(words) > 2
	}
	return false
}
