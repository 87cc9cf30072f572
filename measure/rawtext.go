package measure

import (
	"strings"

	"github.com/enligt/enligt/nlp/conllu"
)

// RawText is the text that a treebank was made from, as the shared task gives it
// to a parser: sentences run on, a blank line where a paragraph or a document
// starts, a newline at the end.
func RawText(sentences []conllu.Sentence) string {
	var b strings.Builder
	sep := ""
	for i := range sentences {
		s := &sentences[i]
		if b.Len() > 0 && (s.NewPar || s.NewDoc) {
			sep = "\n\n"
		}
		b.WriteString(sep)
		b.WriteString(s.Text)
		sep = " "
		if s.Words[len(s.Words)-1].GlueNext {
			sep = ""
		}
	}
	b.WriteByte('\n')
	return b.String()
}
