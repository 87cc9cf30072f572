// Package conllu reads and writes CoNLL-U, the format of Universal Dependencies.
//
// In goes a stream, out come sentences with their words, or an error that names
// the line. Multiword tokens are ranges ("3-4"); empty nodes ("5.1") are skipped.
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
)

// Sentence is one sentence of a file. The spans of its words are byte offsets in
// Text.
type Sentence struct {
	enligt.Sentence
	Text   string // "# text", else the forms joined as SpaceAfter says
	NewPar bool   // starts a paragraph
	NewDoc bool   // starts a document

	surface map[int]string // first word of a multiword token -> its surface form
}

// Limits on what Read takes: a longer line or sentence is an error.
const (
	maxLine  = 1 << 20
	maxWords = 1 << 14
)

// Read yields the sentences of r. After an error it stops.
func Read(r io.Reader) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 64<<10), maxLine)
		p := &parser{}
		for in.Scan() {
			p.line++
			line := strings.TrimRight(in.Text(), "\r")
			if line != "" {
				if err := p.add(line); err != nil {
					yield(Sentence{}, fmt.Errorf("line %d: %w", p.line, err))
					return
				}
				continue
			}
			if s, ok, err := p.end(); err != nil || ok && !yield(s, nil) {
				if err != nil {
					yield(Sentence{}, err)
				}
				return
			}
		}
		if err := in.Err(); err != nil {
			yield(Sentence{}, fmt.Errorf("line %d: %w", p.line+1, err))
			return
		}
		if s, ok, err := p.end(); err != nil || ok {
			yield(s, err)
		}
	}
}

type parser struct {
	s     Sentence
	line  int
	start int // line of the sentence's first word
	multi struct {
		form  string
		first int // index of its first word
		last  int // index after its last word
		glue  bool
		open  bool
	}
}

func (p *parser) add(line string) error {
	if line[0] == '#' {
		p.comment(strings.TrimSpace(line[1:]))
		return nil
	}
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return fmt.Errorf("%d columns, CoNLL-U has 10", len(c))
	}
	if len(p.s.Words) == 0 {
		p.start = p.line
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	if from, to, ok := strings.Cut(c[0], "-"); ok {
		return p.token(from, to, c)
	}
	id, err := strconv.Atoi(c[0])
	if err != nil || id != len(p.s.Words)+1 {
		return fmt.Errorf("word id %q, expected %d", c[0], len(p.s.Words)+1)
	}
	if id > maxWords {
		return fmt.Errorf("sentence of over %d words", maxWords)
	}
	w := enligt.Word{Form: c[1], Lemma: lemma(c[1], c[2]), UPOS: blank(c[3]), XPOS: blank(c[4]), Feats: blank(c[5]), Head: -1, Deprel: blank(c[7])}
	if c[6] != "_" && c[6] != "" {
		head, err := strconv.Atoi(c[6])
		if err != nil || head < 0 {
			return fmt.Errorf("head %q is no number", c[6])
		}
		w.Head = head - 1
	}
	w.GlueNext = misc(c[9], "SpaceAfter") == "No"
	w.Entity = misc(c[9], "NE")
	if p.multi.open {
		w.Part, w.Parts = uint8(id-p.multi.first), uint8(p.multi.last-p.multi.first)
		w.GlueNext = p.multi.glue
		p.multi.open = id < p.multi.last
	}
	p.s.Words = append(p.s.Words, w)
	return nil
}

func (p *parser) token(from, to string, c []string) error {
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || a != len(p.s.Words)+1 || b <= a || b-a > 20 {
		return fmt.Errorf("token range %q does not start at word %d", c[0], len(p.s.Words)+1)
	}
	p.multi.form, p.multi.first, p.multi.last = c[1], a-1, b
	p.multi.glue, p.multi.open = misc(c[9], "SpaceAfter") == "No", true
	p.surfaces()[a-1] = c[1]
	return nil
}

// surfaces maps the first word of each multiword token to its surface form.
func (p *parser) surfaces() map[int]string {
	if p.s.surface == nil {
		p.s.surface = map[int]string{}
	}
	return p.s.surface
}

func (p *parser) comment(s string) {
	switch key, value, _ := strings.Cut(s, "="); strings.TrimSpace(key) {
	case "text":
		p.s.Text = strings.TrimPrefix(value, " ")
	case "sent_id":
		p.s.ID = strings.TrimSpace(value)
	default:
		p.s.NewPar = p.s.NewPar || strings.HasPrefix(s, "newpar")
		p.s.NewDoc = p.s.NewDoc || strings.HasPrefix(s, "newdoc")
	}
}

// end closes the sentence: heads must lie inside it and forms in its text.
func (p *parser) end() (Sentence, bool, error) {
	s := p.s
	words, surface := s.Words, p.s.surface
	p.s = Sentence{}
	p.multi.open = false
	if len(words) == 0 {
		p.s.NewPar, p.s.NewDoc = s.NewPar, s.NewDoc
		return s, false, nil
	}
	for i := range words {
		if words[i].Head >= len(words) || words[i].Head == i {
			return s, false, fmt.Errorf("line %d: word %d has head %d", p.start, i+1, words[i].Head+1)
		}
	}
	if s.Text == "" {
		s.Text = join(words, surface)
	}
	if err := place(words, surface, s.Text); err != nil {
		return s, false, fmt.Errorf("line %d: %w", p.start, err)
	}
	s.Sentence.Span = words[0].Span.Cover(words[len(words)-1].Span)
	s.Sentence.NewPar = s.NewPar || s.NewDoc
	return s, true, nil
}

func join(words []enligt.Word, surface map[int]string) string {
	var b strings.Builder
	for i := range words {
		if !words[i].First() {
			continue
		}
		b.WriteString(formOf(words, surface, i))
		if last := i + max(1, int(words[i].Parts)); last < len(words) && !words[i].GlueNext {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func formOf(words []enligt.Word, surface map[int]string, i int) string {
	if f, ok := surface[i]; ok {
		return f
	}
	return words[i].Form
}

// place finds each token in the text, in order.
func place(words []enligt.Word, surface map[int]string, text string) error {
	at := 0
	for i := range words {
		if !words[i].First() {
			words[i].Span = words[i-1].Span
			continue
		}
		form := formOf(words, surface, i)
		k := strings.Index(text[at:], form)
		if k < 0 || strings.TrimSpace(text[at:at+k]) != "" {
			return fmt.Errorf("token %q does not follow in # text", form)
		}
		words[i].Span = enligt.Span{Start: at + k, End: at + k + len(form)}
		at += k + len(form)
	}
	return nil
}

func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// lemma keeps the underscore where it is the lemma of an underscore.
func lemma(form, s string) string {
	if form == "_" {
		return s
	}
	return blank(s)
}

func misc(field, key string) string {
	for part := range strings.SplitSeq(field, "|") {
		if v, ok := strings.CutPrefix(part, key+"="); ok {
			return v
		}
	}
	return ""
}

// ReadAll collects the sentences of r.
func ReadAll(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	var errs error
	for s, err := range Read(r) {
		if err != nil {
			errs = errors.Join(errs, err)
			break
		}
		out = append(out, s)
	}
	return out, errs
}
