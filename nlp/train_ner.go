package nlp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"github.com/enligt/enligt/nlp/ner"
	"github.com/enligt/enligt/nlp/tag"
	"github.com/enligt/enligt/packs"
)

// nerStep is the recipe's step for names.
type nerStep struct {
	Kinds       []string          // of names, in the order of the labels
	Labels      map[string]string // label of a file -> kind; what is not here is no name
	Sources     []nameSource
	Names       []nameList // known names
	Classes     []string   // of known names, in the order of their bits
	WordClasses []string   // of words beside names, in lower case too
	Common      int        // a known name of one word seen so often in lower case is a common word, default 3
	Endings     []string
	Iterations  int
	MinSeen     int
	Margin      int
	Mask        int // percent
	Votes       int
	Lean        int
}

func trainNER(t *Training, raw json.RawMessage) error {
	step := nerStep{Iterations: 8, MinSeen: 2, Common: 3}
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	var sentences []ner.Sentence
	for _, s := range step.Sources {
		found, err := t.namedSentences(&step, s)
		if err != nil {
			return err
		}
		t.Say("ner: %d sentences of %s", len(found), s.File)
		sentences = append(sentences, found...)
	}
	names, err := t.knownNames(&step, sentences)
	if err != nil {
		return err
	}
	t.Say("ner: %d known names", names.Len())
	o := ner.Options{Kinds: step.Kinds, Iterations: step.Iterations, MinSeen: step.MinSeen, Endings: step.Endings, Margin: step.Margin, Mask: step.Mask, Votes: step.Votes, Lean: step.Lean}
	model, err := ner.Train(sentences, names, o, func(iteration, right int) {
		t.Say("ner: iteration %d, %.2f %% of sentences right", iteration, float64(right)/100)
	})
	if err != nil {
		return err
	}
	return t.Save(ner.Kind, ner.Version, model)
}

// namedSentences reads a source and tags its words.
func (t *Training) namedSentences(step *nerStep, s nameSource) ([]ner.Sentence, error) {
	sentences, err := t.readNames(step.Labels, s)
	if err != nil {
		return nil, err
	}
	if s.Treebank != "" {
		return t.tagsOf(s.Treebank, sentences)
	}
	pack := t.Pack
	if s.Tagger != "" {
		if pack, err = packs.Open(os.DirFS(filepath.Join(t.Dir, s.Tagger))); err != nil {
			return nil, err
		}
	}
	clusters, err := OpenClusters(pack)
	if err != nil {
		return nil, err
	}
	var tagger *tag.Tagger
	if len(s.Tags) == 0 {
		if tagger, err = tag.Open(pack); err != nil {
			return nil, err
		}
	}
	for i := range sentences {
		SetClusters(clusters, sentences[i].Words)
		if tagger != nil {
			tagger.Tag(sentences[i].Words)
		}
	}
	return slices.Repeat(sentences, max(1, s.Times)), nil
}

// tagsOf gives sentences the tags of the same sentences of a treebank; those that
// it does not hold are left out.
func (t *Training) tagsOf(file string, sentences []ner.Sentence) ([]ner.Sentence, error) {
	bank, err := t.Words(file)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i := range bank {
		at[formsOf(bank[i])] = i
	}
	out := sentences[:0]
	for _, s := range sentences {
		i, ok := at[formsOf(s.Words)]
		if !ok {
			continue
		}
		for j := range s.Words {
			s.Words[j].UPOS, s.Words[j].Cluster = bank[i][j].UPOS, bank[i][j].Cluster
		}
		out = append(out, s)
	}
	return out, nil
}
