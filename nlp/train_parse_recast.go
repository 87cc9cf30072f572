package nlp

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/parse"
)

// recasting is a treebank of kin in another scheme, some sentences of which stand
// in a treebank of Universal Dependencies too: from them a parser learns to turn
// one scheme into the other.
type recasting struct {
	File    string   // CoNLL-X
	Like    []string // CoNLL-U: sentences that stand in both; they are not given out
	Without []string // CoNLL-U: sentences that are left out, being kept for tests
	Every   int      // one sentence of so many is given out, default 1
}

// recastIterations are those of the parser that turns trees.
const recastIterations = 10

// recast reads a treebank and gives it UD's trees and parts of speech.
func (t *Training) recast(r recasting) ([][]enligt.Word, error) {
	if r.File == "" {
		return nil, nil
	}
	clusters, err := OpenClusters(t.Pack)
	if err != nil {
		return nil, err
	}
	all, err := readCoNLLX(t.Path(r.File))
	if err != nil {
		return nil, err
	}
	ud, err := t.Words(r.Like...)
	if err != nil {
		return nil, err
	}
	without, err := t.Words(r.Without...)
	if err != nil {
		return nil, err
	}
	known, hidden := map[string][]enligt.Word{}, map[string]bool{}
	for _, words := range ud {
		known[formsOf(words)] = words
	}
	for _, words := range without {
		hidden[formsOf(words)] = true
	}
	var from, to, rest [][]enligt.Word
	others := 0
	for _, words := range all {
		SetClusters(clusters, words)
		forms := formsOf(words)
		if like, ok := known[forms]; ok {
			from, to = append(from, words), append(to, like)
		} else if !hidden[forms] {
			if others++; others%max(1, r.Every) == 0 {
				rest = append(rest, words)
			}
		}
	}
	t.Say("parse: recasting %d sentences of %s after %d", len(rest), r.File, len(from))
	parse.Recast(from, to, rest, parse.Options{Iterations: recastIterations, MinSeen: 1})
	recastParts(from, to, rest)
	return rest, nil
}

// recastParts replaces the parts of speech: a word gets the commonest one of those
// that share its lemma, tag and relation, else its tag, features and relation, else
// its tag.
func recastParts(from, to, rest [][]enligt.Word) {
	counts := map[string]map[string]int{}
	for i, words := range from {
		for k, w := range words {
			w.Deprel = to[i][k].Deprel
			for _, key := range partKeys(w) {
				if counts[key] == nil {
					counts[key] = map[string]int{}
				}
				counts[key][to[i][k].UPOS]++
			}
		}
	}
	for _, words := range rest {
		for i := range words {
			w := &words[i]
			best, most := "X", 0
			for _, key := range partKeys(*w) {
				for part, n := range counts[key] {
					if n > most || n == most && part < best {
						best, most = part, n
					}
				}
				if most > 0 {
					break
				}
			}
			w.UPOS = best
		}
	}
}

func partKeys(w enligt.Word) [3]string {
	return [3]string{
		strings.Join([]string{w.Lemma, w.UPOS, w.Deprel}, "\t"),
		strings.Join([]string{"", w.UPOS, w.Feats, w.Deprel}, "\t"),
		strings.Join([]string{"", w.UPOS}, "\t"),
	}
}

// readCoNLLX reads words with their lemma, part of speech, features, head and
// relation.
func readCoNLLX(name string) ([][]enligt.Word, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	var out [][]enligt.Word
	var words []enligt.Word
	for line := 1; in.Scan(); line++ {
		cells := strings.Split(in.Text(), "\t")
		if len(cells) < 8 {
			if err := headsInside(words); err != nil {
				return nil, fmt.Errorf("%s: sentence before line %d: %w", name, line, err)
			}
			if len(words) > 0 {
				out = append(out, words)
			}
			words = nil
			continue
		}
		head, err := strconv.Atoi(cells[6])
		if err != nil || head < 0 {
			return nil, fmt.Errorf("%s:%d: head %q is no number of a word", name, line, cells[6])
		}
		w := enligt.Word{Form: cells[1], Lemma: cells[2], UPOS: cells[3], Head: head - 1, Deprel: cells[7]}
		if cells[5] != "_" {
			w.Feats = cells[5]
		}
		words = append(words, w)
	}
	if err := headsInside(words); err != nil {
		return nil, fmt.Errorf("%s: last sentence: %w", name, err)
	}
	if len(words) > 0 {
		out = append(out, words)
	}
	return out, in.Err()
}

func headsInside(words []enligt.Word) error {
	for i := range words {
		if words[i].Head >= len(words) {
			return fmt.Errorf("the head of word %d is not in the sentence", i+1)
		}
	}
	return nil
}
