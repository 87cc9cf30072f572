package reading

import (
	"sort"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
)

// ReadWords is Read with the words of the text, lemmas and all, in text order: what
// a search needs. Blocks in languages that are not read have none.
func (r *Reader) ReadWords(doc enligt.Document) (enligt.Reading, []enligt.Word) {
	var words []enligt.Word
	out := r.read(doc, func(a *nlp.Analysis) {
		for i := range a.Sentences {
			words = append(words, a.Sentences[i].Words...)
		}
	})
	sort.SliceStable(words, func(i, j int) bool { return words[i].Start < words[j].Start })
	return out, words
}
