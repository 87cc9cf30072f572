package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Mark sets Quoted of every word: how surely it stands inside a quotation. In
// an utterance opened by a dash the words after the last comma of a sentence
// ("…, säger hon") are less sure than those before it: a cue may stand there.
// Sentences and quotations must be in order.
func Mark(sentences []enligt.Sentence, quotations []enligt.Quotation) {
	next := 0
	var around []int
	for i := range sentences {
		words := sentences[i].Words
		cut := tail(words)
		for w := range words {
			for next < len(quotations) && quotations[next].Start <= words[w].Start {
				around = append(ended(around, quotations, quotations[next].Start), next)
				next++
			}
			around = ended(around, quotations, words[w].Start)
			words[w].Quoted = 0
			for _, q := range outer(around) {
				words[w].Quoted = max(words[w].Quoted, surely(&quotations[q], w >= cut))
			}
		}
	}
}

// tailLoss is by how much the words of a possible cue tail are less sure.
const tailLoss = 35

func surely(q *enligt.Quotation, inTail bool) uint8 {
	if q.Kind == "dash" && inTail && q.Sure > tailLoss {
		return q.Sure - tailLoss
	}
	return q.Sure
}

// ended takes off the quotations that end at or before position at.
func ended(around []int, quotations []enligt.Quotation, at int) []int {
	for len(around) > 0 && quotations[around[len(around)-1]].End <= at {
		around = around[:len(around)-1]
	}
	return around
}

// outer is the outermost few of the quotations around a word: deeper ones add
// nothing, and a text may nest thousands.
func outer(around []int) []int { return around[:min(len(around), 4)] }

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
