// Package parse gives sentences their dependency tree.
//
// In go words with their tags, out come their heads and relations: always one
// root and no cycle, whatever the words. The parser is a transition system with
// a linear model; its time is linear in the words. Opening fails where the
// pack's model is missing, damaged or of another version; parsing never fails.
package parse

import (
	"fmt"
	"strings"
	"sync"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Kind and Version name the model file: the version rises whenever a template,
// an atom or the transition system changes.
const (
	Kind    = "parse"
	Version = 1
)

// Parser parses sentences of one language. It is safe for concurrent use.
type Parser struct {
	system
	model   *learn.Compact
	ahead   *system // of the guide; nil for a parser without
	guide   *learn.Compact
	workers sync.Pool
}

// Open makes a parser from a pack's parse model.
func Open(p *packs.Pack) (*Parser, error) {
	raw, err := p.Model(Kind)
	if err != nil {
		return nil, err
	}
	return FromBytes(raw)
}

// FromBytes makes a parser from a model file, which must not change afterwards.
func FromBytes(raw []byte) (*Parser, error) {
	f, err := learn.OpenFile(raw, Kind, Version)
	if err != nil {
		return nil, err
	}
	m, err := f.Compact("weights")
	if err != nil {
		return nil, err
	}
	s, err := newSystem(f.Lines("relations"), f.Lines("classes"))
	if err != nil {
		return nil, err
	}
	if m.Classes() != len(s.classes) {
		return nil, fmt.Errorf("parse model: %d classes named, weights for %d", len(s.classes), m.Classes())
	}
	p := &Parser{system: *s, model: m}
	if _, guided := f.Sections["guide weights"]; guided {
		if err := p.openGuide(f); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// openGuide opens the parser that reads from the end, where the model has one.
func (p *Parser) openGuide(f *learn.File) (err error) {
	if p.guide, err = f.Compact("guide weights"); err != nil {
		return err
	}
	if p.ahead, err = newSystem(p.relations, f.Lines("guide classes")); err != nil {
		return err
	}
	if p.guide.Classes() != len(p.ahead.classes) {
		return fmt.Errorf("parse model: %d classes of the guide named, weights for %d", len(p.ahead.classes), p.guide.Classes())
	}
	return nil
}

// Parse sets Head and Deprel of tagged words: one root, no cycle.
func (p *Parser) Parse(words []enligt.Word) {
	if len(words) == 0 {
		return
	}
	w, ok := p.workers.Get().(*worker)
	if !ok {
		w = p.worker()
	}
	w.parse(words)
	p.workers.Put(w)
}

func (p *Parser) worker() *worker {
	w := newWorker(&p.system, p.model)
	if p.ahead != nil {
		w.guide, w.ahead = &guide{}, newWorker(p.ahead, p.guide)
	}
	return w
}

// rootRelation is what UD calls the arc from the root; no other arc has it.
const rootRelation = "root"

// system is the inventory of transitions.
type system struct {
	relations []string // by number
	classes   []class  // the first is shift
}

// class is one transition: a kind and, but for shift, a relation.
type class struct {
	move move
	rel  uint8
}

var moveNames = [...]string{shift: "shift", left: "left", right: "right"}

func newSystem(relations, classes []string) (*system, error) {
	s := &system{relations: relations}
	number := map[string]int{}
	for i, r := range relations {
		if r == "" || r == rootRelation {
			return nil, fmt.Errorf("parse model: relation %q", r)
		}
		number[r] = i
	}
	for i, line := range classes {
		name, rel, _ := strings.Cut(line, " ")
		c := class{rel: uint8(number[rel])}
		for m := shift; m <= right; m++ {
			if moveNames[m] == name {
				c.move = m
			}
		}
		_, known := number[rel]
		if moveNames[c.move] != name || (c.move == shift) != (i == 0) || c.move != shift && !known {
			return nil, fmt.Errorf("parse model: no transition %q at place %d", line, i)
		}
		s.classes = append(s.classes, c)
	}
	if len(relations) == 0 || len(relations) > 255 || len(classes) < 3 || len(classes) > 255 {
		return nil, fmt.Errorf("parse model: %d relations and %d transitions", len(relations), len(classes))
	}
	return s, nil
}

func (s *system) lines() []string {
	var out []string
	for _, c := range s.classes {
		if c.move == shift {
			out = append(out, moveNames[shift])
		} else {
			out = append(out, moveNames[c.move]+" "+s.relations[c.rel])
		}
	}
	return out
}
