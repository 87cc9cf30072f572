package nlp

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/parse"
	"github.com/enligt/enligt/nlp/tag"
)

// mending gives a relation another name where a treebank of kin draws a line
// that the language's own does not: Norwegian has a preposition before an
// infinitive as its case, Swedish as its mark; the word that opens a relative
// clause is a mark in Norwegian, the clause's subject or object in Swedish.
type mending struct {
	Relation string   // of a word before its head
	Parts    []string // UPOS of the word; any where there is none here
	Heads    []string // UPOS of the head; any where there is none here
	Under    string   // relation of the head, if not any
	Beside   string   // relation, subtypes aside, of a word of the same head between the two
	Lacks    string   // relation, subtypes aside, that no word of the same head has
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
func (t *Training) kin(step parseStep, o tag.Options) ([]parse.Example, error) {
	if len(step.Kin) == 0 && step.Recast.File == "" {
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
	turned, err := t.recast(step.Recast)
	if err != nil {
		return nil, err
	}
	out = append(out, turned...)
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
	examples := make([]parse.Example, len(out))
	for i, words := range out {
		mend(words, step.Mend)
		examples[i] = parse.Example{Words: words}
	}
	return examples, nil
}

// mend renames relations, rule by rule.
func mend(words []enligt.Word, rules []mending) {
	for _, r := range rules {
		for i := range words {
			if r.fits(words, i) {
				words[i].Deprel = r.As
			}
		}
	}
}

func (r *mending) fits(words []enligt.Word, i int) bool {
	w := &words[i]
	if w.Deprel != r.Relation || w.Head <= i || !oneOf(r.Parts, w.UPOS) {
		return false
	}
	head := &words[w.Head]
	if !oneOf(r.Heads, head.UPOS) || r.Under != "" && r.Under != head.Deprel {
		return false
	}
	return (r.Beside == "" || hangs(words[i+1:w.Head], w.Head, r.Beside)) &&
		(r.Lacks == "" || !hangs(words, w.Head, r.Lacks))
}

// oneOf reports whether x is in the list; in an empty one everything is.
func oneOf(list []string, x string) bool { return len(list) == 0 || slices.Contains(list, x) }

// hangs reports whether one of the words hangs on head by the relation.
func hangs(words []enligt.Word, head int, relation string) bool {
	return slices.ContainsFunc(words, func(x enligt.Word) bool {
		name, _, _ := strings.Cut(x.Deprel, ":")
		return x.Head == head && name == relation
	})
}
