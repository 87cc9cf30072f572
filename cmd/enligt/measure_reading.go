package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/reading"
)

// measureReadings is the flags of both measurements of readings.
type measureReadings struct {
	Gold     []string `help:"Gold documents, one a line of JSON, or a folder of PolNeAR." required:"" sep:","`
	Readings []string `help:"What enligt read --format jsonl printed for them; without it they are read now." sep:","`
	Lang     string   `help:"Language of gold documents that name none."`
	Packs    string   `help:"Folder of further packs."`
	measureOutput
}

type measureAttribution struct{ measureReadings }

type measureTimes struct{ measureReadings }

func (c *measureAttribution) Run(std streams) error { return c.score(std, measure.Attribution) }

func (c *measureTimes) Run(std streams) error { return c.score(std, measure.Times) }

func (c *measureReadings) score(std streams, scorer func(gold, found []measure.Annotated, limit int) *measure.Report) error {
	var gold, found []measure.Annotated
	for _, name := range c.Gold {
		d, err := readAnnotated(name)
		if err != nil {
			return err
		}
		gold = append(gold, d...)
	}
	for _, name := range c.Readings {
		d, err := readAnnotated(name)
		if err != nil {
			return err
		}
		found = append(found, d...)
	}
	var speed *measure.Speed
	madeBy := ""
	if len(c.Readings) == 0 {
		var err error
		if found, madeBy, speed, err = c.read(std, gold); err != nil {
			return err
		}
	}
	r := scorer(gold, found, c.errorLimit())
	r.Files, r.MadeBy, r.Speed = c.Gold, madeBy, speed
	return c.print(r, std.Out)
}

// read reads each gold text once, through the JSON that enligt read prints.
func (c *measureReadings) read(std streams, gold []measure.Annotated) ([]measure.Annotated, string, *measure.Speed, error) {
	set, err := openPacks(c.Packs)
	if err != nil {
		return nil, "", nil, err
	}
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
