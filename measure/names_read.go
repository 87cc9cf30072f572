package measure

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/enligt/enligt"
)

// NameSentence is a sentence of tokens with its names.
type NameSentence struct {
	Tokens []string
	Glued  []bool // no space after the token, where the file tells
	Names  []Name
	NewDoc bool
}

// Name is one name: tokens from Start to End-1 and PER, ORG, LOC or MISC.
type Name struct {
	Start, End int
	Kind       string
}

// kinds maps the labels of the gold files to ours; what is not here is MISC.
// A country as actor and as place is one label in the data that has no GPE.
var kinds = map[string]string{
	"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE_LOC": "LOC", "GPE_ORG": "LOC", "GPE": "LOC",
}

// maxNameLine is the longest line of a file of names.
const maxNameLine = 1 << 16

// ReadNames reads gold names in one of three layouts, told apart line by line:
// two columns (token and tag, "0" or "O" outside, no B and I: a run of one tag is
// a name), UNER (number, token, IOB2 tag and more columns, with "# text"), and
// NorNE (CoNLL columns with "name=" in the last). It fails with the line that is
// none of them.
func ReadNames(r io.Reader) ([]NameSentence, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 64<<10), maxNameLine)
	var out []NameSentence
	var p nameParser
	for line := 1; in.Scan(); line++ {
		if err := p.add(strings.TrimRight(in.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if p.done {
			out = append(out, p.sentence())
		}
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	if p.done = len(p.tokens) > 0; p.done {
		out = append(out, p.sentence())
	}
	return out, nil
}

type nameParser struct {
	tokens, tags []string
	text         string
	newDoc, done bool
}

func (p *nameParser) add(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		p.done = len(p.tokens) > 0
		return nil
	case strings.HasPrefix(line, "# "):
		p.newDoc = p.newDoc || strings.HasPrefix(line, "# newdoc")
		if text, ok := strings.CutPrefix(line, "# text = "); ok {
			p.text = text
		}
		return nil
	}
	cells := strings.Split(line, "\t")
	var token, tag string
	switch {
	case len(cells) >= 9 && strings.HasPrefix(cells[len(cells)-1], "name="):
		token, tag = cells[1], strings.TrimPrefix(cells[len(cells)-1], "name=")
	case len(cells) >= 3:
		token, tag = cells[1], cells[2]
	case len(cells) == 2:
		token, tag = cells[0], cells[1]
	default:
		cut := strings.LastIndexAny(line, " ")
		if cut < 0 {
			return fmt.Errorf("%q: neither two columns, UNER nor NorNE", line)
		}
		token, tag = strings.TrimSpace(line[:cut]), line[cut+1:]
	}
	p.tokens, p.tags = append(p.tokens, token), append(p.tags, strings.TrimSpace(tag))
	return nil
}

func (p *nameParser) sentence() NameSentence {
	s := NameSentence{Tokens: p.tokens, Names: namesOf(p.tags), NewDoc: p.newDoc, Glued: glued(p.tokens, p.text)}
	*p = nameParser{}
	return s
}

// namesOf cuts tags into names: B begins one, and so does a change of label.
func namesOf(tags []string) []Name {
	var out []Name
	before := ""
	for i, tag := range tags {
		prefix, label := "", tag
		if len(tag) > 2 && tag[1] == '-' && (tag[0] == 'B' || tag[0] == 'I') {
			prefix, label = tag[:1], tag[2:]
		}
		if label == "O" || label == "0" || label == "" {
			before = ""
			continue
		}
		if prefix == "B" || label != before {
			kind := kinds[label]
			if kind == "" {
				kind = "MISC"
			}
			out = append(out, Name{i, i + 1, kind})
		} else {
			out[len(out)-1].End = i + 1
		}
		before = label
	}
	return out
}

// glued says which tokens have no space after them in text.
func glued(tokens []string, text string) []bool {
	out := make([]bool, len(tokens))
	at := 0
	for i, t := range tokens {
		k := strings.Index(text[at:], t)
		if k < 0 {
			return out
		}
		at += k + len(t)
		out[i] = at < len(text) && !strings.HasPrefix(text[at:], " ") && i+1 < len(tokens)
	}
	return out
}

// Words makes the sentence's text and its words, without tags, for an analyzer.
func (s *NameSentence) Words() (string, []enligt.Word) {
	var b strings.Builder
	words := make([]enligt.Word, len(s.Tokens))
	for i, t := range s.Tokens {
		start := b.Len()
		b.WriteString(t)
		words[i] = enligt.Word{Span: enligt.Span{Start: start, End: b.Len()}, Form: t, Head: -1, GlueNext: s.Glued[i]}
		if !s.Glued[i] {
			b.WriteByte(' ')
		}
	}
	return b.String(), words
}

// FoundNames are the names that an analyzer marked on words.
func FoundNames(words []enligt.Word) []Name {
	tags := make([]string, len(words))
	for i := range words {
		tags[i] = words[i].Entity
	}
	return namesOf(tags)
}
