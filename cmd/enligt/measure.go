package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/nlp/conllu"
)

// measureCommand scores the program, or another one, against gold data.
type measureCommand struct {
	Parse       measureParse       `cmd:"" help:"Score sentences, words, tags, lemmas and trees against a treebank (CoNLL 2018)."`
	Segment     measureSegment     `cmd:"" help:"Score sentences and tokens only."`
	Ner         measureNames       `cmd:"" help:"Score names by their exact spans."`
	Langid      measureLanguage    `cmd:"" help:"Score the naming of languages by length of text."`
	Attribution measureAttribution `cmd:"" help:"Score statements: segments, detection, triples, fields."`
	Times       measureTimes       `cmd:"" help:"Score time expressions and their values."`
}

// measureOutput is the flags that every measurement has.
type measureOutput struct {
	JSON     bool `name:"json" xor:"format" help:"Print the report as JSON."`
	Markdown bool `xor:"format" help:"Print the table as Markdown, one decimal."`
	Pack     bool `name:"pack-table" xor:"format" help:"Print the table accuracy.tsv of a language pack."`
	Errors   bool `help:"Show the errors behind the figures."`
	Limit    int  `help:"Most errors of each kind." default:"15"`
}

func (o *measureOutput) print(r *measure.Report, w io.Writer) error {
	switch {
	case o.Markdown:
		return r.Markdown(w)
	case o.Pack:
		return r.PackTable(w)
	case !o.JSON:
		return r.Print(w)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(r)
}

// measureModel is the flags that say which models are scored.
type measureModel struct {
	Lang  string `help:"Language of the gold data." required:""`
	Packs string `help:"Folder of further packs."`
}

func (m *measureModel) open() (*nlp.Analyzer, error) {
	set, err := openPacks(m.Packs)
	if err != nil {
		return nil, err
	}
	p := set.Get(m.Lang)
	if p == nil {
		return nil, fmt.Errorf("language %q: no pack; name one of %v with --lang", m.Lang, set.Langs())
	}
	return nlp.Open(p)
}

type measureTreebank struct {
	Lang   string   `help:"Language of the gold data; not needed with --system."`
	Packs  string   `help:"Folder of further packs."`
	System string   `help:"Score this CoNLL-U file of another program instead."`
	Files  []string `arg:"" help:"Gold treebanks in CoNLL-U."`
	measureOutput
}

type measureParse struct {
	From string `help:"text analyses the raw text, conllu keeps the gold sentences and words." enum:"text,conllu" default:"text"`
	measureTreebank
}

type measureSegment struct{ measureTreebank }

func (c *measureParse) Run(std streams) error { return c.score(std, "parse", c.From) }

func (c *measureSegment) Run(std streams) error { return c.score(std, "segment", "text") }

// score reads the gold files, has them analysed and prints the report.
func (c *measureTreebank) score(std streams, task, from string) error {
	var gold []conllu.Sentence
	for _, name := range c.Files {
		s, err := readConllu(name)
		if err != nil {
			return err
		}
		if len(s) > 0 {
			s[0].NewDoc = true
		}
		gold = append(gold, s...)
	}
	system, speed, madeBy, err := c.system(gold, task, from)
	if err != nil {
		return err
	}
	r, err := measure.Treebank(task, gold, system, c.errorLimit())
	if err != nil {
		return err
	}
	r.Files, r.Speed, r.MadeBy = c.Files, speed, madeBy
	return c.print(r, std.Out)
}

func (c *measureTreebank) system(gold []conllu.Sentence, task, from string) (*measure.Corpus, *measure.Speed, string, error) {
	if c.System != "" {
		s, err := readConllu(c.System)
		return measure.ConlluCorpus(s), nil, c.System, err
	}
	m := measureModel{Lang: c.Lang, Packs: c.Packs}
	a, err := m.open()
	if err != nil {
		return nil, nil, "", err
	}
	text, blocks := "", []enligt.Block(nil)
	if from == "text" {
		text = measure.RawText(gold)
		blocks = enligt.Blocks(text)
	}
	start := time.Now()
	var corpus *measure.Corpus
	var took time.Duration
	switch {
	case from == "conllu":
		again := annotated(a, gold)
		took = time.Since(start)
		corpus = measure.ConlluCorpus(again)
	case task == "segment":
		found := a.Segment(text, blocks).Sentences
		took = time.Since(start)
		corpus = measure.NewCorpus(text, found)
	default:
		found := a.Analyze(text, blocks).Sentences
		took = time.Since(start)
		corpus = measure.NewCorpus(text, found)
	}
	return corpus, measure.NewSpeed(corpus.Words(), took), a.Pack.Name(), nil
}

// annotated is the gold sentences with the analyzer's tags, lemmas and trees.
func annotated(a *nlp.Analyzer, gold []conllu.Sentence) []conllu.Sentence {
	out := make([]conllu.Sentence, len(gold))
	for i, s := range gold {
		s.Words = append([]enligt.Word(nil), s.Words...)
		for j := range s.Words {
			w := &s.Words[j]
			w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Head, w.Deprel, w.Entity = "", "", "", "", -1, "", ""
		}
		a.Annotate(s.Words)
		out[i] = s
	}
	return out
}

func readConllu(name string) ([]conllu.Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, err := conllu.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// errorLimit is how many errors of each kind to show, 0 for none.
func (o *measureOutput) errorLimit() int {
	if !o.Errors {
		return 0
	}
	return o.Limit
}
