package nlp

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/nlp/segment"
)

// segmentStep is the recipe's step for the segmenter.
type segmentStep struct {
	Files   []segmentFile
	Rounds  int
	MinSeen int
}

// segmentFile is a treebank with its "# text". Where IDs is set, only sentences
// whose sent_id is that prefix and a number are taken, in order of the number.
// Where Tags is set, that file has the parts of speech of the same sentences.
// Where Cut is set, a file without paragraphs is cut after so many sentences.
type segmentFile struct {
	File string
	IDs  string
	Tags string
	Cut  int
}

func trainSegment(t *Training, raw json.RawMessage) error {
	var step segmentStep
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	var paragraphs []segment.Paragraph
	for _, f := range step.Files {
		bank, err := t.Treebank(f.File)
		if err != nil {
			return err
		}
		if f.IDs != "" {
			bank = ordered(bank, f.IDs)
		}
		if f.Tags != "" {
			if err := t.takeTags(bank, f.Tags); err != nil {
				return err
			}
		}
		if f.Cut > 0 {
			cutParagraphs(bank, f.Cut)
		}
		paragraphs = append(paragraphs, Paragraphs(bank)...)
	}
	model, err := segment.Train(t.Pack, paragraphs, segment.Options{Rounds: step.Rounds, MinSeen: step.MinSeen}, t.Say)
	if err != nil {
		return err
	}
	return t.Save(segment.Kind, segment.Version, model)
}

// ordered keeps the sentences with the prefix, in order of the number behind it.
func ordered(bank []conllu.Sentence, prefix string) []conllu.Sentence {
	type numbered struct {
		n int
		s conllu.Sentence
	}
	var kept []numbered
	for _, s := range bank {
		rest, ok := strings.CutPrefix(s.ID, prefix)
		if n, err := strconv.Atoi(rest); ok && err == nil {
			kept = append(kept, numbered{n, s})
		}
	}
	slices.SortStableFunc(kept, func(a, b numbered) int { return a.n - b.n })
	out := make([]conllu.Sentence, len(kept))
	for i := range kept {
		out[i] = kept[i].s
	}
	return out
}

// takeTags gives the words the parts of speech of the sentence of the same forms
// in another file.
func (t *Training) takeTags(bank []conllu.Sentence, name string) error {
	tagged, err := t.Treebank(name)
	if err != nil {
		return err
	}
	byForms := map[string][]enligt.Word{}
	for i := range tagged {
		byForms[forms(tagged[i].Words)] = tagged[i].Words
	}
	for i := range bank {
		for k, w := range byForms[forms(bank[i].Words)] {
			bank[i].Words[k].UPOS = w.UPOS
		}
	}
	return nil
}

func forms(words []enligt.Word) string {
	var b strings.Builder
	for i := range words {
		b.WriteString(words[i].Form)
		b.WriteByte('\n')
	}
	return b.String()
}

// cutParagraphs starts a paragraph at every n-th sentence, and around sentences
// that end in a letter, as headings do.
func cutParagraphs(bank []conllu.Sentence, n int) {
	heading := true
	for i, count := 0, 0; i < len(bank); i++ {
		last, _ := utf8.DecodeLastRuneInString(bank[i].Text)
		here := unicode.IsLetter(last)
		if count++; count > n || here || heading {
			bank[i].NewPar, count = true, 1
		}
		heading = here
	}
}

// Paragraphs runs the sentences of a treebank on as the shared task on parsing
// from raw text did: one space between them, a new paragraph where the treebank
// has one.
func Paragraphs(bank []conllu.Sentence) []segment.Paragraph {
	var out []segment.Paragraph
	var text strings.Builder
	var sentences []enligt.Sentence
	end := func() {
		if len(sentences) > 0 {
			out = append(out, segment.Paragraph{Text: text.String(), Sentences: sentences})
		}
		text.Reset()
		sentences = nil
	}
	glue := true
	for i := range bank {
		s := &bank[i]
		if s.NewPar || s.NewDoc || s.Sentence.NewPar {
			end()
			glue = true
		}
		if !glue {
			text.WriteByte(' ')
		}
		at := text.Len()
		text.WriteString(s.Text)
		words := slices.Clone(s.Words)
		for k := range words {
			words[k].Start += at
			words[k].End += at
		}
		sentences = append(sentences, enligt.Sentence{Words: words})
		glue = len(words) > 0 && words[len(words)-1].GlueNext
	}
	end()
	return out
}
