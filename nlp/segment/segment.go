// Package segment cuts a text into sentences and words as Universal
// Dependencies counts them.
//
// In go a text and its blocks, out come sentences whose words are slices of the
// text, in order and disjoint, with nothing but white space between them. The
// text is read as atoms ([scan]: runs of letters or digits, single marks, whole
// addresses; no character, as UAX #29 defines it, is ever cut). Each gap between
// atoms is joined or split, each gap between tokens may end a sentence, and tokens
// that stand for several words are expanded. A small linear model takes each of
// these decisions; what the pack's tables of abbreviations and contractions say is
// among its features, and rules decide before it what is certain. Without a model
// the tables and rules decide alone.
//
// Splitting never fails; [Open] fails on a damaged table or model. Time is linear
// in the length of the text.
package segment

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// Segmenter cuts texts of one language. It is safe for concurrent use.
type Segmenter struct {
	tables *tables
	model  *model // nil where the pack has none
}

// Open makes a segmenter from a pack's tables and its segment model. A pack
// without that model is cut by tables and rules alone.
func Open(p *packs.Pack) (*Segmenter, error) {
	t, err := readTables(p)
	if err != nil {
		return nil, err
	}
	s := &Segmenter{tables: t}
	raw, err := p.Model(Kind)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	s.model, err = openModel(raw, t)
	return s, err
}

// Split cuts each block of text into sentences with their words: Span, Form,
// Part, Parts and GlueNext are set, nothing else. Quotations, found before, keep
// closing marks with the sentence they close. A blank line inside a block ends a
// sentence and a paragraph; a single newline is white space.
func (s *Segmenter) Split(text string, blocks []enligt.Block, quotations []enligt.Quotation) []enligt.Sentence {
	w := &work{text: text, tables: s.tables, model: s.model, closing: closingMarks(quotations)}
	for i, b := range blocks {
		w.block = i
		eachParagraph(text, b.Span, w.paragraph)
	}
	return w.build()
}

// work is the state of one call of Split.
type work struct {
	text     string
	tables   *tables
	model    *model
	bag      bag
	closing  []int // starts of closing quotation marks, rising
	block    int
	long     bool   // the paragraph at hand is long: its layout may be lost
	atoms    []atom // of the paragraph at hand
	tokens   []token
	scores   [maxClasses]int32
	classBag bag
	ahead    []int32 // distance to the next stop mark, of the paragraph's tokens
	ends     []end
	forms    []string // room for the words of a contraction
}

// token is a run of atoms, before it is expanded to words.
type token struct {
	start, end int32
	low        uint64 // hash of it in lower case
	multi      int32  // row of the contraction that it is, -1 for none
	char       rune   // its first rune
	shape      shape
	glued      bool  // no white space before it
	class      uint8 // guessed part of speech, 0 before it is asked for
	known      uint8 // in training: 1 + what its other occurrences say of its writing
}

// end marks a sentence: its last token and what is known of it.
type end struct {
	last   int // index into tokens, exclusive
	block  int
	newPar bool
}

// paragraph cuts one stretch of text without a blank line.
func (w *work) paragraph(span enligt.Span) {
	w.atoms = scan(w.atoms[:0], w.text, span)
	w.partLines()
	first := len(w.tokens)
	w.cutTokens()
	if len(w.tokens) == first {
		return
	}
	w.quoteRoles(first)
	w.expand(first)
	w.cutSentences(first)
}

// eachParagraph calls f for every stretch of span that no blank line cuts.
func eachParagraph(text string, span enligt.Span, f func(enligt.Span)) {
	start := span.Start
	for i := span.Start; i < span.End; i++ {
		if text[i] != '\n' {
			continue
		}
		j := i + 1
		for j < span.End && (text[j] == ' ' || text[j] == '\t' || text[j] == '\r') {
			j++
		}
		if j < span.End && text[j] == '\n' {
			f(enligt.Span{Start: start, End: i})
			start = j
		}
		i = j - 1
	}
	f(enligt.Span{Start: start, End: span.End})
}

// build makes the sentences of all paragraphs, in one allocation each for words
// and sentences.
func (w *work) build() []enligt.Sentence {
	n := len(w.tokens)
	for i := range w.tokens {
		if m := w.tokens[i].multi; m >= 0 {
			n += w.tables.contractions[m].count() - 1
		}
	}
	words := make([]enligt.Word, 0, n)
	out := make([]enligt.Sentence, 0, len(w.ends))
	at := 0
	for _, e := range w.ends {
		first := len(words)
		for ; at < e.last; at++ {
			words = w.appendWords(words, at)
		}
		s := enligt.Sentence{Words: words[first:len(words):len(words)], Block: e.block, NewPar: e.newPar}
		s.Span = s.Words[0].Cover(s.Words[len(s.Words)-1].Span)
		s.Talking = isTalkingDash(s.Words)
		out = append(out, s)
	}
	return out
}

// appendWords appends the word or words of one token.
func (w *work) appendWords(words []enligt.Word, i int) []enligt.Word {
	t := w.tokens[i]
	span := enligt.Span{Start: int(t.start), End: int(t.end)}
	glue := i+1 < len(w.tokens) && w.tokens[i+1].start == t.end
	if t.multi < 0 {
		return append(words, enligt.Word{Span: span, Form: span.Of(w.text), Head: -1, GlueNext: glue})
	}
	w.forms = w.tables.contractions[t.multi].appendForms(w.forms[:0], span.Of(w.text))
	for k, f := range w.forms {
		words = append(words, enligt.Word{Span: span, Form: f, Head: -1, GlueNext: glue,
			Part: uint8(k + 1), Parts: uint8(len(w.forms))})
	}
	return words
}

// closingMarks lists where the closing marks of quotations start.
func closingMarks(quotations []enligt.Quotation) []int {
	var out []int
	for _, q := range quotations {
		if q.Inner.End < q.End {
			out = append(out, q.Inner.End)
		}
	}
	slices.Sort(out)
	return out
}
