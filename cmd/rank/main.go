// Command rank trains the shared ranker of package attribution.
//
// In go the embedded packs with their models and the annotated texts that
// reading/attribution/recipe.json names, under the data folder (ENLIGT_DATA, else
// ../shared/data); out comes reading/attribution/ranker.model. The same data and
// packs give the same bytes. It fails where a file is missing or cannot be read.
// Run it from the root of the repository, after the models of the packs.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading/attribution"
)

const (
	recipeFile = "reading/attribution/recipe.json"
	modelFile  = "reading/attribution/ranker.model"
)

// recipe is recipe.json.
type recipe struct {
	Gold []string  `json:"gold"` // documents a line, as "enligt read" prints them
	Brat []bratSet `json:"brat"`
	Held []string  `json:"held"` // gold to calibrate on, never trained on

	Rounds  int `json:"rounds"`
	Votes   int `json:"votes"`
	Margin  int `json:"margin"`
	False   int `json:"false"`
	MinSeen int `json:"min_seen"`
}

// bratSet is a folder with text/ and attributions/ in brat's standoff format.
type bratSet struct {
	Dir    string `json:"dir"`
	Lang   string `json:"lang"`
	Domain string `json:"domain"` // has weights of its own beside the shared ones
	Every  int    `json:"every"`  // takes every nth file
}

func main() {
	data := os.Getenv("ENLIGT_DATA")
	if data == "" {
		data = filepath.Join("..", "shared", "data")
	}
	if err := run(data); err != nil {
		fmt.Fprintln(os.Stderr, "rank:", err)
		os.Exit(1)
	}
}

func run(data string) error {
	raw, err := os.ReadFile(recipeFile)
	if err != nil {
		return fmt.Errorf("%w; run it from the root of the repository", err)
	}
	var r recipe
	if err := json.Unmarshal(raw, &r); err != nil {
		return fmt.Errorf("%s: %w", recipeFile, err)
	}
	set, err := packs.Embedded()
	if err != nil {
		return err
	}
	start := time.Now()
	say := func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%7.1fs  rank: %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, a...))
	}
	l := &loader{set: set, data: data, languages: map[string]*language{}}
	train, err := l.all(r.Gold, r.Brat)
	if err != nil {
		return err
	}
	held, err := l.all(r.Held, nil)
	if err != nil {
		return err
	}
	say("%d texts to train on, %d to calibrate on; %v", len(train), len(held), attribution.Oracle(train))
	m := attribution.Train(train, attribution.Options{Rounds: r.Rounds, Votes: r.Votes, Margin: r.Margin, False: r.False, Prune: learn.Prune{Bits: 16, MinSeen: r.MinSeen}, Say: say})
	if err := attribution.Calibrate(m, held); err != nil {
		return err
	}
	say("confidence %s", m.Sections["curve"])
	return os.WriteFile(modelFile, m.Bytes(), 0o644)
}

// loader reads and analyses annotated texts.
type loader struct {
	set       *packs.Set
	data      string
	languages map[string]*language
}

type language struct {
	analyzer *nlp.Analyzer
	engine   *attribution.Engine
}

func (l *loader) language(code string) (*language, error) {
	if x := l.languages[code]; x != nil {
		return x, nil
	}
	p := l.set.Get(code)
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
	l.languages[code] = &language{a, e}
	return l.languages[code], nil
}

func (l *loader) all(gold []string, brat []bratSet) ([]attribution.Example, error) {
	var out []attribution.Example
	for _, name := range gold {
		x, err := l.gold(filepath.Join(l.data, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		out = append(out, x...)
	}
	for _, b := range brat {
		x, err := l.brat(b)
		if err != nil {
			return nil, err
		}
		out = append(out, x...)
	}
	return out, nil
}
