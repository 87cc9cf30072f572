package nlp

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/nlp/lemma"
	"github.com/enligt/enligt/nlp/segment"
	"github.com/enligt/enligt/nlp/tag"
	"github.com/enligt/enligt/packs"
)

// Recipe is recipe.json of a pack: which steps train it, in order, and from
// which files of the data folder.
type Recipe struct {
	After []string          `json:"after,omitempty"` // packs beside it whose models its steps use
	Steps []json.RawMessage `json:"steps"`           // each has "model" and what that model's trainer takes
}

// InOrder puts pack folders behind those whose models their recipes use, and
// keeps the order otherwise.
func InOrder(dirs []string) ([]string, error) {
	var out []string
	done := map[string]bool{}
	var add func(dir string, depth int) error
	add = func(dir string, depth int) error {
		if done[dir] || depth > len(dirs) {
			return nil
		}
		r, err := readRecipe(dir)
		if err != nil {
			return err
		}
		for _, name := range r.After {
			if before := filepath.Join(filepath.Dir(dir), name); contains(dirs, before) {
				if err := add(before, depth+1); err != nil {
					return err
				}
			}
		}
		if !done[dir] {
			done[dir] = true
			out = append(out, dir)
		}
		return nil
	}
	for _, d := range dirs {
		if err := add(d, 0); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readRecipe(dir string) (Recipe, error) {
	name := filepath.Join(dir, "recipe.json")
	var r Recipe
	raw, err := os.ReadFile(name)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

// Training trains the models of one pack folder.
type Training struct {
	Pack     *packs.Pack // the folder as it is now: each step may open what earlier ones made
	Dir      string      // the pack's folder, written to
	Data     string      // the data folder, read from
	Progress io.Writer   // one line a stage
	start    time.Time
}

// trainers holds the trainer of each kind of model; the files train_*.go fill it.
var trainers = map[string]func(*Training, json.RawMessage) error{
	segment.Kind: trainSegment,
	"clusters":   trainClusters,
	lemma.Kind:   trainLemma,
	tag.Kind:     trainTag,
	"langid":     trainLangid,
	"ner":        trainNER,
	"parse":      trainParse,
}

// CheckModels refuses names of models that no recipe of the folders has a step for.
func CheckModels(dirs, only []string) error {
	var known []string
	for _, dir := range dirs {
		r, err := readRecipe(dir)
		if err != nil {
			return err
		}
		for _, step := range r.Steps {
			var head struct{ Model string }
			if json.Unmarshal(step, &head) == nil && !contains(known, head.Model) {
				known = append(known, head.Model)
			}
		}
	}
	for _, name := range only {
		if !contains(known, name) {
			return fmt.Errorf("--model %s: no step of a recipe makes it; name one of %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// Train runs the steps of the recipe in dir, or only those of the models named.
// It rewrites the models and their hashes in pack.json; nothing else changes.
func Train(dir, data string, only []string, progress io.Writer) error {
	r, err := readRecipe(dir)
	if err != nil {
		return err
	}
	t := &Training{Dir: dir, Data: data, Progress: progress, start: time.Now()}
	for i, step := range r.Steps {
		var head struct{ Model string }
		if err := json.Unmarshal(step, &head); err != nil {
			return fmt.Errorf("recipe.json: step %d: %w", i+1, err)
		}
		if len(only) > 0 && !contains(only, head.Model) {
			continue
		}
		train, ok := trainers[head.Model]
		if !ok {
			return fmt.Errorf("recipe.json: step %d: no trainer for a model %q", i+1, head.Model)
		}
		if t.Pack, err = packs.Open(os.DirFS(dir)); err != nil {
			return err
		}
		t.Say("%s: step %d of %d", head.Model, i+1, len(r.Steps))
		if err := train(t, step); err != nil {
			return fmt.Errorf("training the %s model: %w", head.Model, err)
		}
	}
	return nil
}

// Say prints one progress line with the time since the start.
func (t *Training) Say(format string, a ...any) {
	fmt.Fprintf(t.Progress, "%7.1fs  %s: %s\n", time.Since(t.start).Seconds(), filepath.Base(t.Dir), fmt.Sprintf(format, a...))
}

// Path is a file of the data folder.
func (t *Training) Path(name string) string { return filepath.Join(t.Data, filepath.FromSlash(name)) }

// Treebank reads the sentences of CoNLL-U files of the data folder, in order.
func (t *Training) Treebank(names ...string) ([]conllu.Sentence, error) {
	var out []conllu.Sentence
	for _, name := range names {
		f, err := os.Open(t.Path(name))
		if err != nil {
			return nil, err
		}
		s, err := conllu.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, s...)
	}
	return out, nil
}

// Save writes a model file and notes it, with its hash, in pack.json.
func (t *Training) Save(kind string, format int, model []byte) error {
	file := kind + ".model"
	if err := packs.WriteFile(filepath.Join(t.Dir, file), model); err != nil {
		return err
	}
	sum := sha256.Sum256(model)
	entry := packs.ModelInfo{Kind: kind, File: file, Format: format, SHA256: hex.EncodeToString(sum[:])}
	now, err := packs.Open(os.DirFS(t.Dir)) // another step may have written it since
	if err != nil {
		return err
	}
	info := now.Info
	at := -1
	for i := range info.Models {
		if info.Models[i].Kind == kind {
			at = i
		}
	}
	if at < 0 {
		info.Models = append(info.Models, entry)
	} else {
		info.Models[at] = entry
	}
	t.Pack.Info = info
	b, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return err
	}
	t.Say("%s: %.1f MB", file, float64(len(model))/1e6)
	return packs.WriteFile(filepath.Join(t.Dir, "pack.json"), append(b, '\n'))
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
