package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
)

// measureReadings is the flags of both measurements of readings.
type measureReadings struct {
	Gold     []string `help:"Gold documents, one a line of JSON, or a folder of PolNeAR; several are pooled." required:"" sep:","`
	Readings []string `help:"What enligt read --format jsonl printed for them; without it they are read now." sep:","`
	Lang     string   `help:"Language of gold documents that name none."`
	Packs    string   `help:"Folder of further packs."`
	Worst    int      `help:"Most documents that --errors shows with gold and reading side by side." default:"5"`
	measureOutput
}

type measureAttribution struct {
	Unit string `help:"statements links cue, content and source; cofenet counts runs of tokens as the results published for PolNeAR do." enum:"statements,cofenet" default:"statements"`
	measureReadings
}

type measureTimes struct{ measureReadings }

// scorer compares gold documents with their readings.
type scorer func(gold, found []measure.Annotated, show measure.Show) *measure.Report

func (c *measureAttribution) Run(std streams) error {
	if c.Unit == "cofenet" {
		return c.score(std, measure.Cofenet)
	}
	return c.score(std, measure.Attribution)
}

func (c *measureTimes) Run(std streams) error { return c.score(std, measure.Times) }

func (c *measureReadings) score(std streams, score scorer) error {
	gold, err := readAllAnnotated(c.Gold)
	if err != nil {
		return err
	}
	found, err := readAllAnnotated(c.Readings)
	if err != nil {
		return err
	}
	set, err := openPacks(c.Packs)
	if err != nil {
		return err
	}
	var speed *measure.Speed
	madeBy := strings.Join(c.Readings, " ")
	if len(c.Readings) == 0 {
		if found, madeBy, speed, err = c.read(std, set, gold); err != nil {
			return err
		}
	}
	byFile(gold, found)
	if err := measure.SameTexts(gold, found); err != nil {
		return err
	}
	if err := c.prepare(set, gold, found); err != nil {
		return err
	}
	r := score(gold, found, c.show())
	r.Files, r.MadeBy, r.Speed = c.Gold, madeBy, speed
	return c.print(r, std.Out)
}

// byFile names the readings of a folder's texts, which enligt read names by their
// files, as the folder's gold documents are named.
func byFile(gold, found []measure.Annotated) {
	known := map[string]bool{}
	for _, g := range gold {
		known[g.Doc] = true
	}
	for i, f := range found {
		name := strings.TrimSuffix(filepath.Base(f.ID), ".txt")
		if !known[f.ID] && known[name] {
			found[i].ID, found[i].Doc = name, name
		}
	}
}

// prepare notes what the language of a gold document tells about it: its own, the
// one given, else the one that it was read in.
func (c *measureReadings) prepare(set *packs.Set, gold, found []measure.Annotated) error {
	read := map[string]string{}
	for _, f := range found {
		read[f.ID] = f.Lang
	}
	for i := range gold {
		gold[i].Lang = cmp.Or(gold[i].Lang, c.Lang, read[gold[i].Doc])
	}
	pronouns := map[[2]string]bool{}
	for _, lang := range set.Langs() {
		t, err := set.Get(lang).Table("pronouns")
		if err != nil {
			return err
		}
		for _, row := range t.Rows {
			pronouns[[2]string{lang, row.Get("form")}] = true
		}
	}
	measure.MarkPronouns(gold, func(lang, word string) bool { return pronouns[[2]string{lang, word}] })
	return nil
}

func (c *measureReadings) show() measure.Show {
	if !c.Errors {
		return measure.Show{}
	}
	return measure.Show{Documents: c.Worst, Rows: c.Limit}
}

// read reads each gold text once, through the JSON that enligt read prints.
func (c *measureReadings) read(std streams, set *packs.Set, gold []measure.Annotated) ([]measure.Annotated, string, *measure.Speed, error) {
	reader := reading.Open(set)
	var lines bytes.Buffer
	done := map[string]bool{}
	words, failed, made := 0, 0, enligt.MadeBy{}
	start := time.Now()
	for _, g := range gold {
		if done[g.Doc] {
			continue
		}
		done[g.Doc] = true
		doc := enligt.Document{ID: g.Doc, Lang: g.Lang, Title: g.Title, Published: g.Published, Text: g.Text}
		if doc.Lang == "" {
			doc.Lang = c.Lang
		}
		out := reader.Read(doc)
		if out.Err != nil {
			failed++
			if failed == 1 {
				fmt.Fprintf(std.Err, "enligt: %s: %v\n", g.Doc, out.Err)
			}
		}
		made = out.MadeBy
		words += len(bytes.Fields([]byte(g.Text)))
		b, err := json.Marshal(out)
		if err != nil {
			return nil, "", nil, fmt.Errorf("%s: %w", g.Doc, err)
		}
		lines.Write(append(b, '\n'))
	}
	speed := measure.NewSpeed(words, time.Since(start))
	if failed > 0 {
		return nil, "", nil, fmt.Errorf("%d of %d documents could not be read; a score would say nothing", failed, len(done))
	}
	found, err := measure.ReadAnnotated(&lines)
	return found, "enligt " + made.Enligt, speed, err
}

func readAllAnnotated(names []string) ([]measure.Annotated, error) {
	var out []measure.Annotated
	for _, name := range names {
		d, err := readAnnotated(name)
		if err != nil {
			return nil, err
		}
		out = append(out, d...)
	}
	return out, nil
}

func readAnnotated(name string) ([]measure.Annotated, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		d, err := measure.ReadPolNeAR(os.DirFS(name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return d, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := measure.ReadAnnotated(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}
