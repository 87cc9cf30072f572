package nlp

import (
	"encoding/json"

	"github.com/enligt/enligt/nlp/lemma"
)

// lemmaStep is the recipe's step for the lemmatiser.
type lemmaStep struct {
	Files      []string // CoNLL-U with lemmas, in the data folder
	Iterations int
	MinSeen    int
	MinScript  int
}

func trainLemma(t *Training, raw json.RawMessage) error {
	var step lemmaStep
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	sentences, err := t.Words(step.Files...)
	if err != nil {
		return err
	}
	clusters, err := OpenClusters(t.Pack)
	if err != nil {
		return err
	}
	model := lemma.Train(sentences, clusters, lemma.Options{Iterations: step.Iterations, MinSeen: step.MinSeen, MinScript: step.MinScript})
	return t.Save(lemma.Kind, lemma.Version, model)
}
