package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// varied is one in how many sentences training sees in each of three other dresses.
const varied = 30

// vary gives a sentence, now and then, in another dress that tells nothing about
// its words: in capitals, in title case, with other quotation marks.
func (s *state) vary(words []enligt.Word, rng *learn.Shuffler) []enligt.Word {
	dress := rng.Next() % varied
	if dress > 2 {
		return words
	}
	s.varied = append(s.varied[:0], words...)
	for i := range s.varied {
		w := &s.varied[i]
		switch {
		case dress == 0:
			w.Form = strings.ToUpper(w.Form)
		case dress == 1:
			r, n := utf8.DecodeRuneInString(w.Form)
			w.Form = string(unicode.ToUpper(r)) + w.Form[n:]
		case w.Form == "'" && w.UPOS == "PUNCT":
			w.Form = "\""
		case w.Form == "\"" && w.UPOS == "PUNCT":
			w.Form = "'"
		}
	}
	return s.varied
}
