package measure

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// ReadPolNeAR reads a part of the PolNeAR corpus (Newell et al. 2018): folders
// text/ and attributions/, brat standoff in code points. Each annotation file is
// one document; its name is that of the text, "_" and the annotator.
func ReadPolNeAR(part fs.FS) ([]Annotated, error) {
	names, err := fs.Glob(part, "attributions/*.ann")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no attributions/*.ann: name a folder that holds text/ and attributions/")
	}
	var out []Annotated
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".ann")
		d := Annotated{ID: id, Doc: id}
		if cut := strings.LastIndexByte(id, '_'); cut > 0 {
			d.Doc = id[:cut]
		}
		body, err := fs.ReadFile(part, "text/"+d.Doc+".txt")
		if err != nil {
			return nil, err
		}
		marks, err := fs.ReadFile(part, name)
		if err != nil {
			return nil, err
		}
		d.Text = string(body)
		if d.Statements, err = readBrat(string(marks)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// readBrat takes the T lines (spans) and E lines (a cue, a content, a source) of
// a brat file; other lines say nothing about statements.
func readBrat(s string) ([]Stated, error) {
	spans := map[string][]Range{}
	var out []Stated
	for i, line := range strings.Split(s, "\n") {
		cells := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if len(cells) < 2 {
			continue
		}
		switch cells[0][:min(1, len(cells[0]))] {
		case "T":
			ranges, err := bratRanges(cells[1])
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			spans[cells[0]] = ranges
		case "E":
			if s := bratStatement(cells[1], spans); len(s.Cue)+len(s.Content) > 0 {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// bratRanges reads "Content 48 53;60 70".
func bratRanges(s string) ([]Range, error) {
	_, list, _ := strings.Cut(s, " ")
	var out []Range
	for part := range strings.SplitSeq(list, ";") {
		from, to, _ := strings.Cut(part, " ")
		a, err1 := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || a < 0 || b < a || b > maxOffset {
			return nil, fmt.Errorf("%q is no span", s)
		}
		out = append(out, Range{a, b})
	}
	return out, nil
}

// bratStatement reads "Attribution:T13 Content:T12 Cue:T11 Source:T10"; a role may
// carry a number ("Content2").
func bratStatement(s string, spans map[string][]Range) Stated {
	var out Stated
	for role := range strings.FieldsSeq(s) {
		name, id, _ := strings.Cut(role, ":")
		switch strings.TrimRight(name, "0123456789") {
		case "Content":
			out.Content = append(out.Content, spans[id]...)
		case "Cue":
			out.Cue = append(out.Cue, spans[id]...)
		case "Source":
			out.Source = append(out.Source, spans[id]...)
		}
	}
	return out
}
