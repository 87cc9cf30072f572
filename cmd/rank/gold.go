package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/reading/attribution"
)

// goldDocument is one line of a gold file; spans are in code points.
type goldDocument struct {
	Lang       string          `json:"lang"`
	Text       string          `json:"text"`
	Skip       json.RawMessage `json:"skip"`
	Statements []struct {
		Content [][2]int `json:"content"`
		Cue     *[2]int  `json:"cue"`
		Source  *[2]int  `json:"source"`
	} `json:"statements"`
}

// maxGoldLine is the longest line of a gold file, in bytes.
const maxGoldLine = 16 << 20

// gold reads a file of annotated documents.
func (l *loader) gold(name string) ([]attribution.Example, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, maxGoldLine)
	var out []attribution.Example
	for line := 1; in.Scan(); line++ {
		var d goldDocument
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		if d.Skip != nil {
			continue
		}
		x, err := l.example(d)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		out = append(out, x)
	}
	return out, in.Err()
}

func (l *loader) example(d goldDocument) (attribution.Example, error) {
	lang, err := l.language(d.Lang)
	if err != nil {
		return attribution.Example{}, err
	}
	o := enligt.NewOffsets(d.Text)
	x := attribution.Example{Engine: lang.engine, Analysis: lang.analyzer.Analyze(d.Text, enligt.Blocks(d.Text))}
	for _, g := range d.Statements {
		var s enligt.Statement
		for _, c := range g.Content {
			span, err := o.SpanOfRunes(c[0], c[1])
			if err != nil {
				return x, err
			}
			s.Content = append(s.Content, span)
		}
		if g.Cue != nil {
			if s.Cue, err = o.SpanOfRunes(g.Cue[0], g.Cue[1]); err != nil {
				return x, err
			}
		}
		if g.Source != nil {
			span, err := o.SpanOfRunes(g.Source[0], g.Source[1])
			if err != nil {
				return x, err
			}
			s.Source = &span
		}
		x.Gold = append(x.Gold, s)
	}
	return x, nil
}
