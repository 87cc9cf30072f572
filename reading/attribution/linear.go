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
const featureVersion = 8

// modelKind is the kind of a ranker's model file.
const modelKind = "attribution"

// shared is the ranker that all languages use whose pack brings none of its own.
//
//go:embed ranker.model
var shared []byte

// ranker is the trained ranker for a pack: its own, else the shared one, else the
// one with weights set by hand; with the models of borders and of the ends of speech,
// nil where it has none.
func ranker(p *packs.Pack) (Ranker, *borderModel, *learn.Model, error) {
	raw, err := p.Model(modelKind)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = shared, nil
	}
	if err != nil {
		return nil, nil, nil, err
	}
	if len(raw) == 0 {
		return handRanker{}, nil, nil, nil
	}
	r, err := openRanker(raw, p.Lang)
	if err != nil {
		return nil, nil, nil, err
	}
	return r, r.borders, r.speech, nil
}

// linearRanker scores by trained weights.
type linearRanker struct {
	weights *learn.Model
	borders *borderModel
	speech  *learn.Model
	curve   []step
}

// step is one step of the calibration: scores from From up have this probability.
type step struct {
	From int // score
	P    int // per mille
}

// openRanker reads a model file, with the curve of a language where it has one.
func openRanker(raw []byte, code string) (*linearRanker, error) {
	f, err := learn.OpenFile(raw, modelKind, featureVersion)
	if err != nil {
		return nil, err
	}
	r := &linearRanker{}
	if r.weights, err = f.Model("weights"); err != nil {
		return nil, err
	}
	r.borders = &borderModel{}
	if r.borders.weights, err = f.Model("borders"); err != nil {
		return nil, err
	}
	if r.borders.cues, err = f.Model("cues"); err != nil {
		return nil, err
	}
	if r.speech, err = f.Model("speech"); err != nil {
		return nil, err
	}
	raw, own := f.Sections[curveOf(code)]
	if !own {
		raw = f.Sections[curveSection]
	}
	if err := json.Unmarshal(raw, &r.curve); err != nil {
		return nil, fmt.Errorf("attribution model, section curve: %w", err)
	}
	return r, nil
}

// sum is the score of a group of features, those of the language added to the
// shared ones.
func (r *linearRanker) sum(x *extractor, features []uint64) int {
	var score [1]int32
	r.weights.Score(x.both(features), score[:])
	return int(score[0])
}

// Score implements [Ranker]. What belongs to source or content alone is kept
// with the candidate.
func (r *linearRanker) Score(x *extractor, s *source, t *content) int {
	if !s.scored {
		s.score, s.scored = r.sum(x, x.ofSource(s)), true
	}
	if !t.scored {
		t.score, t.scored = r.sum(x, x.ofContent(t)), true
	}
	return s.score + t.score + r.sum(x, x.ofAll(s, t))
}

// Nat implements [Ranker].
func (*linearRanker) Nat() int { return learn.Nat }

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
