package measure

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/conllu"
)

// Corpus is one side of a comparison: words and sentences placed on the
// characters of the text without its white space, which both sides share.
type Corpus struct {
	words     []placed
	sentences []stretch
	tokens    []enligt.Span
	letters   []byte // the text without white space
	docs      []int  // where documents start in letters
	pars      []int  // where paragraphs start
}

// placed is a word at its place in the letters.
type placed struct {
	enligt.Span
	*enligt.Word
	head     int // index into Corpus.words, -1 for the root
	sentence int
}

// stretch is a sentence at its place, with its words from first to last-1.
type stretch struct {
	enligt.Span
	first, last int
	text        string
}

// NewCorpus places sentences of one text.
func NewCorpus(text string, sentences []enligt.Sentence) *Corpus {
	c := &Corpus{}
	for i := range sentences {
		c.add(text, &sentences[i], i == 0)
	}
	return c
}

// ConlluCorpus places the sentences of a CoNLL-U file.
func ConlluCorpus(sentences []conllu.Sentence) *Corpus {
	c := &Corpus{}
	for i := range sentences {
		c.add(sentences[i].Text, &sentences[i].Sentence, sentences[i].NewDoc || i == 0)
	}
	return c
}

// Words is the number of syntactic words.
func (c *Corpus) Words() int { return len(c.words) }

func (c *Corpus) add(text string, s *enligt.Sentence, newDoc bool) {
	if len(s.Words) == 0 {
		return
	}
	start, first := len(c.letters), len(c.words)
	if newDoc {
		c.docs = append(c.docs, start)
	}
	if newDoc || s.NewPar {
		c.pars = append(c.pars, start)
	}
	var token enligt.Span
	for i := range s.Words {
		w := &s.Words[i]
		if w.First() {
			token.Start = len(c.letters)
			c.letters = appendLetters(c.letters, w.Span.Of(text))
			token.End = len(c.letters)
			c.tokens = append(c.tokens, token)
		}
		head := -1
		if w.Head >= 0 {
			head = first + w.Head
		}
		c.words = append(c.words, placed{Span: token, Word: w, head: head, sentence: len(c.sentences)})
	}
	span := enligt.Span{Start: start, End: len(c.letters)}
	c.sentences = append(c.sentences, stretch{span, first, len(c.words), s.Span.Of(text)})
}

// appendLetters adds s without white space.
func appendLetters(b []byte, s string) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if !isSpace(r) {
			b = append(b, s[:size]...)
		}
		s = s[size:]
	}
	return b
}

// isSpace is white space as the reference scorer strips it: Unicode's, and the
// four ASCII separators.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// units says what to resample: documents where there are enough of them, else
// paragraphs, else sentences; and where each starts in the letters.
func (c *Corpus) units() (name string, starts []int) {
	const enough = 30
	if len(c.docs) >= enough {
		return "documents", c.docs
	}
	if len(c.pars) >= enough {
		return "paragraphs", c.pars
	}
	for _, s := range c.sentences {
		starts = append(starts, s.Start)
	}
	return "sentences", starts
}
