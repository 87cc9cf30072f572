package langid

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sort"

	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Kind and Format name the model file in pack.json and its version.
const (
	Kind   = "langid"
	Format = 1
)

// unit is one nat: scores are log probabilities in sixteenths of a nat.
const unit = 16

// smallProfile is the number of symbols below which a profile is a sketch.
const smallProfile = 30_000

// profile is the character n-gram model of one language.
type profile struct {
	lang    string
	own     bool // of the pack's own language, not of a relative
	symbols int  // it was counted from
	mean    int  // score of held-out text, thousandths of a nat a symbol, positive
	spread  int  // standard deviation of one symbol's score, the same unit
	slack   int  // by which texts as such differ, the same unit
	grams   []gram

	allowance int // see table.allow
}

// gram is one n-gram: the score of its last symbol after the others, and what
// the next symbol loses when it is not found after all of them.
type gram struct {
	key   uint32
	cost  uint8 // −log P, in units
	yield uint8 // −log of the backed-off share, in units
}

// small reports whether the profile is a sketch from few texts.
func (p *profile) small() bool { return p.symbols < smallProfile }

// knows reports whether a text of n symbols that got this score is like the
// texts the profile was made of: at most four standard deviations worse, and not
// so much better that it must be one word over and over.
func (p *profile) knows(score int32, n int) bool {
	cost := -int(score) * 1000 / unit / n
	return cost <= p.mean+p.slack+4*p.spread/root(n) && 2*cost >= p.mean
}

// root is the integer square root.
func root(n int) int {
	r := 1
	for (r+1)*(r+1) <= n {
		r++
	}
	return r
}

// model is the profiles of one pack.
type model struct {
	profiles []*profile
	replaces []string          // codes that the pack's own profile stands for
	scripts  []scriptLanguages // languages told by their script
}

type meta struct {
	Profiles []profileMeta     `json:"profiles"`
	Replaces []string          `json:"replaces,omitempty"`
	Scripts  []scriptLanguages `json:"scripts,omitempty"`
}

type profileMeta struct {
	Lang    string `json:"lang"`
	Own     bool   `json:"own,omitempty"`
	Symbols int    `json:"symbols"`
	Mean    int    `json:"mean"`
	Spread  int    `json:"spread"`
	Slack   int    `json:"slack"`
}

// openModel reads a pack's langid model; a pack that has none gives an empty one.
func openModel(p *packs.Pack) (*model, error) {
	if p == nil {
		return &model{}, nil
	}
	raw, err := p.Model(Kind)
	if errors.Is(err, fs.ErrNotExist) {
		return &model{}, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := decode(raw)
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	return m, nil
}

func decode(raw []byte) (*model, error) {
	f, err := learn.OpenFile(raw, Kind, Format)
	if err != nil {
		return nil, err
	}
	var about meta
	if err := json.Unmarshal(f.Sections["meta"], &about); err != nil {
		return nil, fmt.Errorf("langid model, section meta: %w", err)
	}
	m := &model{replaces: about.Replaces, scripts: about.Scripts}
	for _, a := range about.Profiles {
		p := &profile{lang: a.Lang, own: a.Own, symbols: a.Symbols, mean: a.Mean, spread: a.Spread, slack: a.Slack}
		if p.grams, err = decodeGrams(f.Sections["grams "+a.Lang]); err != nil {
			return nil, fmt.Errorf("langid model, profile %s: %w", a.Lang, err)
		}
		m.profiles = append(m.profiles, p)
	}
	return m, nil
}

// encode is the model as a file.
func (m *model) encode() ([]byte, error) {
	f := &learn.File{Kind: Kind, Version: Format, Sections: map[string][]byte{}}
	about := meta{Replaces: m.replaces, Scripts: m.scripts}
	for _, p := range m.profiles {
		about.Profiles = append(about.Profiles, profileMeta{p.lang, p.own, p.symbols, p.mean, p.spread, p.slack})
		f.Sections["grams "+p.lang] = encodeGrams(p.grams)
	}
	b, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	f.Sections["meta"] = b
	return f.Bytes(), nil
}

// encodeGrams writes n-grams sorted by key: the key's distance from the one
// before as a varint, cost, yield.
func encodeGrams(grams []gram) []byte {
	sort.Slice(grams, func(i, j int) bool { return grams[i].key < grams[j].key })
	var b []byte
	last := uint32(0)
	for _, g := range grams {
		b = binary.AppendUvarint(b, uint64(g.key-last))
		b = append(b, g.cost, g.yield)
		last = g.key
	}
	return b
}

func decodeGrams(b []byte) ([]gram, error) {
	grams := make([]gram, 0, len(b)/5)
	last := uint32(0)
	for len(b) > 0 {
		gap, n := binary.Uvarint(b)
		if n <= 0 || len(b) < n+2 {
			return nil, errors.New("damaged; rebuild it with enligt train")
		}
		last += uint32(gap)
		grams = append(grams, gram{last, b[n], b[n+1]})
		b = b[n+2:]
	}
	return grams, nil
}
