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
	newPar := true
	for i := first; i < len(w.tokens); i++ {
		if i+1 < len(w.tokens) && !w.endsAfter(i, first) {
			continue
		}
		w.ends = append(w.ends, end{last: i + 1, block: w.block, newPar: newPar})
		newPar = false
	}
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
