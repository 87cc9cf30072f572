package nlp

import (
	"encoding/json"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt/learn"
)

// clustersStep is the recipe's step for the word classes: raw text, and how to
// cut it into words.
type clustersStep struct {
	Sources  []TextSource // a File that is a folder stands for all its files
	Elide    bool         // an apostrophe ends a word ("l'", "qu'")
	Clitics  []string     // endings that are words of their own ("n't", "'s")
	Classes  int
	MinCount int
	MaxWords int
	Rounds   int
}

func trainClusters(t *Training, raw json.RawMessage) error {
	var step clustersStep
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	trainer := learn.NewClusterTrainer()
	seen := map[uint64]bool{}
	for _, s := range step.Sources {
		sources, err := t.folder(s)
		if err != nil {
			return err
		}
		for _, s := range sources {
			texts, err := t.Texts(s)
			if err != nil {
				return err
			}
			for _, text := range texts {
				// What is repeated word for word is a form, not language.
				if h := learn.Hash(text); !seen[h] {
					seen[h] = true
					trainer.Add(step.words(text))
				}
			}
		}
		t.Say("clusters: %s, %.1f million words", s.File, float64(trainer.Len())/1e6)
	}
	model, err := trainer.Train(learn.ClusterOptions{Classes: step.Classes, MinCount: step.MinCount, MaxWords: step.MaxWords, Rounds: step.Rounds},
		func(round, moved int) { t.Say("clusters: round %d, %d words moved", round, moved) })
	if err != nil {
		return err
	}
	return t.Save("clusters", learn.ClustersVersion, model)
}

// folder is the source of each file in a folder, in order of their names.
func (t *Training) folder(s TextSource) ([]TextSource, error) {
	if !strings.HasSuffix(s.File, "/") {
		return []TextSource{s}, nil
	}
	entries, err := os.ReadDir(t.Path(s.File))
	if err != nil {
		return nil, err
	}
	var out []TextSource
	for _, e := range entries {
		one := s
		one.File = path.Join(s.File, e.Name())
		out = append(out, one)
	}
	return out, nil
}

// words cuts a line at white space and takes signs off both ends of each piece,
// about as the treebanks do.
func (s *clustersStep) words(line string) []string {
	var out []string
	for _, piece := range strings.Fields(strings.ReplaceAll(line, "’", "'")) {
		end := len(piece)
		for end > 0 {
			r, n := utf8.DecodeLastRuneInString(piece[:end])
			if !isSign(r) {
				break
			}
			end -= n
		}
		start := 0
		for i, r := range piece[:end] {
			if !isSign(r) {
				start = i
				break
			}
			out = append(out, string(r))
		}
		if end > 0 {
			word := piece[start:end]
			if strings.HasPrefix(piece[end:], ".") && strings.Contains(word, ".") {
				word, end = piece[start:end+1], end+1 // an abbreviation
			}
			out = s.parts(out, word)
		}
		for _, r := range piece[end:] {
			out = append(out, string(r))
		}
	}
	return out
}

// parts cuts a word at elisions and clitics.
func (s *clustersStep) parts(out []string, word string) []string {
	for s.Elide {
		i := strings.IndexByte(word, '\'')
		if i <= 0 || i+1 == len(word) {
			break
		}
		out = append(out, word[:i+1])
		word = word[i+1:]
	}
	for _, c := range s.Clitics {
		if n := len(word) - len(c); n > 0 && strings.EqualFold(word[n:], c) {
			return append(out, word[:n], word[n:])
		}
	}
	return append(out, word)
}

func isSign(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' }
