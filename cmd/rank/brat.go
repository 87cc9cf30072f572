package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/reading/attribution"
)

// brat reads a folder of texts with attributions as standoff lines, one reader's
// file a text. Lines that are no span and no event are passed over, as are spans
// of other types than source, cue and content.
func (l *loader) brat(b bratSet) ([]attribution.Example, error) {
	dir := filepath.Join(l.data, filepath.FromSlash(b.Dir))
	files, err := filepath.Glob(filepath.Join(dir, "attributions", "*.ann"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no attributions/*.ann", dir)
	}
	sort.Strings(files)
	lang, err := l.language(b.Lang)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var out []attribution.Example
	for i, name := range files {
		stem := filepath.Base(name)
		stem = stem[:strings.LastIndexByte(stem, '_')]
		if seen[stem] || i%max(1, b.Every) != 0 {
			continue
		}
		seen[stem] = true
		text, err := os.ReadFile(filepath.Join(dir, "text", stem+".txt"))
		if err != nil {
			return nil, err
		}
		ann, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		s := string(text)
		out = append(out, attribution.Example{Engine: lang.engine, Domain: b.Domain,
			Analysis: lang.analyzer.Analyze(s, enligt.Blocks(s)), Gold: standoff(s, string(ann))})
	}
	return out, nil
}

// standoff reads the events of one annotation file: lines "T1\tCue 3 8;9 12\t…" are
// spans in code points, "E1\tAttribution:T2 Cue:T1 Content:T4" ties them.
func standoff(text, ann string) []enligt.Statement {
	o := enligt.NewOffsets(text)
	spans := map[string][]enligt.Span{}
	var out []enligt.Statement
	lines := strings.Split(ann, "\n")
	for _, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) > 1 && strings.HasPrefix(f[0], "T") {
			_, ranges, _ := strings.Cut(f[1], " ")
			spans[f[0]] = bratSpans(o, ranges)
		}
	}
	for _, line := range lines {
		id, roles, ok := strings.Cut(line, "\t")
		if !ok || !strings.HasPrefix(id, "E") {
			continue
		}
		var s enligt.Statement
		for _, r := range strings.Fields(roles) {
			role, t, _ := strings.Cut(r, ":")
			switch found := spans[t]; {
			case len(found) == 0:
			case strings.HasPrefix(role, "Content"):
				s.Content = append(s.Content, found...)
			case strings.HasPrefix(role, "Cue"):
				s.Cue = found[0]
			case strings.HasPrefix(role, "Source"):
				s.Source = &found[0]
			}
		}
		if len(s.Content) > 0 && !s.Cue.Empty() {
			out = append(out, s)
		}
	}
	return out
}

func bratSpans(o *enligt.Offsets, ranges string) []enligt.Span {
	var out []enligt.Span
	for _, r := range strings.Split(ranges, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(r), " ")
		a, err1 := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil {
			return nil
		}
		s, err := o.SpanOfRunes(a, b)
		if err != nil {
			return nil
		}
		out = append(out, s)
	}
	return out
}
