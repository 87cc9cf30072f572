package main

import (
	"fmt"
	"io"
	"os"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/packs"
)

type parseCommand struct {
	Lang  string   `help:"Language of the text." default:"auto"`
	From  string   `help:"text, or conllu to keep its sentences and words." enum:"text,conllu" default:"text"`
	Packs string   `help:"Folder of further packs."`
	Files []string `arg:"" optional:""`
}

func (c *parseCommand) Run(std streams) error {
	set, err := packs.Embedded()
	if err != nil {
		return err
	}
	if c.Packs != "" {
		if err := set.Lay(c.Packs); err != nil {
			return err
		}
	}
	p := set.Get(c.Lang)
	if p == nil {
		return fmt.Errorf("language %q: no pack; name one of %v with --lang", c.Lang, set.Langs())
	}
	a, err := nlp.Open(p)
	if err != nil {
		return err
	}
	files := c.Files
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		var in io.Reader = std.In
		if name != "-" {
			f, err := os.Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			in = f
		}
		if c.From == "conllu" {
			err = reparse(a, in, std.Out)
		} else {
			err = parseText(a, in, std.Out)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func parseText(a *nlp.Analyzer, in io.Reader, out io.Writer) error {
	b, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	text := string(b)
	an := a.Analyze(text, []enligt.Block{{Span: enligt.Span{End: len(text)}, Kind: enligt.Paragraph}})
	return conllu.Write(out, text, an.Sentences)
}

func reparse(a *nlp.Analyzer, in io.Reader, out io.Writer) error {
	for s, err := range conllu.Read(in) {
		if err != nil {
			return err
		}
		a.Annotate(s.Words)
		if err := conllu.Write(out, s.Text, []enligt.Sentence{s.Sentence}); err != nil {
			return err
		}
	}
	return nil
}
