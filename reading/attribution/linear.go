package attribution

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// featureVersion rises with every change of the features; a model of another
// version is refused.
const featureVersion = 2

// modelKind is the kind of a ranker's model file.
const modelKind = "attribution"

// shared is the ranker that all languages use whose pack brings none of its own.
//
//go:embed ranker.model
var shared []byte

// ranker is the trained ranker for a pack: its own, else the shared one, else the
// one with weights set by hand.
func ranker(p *packs.Pack) (Ranker, error) {
	raw, err := p.Model(modelKind)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = shared, nil
	}
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return handRanker{}, nil
	}
	return openRanker(raw)
}

// linearRanker scores by trained weights.
type linearRanker struct {
	weights []*learn.Model // summed
	curve   []step
}

// step is one step of the calibration: scores from From up have this probability.
type step struct {
	From int // score
	P    int // per mille
}

// openRanker reads a model file.
func openRanker(raw []byte) (*linearRanker, error) {
	f, err := learn.OpenFile(raw, modelKind, featureVersion)
	if err != nil {
		return nil, err
	}
	r := &linearRanker{}
	for vote := 0; vote == 0 || f.Sections[weightsSection(vote)] != nil; vote++ {
		m, err := f.Model(weightsSection(vote))
		if err != nil {
			return nil, err
		}
		r.weights = append(r.weights, m)
	}
	if err := json.Unmarshal(f.Sections["curve"], &r.curve); err != nil {
		return nil, fmt.Errorf("attribution model, section curve: %w", err)
	}
	return r, nil
}

// weightsSection is the section of a model file with one set of weights.
func weightsSection(vote int) string { return fmt.Sprintf("weights%d", vote) }

// sum is the score of a group of features.
func (r *linearRanker) sum(features []uint64) int {
	var score [1]int32
	for _, w := range r.weights {
		w.Score(features, score[:])
	}
	return int(score[0])
}

// Score implements [Ranker]. What belongs to source or content alone is kept
// with the candidate.
func (r *linearRanker) Score(x *extractor, s *source, t *content) int {
	if !s.scored {
		s.score, s.scored = r.sum(x.ofSource(s)), true
	}
	if !t.scored {
		t.score, t.scored = r.sum(x.ofContent(t)), true
	}
	return s.score + t.score + r.sum(x.ofAll(s, t))
}

// Chance implements [Ranker].
func (r *linearRanker) Chance(score int) int {
	p := 500
	for _, s := range r.curve {
		if score < s.From {
			break
		}
		p = s.P
	}
	return p
}
