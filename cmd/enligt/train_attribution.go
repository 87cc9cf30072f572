package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading/attribution"
)

// rankerName is what `enligt train` calls the model that all languages share.
const rankerName = "attribution"

// rankerRecipe is recipe.json of package attribution. Paths are under the data
// folder.
type rankerRecipe struct {
	Gold    []string    `json:"gold"` // annotated documents, one a line
	Brat    []bratFiles `json:"brat"`
	Held    []string    `json:"held"` // gold to calibrate on, never trained on
	Rounds  int         `json:"rounds"`
	Votes   int         `json:"votes"`
	Margin  int         `json:"margin"`
	False   int         `json:"false"`
	MinSeen int         `json:"min_seen"`
}

// bratFiles is a folder with text/ and attributions/ in brat's standoff format.
type bratFiles struct {
	Dir    string `json:"dir"`
	Lang   string `json:"lang"`
	Domain string `json:"domain"` // has weights of its own beside the shared ones
	Every  int    `json:"every"`  // takes every nth annotation file, and one a text
}

// rankerTraining trains the ranker on texts as the packs of a folder read them.
type rankerTraining struct {
	set       *packs.Set
	data      string
	languages map[string]*rankerLanguage
	say       func(format string, a ...any)
}

type rankerLanguage struct {
	analyzer *nlp.Analyzer
	engine   *attribution.Engine
}

// trainRanker rewrites dir/ranker.model from dir/recipe.json.
func trainRanker(dir, packDir, data string, progress io.Writer) error {
	raw, err := os.ReadFile(filepath.Join(dir, "recipe.json"))
	if err != nil {
		return fmt.Errorf("%w; run it in the repository", err)
	}
	var r rankerRecipe
	if err := json.Unmarshal(raw, &r); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, "recipe.json"), err)
	}
	set, err := packs.OpenDir(packDir)
	if err != nil {
		return err
	}
	start := time.Now()
	t := &rankerTraining{set: set, data: data, languages: map[string]*rankerLanguage{}}
	t.say = func(format string, a ...any) {
		fmt.Fprintf(progress, "%7.1fs  %s: %s\n", time.Since(start).Seconds(), rankerName, fmt.Sprintf(format, a...))
	}
	model, err := t.train(r)
	if err != nil {
		return fmt.Errorf("training the ranker: %w", err)
	}
	return os.WriteFile(filepath.Join(dir, "ranker.model"), model, 0o644)
}

func (t *rankerTraining) train(r rankerRecipe) ([]byte, error) {
	examples, err := t.gold(r.Gold)
	if err != nil {
		return nil, err
	}
	for _, b := range r.Brat {
		more, err := t.brat(b)
		if err != nil {
			return nil, err
		}
		examples = append(examples, more...)
	}
	held, err := t.gold(r.Held)
	if err != nil {
		return nil, err
	}
	t.say("%d texts to train on, %d to calibrate on; %v", len(examples), len(held), attribution.Oracle(examples))
	m := attribution.Train(examples, attribution.Options{Rounds: r.Rounds, Votes: r.Votes, Margin: r.Margin, False: r.False, Prune: learn.Prune{Bits: 16, MinSeen: r.MinSeen}, Say: t.say})
	if err := attribution.Calibrate(m, held); err != nil {
		return nil, err
	}
	return m.Bytes(), nil
}

// gold analyses the documents of annotated files.
func (t *rankerTraining) gold(names []string) ([]attribution.Example, error) {
	var out []attribution.Example
	for _, name := range names {
		f, err := os.Open(filepath.Join(t.data, filepath.FromSlash(name)))
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
			x, err := t.example(&docs[i], docs[i].Lang, "")
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
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
		if seen[docs[i].Doc] || i%max(1, b.Every) != 0 {
			continue
		}
		seen[docs[i].Doc] = true
		x, err := t.example(&docs[i], b.Lang, b.Domain)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.Dir, err)
		}
		out = append(out, x)
	}
	return out, nil
}

// example analyses one document and puts its statements into bytes.
func (t *rankerTraining) example(d *measure.Annotated, lang, domain string) (attribution.Example, error) {
	l, err := t.language(lang)
	if err != nil {
		return attribution.Example{}, err
	}
	o := enligt.NewOffsets(d.Text)
	x := attribution.Example{Engine: l.engine, Domain: domain, Analysis: l.analyzer.Analyze(d.Text, enligt.Blocks(d.Text))}
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
		if domain != "" && (len(content) == 0 || len(cue) == 0) { // a corpus that marks other things too
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
