package main

import (
	"fmt"
	"os"
	"time"

	"github.com/enligt/enligt/measure"
)

// measureNames scores the names found on gold tokens.
type measureNames struct {
	measureModel
	Files []string `arg:"" help:"Gold files: token and tag in two columns, UNER or NorNE."`
	measureOutput
}

func (c *measureNames) Run(std streams) error {
	a, err := c.open()
	if err != nil {
		return err
	}
	var gold []measure.NameSentence
	for _, name := range c.Files {
		s, err := readNames(name)
		if err != nil {
			return err
		}
		gold = append(gold, s...)
	}
	found := make([][]measure.Name, len(gold))
	words := 0
	start := time.Now()
	for i := range gold {
		_, w := gold[i].Words()
		a.Annotate(w)
		found[i] = measure.FoundNames(w)
		words += len(w)
	}
	speed := measure.NewSpeed(words, time.Since(start))
	r, err := measure.Names(gold, found, c.errorLimit())
	if err != nil {
		return err
	}
	r.Files, r.Speed, r.MadeBy = c.Files, speed, a.Pack.Name()
	return c.print(r, std.Out)
}

func readNames(name string) ([]measure.NameSentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, err := measure.ReadNames(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(s) > 0 {
		s[0].NewDoc = true
	}
	return s, nil
}
