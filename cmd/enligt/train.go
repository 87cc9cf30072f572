package main

import (
	"path/filepath"

	"github.com/enligt/enligt/nlp"
)

type trainCommand struct {
	Lang  []string `arg:"" optional:"" help:"Languages (sv, en …): folders under --dir."`
	Pack  string   `help:"Train the pack in this folder instead." type:"existingdir"`
	Dir   string   `help:"Folder of the packs." default:"packs"`
	Data  string   `help:"Folder of the training data." env:"ENLIGT_DATA" default:"../shared/data"`
	Model []string `help:"Only these models (tag, parse …)."`
}

func (c *trainCommand) Run(io streams) error {
	dirs := []string{}
	if c.Pack != "" {
		dirs = append(dirs, c.Pack)
	}
	for _, l := range c.Lang {
		dirs = append(dirs, filepath.Join(c.Dir, l))
	}
	for _, d := range dirs {
		if err := nlp.Train(d, c.Data, c.Model, io.Err); err != nil {
			return err
		}
	}
	return nil
}
