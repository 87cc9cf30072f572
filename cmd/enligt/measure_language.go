package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/nlp/langid"
)

// measureLanguage scores language identification.
type measureLanguage struct {
	Packs string   `help:"Folder of further packs."`
	Files []string `arg:"" name:"LANG=FILE" help:"Texts of one language each: CoNLL-U, or plain text with a sentence a line. und=FILE is a text that should not be named."`
	measureOutput
}

func (c *measureLanguage) Run(std streams) error {
	set, err := openPacks(c.Packs)
	if err != nil {
		return err
	}
	id, err := langid.Open(set)
	if err != nil {
		return err
	}
	var texts []measure.Texts
	for _, arg := range c.Files {
		lang, name, ok := strings.Cut(arg, "=")
		if !ok {
			return fmt.Errorf("%q: write the language before the file, as in sv=news.txt", arg)
		}
		t, err := readTexts(lang, name)
		if err != nil {
			return err
		}
		texts = append(texts, t)
	}
	r := measure.Languages(texts, func(text string) string {
		lang, _ := id.Identify(text)
		return lang
	}, c.errorLimit())
	r.Files = c.Files
	return c.print(r, std.Out)
}

func readTexts(lang, name string) (measure.Texts, error) {
	if filepath.Ext(name) == ".conllu" {
		s, err := readConllu(name)
		return measure.TreebankTexts(lang, s), err
	}
	b, err := os.ReadFile(name)
	return measure.PlainTexts(lang, string(b)), err
}
