package measure

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/conllu"
)

// reference runs the reference scorer, score.py, and returns what it prints.
func reference(t *testing.T, args ...string) []byte {
	t.Helper()
	script := filepath.Join(dataDir(), "..", "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("no reference scorer at " + script + "; set ENLIGT_DATA")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the reference scorer")
	}
	out, err := exec.Command(python, append([]string{script}, args...)...).Output()
	if err != nil {
		t.Fatalf("score.py %v: %v", args, err)
	}
	return out
}

func dataDir() string {
	if d := os.Getenv("ENLIGT_DATA"); d != "" {
		return d
	}
	return "../../shared/data"
}

// treebanks are our own little one and, where the data folder is there, real ones.
func treebanks() []string {
	files := []string{"testdata/gold.conllu"}
	for _, name := range []string{"sv_talbanken-dev", "fr_sequoia-dev", "en_ewt-dev"} {
		if f := filepath.Join(dataDir(), "treebanks", name+".conllu"); exists(f) {
			files = append(files, f)
		}
	}
	return files
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func readGold(t *testing.T, name string) []conllu.Sentence {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := conllu.ReadAll(f)
	if err != nil || len(s) == 0 {
		t.Fatalf("%s: %d sentences, %v", name, len(s), err)
	}
	return s
}

func TestParseScoresAgreeWithTheReferenceScorer(t *testing.T) {
	for _, name := range treebanks() {
		t.Run(filepath.Base(name), func(t *testing.T) {
			gold := readGold(t, name)
			system := spoil(gold)
			file := filepath.Join(t.TempDir(), "system.conllu")
			writeConllu(t, file, system)
			var want map[string]float64
			if err := json.Unmarshal(reference(t, "conll", name, file), &want); err != nil {
				t.Fatal(err)
			}
			r, err := Treebank("parse", gold, ConlluCorpus(readGold(t, file)), 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range r.Metrics {
				w, ok := want[m.Name]
				if m.Name == "tokens" {
					continue // not in the reference
				}
				if !ok || math.Abs(w-m.F1) > 0.01 {
					t.Errorf("%s: %.3f, the reference says %.2f", m.Name, m.F1, w)
				}
				if m.F1 > 99.9 || m.F1 < 1 {
					t.Errorf("%s: %.2f: the spoilt copy should be wrong here and there", m.Name, m.F1)
				}
			}
		})
	}
}

func TestRawTextIsThatOfTheReferenceScorer(t *testing.T) {
	for _, name := range treebanks() {
		want := string(reference(t, "rawtext", name))
		if got := RawText(readGold(t, name)); got != want {
			t.Errorf("%s: the raw texts differ", filepath.Base(name))
		}
	}
}

func writeConllu(t *testing.T, name string, sentences []conllu.Sentence) {
	t.Helper()
	var b bytes.Buffer
	for _, s := range sentences {
		if err := conllu.Write(&b, s.Text, []enligt.Sentence{s.Sentence}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// spoil makes a system's output with errors of every kind: wrong tags, features,
// lemmas, heads and relations, split words, changed parts of multiword tokens,
// joined sentences. The same gold gives the same errors.
func spoil(gold []conllu.Sentence) []conllu.Sentence {
	var out []conllu.Sentence
	n := 0
	for i, s := range gold {
		words := append([]enligt.Word(nil), s.Words...)
		for j := range words {
			n++
			spoilWord(&words[j], n, j)
		}
		if i%2 == 1 {
			words = splitWord(words)
		}
		s.Words = words
		if i%3 == 1 {
			join(&out[len(out)-1], s)
			continue
		}
		out = append(out, s)
	}
	return out
}

func spoilWord(w *enligt.Word, n, j int) {
	if n%7 == 0 {
		w.UPOS = "X"
	}
	if n%11 == 0 {
		w.Feats = "Case=Voc|Typo=Yes"
	}
	if n%5 == 0 {
		w.Lemma += "x"
	}
	if n%6 == 0 && j > 1 {
		w.Head = j - 1
	}
	if n%9 == 0 {
		w.Deprel = "dep:spoilt"
	}
	if w.Parts > 0 && n%4 == 0 {
		w.Form = strings.ToUpper(w.Form) + "s"
	} else if w.Parts > 0 {
		w.Form = strings.ToUpper(w.Form)
	}
}

// splitWord cuts the first long word after the middle in two.
func splitWord(words []enligt.Word) []enligt.Word {
	for k := len(words) / 2; k < len(words); k++ {
		w := words[k]
		if w.Parts > 0 || len(w.Form) < 4 || w.Span.Len() != len(w.Form) || w.Form[1] >= 0x80 || w.Form[2] >= 0x80 {
			continue
		}
		for j := range words {
			if words[j].Head > k {
				words[j].Head++
			}
		}
		a, b := words[k], words[k]
		a.Form, b.Form = w.Form[:2], w.Form[2:]
		a.End, b.Start, a.GlueNext, b.Head = w.Start+2, w.Start+2, true, k
		out := append(append([]enligt.Word(nil), words[:k]...), a, b)
		return append(out, words[k+1:]...)
	}
	return words
}

// join puts s at the end of the sentence before it.
func join(before *conllu.Sentence, s conllu.Sentence) {
	shift, at := len(before.Words), len(before.Text)+1
	before.Text += " " + s.Text
	for _, w := range s.Words {
		w.Start, w.End = w.Start+at, w.End+at
		if w.Head >= 0 {
			w.Head += shift
		}
		before.Words = append(before.Words, w)
	}
	before.Sentence.End = s.Sentence.End + at
}
