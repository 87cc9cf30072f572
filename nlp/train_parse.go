package nlp

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/lemma"
	"github.com/enligt/enligt/nlp/parse"
	"github.com/enligt/enligt/nlp/tag"
)

// parseStep is the recipe's step for the parser.
type parseStep struct {
	Files      []string       // CoNLL-U with tags and trees; they are tagged by each other's taggers
	Bare       []string       // CoNLL-U with trees only, tagged by the pack's tagger
	Kin        []string       // CoNLL-U of closely related languages; only their parts of speech and trees are learnt
	Recast     recasting      // more of kin, in another scheme
	Mend       []mending      // of the relations of kin and of what is recast
	Weight     map[string]int // how much an update on a file counts, default 1
	Folds      int            // of the jack-knife, default 5
	Iterations int
	Members    int // models that vote, default 1
	Adaptive   bool
	Margin     int
	Guide      parse.Guiding
	Floor      int
	Size       int // of the model in bytes
}

// trainParse trains the parser on tags as the pack's tagger would predict them,
// since a parser that knows gold tags only trusts the tagger too much.
func trainParse(t *Training, raw json.RawMessage) error {
	step := parseStep{Folds: 5}
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	tagging, err := t.tagOptions()
	if err != nil {
		return err
	}
	var sentences [][]enligt.Word
	var weights []int
	for _, name := range step.Files {
		words, err := t.Words(name)
		if err != nil {
			return err
		}
		sentences = append(sentences, words...)
		for range words {
			weights = append(weights, max(1, step.Weight[name]))
		}
	}
	bare, err := t.bare(step)
	if err != nil {
		return err
	}
	kin, err := t.kin(step, tagging)
	if err != nil {
		return err
	}
	t.Say("parse: tagging %d sentences in %d parts", len(sentences), step.Folds)
	if err := tag.Jackknife(sentences, step.Folds, tagging); err != nil {
		return err
	}
	var examples []parse.Example
	for i, words := range sentences {
		examples = append(examples, parse.Example{Words: words, Weight: weights[i]})
	}
	for _, words := range bare {
		examples = append(examples, parse.Example{Words: words})
	}
	examples = append(examples, kin...)
	o := parse.Options{Iterations: step.Iterations, Members: step.Members, Floor: step.Floor, Size: step.Size, Guide: step.Guide,
		Adaptive: step.Adaptive, Margin: step.Margin}
	model := parse.Train(examples, o, func(iteration, decisions, wrong int) {
		t.Say("parse: iteration %d, %.2f %% of %d decisions wrong", iteration, 100*float64(wrong)/float64(max(1, decisions)), decisions)
	})
	return t.Save(parse.Kind, parse.Version, model)
}

// bare reads trees without tags and gives them tags and lemmas.
func (t *Training) bare(step parseStep) ([][]enligt.Word, error) {
	if len(step.Bare) == 0 {
		return nil, nil
	}
	out, err := t.Words(step.Bare...)
	if err != nil {
		return nil, err
	}
	tagger, err := tag.Open(t.Pack)
	if err != nil {
		return nil, err
	}
	lemmas, err := lemma.Open(t.Pack)
	if err != nil {
		return nil, err
	}
	for _, words := range out {
		tagger.Tag(words)
		lemmas.Lemmatise(words)
	}
	return out, nil
}

// tagOptions are those that the recipe trains the pack's tagger with.
func (t *Training) tagOptions() (tag.Options, error) {
	raw, err := os.ReadFile(filepath.Join(t.Dir, "recipe.json"))
	if err != nil {
		return tag.Options{}, err
	}
	var r Recipe
	if err := json.Unmarshal(raw, &r); err != nil {
		return tag.Options{}, err
	}
	for _, raw := range r.Steps {
		step := struct {
			Model string
			tagStep
		}{}
		if err := json.Unmarshal(raw, &step); err == nil && step.Model == tag.Kind {
			return step.options(), nil
		}
	}
	return tag.Options{}, fmt.Errorf("recipe.json: no step for a %q model; the parser is trained on its tags", tag.Kind)
}
