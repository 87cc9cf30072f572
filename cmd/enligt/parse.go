package main

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/text"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/nlp/langid"
	"github.com/enligt/enligt/packs"
)

// parseCommand is `enligt parse`.
type parseCommand struct {
	Lang  string   `help:"Language of the texts (sv, en, fr …), or auto." default:"auto"`
	From  string   `help:"text, or conllu to keep its sentences and words." enum:"text,conllu" default:"text"`
	Packs string   `help:"Folder of further language packs." placeholder:"DIR"`
	Files []string `arg:"" optional:"" help:"Files to parse; - or none is standard input."`
}

const (
	// maxParse is the size of one text to parse: a corpus, not an article.
	maxParse = 256 << 20
	// parseChunk is how much of a text is analysed at a time, in bytes, rounded up
	// to whole paragraphs; the words of that much are held in memory.
	parseChunk = 256 << 10
	// enoughToTell is how much of a CoNLL-U file tells its language.
	enoughToTell = 4 << 10
)

func (c *parseCommand) Run(std streams) error {
	set, err := openPacks(c.Packs)
	if err != nil {
		return err
	}
	if c.Lang != "auto" && set.Get(c.Lang) == nil {
		return usageError{fmt.Errorf("--lang %s: no pack for it; name one of %s", c.Lang, strings.Join(set.Langs(), ", "))}
	}
	p := &parsing{lang: c.Lang, set: set, analyzers: map[string]*nlp.Analyzer{}, out: bufio.NewWriter(std.Out)}
	promptFor(std, c.Files)
	failed := false
	for _, s := range fileSources(c.Files, std.In) {
		p.name = ""
		if len(c.Files) > 1 {
			p.name = s.name
		}
		if err := p.source(s, c.From); err != nil {
			complain(std.Err, s.name, readError(err))
			failed = true
		}
		if err := p.out.Flush(); err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}

// readError gives an error the parts that a message has.
func readError(err error) *enligt.ReadError {
	if e, ok := err.(*enligt.ReadError); ok {
		return e
	}
	return &enligt.ReadError{What: err.Error()}
}

// parsing is one run of the command.
type parsing struct {
	lang      string
	set       *packs.Set
	langs     *langid.Identifier
	analyzers map[string]*nlp.Analyzer
	out       *bufio.Writer
	name      string // of the document, where there are several
}

func (p *parsing) source(s source, from string) error {
	in, err := s.open()
	if err != nil {
		return err
	}
	defer in.Close()
	if from == "conllu" {
		return p.reparse(in)
	}
	for doc, err := range text.Read(in, text.Options{ID: s.name, MaxBytes: maxParse}) {
		if err != nil {
			return err
		}
		if err := p.text(&doc); err != nil {
			return err
		}
	}
	return nil
}

// text writes the sentences of a document, a run of its paragraphs at a time.
func (p *parsing) text(doc *enligt.Document) error {
	if len(doc.Blocks) == 0 {
		return nil
	}
	a, err := p.analyzer(doc.Text)
	if err != nil {
		return err
	}
	p.newDocument()
	for run := range runs(doc.Blocks) {
		start, end := run[0].Start, run[len(run)-1].End
		shifted := make([]enligt.Block, len(run))
		for i, b := range run {
			shifted[i] = enligt.Block{Span: enligt.Span{Start: b.Start - start, End: b.End - start}, Kind: b.Kind}
		}
		an := a.Analyze(doc.Text[start:end], shifted)
		if err := conllu.Write(p.out, an.Text, an.Sentences); err != nil {
			return err
		}
	}
	return nil
}

// runs cuts blocks into runs of parseChunk bytes or a little more.
func runs(blocks []enligt.Block) iter.Seq[[]enligt.Block] {
	return func(yield func([]enligt.Block) bool) {
		from := 0
		for i := range blocks {
			if i+1 < len(blocks) && blocks[i].End-blocks[from].Start < parseChunk {
				continue
			}
			if !yield(blocks[from : i+1]) {
				return
			}
			from = i + 1
		}
	}
}

// reparse analyses the sentences and words of a CoNLL-U file anew.
func (p *parsing) reparse(in io.Reader) error {
	var held []conllu.Sentence
	var sample strings.Builder
	var a *nlp.Analyzer
	begin := func() (err error) {
		if len(held) == 0 || a != nil {
			return nil
		}
		if a, err = p.analyzer(sample.String()); err != nil {
			return err
		}
		p.newDocument()
		return p.sentences(a, held)
	}
	for s, err := range conllu.Read(in) {
		if err != nil {
			return err
		}
		if !utf8.ValidString(s.Text) {
			return &enligt.ReadError{At: "# text = " + s.Text, What: "not UTF-8", Do: "save the file as UTF-8"}
		}
		if a != nil {
			if err := p.sentences(a, []conllu.Sentence{s}); err != nil {
				return err
			}
			continue
		}
		held = append(held, s)
		sample.WriteString(s.Text + "\n")
		if p.lang != "auto" || sample.Len() > enoughToTell {
			if err := begin(); err != nil {
				return err
			}
		}
	}
	return begin()
}

func (p *parsing) sentences(a *nlp.Analyzer, list []conllu.Sentence) error {
	for _, s := range list {
		a.Annotate(s.Words)
		if err := conllu.Write(p.out, s.Text, []enligt.Sentence{s.Sentence}); err != nil {
			return err
		}
	}
	return nil
}

// analyzer is that of the language asked for, else of the text's own.
func (p *parsing) analyzer(sample string) (*nlp.Analyzer, error) {
	lang := p.lang
	if lang == "auto" {
		if p.langs == nil {
			var err error
			if p.langs, err = langid.Open(p.set); err != nil {
				return nil, err
			}
		}
		lang, _ = p.langs.Identify(sample)
	}
	if a := p.analyzers[lang]; a != nil {
		return a, nil
	}
	pack := p.set.Get(lang)
	if pack == nil {
		return nil, &enligt.ReadError{
			What: fmt.Sprintf("a language that cannot be parsed (%s)", lang),
			Do:   "name one of " + strings.Join(p.set.Langs(), ", ") + " with --lang if it is",
		}
	}
	a, err := nlp.Open(pack)
	if err != nil {
		return nil, err
	}
	p.analyzers[lang] = a
	return a, nil
}

func (p *parsing) newDocument() {
	if p.name != "" {
		fmt.Fprintf(p.out, "# newdoc id = %s\n", printable(p.name))
	}
}
