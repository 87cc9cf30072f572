package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Mark sets Quoted of every word: how surely it stands inside a quotation. In
// an utterance opened by a dash two things are less sure: the words after the
// last comma of a sentence ("…, säger hon"), where a cue may stand, and, where
// the dash stood inside a line, the sentences after its first, which may be
// narration again. Sentences and quotations must be in order.
func Mark(sentences []enligt.Sentence, quotations []enligt.Quotation) {
	next := 0
	var around []inside
	for i := range sentences {
		words := sentences[i].Words
		cut := tail(words)
		for w := range words {
			for next < len(quotations) && quotations[next].Start <= words[w].Start {
				q := &quotations[next]
				inline := i > 0 && sentences[i-1].Block == sentences[i].Block
				around = append(ended(around, q.Start), inside{q, i, inline})
				next++
			}
			around = ended(around, words[w].Start)
			words[w].Quoted = 0
			for k := range outer(around) {
				words[w].Quoted = max(words[w].Quoted, around[k].surely(i, w >= cut))
			}
		}
	}
}

// inside is a quotation around the word at hand.
type inside struct {
	*enligt.Quotation
	sentence int  // where it starts
	inline   bool // another sentence stands before it in its block
}

// loss is by how much the doubtful words of a dash utterance are less sure.
const loss = 35

func (q *inside) surely(sentence int, inTail bool) uint8 {
	if q.Kind == "dash" && (inTail || q.inline && sentence > q.sentence) && q.Sure > loss {
		return q.Sure - loss
	}
	return q.Sure
}

// ended takes off the quotations that end at or before position at.
func ended(around []inside, at int) []inside {
	for len(around) > 0 && around[len(around)-1].End <= at {
		around = around[:len(around)-1]
	}
	return around
}

// outer is the outermost few of the quotations around a word: deeper ones add
// nothing, and a text may nest thousands.
func outer(around []inside) []inside { return around[:min(len(around), 4)] }

// tail is the place of the first word after the last comma, or after a mark of
// exclamation or question that a small letter follows; len(words) for none.
func tail(words []enligt.Word) int {
	for w := len(words) - 2; w > 0; w-- {
		switch words[w].Form {
		case ",":
			return w + 1
		case "?", "!", "…", "...":
			if r, _ := utf8.DecodeRuneInString(words[w+1].Form); unicode.IsLower(r) {
				return w + 1
			}
		}
	}
	return len(words)
}
