package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/enligt/enligt/nlp"
)

type trainCommand struct {
	Lang  []string `arg:"" optional:"" help:"Languages (folders under --dir), or attribution for the ranker that they share. Without any, all of them and then the ranker."`
	Pack  string   `help:"Train the pack in this folder instead." placeholder:"DIR"`
	Dir   string   `help:"Folder of the pack folders." default:"packs"`
	Data  string   `help:"Folder of the training data." env:"ENLIGT_DATA" default:"../shared/data"`
	Model []string `help:"Only these models, as the recipe names them." placeholder:"KIND"`

	Gold    []string `help:"Further annotated documents for the ranker, one a line, and how many times each counts." placeholder:"FILE:WEIGHT"`
	Without []string `help:"Leave this corpus of the ranker's recipe out." placeholder:"NAME"`

	Ranker string `help:"Folder of the ranker's recipe." default:"reading/attribution" hidden:""`
}

// Run rebuilds the models in place. Every step writes its model whole, so that
// a training that is broken off leaves the earlier models as they were.
func (c *trainCommand) Run(io streams) error {
	dirs, ranker, err := c.folders()
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.Data); err != nil {
		return fmt.Errorf("training data %s: not there; name the folder with --data or ENLIGT_DATA", c.Data)
	}
	if !ranker && len(c.Gold)+len(c.Without) > 0 {
		return usageError{fmt.Errorf("--gold and --without are for the ranker; name it: enligt train %s", rankerName)}
	}
	if dirs, err = nlp.InOrder(dirs); err != nil {
		return err
	}
	if err := nlp.CheckModels(dirs, c.Model); err != nil {
		return usageError{err}
	}
	for _, d := range dirs {
		if err := nlp.Train(d, c.Data, c.Model, io.Err); err != nil {
			return err
		}
	}
	if ranker {
		return trainRanker(c.Ranker, c.Dir, c.Data, c.Gold, c.Without, io.Err)
	}
	return nil
}

// folders lists the pack folders to train: --pack, else the languages named,
// else every folder of --dir that has a recipe; ranker is whether its turn comes
// after them.
func (c *trainCommand) folders() (dirs []string, ranker bool, err error) {
	if c.Pack != "" {
		if len(c.Lang) > 0 {
			return nil, false, errors.New("train: name languages or --pack, not both")
		}
		return []string{c.Pack}, false, nil
	}
	for _, l := range c.Lang {
		if l == rankerName {
			ranker = true
			continue
		}
		dirs = append(dirs, filepath.Join(c.Dir, l))
	}
	if len(c.Lang) > 0 {
		return dirs, ranker, nil
	}
	recipes, err := filepath.Glob(filepath.Join(c.Dir, "*", "recipe.json"))
	if err != nil || len(recipes) == 0 {
		return nil, false, fmt.Errorf("train: no pack folder with a recipe.json under %s; run it in the repository or name --pack", c.Dir)
	}
	for _, r := range recipes {
		dirs = append(dirs, filepath.Dir(r))
	}
	return dirs, len(c.Model) == 0, nil
}
