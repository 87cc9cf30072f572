package main

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/reading"
)

// readCommand is `enligt read`; its contract stands in the help and in package enligt.
type readCommand struct {
	From          string   `help:"What the input is: auto, text, html, feed (RSS, Atom, JSON Feed) or jsonl (one document a line)." enum:"auto,text,html,feed,jsonl" default:"auto"`
	Format        string   `help:"What to print: text, json, jsonl or html." enum:"text,json,jsonl,html" default:"text"`
	Lang          string   `help:"Language of the texts (sv, en, fr …), or auto." default:"auto"`
	Published     string   `help:"When the texts were published: 2023-07-28, or with a time." placeholder:"DATE"`
	Packs         string   `help:"Folder of further language packs." placeholder:"DIR"`
	MinConfidence float64  `help:"Leave out statements less sure than this (0 to 1)." placeholder:"P"`
	Color         string   `help:"Colours: auto, always or never." enum:"auto,always,never" default:"auto"`
	Files         []string `arg:"" optional:"" help:"Files to read; - or none is standard input."`
}

func (c *readCommand) Run(std streams) error {
	if err := c.check(); err != nil {
		return usageError{err}
	}
	set, err := openPacks(c.Packs)
	if err != nil {
		return err
	}
	reader := reading.Open(set)
	reader.MinConfidence = c.MinConfidence
	out, err := c.printer(std, set)
	if err != nil {
		return err
	}
	promptFor(std, c.Files)
	begun := time.Now()
	failed := false
	items := gather(fileSources(c.Files, std.In), c.From, c.settle)
	for r := range readAll(withoutWords(reader), items, runtime.GOMAXPROCS(0)) {
		if r.reading.Err != nil {
			failed = true
			complain(std.Err, r.name, r.reading.Err)
		}
		if err := out.print(&r.reading); err != nil {
			return err
		}
	}
	if err := out.close(time.Since(begun)); err != nil {
		return err
	}
	if failed {
		return errFailed
	}
	return nil
}

// check refuses what can never be done.
func (c *readCommand) check() error {
	switch {
	case !(c.MinConfidence >= 0 && c.MinConfidence <= 1): // not a number is none either
		return fmt.Errorf("--min-confidence %v: a probability; give a number from 0 to 1", c.MinConfidence)
	case c.Format == "html" && len(c.Files) > 1:
		return fmt.Errorf("--format html takes one document, not %d; give one file, or use --format jsonl", len(c.Files))
	}
	return nil
}

// settle puts what the command line says into a document. What a line of jsonl
// says of its own document goes before it; what a page was found to say does not.
func (c *readCommand) settle(d *enligt.Document) {
	if d.Lang == "" && c.Lang != "auto" {
		d.Lang = c.Lang
	}
	if d.Published == "" || d.Extractor != "" && c.Published != "" {
		d.Published = c.Published
	}
}

// errOneDocument is what an HTML page has to say to a second document.
var errOneDocument = usageError{errors.New("--format html takes one document, the input has several; use --format jsonl")}
