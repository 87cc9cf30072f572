package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading/attribution"
)

// rankerName is what `enligt train` calls the model that all languages share.
const rankerName = "attribution"

// rankerRecipe is recipe.json of package attribution. Paths are under the data
// folder, those of Own beside the recipe.
type rankerRecipe struct {
	Gold         []goldFile  `json:"gold"`
	Own          []goldFile  `json:"own"`
	Brat         []bratFiles `json:"brat"`
	Held         []string    `json:"held"`      // gold to calibrate on, never trained on
	HeldBrat     []bratFiles `json:"held_brat"` // and with the same weight
	Speech       []rawFile   `json:"speech"`    // where speech ends
	Rounds       int         `json:"rounds"`
	BorderRounds int         `json:"border_rounds"`
	SpeechRounds int         `json:"speech_rounds"`
	Rate         float32     `json:"rate"`
	Cost         float32     `json:"cost"`
	BorderCost   float32     `json:"border_cost"`
	False        int         `json:"false"`
	Shrink       float32     `json:"shrink"`
	MinSeen      int         `json:"min_seen"`
	Orders       int         `json:"orders"`
}

// goldFile is annotated documents, one a line.
type goldFile struct {
	File   string `json:"file"`
	Weight int    `json:"weight"` // how many times a document counts, 0 for once
}

// bratFiles is a folder with text/ and attributions/ in brat's standoff format.
type bratFiles struct {
	Name string `json:"name"` // by which --without leaves it out
	Dir  string `json:"dir"`
	Lang string `json:"lang"`
}

// amend leaves out the corpora of these names and adds gold files, each FILE or
// FILE:WEIGHT.
func (r *rankerRecipe) amend(gold, without []string) error {
	for _, name := range without {
		n := len(r.Brat)
		named := func(b bratFiles) bool { return b.Name == name }
		r.Brat, r.HeldBrat = slices.DeleteFunc(r.Brat, named), slices.DeleteFunc(r.HeldBrat, named)
		if len(r.Brat) == n {
			return fmt.Errorf("--without %s: the recipe has no corpus of that name", name)
		}
	}
	for _, g := range gold {
		f := goldFile{File: g}
		if i := strings.LastIndexByte(g, ':'); i >= 0 {
			if w, err := strconv.Atoi(g[i+1:]); err == nil {
				f = goldFile{g[:i], w}
			}
		}
		if f.Weight < 0 || f.Weight > maxWeight {
			return fmt.Errorf("--gold %s: the weight must be 1 to %d", g, maxWeight)
		}
		path, err := filepath.Abs(f.File)
		if err != nil {
			return err
		}
		r.Own = append(r.Own, goldFile{path, f.Weight})
	}
	return nil
}

// maxWeight keeps a single file from drowning all others by mistake.
const maxWeight = 100

// rankerTraining trains the ranker on texts as the packs of a folder read them.
type rankerTraining struct {
	set       *packs.Set
	dir, data string // of the recipe, of the training data
	languages map[string]*rankerLanguage
	say       func(format string, a ...any)
}

type rankerLanguage struct {
	analyzer *nlp.Analyzer
	engine   *attribution.Engine
}

// trainRanker rewrites dir/ranker.model from dir/recipe.json.
func trainRanker(dir, packDir, data string, gold, without []string, progress io.Writer) error {
	raw, err := os.ReadFile(filepath.Join(dir, "recipe.json"))
	if err != nil {
		return fmt.Errorf("%w; run it in the repository", err)
	}
	var r rankerRecipe
	if err := json.Unmarshal(raw, &r); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, "recipe.json"), err)
	}
	if err := r.amend(gold, without); err != nil {
		return err
	}
	set, err := packs.OpenDir(packDir)
	if err != nil {
		return err
	}
	start := time.Now()
	t := &rankerTraining{set: set, dir: dir, data: data, languages: map[string]*rankerLanguage{}}
	t.say = func(format string, a ...any) {
		fmt.Fprintf(progress, "%7.1fs  %s: %s\n", time.Since(start).Seconds(), rankerName, fmt.Sprintf(format, a...))
	}
	model, err := t.train(r)
	if err != nil {
		return fmt.Errorf("training the ranker: %w", err)
	}
	return packs.WriteFile(filepath.Join(dir, "ranker.model"), model)
}

func (t *rankerTraining) train(r rankerRecipe) ([]byte, error) {
	examples, err := t.gold(t.data, r.Gold)
	if err != nil {
		return nil, err
	}
	own, err := t.gold(t.dir, r.Own)
	if err != nil {
		return nil, err
	}
	examples = append(examples, own...)
	for _, b := range r.Brat {
		more, err := t.brat(b)
		if err != nil {
			return nil, err
		}
		examples = append(examples, more...)
	}
	var heldFiles []goldFile
	for _, name := range r.Held {
		heldFiles = append(heldFiles, goldFile{File: name})
	}
	held, err := t.gold(t.data, heldFiles)
	if err != nil {
		return nil, err
	}
	var heldBrat []attribution.Example
	for _, b := range r.HeldBrat {
		more, err := t.brat(b)
		if err != nil {
			return nil, err
		}
		heldBrat = append(heldBrat, more...)
	}
	spoken, err := t.spoken(r.Speech)
	if err != nil {
		return nil, err
	}
	t.say("%d texts to train on, %d to calibrate on, %d that tell where speech ends; %v", len(examples), len(held)+len(heldBrat), len(spoken), attribution.Oracle(examples))
	m := attribution.Train(examples, spoken, attribution.Options{Rounds: r.Rounds, BorderRounds: r.BorderRounds, SpeechRounds: r.SpeechRounds, Rate: r.Rate, Cost: r.Cost, BorderCost: r.BorderCost, False: r.False, Shrink: r.Shrink, MinSeen: r.MinSeen, Orders: r.Orders, Say: t.say})
	if err := attribution.Calibrate(m, held, heldBrat); err != nil {
		return nil, err
	}
	return m.Bytes(), nil
}

// gold analyses the documents of annotated files under a folder.
func (t *rankerTraining) gold(dir string, files []goldFile) ([]attribution.Example, error) {
	var out []attribution.Example
	for _, g := range files {
		name := filepath.FromSlash(g.File)
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		docs, err := measure.ReadAnnotated(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for i := range docs {
			if docs[i].Skip {
				continue
			}
			x, err := t.example(&docs[i], docs[i].Lang, false)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			x.Weight = max(1, g.Weight)
			x.Spoken = t.joined(&docs[i], x)
			out = append(out, x)
		}
	}
	return out, nil
}

// brat analyses the texts of a folder, each with the first annotation taken.
func (t *rankerTraining) brat(b bratFiles) ([]attribution.Example, error) {
	docs, err := measure.ReadPolNeAR(os.DirFS(filepath.Join(t.data, filepath.FromSlash(b.Dir))))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Dir, err)
	}
	seen := map[string]bool{}
	var out []attribution.Example
	for i := range docs {
		if seen[docs[i].Doc] {
			continue
		}
		seen[docs[i].Doc] = true
		x, err := t.example(&docs[i], b.Lang, true)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.Dir, err)
		}
		out = append(out, x)
	}
	return out, nil
}

// example analyses one document and puts its statements into bytes.
func (t *rankerTraining) example(d *measure.Annotated, lang string, other bool) (attribution.Example, error) {
	l, err := t.language(lang)
	if err != nil {
		return attribution.Example{}, err
	}
	o := enligt.NewOffsets(d.Text)
	x := attribution.Example{Engine: l.engine, Analysis: l.analyzer.Analyze(d.Text, enligt.Blocks(d.Text))}
	for _, g := range d.Statements {
		var s enligt.Statement
		content, err1 := spansOf(o, g.Content)
		cue, err2 := spansOf(o, g.Cue)
		source, err3 := spansOf(o, g.Source)
		for _, err := range []error{err1, err2, err3} {
			if err != nil {
				return x, fmt.Errorf("%s: %w", d.ID, err)
			}
		}
		s.Content = content
		if len(cue) > 0 {
			s.Cue = cue[0]
		}
		if len(source) > 0 {
			s.Source = &source[0]
		}
		if other && (len(content) == 0 || len(cue) == 0) { // a corpus that marks other things too
			continue
		}
		x.Gold = append(x.Gold, s)
	}
	return x, nil
}

func spansOf(o *enligt.Offsets, ranges []measure.Range) ([]enligt.Span, error) {
	var out []enligt.Span
	for _, r := range ranges {
		s, err := o.SpanOfRunes(r.Start, r.End)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func (t *rankerTraining) language(code string) (*rankerLanguage, error) {
	if l := t.languages[code]; l != nil {
		return l, nil
	}
	p := t.set.Get(code)
	if p == nil {
		return nil, fmt.Errorf("no pack for the language %q", code)
	}
	a, err := nlp.Open(p)
	if err != nil {
		return nil, err
	}
	e, err := attribution.Open(p)
	if err != nil {
		return nil, err
	}
	t.languages[code] = &rankerLanguage{a, e}
	return t.languages[code], nil
}
