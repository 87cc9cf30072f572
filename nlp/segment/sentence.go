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
		if i+1 < len(w.tokens) && i+1-h.start < longestSentence && !w.boundary(i, first, &h) {
			continue
		}
		w.ends = append(w.ends, end{last: i + 1, block: w.block, newPar: newPar})
		newPar, h = false, history{start: i + 1}
	}
}

// longestSentence is where a sentence ends that has no end, in tokens: a table or a
// list run together, or a text made to use up memory, which a parser takes by the
// sentence.
const longestSentence = 1000

// boundary decides the gap after token i: first what is certain, then the model.
func (w *work) boundary(i, first int, h *history) bool {
	if !w.candidate(i) || w.closes(i+1) {
		return false
	}
	if w.model == nil {
		return w.endsAfter(i, first)
	}
	if yes, sure := w.certain(i, first, h); sure {
		return yes
	}
	w.boundaryFeatures(&w.bag, i, first, h, int(w.ahead[i-first]))
	return w.model.sentence.score(w.bag.all()) > w.threshold(i)
}

// How far above zero the score must be for what a text that kept its layout has
// seldom: a sentence that ends without a mark, as headings stand apart there, or
// that starts in lower case.
const (
	runOn     = 30  // no mark, in a long paragraph
	lowerCase = 100 // a mark, but lower case follows
	noMark    = 400 // no mark, in a short paragraph
)

func (w *work) threshold(i int) int32 {
	l := &w.tokens[i]
	switch {
	case l.shape == stopShape && !w.long && w.tokens[i+1].shape == lowShape:
		return lowerCase
	case l.shape >= stopShape && (l.shape != pauseShape || l.char == ':'):
		return 0
	case w.long:
		return runOn
	}
	return noMark
}

// certain decides what no treebank need teach, and what treebanks of other kinds
// of text would teach wrongly.
func (w *work) certain(i, first int, h *history) (yes, sure bool) {
	l, r := &w.tokens[i], &w.tokens[i+1]
	switch {
	case r.low == closeMark, w.goesOn(i, h), w.inDateline(i, first), w.aside(i):
		return false, true
	case l.shape <= titleShape && w.model.inside.has(l.low):
		return false, true
	case w.talks(i, first), w.endsInNumber(i, first):
		return true, true
	case l.low == closeMark && i > first && w.tokens[i-1].shape == stopShape && w.startsCommon(r):
		return true, true
	}
	switch w.abbreviationOf(l) {
	case inner:
		return false, true
	case beforeNumber:
		return false, r.shape >= digitShape && r.shape < addressShape
	case either:
		return true, w.startsCommon(r)
	}
	return false, false
}

// endsInNumber reports whether token i is a full stop after a number that a word
// leads up to, as no number of a list is: "… på TV 2. Berg svarar …".
func (w *work) endsInNumber(i, first int) bool {
	l, r := &w.tokens[i], &w.tokens[i+1]
	if i < first+2 || l.char != '.' || l.end-l.start != 1 || !l.glued || r.glued || r.shape != titleShape {
		return false
	}
	n, word := w.tokens[i-1].shape, w.tokens[i-2].shape
	return n >= digitShape && n < addressShape && word <= mixedShape && !w.tokens[i-1].glued
}

// startsCommon reports whether a token is a common word with a capital, as it
// hardly stands inside a sentence.
func (w *work) startsCommon(t *token) bool { return t.shape == titleShape && w.model.isCommon(t.low) }

// aside reports whether the gap after token i lies before or behind a dash that
// sets off words in lower case, or behind an abbreviation before one.
func (w *work) aside(i int) bool {
	l, r := &w.tokens[i], &w.tokens[i+1]
	switch {
	case r.shape == lowShape:
		return l.shape == dottedShape || l.shape == hyphenShape || l.shape == dashShape
	case r.shape != hyphenShape && r.shape != dashShape || w.long || l.shape >= stopShape:
		return false
	}
	return i+2 < len(w.tokens) && w.tokens[i+2].shape == lowShape
}

// goesOn reports whether the sentence goes on in lower case after a mark that
// could end it: after an ellipsis, or with a cue after speech ("– Kom hit! ropade
// hon.").
func (w *work) goesOn(i int, h *history) bool {
	l := &w.tokens[i]
	if w.tokens[i+1].shape != lowShape {
		return false
	}
	if l.shape == stopShape && (l.char == '…' || l.char == '.' && l.end-l.start > 1) {
		return true
	}
	s := w.tokens[h.start].shape
	quoted := h.quotes > 0 || s == dashShape || s == hyphenShape
	return quoted && (l.low == closeMark || l.shape == stopShape && l.char != '.')
}

// maxDateline is how many tokens a dateline has at most: "PARIS (AFP) –".
const maxDateline = 10

// inDateline reports whether the gap after token i touches the dash of a dateline
// at the start of a paragraph.
func (w *work) inDateline(i, first int) bool {
	dash := i + 1
	if t := w.tokens[i].shape; t == dashShape || t == hyphenShape {
		dash = i
	}
	if t := w.tokens[dash].shape; dash == first || dash-first > maxDateline || t != dashShape && t != hyphenShape {
		return false
	}
	last := w.tokens[dash-1].shape
	if last != shutShape && last != upperShape && last != yearShape {
		return false
	}
	inDate := 0 // words in lower case: "le 9 décembre 2024"
	for _, t := range w.tokens[first:dash] {
		switch t.shape {
		case lowShape:
			inDate++
		case stopShape:
			return false
		}
	}
	return inDate == 0 || inDate <= 2 && last != upperShape
}

// longParagraph is how many tokens a paragraph of a text that kept its layout
// hardly has. In a longer one headings may stand between the sentences.
const longParagraph = 400

// lookAhead notes for each token how far the next stop mark is.
func (w *work) lookAhead(first int) {
	n := len(w.tokens) - first
	w.long = n > longParagraph
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

// maxClosers is how many closing marks are looked over for the stop before them.
const maxClosers = 4

// talks reports whether a talking dash follows token i: a dash after a stop, with
// a space before it and a word with a capital behind.
func (w *work) talks(i, first int) bool {
	if i+2 >= len(w.tokens) || w.tokens[i+1].glued {
		return false
	}
	if w.tokens[i+2].glued && w.tokens[i+2].shape != titleShape {
		return false
	}
	if d := w.tokens[i+1].shape; d != dashShape && d != hyphenShape {
		return false
	}
	stop := i
	for stop > max(first, i-maxClosers) && (w.tokens[stop].shape == quoteShape || w.tokens[stop].shape == shutShape) {
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
	for stop > max(first, i-maxClosers) && isCloser(w.form(stop)) {
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
	case either, free:
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
func isTalkingDash(words []enligt.Word) bool {
	if len(words) < 2 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(words[1].Form)
	switch words[0].Form {
	case "-":
		return !words[0].GlueNext || unicode.IsUpper(r)
	case "–", "—", "―", "--":
		return unicode.IsLetter(r) || len(words) > 2
	}
	return false
}
