package nlp

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/tag"
)

// mending gives a relation another name where a treebank of kin draws a line
// that the language's own does not: Norwegian has a preposition before an
// infinitive as its case, Swedish as its mark.
type mending struct {
	Relation string   // of a word before its head
	Heads    []string // UPOS of the head
	Beside   string   // relation, subtypes included, of a word of the same head between the two
	As       string   // the relation's new name
}

// kinParts and kinRun: kin are tagged in so many parts, made of runs of so many
// neighbouring sentences in turn.
const (
	kinParts = 2
	kinRun   = 50
)

// kin reads trees of closely related languages. Their features have other names,
// so their tags are those that the pack's own tagger would give them had it
// learnt the part of speech, and that only, from the other part.
func (t *Training) kin(step parseStep, o tag.Options) ([][]enligt.Word, error) {
	if len(step.Kin) == 0 {
		return nil, nil
	}
	own, err := t.Words(step.Files...)
	if err != nil {
		return nil, err
	}
	out, err := t.Words(step.Kin...)
	if err != nil {
		return nil, err
	}
	inside := func(i, part int) bool { return i/kinRun%kinParts == part }
	gold := make([][]enligt.Word, len(out))
	for i, words := range out {
		gold[i] = slices.Clone(words)
	}
	for part := range kinParts {
		o.Coarse = nil
		for i, words := range gold {
			if !inside(i, part) {
				o.Coarse = append(o.Coarse, words)
			}
		}
		t.Say("parse: tagging kin, part %d of %d", part+1, kinParts)
		tagger, err := tag.FromBytes(tag.Train(own, o, nil))
		if err != nil {
			return nil, err
		}
		for i, words := range out {
			if inside(i, part) {
				tagger.Tag(words)
			}
		}
	}
	for _, words := range out {
		mend(words, step.Mend)
	}
	return out, nil
}

// mend renames relations.
func mend(words []enligt.Word, rules []mending) {
	for _, r := range rules {
		for i := range words {
			w := &words[i]
			if w.Deprel != r.Relation || w.Head <= i || !slices.Contains(r.Heads, words[w.Head].UPOS) {
				continue
			}
			if r.Beside == "" || slices.ContainsFunc(words[i+1:w.Head], func(x enligt.Word) bool {
				relation, _, _ := strings.Cut(x.Deprel, ":")
				return x.Head == w.Head && relation == r.Beside
			}) {
				w.Deprel = r.As
			}
		}
	}
}
