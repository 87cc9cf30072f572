// Package nlp turns a text into sentences, words, tags, trees and names. It
// knows language, not news.
//
// In go a text and its blocks, out comes an [Analysis] whose spans are byte
// offsets into that text. An [Analyzer] holds the models of one pack; opening it
// fails where a model is missing or of another version, analysing never fails.
package nlp

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp/lemma"
	"github.com/enligt/enligt/nlp/ner"
	"github.com/enligt/enligt/nlp/parse"
	"github.com/enligt/enligt/nlp/quote"
	"github.com/enligt/enligt/nlp/segment"
	"github.com/enligt/enligt/nlp/tag"
	"github.com/enligt/enligt/packs"
)

// Analysis is what language analysis finds in one text.
type Analysis struct {
	Lang       string
	Text       string
	Blocks     []enligt.Block
	Sentences  []enligt.Sentence
	Quotations []enligt.Quotation
}

// Analyzer analyses texts of one language. It is safe for concurrent use.
type Analyzer struct {
	Pack     *packs.Pack
	clusters *learn.Clusters // nil for a pack without them
	segment  *segment.Segmenter
	tag      *tag.Tagger
	lemma    *lemma.Lemmatiser
	parse    *parse.Parser
	ner      *ner.Recogniser
	inside   particles // of names
}

// Open loads the models of a pack.
func Open(p *packs.Pack) (*Analyzer, error) {
	a := &Analyzer{Pack: p}
	var err error
	open := func(part func() error) {
		if err == nil {
			err = part()
		}
	}
	open(func() error { a.clusters, err = OpenClusters(p); return err })
	open(func() error { a.segment, err = segment.Open(p); return err })
	open(func() error { a.tag, err = tag.Open(p); return err })
	open(func() error { a.lemma, err = lemma.Open(p); return err })
	open(func() error { a.parse, err = parse.Open(p); return err })
	open(func() error { a.ner, err = ner.Open(p); return err })
	open(func() error { a.inside, err = openParticles(p); return err })
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	return a, nil
}

// Analyze does everything: sentences, words, tags, lemmas, names and trees.
func (a *Analyzer) Analyze(text string, blocks []enligt.Block) *Analysis {
	out := a.Segment(text, blocks)
	for _, stage := range a.stages() {
		for i := range out.Sentences {
			stage(out.Sentences[i].Words)
		}
	}
	a.ner.Document(out.Sentences)
	return out
}

// Segment finds quotations, sentences and words only.
func (a *Analyzer) Segment(text string, blocks []enligt.Block) *Analysis {
	quotations := quote.Find(text, blocks)
	sentences := a.segment.Split(text, blocks, quotations)
	quote.Mark(sentences, quotations)
	return &Analysis{Lang: a.Pack.Lang, Text: text, Blocks: blocks, Sentences: sentences, Quotations: quotations}
}

// Annotate tags, lemmatises, names and parses the words of one sentence.
func (a *Analyzer) Annotate(words []enligt.Word) {
	for _, stage := range a.stages() {
		stage(words)
	}
}

// stages are the steps of the analysis of a sentence, in order. A text goes through
// one after the other, so that the weights of each stay in the processor's cache.
func (a *Analyzer) stages() []func([]enligt.Word) {
	classes := func(words []enligt.Word) { SetClusters(a.clusters, words) }
	return []func([]enligt.Word){classes, a.tag.Tag, a.lemma.Lemmatise, a.ner.Recognise, partNames, a.inside.join, a.parse.Parse}
}

// OpenClusters loads the word classes of a pack; a pack without them gives nil,
// which knows no word.
func OpenClusters(p *packs.Pack) (*learn.Clusters, error) {
	raw, err := p.Model("clusters")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return learn.OpenClusters(raw)
}

// SetClusters sets Cluster of each word. Trainers call it before they make
// features, as Annotate does.
func SetClusters(c *learn.Clusters, words []enligt.Word) {
	for i := range words {
		words[i].Cluster = c.Of(words[i].Form)
	}
}
