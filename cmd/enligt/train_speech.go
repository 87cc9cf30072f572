package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/measure"
	"github.com/enligt/enligt/reading/attribution"
)

// rawFile is plain documents, one a line of gzipped JSON with a text in Markdown, whose
// paragraphs show where an utterance opened by a dash ends.
type rawFile struct {
	File  string `json:"file"`
	Lang  string `json:"lang"`
	Texts int    `json:"texts"` // at most so many that have two utterances
}

// joined is an annotated text with its paragraphs joined; nil where no dash opens speech
// in it.
func (t *rankerTraining) joined(d *measure.Annotated, x attribution.Example) *attribution.Spoken {
	dashes := false
	for _, q := range x.Analysis.Quotations {
		dashes = dashes || q.Kind == "dash"
	}
	if !dashes {
		return nil
	}
	o := enligt.NewOffsets(d.Text)
	s := t.spokenText(strings.ReplaceAll(d.Text, "\n", " "), x.Engine, d.Lang)
	s.Weight = 2 * x.Weight
	for _, g := range d.Statements {
		if g.Form != "direct" {
			continue
		}
		for _, ranges := range [][]measure.Range{g.Content, g.Cue, g.Source} {
			spans, err := spansOf(o, ranges)
			if err != nil {
				return nil // the example of the same text has said so
			}
			s.Spans = append(s.Spans, spans...)
		}
	}
	return s
}

func (t *rankerTraining) spokenText(text string, e *attribution.Engine, lang string) *attribution.Spoken {
	return &attribution.Spoken{Engine: e, Analysis: t.languages[lang].analyzer.Analyze(text, enligt.Blocks(text))}
}

// maxLine bounds a line of a file of plain documents.
const maxLine = 16 << 20

// spoken reads files of plain documents: of each the first texts with two utterances or
// more, their paragraphs joined.
func (t *rankerTraining) spoken(files []rawFile) ([]attribution.Spoken, error) {
	var out []attribution.Spoken
	for _, r := range files {
		l, err := t.language(r.Lang)
		if err != nil {
			return nil, err
		}
		n := 0
		err = eachLine(filepath.Join(t.data, filepath.FromSlash(r.File)), func(text string) bool {
			if joined, spans := joinParagraphs(text); len(spans) > 1 {
				s := t.spokenText(joined, l.engine, r.Lang)
				s.Spans = spans
				out = append(out, *s)
				n++
			}
			return n < r.Texts
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// joinParagraphs is a text of Markdown as one paragraph, with the spans of those
// paragraphs that a dash opened; none where the text has a list with dashes.
func joinParagraphs(text string) (string, []enligt.Span) {
	var b strings.Builder
	var spans []enligt.Span
	for _, p := range strings.Split(text, "\n") {
		p = strings.Trim(p, "#*_ \t\r")
		if p == "" {
			continue
		}
		if strings.HasPrefix(p, "- ") {
			return "", nil
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		from := b.Len()
		b.WriteString(p)
		if strings.HasPrefix(p, "–") || strings.HasPrefix(p, "—") {
			spans = append(spans, enligt.Span{Start: from, End: b.Len()})
		}
	}
	return b.String(), spans
}

// eachLine calls f with the text of each line of gzipped JSON until it returns false.
func eachLine(name string, f func(text string) bool) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	lines := bufio.NewScanner(io.Reader(z))
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
		if !f(d.Text) {
			return nil
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
