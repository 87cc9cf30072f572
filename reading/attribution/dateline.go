package attribution

import (
	"strings"
	"unicode/utf8"
)

// maxDateline is how many words a dateline has at most.
const maxDateline = 12

// skipDatelines lets the sentence that opens a paragraph begin behind a dateline:
// "NIAMEY, Niger (AP) — Soldiers said" has soldiers for its source.
func (v *view) skipDatelines() {
	for n := range v.sents {
		if n == 0 || v.a.Sentences[n-1].Block != v.a.Sentences[n].Block {
			v.sents[n].from = v.afterDateline(v.sents[n])
		}
	}
}

// afterDateline is the word behind the dash that ends the dateline of a sentence, or the
// first one of the sentence. A dateline opens with a place in capitals or ends with an
// agency in brackets, and has hardly a word in small letters: "KYJIV, le 9 mai (AFP) –".
func (v *view) afterDateline(s stretch) int {
	small, bracket := 0, false
	for i := s.from; i < s.to && i <= s.from+maxDateline; i++ {
		t := &v.toks[i]
		switch {
		case isDash(t.form):
			loud := utf8.RuneCountInString(v.toks[s.from].Form) > 2 && v.toks[s.from].Form == strings.ToUpper(v.toks[s.from].Form) && v.toks[s.from].Form != v.toks[s.from].form
			if i == s.from || i+1 >= s.to || !(bracket && v.toks[i-1].form == ")" || loud) {
				return s.from
			}
			return i + 1
		case t.form == "(":
			bracket = true
		case t.quote >= 0 || isStop(t.form) || isAloud(t.form):
			return s.from
		case !t.isPunct() && !isCapital(t.Form) && t.UPOS != "NUM":
			if small++; small > 2 {
				return s.from
			}
		}
	}
	return s.from
}
