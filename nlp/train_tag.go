package nlp

import (
	"encoding/json"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/tag"
)

// tagStep is the recipe's step for the tagger.
type tagStep struct {
	Files      []string // CoNLL-U, in the data folder
	Coarse     []string // CoNLL-U of which only UPOS is learnt: other names of features
	Iterations int
	MinSeen    int
	NoXPOS     bool
}

func (s tagStep) options() tag.Options {
	return tag.Options{Iterations: s.Iterations, MinSeen: s.MinSeen, NoXPOS: s.NoXPOS}
}

func trainTag(t *Training, raw json.RawMessage) error {
	var step tagStep
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	sentences, err := t.Words(step.Files...)
	if err != nil {
		return err
	}
	o := step.options()
	if o.Coarse, err = t.Words(step.Coarse...); err != nil {
		return err
	}
	model := tag.Train(sentences, o, func(iteration, right int) {
		t.Say("tag: iteration %d, %.2f %% right", iteration, float64(right)/100)
	})
	return t.Save(tag.Kind, tag.Version, model)
}

// Words reads the words of CoNLL-U files of the data folder and sets their
// clusters by the pack's.
func (t *Training) Words(names ...string) ([][]enligt.Word, error) {
	clusters, err := OpenClusters(t.Pack)
	if err != nil {
		return nil, err
	}
	bank, err := t.Treebank(names...)
	if err != nil {
		return nil, err
	}
	out := make([][]enligt.Word, len(bank))
	for i := range bank {
		out[i] = bank[i].Words
		SetClusters(clusters, out[i])
	}
	return out, nil
}
